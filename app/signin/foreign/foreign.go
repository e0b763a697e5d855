// Package foreign plays authorities that are shaped like Entra and are not Entra, for
// tests: the practice tenant has the same author as the client, these have not. It serves
// the facts that were recorded of four of them, with the organization behind them:
//
//   - panva's node-oidc-provider 9.13 behind Entra's paths ([OIDCProvider])
//   - calvinchengx/entra-emulator of 2026-08-20 ([EntraEmulator])
//   - cmaneu/entra-local of 2026-07-10 ([EntraLocal])
//   - vercel-labs/emulate 0.8 of 2026-06-24 ([Emulate])
//
// Only facts came along, no code and no sentences of theirs but for error texts.
package foreign

import (
	"crypto/rand"
	"crypto/rsa"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"
)

// What every authority here has.
const (
	Tenant   = "6f1d0c62-3b8e-4a57-9c40-7e2a1b96f3d8" // its issuer may not name it
	Domain   = "lab.example"                          // another name of the tenant
	ClientID = "5d1f0c62-3b8e-4a57-9c40-7e2a1b96f3d8"
	Username = "anna@lab.example"
	objectID = "11111111-2222-4333-8444-555555555555"
)

// Traits are how an authority differs from Entra.
type Traits struct {
	Name string
	// Subject is the id_token's; it is the account's only name without ClientInfo.
	Subject string
	// ClientInfo: the token answers carry Entra's client_info.
	ClientInfo bool
	// PlainIssuer: the issuer is the host alone, and no claim tid names a tenant.
	PlainIssuer bool
	// NamesIssuer: answers at the redirect URI carry iss, and the metadata says so (RFC 9207).
	NamesIssuer bool
	// Posts says whether response_mode=form_post is followed.
	Posts bool
	// Device is which grant_type redeems a device code; "" means there are none.
	Device   []string
	UserCode string
	// Redirects are those that are registered, compared byte by byte; nil lets everything
	// through.
	Redirects []string
	// Scopes are those that are granted, beside OpenID Connect's; nil grants everything.
	Scopes []string
	// RefreshesOldScopes: a refresh is answered with the scopes of the sign-in.
	RefreshesOldScopes bool
	// RefusesScopes are refused at the token endpoint with invalid_scope.
	RefusesScopes []string
}

// The grant of RFC 8628 section 3.4, and MSAL Go's name for it.
const deviceGrant, shortDeviceGrant = "urn:ietf:params:oauth:grant-type:device_code", "device_code"

// OIDCProvider is node-oidc-provider behind Entra's paths.
func OIDCProvider() Traits {
	return Traits{
		Name: "oidc-provider", Subject: "person-1.lab", PlainIssuer: true, NamesIssuer: true, Posts: true,
		Device: []string{deviceGrant}, UserCode: "RPNG-QSDV",
	}
}

// EntraEmulator is calvinchengx/entra-emulator; redirects are those that are registered.
func EntraEmulator(redirects ...string) Traits {
	return Traits{
		Name: "entra-emulator", Subject: "pairwise-subject", ClientInfo: true, Posts: true,
		Device: []string{deviceGrant, shortDeviceGrant}, UserCode: "BCDF-GHJK", Redirects: redirects,
	}
}

// EntraLocal is cmaneu/entra-local: errors come in the query though form_post was asked for.
func EntraLocal(redirects ...string) Traits {
	return Traits{
		Name: "entra-local", Subject: "pairwise-subject", ClientInfo: true,
		Device: []string{deviceGrant, shortDeviceGrant}, UserCode: "WXYZ-2345", Redirects: redirects,
	}
}

// Emulate is vercel-labs/emulate: it has no device codes, and answers in JSON that it hasn't.
func Emulate(redirects ...string) Traits {
	return Traits{Name: "emulate", Subject: objectID, Posts: true, Redirects: redirects, RefreshesOldScopes: true}
}

// Authority is one that runs. It is also the discovery service and the one organization of
// its cloud, which believe every bearer.
type Authority struct {
	Traits
	Server *httptest.Server

	signer jose.Signer

	mu     sync.Mutex
	grants map[string]grant // by code, device code or refresh token
	asked  []string         // "PATH GRANT_TYPE" of each request
}

// grant is what a code or a refresh token stands for.
type grant struct{ nonce, scope, redirect string }

// Start runs an authority until Close.
func Start(t Traits) (*Authority, error) {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		return nil, err
	}
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: jose.RS256, Key: key}, nil)
	if err != nil {
		return nil, err
	}
	a := &Authority{Traits: t, signer: signer, grants: map[string]grant{}}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{tenant}/v2.0/.well-known/openid-configuration", a.metadata)
	mux.HandleFunc("GET /{tenant}/oauth2/v2.0/authorize", a.authorize)
	mux.HandleFunc("POST /{tenant}/oauth2/v2.0/token", a.token)
	if len(t.Device) > 0 {
		mux.HandleFunc("POST /{tenant}/oauth2/v2.0/devicecode", a.deviceCode)
	}
	mux.HandleFunc("GET /api/discovery/v2.0/Instances", a.instances)
	mux.HandleFunc("GET /api/data/v9.2/WhoAmI", a.whoAmI)
	mux.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) {
		answer(w, http.StatusNotFound, map[string]any{"message": "Not Found"})
	})
	a.Server = httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_ = r.ParseForm()
		a.mu.Lock()
		a.asked = append(a.asked, r.URL.Path+" "+r.PostForm.Get("grant_type"))
		a.mu.Unlock()
		mux.ServeHTTP(w, r)
	}))
	return a, nil
}

// Close ends it.
func (a *Authority) Close() { a.Server.Close() }

// Host is host and port. The certificate is httptest's own, for 127.0.0.1.
func (a *Authority) Host() string { return strings.TrimPrefix(a.Server.URL, "https://") }

// CA is what vouches for it, as PEM.
func (a *Authority) CA() string {
	return string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: a.Server.Certificate().Raw}))
}

// Asked is how many requests there were whose path and grant type end so.
func (a *Authority) Asked(suffix string) int {
	a.mu.Lock()
	defer a.mu.Unlock()
	n := 0
	for _, request := range a.asked {
		if strings.HasSuffix(request, suffix) {
			n++
		}
	}
	return n
}

func (a *Authority) issuer() string {
	if a.PlainIssuer {
		return a.Server.URL
	}
	return a.Server.URL + "/" + Tenant + "/v2.0"
}

func (a *Authority) metadata(w http.ResponseWriter, r *http.Request) {
	base := a.Server.URL + "/" + r.PathValue("tenant") + "/oauth2/v2.0"
	m := map[string]any{
		"issuer": a.issuer(), "authorization_endpoint": base + "/authorize", "token_endpoint": base + "/token",
		"response_types_supported": []string{"code"}, "subject_types_supported": []string{"public"},
		"id_token_signing_alg_values_supported": []string{"RS256"},
	}
	if a.NamesIssuer {
		m["authorization_response_iss_parameter_supported"] = true
	}
	if len(a.Device) > 0 {
		m["device_authorization_endpoint"] = base + "/devicecode"
	}
	answer(w, http.StatusOK, m)
}

// authorize signs the person in at once. Who asks for a redirect URI that is not registered
// stays on an error page, as everywhere.
func (a *Authority) authorize(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	redirect := q.Get("redirect_uri")
	if a.Redirects != nil && !slices.Contains(a.Redirects, redirect) {
		http.Error(w, "redirect_uri is not registered", http.StatusBadRequest)
		return
	}
	code := a.grant(grant{nonce: q.Get("nonce"), scope: q.Get("scope"), redirect: redirect})
	back := url.Values{"code": {code}, "state": {q.Get("state")}}
	if a.NamesIssuer {
		back.Set("iss", a.issuer())
	}
	if a.Posts && q.Get("response_mode") == "form_post" {
		answer(w, http.StatusOK, map[string]any{"post": back})
		return
	}
	http.Redirect(w, r, redirect+"?"+back.Encode(), http.StatusFound)
}

func (a *Authority) deviceCode(w http.ResponseWriter, r *http.Request) {
	answer(w, http.StatusOK, map[string]any{
		"device_code": a.grant(grant{scope: r.PostForm.Get("scope")}), "user_code": a.UserCode,
		"verification_uri": a.Server.URL + "/device", "expires_in": 900, "interval": 1, "message": "Open the page.",
	})
}

func (a *Authority) grant(g grant) string {
	name := rand.Text()
	a.mu.Lock()
	defer a.mu.Unlock()
	a.grants[name] = g
	return name
}

// token redeems codes, device codes and refresh tokens.
func (a *Authority) token(w http.ResponseWriter, r *http.Request) {
	f := r.PostForm
	name := f.Get("code")
	switch grantType := f.Get("grant_type"); {
	case grantType == "authorization_code":
	case grantType == "refresh_token":
		name = f.Get("refresh_token")
	case slices.Contains(a.Device, grantType):
		name = f.Get("device_code")
	default:
		answer(w, http.StatusBadRequest, map[string]any{"error": "unsupported_grant_type", "error_description": "unsupported grant_type requested"})
		return
	}
	a.mu.Lock()
	g, known := a.grants[name]
	a.mu.Unlock()
	switch asked := f.Get("scope"); {
	case !known || f.Get("client_id") != ClientID:
		answer(w, http.StatusBadRequest, map[string]any{"error": "invalid_grant", "error_description": "grant request is invalid"})
		return
	case a.refuses(asked):
		answer(w, http.StatusBadRequest, map[string]any{"error": "invalid_scope", "error_description": "requested scope is not allowed"})
		return
	case asked != "" && !(a.RefreshesOldScopes && f.Get("grant_type") == "refresh_token"):
		g.scope = asked
	}
	answer(w, http.StatusOK, a.tokens(g))
}

func (a *Authority) refuses(scope string) bool {
	return slices.ContainsFunc(a.RefusesScopes, func(s string) bool { return strings.Contains(scope, s) })
}

func (a *Authority) tokens(g grant) map[string]any {
	now := time.Now()
	claims := map[string]any{
		"iss": a.issuer(), "sub": a.Subject, "aud": ClientID, "preferred_username": Username, "name": "Anna Lab",
		"iat": now.Unix(), "exp": now.Add(time.Hour).Unix(),
	}
	if g.nonce != "" {
		claims["nonce"] = g.nonce
	}
	if !a.PlainIssuer {
		claims["tid"] = Tenant
	}
	g.nonce = ""
	tokens := map[string]any{
		"token_type": "Bearer", "access_token": "opaque-" + rand.Text(), "expires_in": 3600,
		"refresh_token": a.grant(g), "scope": a.granted(g.scope), "id_token": a.signed(claims),
	}
	if a.ClientInfo {
		info, _ := json.Marshal(map[string]string{"uid": objectID, "utid": Tenant})
		tokens["client_info"] = base64.RawURLEncoding.EncodeToString(info)
	}
	return tokens
}

// granted leaves out what is not granted.
func (a *Authority) granted(asked string) string {
	if a.Scopes == nil {
		return asked
	}
	return strings.Join(slices.DeleteFunc(strings.Fields(asked), func(s string) bool {
		return !slices.Contains([]string{"openid", "profile", "offline_access"}, s) && !slices.Contains(a.Scopes, s)
	}), " ")
}

func (a *Authority) signed(claims map[string]any) string {
	raw, err := jwt.Signed(a.signer).Claims(claims).Serialize()
	if err != nil {
		panic("foreign: " + err.Error())
	}
	return raw
}

func answer(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v)
}
