package entra

import (
	"crypto/sha256"
	"encoding/base64"
	"strings"

	"latchkey/app/practice/entra/aadsts"
)

// claims are those of both kinds of token (OpenID Connect Core section 2 and
// Microsoft's "Access token claims reference"). The audience is one string: MSAL
// Go can't decode a list.
type claims struct {
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
	// Practice marks every token, so that nobody takes one for a real tenant's.
	Practice string `json:"practice"`
}

// practiceMark is what tokens and metadata carry; pages have a banner.
const practiceMark = "PRACTICE: nothing here is real"

// isApp tells an application's own token from a person's.
func (c claims) isApp() bool { return c.IDType == "app" }

func (s *Issuer) commonClaims(b Bases, got issued) claims {
	c := claims{
		Issuer: issuer(b, got.tenant), IssuedAt: got.now, NotBefore: got.now, Expires: got.now + got.lifetime,
		Tenant: got.tenant.ID, TokenID: s.fresh(16), Version: "2.0", Practice: practiceMark,
	}
	if got.v1 {
		c.Issuer, c.Version = issuerV1(b, got.tenant), "1.0"
	}
	if got.user == nil {
		return c
	}
	c.AuthTime, c.Methods, c.Name = got.at, []string{"pwd"}, got.user.display()
	c.ObjectID, c.Username = got.user.oidIn(got.tenant), got.user.name
	if got.tenant != aadsts.Contoso {
		c.Home = issuerV1(b, aadsts.Contoso)
	}
	if got.mfa {
		c.Methods = append(c.Methods, "mfa")
	}
	return c
}

func (s *Issuer) idClaims(b Bases, got issued) claims {
	c := s.commonClaims(b, got)
	c.Audience, c.Nonce = got.app.ApplicationID, got.nonce
	c.Subject = s.subject(got.user, got.app.ApplicationID)
	if got.grant.has("profile") {
		c.GivenName, c.Family = got.user.GivenName, got.user.Surname
	}
	if got.grant.has("email") {
		c.Email = got.user.name
	}
	return c
}

func (s *Issuer) accessClaims(b Bases, got issued) claims {
	c := s.commonClaims(b, got)
	c.Audience, c.AppID = got.grant.audience, got.app.ApplicationID
	if got.user == nil {
		c.ObjectID = s.principal(got.app, got.tenant)
		c.Subject, c.IDType, c.Roles = c.ObjectID, "app", &[]string{}
		return c
	}
	c.UPN, c.Subject = got.user.upnIn(got.tenant), s.subject(got.user, got.grant.audience)
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
func (s *Issuer) principal(a *App, t aadsts.Tenant) string {
	return s.derivedID("service principal " + a.ApplicationID + " " + t.ID)
}

// subject is pairwise: each client and resource knows a user by another one.
func (s *Issuer) subject(u *user, who string) string {
	sum := sha256.Sum256(s.mac("subject", u.oid, who))
	return base64.RawURLEncoding.EncodeToString(sum[:])
}
