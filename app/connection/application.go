package connection

import (
	"context"

	"latchkey/app/credential"
	"latchkey/app/problem"
	"latchkey/app/profile"
	"latchkey/app/signin"
)

// application signs an application in to an organization: no person, no browser.
func (s *Service) application(ctx context.Context, p profile.Profile, address string, o Options) (Session, error) {
	if err := Check(p); err != nil {
		return Session{}, err
	}
	if address == "" {
		if address, _ = organizationAddress(p); address == "" {
			return Session{}, problem.New(problem.Input, "application-no-discovery").At("where")
		}
	}
	o.Watch.Step(StepSilent, "doing")
	token, err := s.applicationToken(ctx, p, address, o)
	if err != nil {
		o.Watch.Step(StepSilent, "failed")
		return Session{}, asCancelled(ctx, err)
	}
	skipBrowser(o.Watch)
	target, err := signin.TargetOf(p)
	if err != nil {
		return Session{}, err
	}
	target.Tenant = token.Account.TenantID
	return Session{
		Account: token.Account, Prompt: ByApplication, Unsaved: token.Unsaved, DoubleSlash: p.DoubleSlash,
		token: token.Value, target: target,
	}, nil
}

// applicationToken proves the application by what is kept for it.
func (s *Service) applicationToken(ctx context.Context, p profile.Profile, resource string, o Options) (signin.Token, error) {
	target, err := s.applicationTarget(ctx, p)
	if err != nil {
		return signin.Token{}, err
	}
	proof, err := s.proof(ctx, p, o.Owner)
	if err != nil {
		return signin.Token{}, err
	}
	if o.Always {
		if err := s.Identity.ForgetApplication(ctx, target); err != nil {
			return signin.Token{}, err
		}
	}
	return s.Identity.Application(ctx, target, resource, proof)
}

// ForgetApplication drops the tokens that the profile's application fetched with an
// older secret or certificate. One that has never signed in has none.
func (s *Service) ForgetApplication(ctx context.Context, p profile.Profile) error {
	target, err := s.applicationTarget(ctx, p)
	if err != nil {
		return err
	}
	return s.Identity.ForgetApplication(ctx, target)
}

// applicationTarget needs a tenant: the one that an earlier sign-in found, or a chosen
// organization's own.
func (s *Service) applicationTarget(ctx context.Context, p profile.Profile) (signin.Target, error) {
	if p.AccountTenant != "" {
		t, err := signin.TargetOf(p)
		t.Tenant = p.AccountTenant
		return t, err
	}
	if p.Organization != nil && p.Organization.TenantID != "" && p.Tenant == "" {
		p.Tenant = p.Organization.TenantID
	}
	if p.OrganizationURL == "" && p.Organization != nil {
		p.OrganizationURL = p.Organization.URL
	}
	return s.Identity.Locate(ctx, p)
}

func (s *Service) proof(ctx context.Context, p profile.Profile, owner string) (signin.Proof, error) {
	if p.Credential == nil {
		return signin.Proof{}, problem.New(problem.Input, "credential-missing").At("credential")
	}
	kept, err := s.Credentials.Get(ctx, owner, credential.Kind(p.Credential.Kind))
	if err != nil {
		return signin.Proof{}, problem.From(err).At("credential")
	}
	if err := problem.Form(credential.Check(kept, s.Now())); err != nil {
		return signin.Proof{}, err
	}
	if kept.Kind == credential.Secret {
		return signin.Proof{Secret: kept.Value}, nil
	}
	key, err := credential.Parse(kept, s.Now())
	return signin.Proof{Key: key}, err
}
