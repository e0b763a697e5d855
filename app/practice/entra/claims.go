package entra

import (
	"crypto/sha256"
	"encoding/base64"
	"strings"
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
	AuthTime  int64    `json:"auth_time"`
	Methods   []string `json:"amr"`
	Name      string   `json:"name"`
	GivenName string   `json:"given_name,omitempty"`
	Family    string   `json:"family_name,omitempty"`
	Email     string   `json:"email,omitempty"`
	Nonce     string   `json:"nonce,omitempty"`
	ObjectID  string   `json:"oid"`
	Username  string   `json:"preferred_username"`
	UPN       string   `json:"upn,omitempty"`
	Subject   string   `json:"sub"`
	Tenant    string   `json:"tid"`
	Scope     string   `json:"scp,omitempty"`
	AppID     string   `json:"appid,omitempty"`
	TokenID   string   `json:"uti"`
	Version   string   `json:"ver"`
}

func (s *Server) commonClaims(b Bases, got issued) claims {
	c := claims{
		Issuer: issuer(b), IssuedAt: got.now, NotBefore: got.now, Expires: got.now + got.lifetime,
		AuthTime: got.at, Methods: []string{"pwd"}, Name: got.user.display, ObjectID: got.user.oid,
		Username: got.user.name, Tenant: TenantID, TokenID: s.fresh(16), Version: "2.0",
	}
	if got.mfa {
		c.Methods = append(c.Methods, "mfa")
	}
	return c
}

func (s *Server) idClaims(b Bases, got issued) claims {
	c := s.commonClaims(b, got)
	c.Audience, c.Nonce = got.client, got.nonce
	c.Subject = s.subject(got.user, got.client)
	if got.grant.has("profile") {
		c.GivenName, c.Family = got.user.given, got.user.family
	}
	if got.grant.has("email") {
		c.Email = got.user.name
	}
	return c
}

func (s *Server) accessClaims(b Bases, got issued) claims {
	c := s.commonClaims(b, got)
	c.Audience, c.AppID, c.UPN = got.grant.audience, got.client, got.user.name
	c.Subject = s.subject(got.user, got.grant.audience)
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

// subject is pairwise: each client and resource knows a user by another one.
func (s *Server) subject(u *user, who string) string {
	sum := sha256.Sum256(s.mac("subject", u.oid, who))
	return base64.RawURLEncoding.EncodeToString(sum[:])
}
