package signin

import (
	"context"

	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/public"

	"latchkey/app/problem"
	"latchkey/app/secret"
)

// Password signs a person in by user name and password alone (RFC 6749 section 4.3),
// as CRM Online without 2-Factor Authentication does. It can't do MFA: a Problem
// "password-needs-mfa" says that the identity provider asked for it.
func (s *Service) Password(ctx context.Context, t Target, resource, username string, password secret.String) (Session, error) {
	c, err := s.client(t)
	if err != nil {
		return Session{}, err
	}
	unlock, err := s.lock(ctx, c.cache)
	if err != nil {
		return Session{}, err
	}
	defer unlock()
	ctx, cancel := context.WithTimeout(ctx, exchangeLimit)
	defer cancel()
	ctx, n := withNotes(ctx)
	options := []public.AcquireByUsernamePasswordOption{}
	if t.Tenant != "" {
		options = append(options, public.WithTenantID(t.Tenant))
	}
	if err := c.resolve(ctx, t.Tenant); err != nil {
		return Session{}, fromMSAL(err)
	}
	if claims := t.claimsFor(resource, ""); claims != "" {
		options = append(options, public.WithClaims(claims))
	}
	//lint:ignore SA1019 deprecated because it can't do MFA, which is what this way in says of itself
	result, err := c.msal.AcquireTokenByUsernamePassword(ctx, t.scopes(resource), username, password.Reveal(), options...)
	if err != nil {
		c.forgetDeclined(ctx, err, n)
		return Session{}, passwordProblem(err)
	}
	claims, err := c.withIssuer(t).checkIDToken(result.IDToken.RawToken, secret.String{}, s.options.Now())
	if err != nil {
		c.refuse(ctx, result, n)
		return Session{}, err
	}
	return t.sessionOf(result, claims, n, s.options.Now()), nil
}

// passwordProblem explains a refusal of this flow. What makes the difference to the
// person is the words of OAuth and Entra: whether a browser would get further.
func passwordProblem(err error) error {
	p := fromMSAL(err)
	switch {
	case p.Code == "host-not-trusted", msalTextIn(err, textFederated):
		// The account's own company would have had the password sent to its server.
		return problem.New(problem.Refused, "password-federated")
	case p.Kind == problem.Internal && msalTextIn(err, textUnknownRealm, textUnknownType):
		// The identity provider does not know whose domain it is.
		return problem.New(problem.Refused, "password-account-unknown").At("loginHint")
	case p.Code == "AADSTS50126":
		return withDetailsOf(problem.New(problem.Refused, "password-wrong").At("password"), p)
	case p.Code == "AADSTS50034":
		return withDetailsOf(problem.New(problem.Refused, "password-account-unknown").At("loginHint"), p)
	case needsInteraction(p):
		return withDetailsOf(problem.New(problem.Refused, "password-needs-mfa").With("code", p.Code).At("twoFactor"), p)
	}
	return p
}

// withDetailsOf gives a problem what the identity provider said of the occurrence.
func withDetailsOf(to, from *problem.Problem) *problem.Problem {
	to.OAuthError, to.Suberror, to.Claims = from.OAuthError, from.Suberror, from.Claims
	to.CorrelationID, to.TraceID, to.Time, to.Detail = from.CorrelationID, from.TraceID, from.Time, from.Detail
	return to
}

// needsInteraction reports whether the identity provider wants a person in front of a
// browser (OpenID Connect Core section 3.1.2.6). Entra's v2 endpoint says invalid_grant with the
// suberror basic_action or additional_action instead.
func needsInteraction(p *problem.Problem) bool {
	switch p.OAuthError {
	case "interaction_required", "login_required", "consent_required":
		return true
	}
	switch p.Suberror {
	case "basic_action", "additional_action":
		return true
	case "message_only": // a browser would show the same message
		return false
	}
	return p.Claims != ""
}
