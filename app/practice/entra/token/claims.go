package token

import (
	"crypto/sha256"
	"encoding/base64"
	"strings"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

// Claims are those of both kinds of token (OpenID Connect Core section 2 and
// Microsoft's "Access token claims reference"). The audience is one string: MSAL
// Go can't decode a list.
type Claims struct {
	Audience  string   `json:"aud"`
	Issuer    string   `json:"iss"`
	IssuedAt  int64    `json:"iat"`
	NotBefore int64    `json:"nbf"`
	Expires   int64    `json:"exp"`
	AuthTime  int64    `json:"auth_time,omitempty"`
	Methods   []string `json:"amr,omitempty"`
	Name      string   `json:"name,omitempty"`
	GivenName string   `json:"given_name,omitempty"`
	Family    string   `json:"family_name,omitempty"`
	Email     string   `json:"email,omitempty"`
	Nonce     string   `json:"nonce,omitempty"`
	CodeHash  string   `json:"c_hash,omitempty"`
	ObjectID  string   `json:"oid"`
	Username  string   `json:"preferred_username,omitempty"`
	UPN       string   `json:"upn,omitempty"`
	Subject   string   `json:"sub"`
	Tenant    string   `json:"tid"`
	Scope     string   `json:"scp,omitempty"`
	AppID     string   `json:"appid,omitempty"`
	// Of an application's own token: "app", and an empty list of roles.
	IDType string    `json:"idtyp,omitempty"`
	Roles  *[]string `json:"roles,omitempty"`
	// Home is where a guest's account is (Entra's "idp").
	Home    string `json:"idp,omitempty"`
	TokenID string `json:"uti"`
	Version string `json:"ver"`
	// Contexts are authentication contexts that were met; Capabilities are what the program says
	// it can do ("cp1": answer a resource that refuses its token).
	Contexts     []string `json:"acrs,omitempty"`
	Capabilities []string `json:"xms_cc,omitempty"`
	// Revision is how often what the user had was revoked before; seconds would not tell a token
	// of before from one of after.
	Revision int `json:"practice_revision,omitempty"`
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

// IsApp tells an application's own token from a person's.
func (c Claims) IsApp() bool { return c.IDType == "app" }

func (s *Issuer) commonClaims(b directory.Bases, got issued) Claims {
	c := Claims{
		Issuer: issuer(b, got.tenant), IssuedAt: got.now, NotBefore: got.now, Expires: got.now + got.lifetime,
		Tenant: got.tenant.ID, TokenID: s.RandomToken(16), Version: versionTwo, Practice: practiceMark,
	}
	if got.v1 {
		c.Issuer, c.Version = issuerV1(got.tenant), versionOne
	}
	if got.user == nil {
		return c
	}
	c.AuthTime, c.Methods, c.Name = got.at, []string{"pwd"}, got.user.Display()
	c.ObjectID, c.Username = got.user.ObjectIDIn(got.tenant), got.user.Name
	if got.tenant != aadsts.Contoso {
		c.Home = issuerV1(aadsts.Contoso)
	}
	if got.mfa {
		c.Methods = append(c.Methods, "mfa")
	}
	return c
}

func (s *Issuer) idClaims(b directory.Bases, got issued) Claims {
	c := s.commonClaims(b, got)
	c.Audience, c.Nonce = got.app.ApplicationID, got.nonce
	c.Subject = s.Subject(got.user, got.app.ApplicationID)
	if got.grant.has("profile") {
		c.GivenName, c.Family = got.user.GivenName, got.user.Surname
	}
	if got.grant.has("email") {
		c.Email = got.user.Name
	}
	return c
}

func (s *Issuer) accessClaims(b directory.Bases, got issued) Claims {
	c := s.commonClaims(b, got)
	c.Audience, c.AppID, c.Contexts = got.grant.audience, got.app.ApplicationID, got.contexts
	if got.capable {
		c.Capabilities, c.Revision = []string{"cp1"}, got.revision
	}
	if got.user == nil {
		c.ObjectID = s.principal(got.app, got.tenant)
		c.Subject, c.IDType, c.Roles = c.ObjectID, "app", &[]string{}
		return c
	}
	c.UPN, c.Subject = got.user.UPNIn(got.tenant), s.Subject(got.user, got.grant.audience)
	var names []string
	for _, scope := range strings.Fields(got.grant.echo()) {
		name := scope[strings.LastIndexByte(scope, '/')+1:]
		if name != ".default" {
			names = append(names, name)
		}
	}
	c.Scope = strings.Join(names, " ")
	return c
}

// principal is an application's object in a tenant, its service principal.
func (s *Issuer) principal(a *directory.App, t aadsts.Tenant) string {
	return s.DerivedID("service principal " + a.ApplicationID + " " + t.ID)
}

// Subject is pairwise: each client and resource knows a user by another one.
func (s *Issuer) Subject(u *directory.Principal, who string) string {
	sum := sha256.Sum256(s.MAC("subject", u.ObjectID, who))
	return base64.RawURLEncoding.EncodeToString(sum[:])
}

// IDToken is the identity token that a sign-in is answered with at once (OpenID Connect
// Core sections 3.2 and 3.3); code is the authorization code that goes with it, if any.
func (s *Issuer) IDToken(l *directory.Locked, b directory.Bases, q directory.AuthRequest, a directory.Account, code string) (string, error) {
	got := issued{
		tenant: q.TargetTenant(), user: l.User(a.User), app: l.App(q.Client), nonce: q.Nonce, at: a.At, mfa: a.In(q.TargetTenant()), until: a.Until,
		v1: q.AdminConsent == AdminConsentOld, grant: grant{openID: []string{"openid", "profile"}},
	}
	stamp(l, &got)
	c := s.idClaims(b, got)
	if code != "" {
		sum := sha256.Sum256([]byte(code))
		c.CodeHash = base64.RawURLEncoding.EncodeToString(sum[:len(sum)/2])
	}
	return s.Sign(c)
}
