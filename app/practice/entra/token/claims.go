package token

import (
	"crypto/sha256"
	"encoding/base64"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

// Claims are those of all kinds of token (OpenID Connect Core section 2; Microsoft's "ID token
// claims reference", "Access token claims reference" and "Optional claims reference"). Which
// token has which is in idtoken.go, accesstoken.go and optional.go. The audience is one
// string: MSAL Go can't decode a list.
type Claims struct {
	Audience  string `json:"aud"`
	Issuer    string `json:"iss"`
	IssuedAt  int64  `json:"iat"`
	NotBefore int64  `json:"nbf"`
	Expires   int64  `json:"exp"`

	ClaimNames     map[string]string      `json:"_claim_names,omitempty"`
	ClaimSources   map[string]claimSource `json:"_claim_sources,omitempty"`
	AccountStatus  *int                   `json:"acct,omitempty"` // 0 is a member, 1 a guest
	ContextClass   string                 `json:"acr,omitempty"`
	Opaque         string                 `json:"aio,omitempty"`
	Methods        []string               `json:"amr,omitempty"`
	AppID          string                 `json:"appid,omitempty"`
	AppIDProof     string                 `json:"appidacr,omitempty"`
	Contexts       []string               `json:"acrs,omitempty"` // authentication contexts that were met
	AuthTime       int64                  `json:"auth_time,omitempty"`
	Party          string                 `json:"azp,omitempty"`
	PartyProof     string                 `json:"azpacr,omitempty"`
	CodeHash       string                 `json:"c_hash,omitempty"`
	Email          string                 `json:"email,omitempty"`
	Family         string                 `json:"family_name,omitempty"`
	GivenName      string                 `json:"given_name,omitempty"`
	Groups         []string               `json:"groups,omitempty"`
	HasGroups      bool                   `json:"hasgroups,omitempty"`
	Home           string                 `json:"idp,omitempty"`   // where a guest's account is
	IDType         string                 `json:"idtyp,omitempty"` // "app" or "user"
	Address        string                 `json:"ipaddr,omitempty"`
	LoginHint      string                 `json:"login_hint,omitempty"`
	Name           string                 `json:"name,omitempty"`
	Nonce          string                 `json:"nonce,omitempty"`
	ObjectID       string                 `json:"oid,omitempty"`
	Username       string                 `json:"preferred_username,omitempty"`
	PassportID     string                 `json:"puid,omitempty"`
	Chain          string                 `json:"rh,omitempty"`
	Roles          []string               `json:"roles,omitempty"`
	Scope          string                 `json:"scp,omitempty"`
	Session        string                 `json:"sid,omitempty"`
	Subject        string                 `json:"sub"`
	TenantRegion   string                 `json:"tenant_region_scope,omitempty"`
	Tenant         string                 `json:"tid"`
	UniqueName     string                 `json:"unique_name,omitempty"`
	UPN            string                 `json:"upn,omitempty"`
	TokenID        string                 `json:"uti"`
	VerifiedEmail  []string               `json:"verified_primary_email,omitempty"`
	Version        string                 `json:"ver"`
	DirectoryRoles []string               `json:"wids,omitempty"`
	Capabilities   []string               `json:"xms_cc,omitempty"` // what the program says it can do ("cp1")
	Federated      string                 `json:"xms_ftd,omitempty"`
	// SeenAt is the address at which a resource saw the program; none looks at the place then.
	SeenAt string `json:"xms_rp_ipaddr,omitempty"`

	// Revision is how often what the user had was revoked before; seconds would not tell a token
	// of before from one of after. ProvedAt and ProvedMFA are what an API's token has for a
	// request on behalf of its person: Entra keeps that to itself.
	Revision int `json:"practice_revision,omitempty"`
	// Place is where the program was, see directory.Policies.
	Place     string `json:"practice_place,omitempty"`
	ProvedAt  int64  `json:"practice_proved_at,omitempty"`
	ProvedMFA bool   `json:"practice_proved_mfa,omitempty"`
	// Practice marks every token, so that nobody takes one for a real tenant's.
	Practice string `json:"practice"`
}

// The two kinds of token ("ver").
const (
	versionOne = "1.0"
	versionTwo = "2.0"
)

// practiceMark is what tokens and metadata carry; pages have a banner.
const practiceMark = "PRACTICE: nothing here is real"

// IsApp tells an application's own token from a person's: nobody gave it a scope. idtyp says
// so only where it was asked for.
func (c Claims) IsApp() bool { return c.Scope == "" }

// Client is the application that a token was made for, whatever its version.
func (c Claims) Client() string {
	if c.AppID != "" {
		return c.AppID
	}
	return c.Party
}

// issuedEarlier is how far iat and nbf lie in the past, in seconds, for clients whose clock is
// slow: exp is 3900 seconds after them where expires_in is an hour (tokens in the issues of
// Azure's projects, 2019 to 2024).
const issuedEarlier = 5 * 60

func (s *Issuer) commonClaims(b directory.Bases, got issued, version string) Claims {
	c := Claims{
		Issuer: issuer(b, got.tenant), IssuedAt: got.now - issuedEarlier, NotBefore: got.now - issuedEarlier, Expires: got.now + got.lifetime,
		Tenant: got.tenant.ID, Version: version, Practice: practiceMark,
		TokenID: s.RandomToken(16), Opaque: s.opaque(96), Chain: s.chain(got),
	}
	if version == versionOne {
		c.Issuer = issuerV1(got.tenant)
	}
	if got.user != nil && got.tenant != aadsts.Contoso {
		c.Home = issuerV1(aadsts.Contoso)
		if got.user.EmailSignIn {
			c.Home = "mail" // from memory
		}
	}
	return c
}

// amr are the methods by which a person has signed in. v1 tokens have them; those of v2
// don't, and no setting of a registration puts them there.
func (got issued) amr() []string {
	if got.mfa {
		return []string{"pwd", "mfa"}
	}
	return []string{"pwd"}
}

// What is in a token for Entra alone, and for nobody else to read: it has the form and the
// length of Entra's and no meaning here.

// opaque is the "aio" of a token, in base64 (tokens in issues have 90 to 130 letters).
func (s *Issuer) opaque(n int) string { return base64.StdEncoding.EncodeToString(s.RandomBytes(n)) }

// chain is the "rh" of a token: the same for a client in a tenant.
func (s *Issuer) chain(got issued) string {
	return "1.A" + base64.RawURLEncoding.EncodeToString(s.MAC("chain", got.tenant.ID, got.app.ApplicationID)[:30]) + "AA."
}

// passportID is the "puid" of a person.
func (s *Issuer) passportID(u *directory.Principal) string {
	const hex = "0123456789ABCDEF"
	id := []byte("10032000")
	for _, b := range s.MAC("passport", u.ObjectID)[:4] {
		id = append(id, hex[b>>4], hex[b&15])
	}
	return string(id)
}

// Subject is pairwise: each client and resource knows a user by another one.
func (s *Issuer) Subject(u *directory.Principal, who string) string {
	sum := sha256.Sum256(s.MAC("subject", u.ObjectID, who))
	return base64.RawURLEncoding.EncodeToString(sum[:])
}

// PrincipalOf is an application's object in a tenant, its service principal.
func (s *Issuer) PrincipalOf(a *directory.App, t aadsts.Tenant) string {
	return s.DerivedID("service principal " + a.ApplicationID + " " + t.ID)
}

// halfHash is c_hash (OpenID Connect Core section 3.3.2.11).
func halfHash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return base64.RawURLEncoding.EncodeToString(sum[:len(sum)/2])
}
