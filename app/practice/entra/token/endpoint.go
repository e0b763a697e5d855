package token

import (
	"encoding/base64"
	"encoding/json"
	"math/big"
	"net"
	"net/http"
	"strconv"
	"time"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

// tokenAnswer is RFC 6749 section 5.1 with Entra's additions.
type tokenAnswer struct {
	TokenType    string `json:"token_type"`
	Scope        string `json:"scope,omitempty"`
	ExpiresIn    int64  `json:"expires_in"` // seconds
	ExtExpiresIn int64  `json:"ext_expires_in"`
	RefreshIn    int64  `json:"refresh_in,omitempty"` // of tokens that live long
	AccessToken  string `json:"access_token"`
	RefreshToken string `json:"refresh_token,omitempty"`
	IDToken      string `json:"id_token,omitempty"`
	ClientInfo   string `json:"client_info,omitempty"`
}

// issued is everything that the tokens are made of once the grant was good.
type issued struct {
	tenant   aadsts.Tenant
	user     *directory.Principal // nil when the application asks for itself
	app      *directory.App
	v1       bool
	nonce    string
	at       int64
	mfa      bool
	until    int64    // when what was proved ends; 0 is never
	contexts []string // authentication contexts that were met
	capable  bool     // the program claimed cp1
	revision int      // how often what the user had was revoked before
	place    string   // where the program was
	// elsewhere says that a resource sees the program where a policy minds, see IsSeenElsewhere.
	elsewhere bool
	session   string // id of the browser's session
	claims    string // the parameter, JSON
	proof     string // how the application proved itself, see clientProof
	address   string // of the client
	refresh   string
	grant     grant
	lifetime  int64
	now       int64
}

func (s *Issuer) serveToken(w http.ResponseWriter, r *http.Request) { s.token(w, r, false) }

func (s *Issuer) serveTokenV1(w http.ResponseWriter, r *http.Request) { s.token(w, r, true) }

func (s *Issuer) token(w http.ResponseWriter, r *http.Request, v1 bool) {
	segment, b := r.PathValue("tenant"), directory.BasesOf(r.Context(), r.Host)
	p, bad := s.readForm(w, r, "client_id", "grant_type")
	if bad == nil && !v1 {
		bad = checkNoResource(p)
	}
	if bad == nil {
		bad = checkClaims(p)
	}
	var a *directory.App
	if bad == nil {
		a, bad = s.CheckClient(segment, p["client_id"])
	}
	if bad == nil {
		bad = s.checkCredential(a, p, audiencesOf(b, segment))
	}
	if bad == nil {
		bad = a.CheckOrigin(r, p)
	}
	var got issued
	if bad == nil {
		got, bad = s.exchange(newTokenRequest(r, b, p, a, segment, v1))
	}
	got.proof, got.address = clientProof(p), AddressOf(r)
	if p["claims"] != "" {
		got.claims = p["claims"]
	}
	i := s.NewIncident(bad, r)
	s.Under(func(l *directory.Locked) { logTokens(l, r, segment, p, i) })
	if bad != nil {
		directory.WriteIncident(w, r, i)
		return
	}
	s.writeTokens(w, r, got, p["client_info"] == "1")
}

// audiencesOf are the names that an assertion for a tenant's token endpoint may use.
func audiencesOf(b directory.Bases, segment string) []string {
	var list []string
	for _, name := range []string{segment, aadsts.TenantOf(segment).ID, aadsts.TenantOf(segment).Domain} {
		base := b.Authority + "/" + name
		list = append(list, base+"/oauth2/v2.0/token", base+"/oauth2/token", base+"/v2.0", base+"/")
	}
	return list
}

// AddressOf is the address that a request came from; those of this process have none.
func AddressOf(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil || net.ParseIP(host) == nil {
		return "127.0.0.1"
	}
	return host
}

// stamp sets the times. A token lives between 60 and 90 minutes, at random, and an
// application's own an hour ("Access tokens in the Microsoft identity platform"; the latter
// from memory). None outlives the Temporary Access Pass with which it was obtained ("Configure
// Temporary Access Pass").
func stamp(l *directory.Locked, got *issued) {
	got.now, got.place = l.Unix(), l.Policies().Place
	if got.user != nil {
		got.revision = l.Users.Row(got.user.Name).Revocations
	}
	between := func(least, most int64) int64 {
		n := new(big.Int).SetBytes(l.RandomBytes(8))
		return least + n.Mod(n, big.NewInt(most-least)).Int64()
	}
	switch set := l.Settings().TokenLifetime; {
	case set != 0:
		got.lifetime = int64(set / time.Second)
	case got.elsewhere:
		got.lifetime = 60 * 60
	case got.capable: // "Continuous access evaluation": up to 28 hours, since they can be revoked
		got.lifetime = between(24*3600, 28*3600)
	case got.user == nil:
		got.lifetime = 60 * 60
	default:
		got.lifetime = between(60*60, 90*60+1)
	}
	if got.until != 0 {
		got.lifetime = min(got.lifetime, got.until-got.now)
	}
}

func (s *Issuer) writeTokens(w http.ResponseWriter, r *http.Request, got issued, clientInfo bool) {
	b := directory.BasesOf(r.Context(), r.Host)
	access, err := s.Sign(s.accessClaims(b, got))
	answer := tokenAnswer{
		TokenType: "Bearer", ExpiresIn: got.lifetime, ExtExpiresIn: got.lifetime,
		AccessToken: access, RefreshToken: got.refresh,
	}
	if got.capable && got.lifetime >= 2*3600 { // libraries renew such a token at half of its time (from memory)
		answer.RefreshIn = got.lifetime / 2
	}
	if got.user != nil {
		answer.Scope = got.grant.echo()
	}
	if err == nil && got.user != nil && got.grant.has("openid") {
		answer.IDToken, err = s.Sign(s.idClaims(b, got, false))
	}
	if err != nil {
		s.refuseBroken(w, r, "token", err)
		return
	}
	if clientInfo && got.user != nil {
		answer.ClientInfo = ClientInfoOf(got.user)
	}
	if got.v1 {
		aadsts.WriteJSON(w, http.StatusOK, got.inV1(answer))
		return
	}
	aadsts.WriteJSON(w, http.StatusOK, answer)
}

// ClientInfoOf names a user's account by the object and the tenant of home, wherever
// the token is for: client libraries tell accounts apart by it.
func ClientInfoOf(u *directory.Principal) string {
	info, _ := json.Marshal(map[string]string{"uid": u.ObjectID, "utid": aadsts.ContosoID})
	return base64.RawURLEncoding.EncodeToString(info)
}

// tokenAnswerV1 is the answer of the v1 endpoint: its numbers are strings.
type tokenAnswerV1 struct {
	TokenType    string `json:"token_type"`
	Scope        string `json:"scope,omitempty"`
	ExpiresIn    string `json:"expires_in"` // seconds
	ExtExpiresIn string `json:"ext_expires_in"`
	RefreshIn    string `json:"refresh_in,omitempty"`
	ExpiresOn    string `json:"expires_on"` // Unix seconds
	NotBefore    string `json:"not_before"`
	Resource     string `json:"resource"`
	AccessToken  string `json:"access_token"`
	RefreshToken string `json:"refresh_token,omitempty"`
	IDToken      string `json:"id_token,omitempty"`
	ClientInfo   string `json:"client_info,omitempty"`
}

func (got issued) inV1(a tokenAnswer) tokenAnswerV1 {
	number := func(n int64) string { return strconv.FormatInt(n, 10) }
	v := tokenAnswerV1{
		TokenType: a.TokenType, ExpiresIn: number(got.lifetime), ExtExpiresIn: number(got.lifetime),
		ExpiresOn: number(got.now + got.lifetime), NotBefore: number(got.now), Resource: got.grant.audience,
		AccessToken: a.AccessToken, RefreshToken: a.RefreshToken, IDToken: a.IDToken, ClientInfo: a.ClientInfo,
	}
	if a.RefreshIn != 0 {
		v.RefreshIn = number(a.RefreshIn)
	}
	if got.user != nil {
		v.Scope = directory.UserImpersonation
	}
	return v
}
