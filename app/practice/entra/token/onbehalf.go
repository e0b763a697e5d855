package token

import (
	"cmp"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

// onBehalfGrant is RFC 7523 section 2.1, as Microsoft's "OAuth 2.0 On-Behalf-Of flow" uses it.
const onBehalfGrant = "urn:ietf:params:oauth:grant-type:jwt-bearer"

// byAssertion gives an API a token for another one, in the name of the person whose token it
// was sent. That token has to be for the API itself.
func (s *Issuer) byAssertion(q tokenRequest, asked grant, named bool) (issued, *aadsts.Refusal) {
	if bad := q.p.CheckPresent("assertion", "requested_token_use"); bad != nil {
		return issued{}, bad
	}
	if q.p["requested_token_use"] != "on_behalf_of" {
		return issued{}, aadsts.Malformed()
	}
	if !named {
		return issued{}, q.p.CheckPresent("scope")
	}
	c, u, bad := s.readUserAssertion(q)
	if bad != nil {
		return issued{}, bad
	}
	got := issued{tenant: aadsts.TenantOf(c.Tenant), app: q.app, v1: q.v1, grant: asked, user: u, at: c.ProvedAt, mfa: c.ProvedMFA, session: c.Session}
	proof := aadsts.PasswordStrength
	if got.mfa {
		proof = aadsts.MFAStrength
	}
	s.Under(func(l *directory.Locked) {
		if bad = l.CheckAccess(u, proof, q.access(asked.audience, directory.WayRefresh)); bad != nil {
			return
		}
		if bad = cmp.Or(q.app.CheckPermissions(q.scope("")), l.CheckConsent(u, q.app, got.tenant, q.scope(""))); bad != nil {
			return
		}
		stamp(l, &got)
		got.refresh = firstRefresh(l, directory.FamilyRow{
			Tenant: got.tenant.ID, Client: q.app.ApplicationID, User: u.Name, Scope: q.scope(""), At: got.at, MFA: got.mfa, Session: got.session,
		})
	})
	return got, bad
}

// readUserAssertion checks the token of a person that an API presents, and whose it is.
func (s *Issuer) readUserAssertion(q tokenRequest) (c Claims, u *directory.Principal, bad *aadsts.Refusal) {
	if len(q.p["assertion"]) > aadsts.LongestValue || s.Read(q.p["assertion"], &c) != nil {
		return c, nil, aadsts.Refuse("invalid_grant", 50013, "Assertion failed signature validation. [Reason - The key was not found.]")
	}
	now := s.Now().Unix()
	switch {
	case now >= c.Expires || now < c.NotBefore:
		return c, nil, aadsts.Refuse("invalid_grant", 500133, "Assertion is not within its valid time range. Ensure that the access token is not expired before using it for user assertion, or request a new token.")
	case !q.app.IsNamed(c.Audience):
		return c, nil, aadsts.Refuse("invalid_grant", 500131, "Assertion audience does not match the Client app presenting the assertion. The audience in the assertion was '%s' and the expected audience is '%s' or one of the Application Uris of this application with App ID '%s'(%s). The downstream client must request a token for the expected audience (the application that made the OBO request) and this application should use that token as the assertion.",
			aadsts.Show(c.Audience), q.app.ApplicationID, q.app.ApplicationID, q.app.Name)
	case c.IsApp():
		return c, nil, aadsts.Refuse("invalid_grant", 7000114, "Application '%s' is not allowed to make application on-behalf-of calls.", q.app.ApplicationID)
	case s.KindOf(q.segment) == directory.OwnTenant && q.tenant().ID != c.Tenant:
		return c, nil, aadsts.Refuse("invalid_grant", 700005, "Provided Authorization Code is intended to use against other tenant, thus rejected.")
	}
	if u = s.PrincipalByObject(c.ObjectID, aadsts.TenantOf(c.Tenant)); u == nil {
		return c, nil, aadsts.Refuse("invalid_grant", 50173, "The provided grant has expired due to it being revoked, a fresh auth token is needed. The user might have changed or reset their password.").WithSuberror("bad_token")
	}
	return c, u, nil
}
