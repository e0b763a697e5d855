package token

import (
	"net/http"
	"slices"

	"latchkey/app/practice/entra/directory"
)

// idClaims are the claims of an ID token ("ID token claims reference"). Its version is that of
// the endpoint. One that comes through the browser has to be short.
func (s *Issuer) idClaims(b directory.Bases, got issued, throughBrowser bool) Claims {
	if got.v1 {
		return s.idClaimsV1(b, got, throughBrowser)
	}
	c := s.commonClaims(b, got, versionTwo)
	c.Audience, c.Nonce, c.Session = got.app.ApplicationID, got.nonce, got.session
	c.Subject = s.Subject(got.user, got.app.ApplicationID)
	if got.grant.has("profile") {
		c.Name, c.ObjectID, c.Username = got.user.Display(), got.user.ObjectIDIn(got.tenant), got.user.Name
	}
	if got.grant.has("email") {
		c.Email = got.user.Mail()
	}
	c.addMemberships(got, got.app, throughBrowser)
	s.addOptional(&c, got, slices.Concat(got.app.OptionalClaims.ForIDToken(), askedClaims(got.claims)), throughBrowser)
	return c
}

// idClaimsV1 are those of v1, which asks for no scope and says more (an ID token of v1 in the
// reference; amr is in v1 only).
func (s *Issuer) idClaimsV1(b directory.Bases, got issued, throughBrowser bool) Claims {
	c := s.commonClaims(b, got, versionOne)
	c.Audience, c.Nonce, c.Session = got.app.ApplicationID, got.nonce, got.session
	c.Subject, c.ObjectID = s.Subject(got.user, got.app.ApplicationID), got.user.ObjectIDIn(got.tenant)
	c.Methods, c.Address = got.amr(), got.address
	c.Name, c.GivenName, c.Family = got.user.Display(), got.user.GivenName, got.user.Surname
	c.addNamesV1(got)
	c.addMemberships(got, got.app, throughBrowser)
	s.addOptional(&c, got, slices.Concat(got.app.OptionalClaims.ForIDToken(), askedClaims(got.claims)), throughBrowser)
	return c
}

// addNamesV1 are the names of a user in tokens of v1: a guest has no user principal name there,
// but the e-mail address that was invited.
func (c *Claims) addNamesV1(got issued) {
	c.UniqueName = got.user.Name
	if c.Home != "" {
		c.Email = got.user.Name
		return
	}
	c.UPN = got.user.Name
}

// IDToken is the identity token that a sign-in is answered with at once (OpenID Connect
// Core sections 3.2 and 3.3); code is the authorization code that goes with it, if any.
func (s *Issuer) IDToken(l *directory.Locked, r *http.Request, q directory.AuthRequest, a directory.Account, code string) (string, error) {
	got := issued{
		tenant: q.TargetTenant(), user: l.User(a.User), app: l.App(q.Client), nonce: q.Nonce, at: a.At, mfa: a.In(l.FactorTenant(q.TargetTenant())),
		v1: q.AdminConsent == AdminConsentOld, grant: grant{openID: openIDIn(q.Scope)}, claims: q.Claims, session: a.Session, until: a.Until, address: AddressOf(r),
	}
	stamp(l, &got)
	c := s.idClaims(directory.BasesOf(r.Context(), r.Host), got, true)
	if code != "" {
		c.CodeHash = halfHash(code)
	}
	return s.Sign(c)
}
