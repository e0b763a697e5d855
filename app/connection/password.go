package connection

import (
	"context"
	"slices"
	"strings"

	"latchkey/app/credential"
	"latchkey/app/problem"
	"latchkey/app/profile"
	"latchkey/app/signin"
)

// password signs in without a browser: by the cached session, else by the password that
// is kept for the profile.
func (s *Service) password(ctx context.Context, p profile.Checked, t signin.Target, resource string, o Options) (Session, error) {
	t.HomeAccountID = s.passwordAccount(ctx, t)
	if !o.Always {
		if session, err := s.silent(ctx, t, resource); err == nil {
			skipBrowser(o.Watch)
			return session, nil
		} else if !needsInteraction(err) {
			o.Watch.Step(StepSilent, Failed)
			return Session{}, asCancelled(ctx, err)
		}
	}
	signedIn, err := s.byPassword(ctx, t, resource, o.Owner)
	if err != nil {
		o.Watch.Step(StepSilent, Failed)
		return Session{}, asCancelled(ctx, err)
	}
	skipBrowser(o.Watch)
	t.HomeAccountID = signedIn.Account.HomeAccountID
	return Session{
		Account: signedIn.Account, Prompt: ByPassword, Unsaved: signedIn.Unsaved,
		DoubleSlash: t.DoubleSlash, token: signedIn.Token, target: t,
	}, nil
}

// passwordAccount is the cached account of the profile's user name, "" when there is none.
func (s *Service) passwordAccount(ctx context.Context, t signin.Target) string {
	if t.HomeAccountID != "" {
		return t.HomeAccountID
	}
	known, _ := s.Identity.FindAccount(ctx, t)
	return known
}

// byPassword sends the password, after a look whether it is one that can work and that
// belongs there.
func (s *Service) byPassword(ctx context.Context, t signin.Target, resource, owner string) (signin.Session, error) {
	to := credential.For(t.Cloud, t.ClientID, t.LoginHint)
	s.Credentials.Rebind(owner, credential.Password, to)
	kept, err := s.Credentials.Get(ctx, owner, credential.Password, to)
	if problem.From(err) != nil && problem.From(err).Code == "credential-missing" {
		err = problem.New(problem.SignInNeeded, "password-missing").At("password")
	}
	if err != nil {
		return signin.Session{}, err
	}
	if err := problem.Form(credential.Check(kept, s.Now())); err != nil {
		return signin.Session{}, err
	}
	session, err := s.Identity.Password(ctx, t, resource, t.LoginHint, kept.Value)
	switch {
	case err == nil:
		s.Credentials.MarkSignedIn(owner, kept)
	case refusesPassword(err):
		// When that can't be recorded, the refusal is still the better thing to say.
		_ = s.Credentials.MarkRefused(context.WithoutCancel(ctx), owner, kept)
	}
	return session, err
}

// aboutPassword are Entra's codes for a password that will not do the next time either
// ("Microsoft Entra authentication and authorization error codes"). Others, also under
// invalid_grant, are about consent, policies or a lock that ends by itself.
var aboutPassword = []string{"AADSTS50126", "AADSTS50034", "AADSTS50055", "AADSTS50056"}

// refusesPassword reports whether the identity provider refused the password itself (RFC
// 6749 section 5.2: invalid_grant), rather than this sign-in.
func refusesPassword(err error) bool {
	p := problem.From(err)
	switch {
	case p.OAuthError != "invalid_grant" || p.Code == "password-needs-mfa":
		return false
	case strings.HasPrefix(p.Code, "AADSTS"):
		return slices.Contains(aboutPassword, p.Code)
	}
	return true
}

// passwordToken is a token for other programs: silently, also by the session of the same
// user name that another profile has, else by the saved password.
func (s *Service) passwordToken(ctx context.Context, r profile.Resolved, t signin.Target, resource string) (signin.Token, error) {
	if _, err := r.Check(); err != nil { // a password is not sent for half a profile
		return signin.Token{}, err
	}
	p := r.Profile()
	t.HomeAccountID = s.passwordAccount(ctx, t)
	token, err := s.Identity.Token(ctx, t, resource)
	if err == nil || !needsInteraction(err) || !p.SavePassword {
		return token, err
	}
	organization := t.Tenant
	if t, err = s.Identity.Locate(ctx, r); err != nil {
		return signin.Token{}, err
	}
	if p.Organization != nil && resource == p.Organization.URL {
		t = t.ForTenant(organization)
	}
	session, err := s.byPassword(ctx, t, resource, p.ID)
	if err != nil {
		return signin.Token{}, err
	}
	return signin.Token{Value: session.Token, ExpiresOn: session.ExpiresOn, Account: session.Account, Unsaved: session.Unsaved}, nil
}
