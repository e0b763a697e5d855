package token

import (
	"slices"
	"strings"

	"latchkey/app/practice/entra/directory"
)

// accessClaims are the claims of an access token ("Access token claims reference"). Its
// version is the resource's choice, whatever endpoint was asked: Microsoft's own, Dataverse
// and Microsoft Graph among them, take v1 (for Dataverse from memory; Azure's and Graph's are
// in many issues). What a token for an API of one's own has is in one of 2026-05, in a
// walk-through of the on-behalf-of flow; Microsoft's own get more.
func (s *Issuer) accessClaims(b directory.Bases, got issued) Claims {
	if got.grant.api != nil && got.grant.api.AccessTokenVersion == 2 {
		return s.accessClaimsV2(b, got)
	}
	c := s.commonClaims(b, got, versionOne)
	c.Audience, c.AppID, c.AppIDProof, c.Federated = got.grant.audience, got.app.ApplicationID, got.proof, s.RandomToken(45)
	if got.user == nil {
		s.addPrincipal(&c, got)
		c.Home = issuerV1(got.tenant)
		if got.grant.api == nil {
			c.IDType = "app" // Microsoft's own ask for it
		}
		s.addWishes(&c, got)
		return c
	}
	c.Subject, c.ObjectID = s.Subject(got.user, got.grant.audience), got.user.ObjectIDIn(got.tenant)
	c.ContextClass, c.Methods, c.Address, c.Session = "1", got.amr(), got.address, got.session
	c.Name, c.GivenName, c.Family = got.user.Display(), got.user.GivenName, got.user.Surname
	c.addNamesV1(got)
	c.Scope = got.grant.names()
	if got.grant.api == nil {
		c.IDType, c.PassportID, c.DirectoryRoles = "user", s.passportID(got.user), got.directoryRoles()
	}
	s.addWishes(&c, got)
	return c
}

// accessClaimsV2 is what an API of one's own gets that asks for v2
// (requestedAccessTokenVersion): little, and the rest only as optional claims. An application's
// token was captured by calvinchengx/entra-emulator on 2026-08-13.
func (s *Issuer) accessClaimsV2(b directory.Bases, got issued) Claims {
	c := s.commonClaims(b, got, versionTwo)
	c.Audience, c.Party, c.PartyProof, c.Federated = got.grant.api.ApplicationID, got.app.ApplicationID, got.proof, s.RandomToken(45)
	if got.user == nil {
		s.addPrincipal(&c, got)
		s.addWishes(&c, got)
		return c
	}
	c.Subject, c.ObjectID = s.Subject(got.user, c.Audience), got.user.ObjectIDIn(got.tenant)
	c.Name, c.Username, c.Session, c.Scope = got.user.Display(), got.user.Name, got.session, got.grant.names()
	s.addWishes(&c, got)
	return c
}

// addPrincipal is an application that acts for itself: its subject is its object.
func (s *Issuer) addPrincipal(c *Claims, got issued) {
	c.ObjectID = s.PrincipalOf(got.app, got.tenant)
	c.Subject = c.ObjectID
}

// addWishes is what the resource's registration asks for; nothing that the client's asks for is
// in an access token.
func (s *Issuer) addWishes(c *Claims, got issued) {
	api := got.grant.api
	if api != nil {
		c.ProvedAt, c.ProvedMFA = got.at, got.mfa
		c.addMemberships(got, api, false)
		s.addOptional(c, got, api.OptionalClaims.ForAccessToken(), false)
	}
	// What a client can do (cp1 is: handle claims challenges) is in tokens for Microsoft's own,
	// and in those for an API that wants to know.
	if got.capable && (api == nil || slices.Contains(api.OptionalClaims.ForAccessToken(), "xms_cc")) {
		c.Capabilities, c.Revision, c.Place = []string{"cp1"}, got.revision, got.place
		if got.elsewhere {
			c.SeenAt = got.address
		}
	}
	c.Contexts = got.contexts
}

// names are the permissions of a token ("scp").
func (g grant) names() string {
	var names []string
	for scope := range strings.FieldsSeq(g.echo()) {
		if name := scope[strings.LastIndexByte(scope, '/')+1:]; name != ".default" {
			names = append(names, name)
		}
	}
	return strings.Join(names, " ")
}

// clientProof is how an application proved itself ("appidacr", "azpacr"): not at all, with a
// secret, with a certificate.
func clientProof(p map[string]string) string {
	switch {
	case p["client_assertion"] != "":
		return "2"
	case p["client_secret"] != "":
		return "1"
	}
	return "0"
}

// openIDIn are the scopes of OpenID Connect in a scope parameter.
func openIDIn(scope string) (found []string) {
	for word := range strings.FieldsSeq(scope) {
		if isOpenIDScope(word) {
			found = append(found, word)
		}
	}
	return found
}
