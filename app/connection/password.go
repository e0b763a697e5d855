package connection

import (
	"context"

	"latchkey/app/credential"
	"latchkey/app/problem"
	"latchkey/app/profile"
	"latchkey/app/signin"
)

// checkPassword is what a sign-in by user name and password needs of a profile.
func checkPassword(p profile.Profile) []*problem.Problem {
	var wrong []*problem.Problem
	if p.LoginHint == "" {
		wrong = append(wrong, problem.New(problem.Input, "user-name-missing").At("loginHint"))
	}
	if p.ApplicationID == "" {
		wrong = append(wrong, problem.New(problem.Input, "application-id-missing").At("applicationId"))
	}
	return wrong
}

// password signs in without a browser: by the cached session, else by the password that
// is kept for the profile.
func (s *Service) password(ctx context.Context, p profile.Profile, t signin.Target, resource string, o Options) (Session, error) {
	if !o.Always {
		if session, err := s.silent(ctx, t, resource); err == nil {
			skipBrowser(o.Watch)
			return session, nil
		} else if !needsPerson(err) {
			o.Watch.Step(StepSilent, "failed")
			return Session{}, asCancelled(ctx, err)
		}
	}
	signedIn, err := s.byPassword(ctx, p, t, resource, o.Owner)
	if err != nil {
		o.Watch.Step(StepSilent, "failed")
		return Session{}, asCancelled(ctx, err)
	}
	skipBrowser(o.Watch)
	t.HomeAccountID = signedIn.Account.HomeAccountID
	return Session{
		Account: signedIn.Account, Prompt: ByPassword, Unsaved: signedIn.Unsaved,
		DoubleSlash: t.DoubleSlash, token: signedIn.Token, target: t,
	}, nil
}

// byPassword sends the password, after a look whether it is one that can work.
func (s *Service) byPassword(ctx context.Context, p profile.Profile, t signin.Target, resource, owner string) (signin.Session, error) {
	kept, err := s.Credentials.Get(ctx, owner, credential.Password)
	if problem.From(err) != nil && problem.From(err).Code == "credential-missing" {
		err = problem.New(problem.SignInNeeded, "password-missing").At("password")
	}
	if err != nil {
		return signin.Session{}, err
	}
	if err := problem.Form(credential.Check(kept, s.Now())); err != nil {
		return signin.Session{}, err
	}
	return s.Identity.Password(ctx, t, resource, p.LoginHint, kept.Value)
}

// passwordToken is a token for other programs: silently, else by the saved password.
func (s *Service) passwordToken(ctx context.Context, p profile.Profile, t signin.Target, resource string) (signin.Token, error) {
	token, err := s.Identity.Token(ctx, t, resource)
	if err == nil || !needsPerson(err) || !p.SavePassword {
		return token, err
	}
	if t, err = s.Identity.Locate(ctx, p); err != nil {
		return signin.Token{}, err
	}
	session, err := s.byPassword(ctx, p, t, resource, p.ID)
	if err != nil {
		return signin.Token{}, err
	}
	return signin.Token{Value: session.Token, ExpiresOn: session.ExpiresOn, Account: session.Account, Unsaved: session.Unsaved}, nil
}
