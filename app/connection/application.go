package connection

import (
	"context"

	"latchkey/app/credential"
	"latchkey/app/problem"
	"latchkey/app/profile"
	"latchkey/app/signin"
)

// application signs an application in to an organization: no person, no browser.
func (s *Service) application(ctx context.Context, p profile.Checked, address string, o Options) (Session, error) {
	if address == "" {
		if address, _ = p.Organization(); address == "" {
			return Session{}, problem.New(problem.Input, "application-no-discovery").At("where")
		}
	}
	o.Watch.Step(StepSilent, Doing)
	token, err := s.applicationToken(ctx, p.Resolved, address, o)
	if err != nil {
		o.Watch.Step(StepSilent, Failed)
		return Session{}, asCancelled(ctx, err)
	}
	skipBrowser(o.Watch)
	target := signin.TargetOf(p.Resolved)
	target.Tenant = token.Account.TenantID
	return Session{
		Account: token.Account, Prompt: ByApplication, Unsaved: token.Unsaved, DoubleSlash: target.DoubleSlash,
		token: token.Value, target: target,
	}, nil
}

// applicationToken proves the application by what is kept for it.
func (s *Service) applicationToken(ctx context.Context, r profile.Resolved, resource string, o Options) (signin.Token, error) {
	p := r.Profile()
	if p.Credential == nil { // known before anybody is asked where to sign in
		return signin.Token{}, problem.New(problem.Input, "credential-missing").At("credential")
	}
	target, err := s.applicationTarget(ctx, r)
	if err != nil {
		return signin.Token{}, err
	}
	kept, err := s.applicationCredential(ctx, p, target, o.Owner)
	if err != nil {
		return signin.Token{}, err
	}
	proof, err := s.proof(kept)
	if err != nil {
		return signin.Token{}, err
	}
	if o.Always {
		if err := s.Identity.ForgetApplication(ctx, target); err != nil {
			return signin.Token{}, err
		}
	}
	token, err := s.Identity.Application(ctx, target, resource, proof)
	if err == nil && o.Always { // else the token may be an older credential's
		s.Credentials.MarkSignedIn(o.Owner, kept)
	}
	return token, err
}

// ForgetApplication drops the tokens that the profile's application fetched with an
// older secret or certificate. One that has never signed in has none. It needs no network:
// an application's tokens of all tenants are kept together.
func (s *Service) ForgetApplication(ctx context.Context, r profile.Resolved) error {
	return s.Identity.ForgetApplication(ctx, signin.TargetOf(r))
}

// applicationTarget needs a tenant: the one that an earlier sign-in found, or a chosen
// organization's own.
func (s *Service) applicationTarget(ctx context.Context, r profile.Resolved) (signin.Target, error) {
	p := r.Profile()
	if p.AccountTenant != "" {
		t := signin.TargetOf(r)
		t.Tenant = p.AccountTenant
		return t, nil
	}
	return s.Identity.Locate(ctx, r)
}

// applicationCredential is what is kept for the profile, if it belongs where the target is.
func (s *Service) applicationCredential(ctx context.Context, p profile.Profile, t signin.Target, owner string) (credential.Credential, error) {
	kind, to := credential.Kind(p.Credential.Kind), credential.For(t.Cloud, t.ClientID, "")
	s.Credentials.Rebind(owner, kind, to)
	kept, err := s.Credentials.Get(ctx, owner, kind, to)
	if p := problem.From(err); p != nil && p.Field == "" {
		return kept, p.At("credential")
	}
	return kept, err
}

// proof is a credential that can work, as the identity provider wants it.
func (s *Service) proof(kept credential.Credential) (signin.Proof, error) {
	if err := problem.Form(credential.Check(kept, s.Now())); err != nil {
		return signin.Proof{}, err
	}
	if kept.Kind == credential.Secret {
		return signin.Proof{Secret: kept.Value}, nil
	}
	key, err := credential.Parse(kept, s.Now())
	return signin.Proof{Key: key}, err
}
