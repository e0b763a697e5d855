package connection

import (
	"cmp"
	"context"
	"errors"
	"strings"

	"latchkey/app/cloud"
	"latchkey/app/problem"
	"latchkey/app/profile"
	"latchkey/app/signin"
)

// session returns a session with a token for an organization, or for Global
// Discovery when address is "".
// claims is a challenge to pass on, which a cached token can't answer.
func (s *Service) session(ctx context.Context, p profile.Checked, address string, o Options, claims string) (Session, error) {
	o.Watch.Step(StepSilent, Doing)
	p, named, err := s.askOrganization(ctx, p)
	var target signin.Target
	var home string
	if err == nil {
		target, home, err = s.locate(ctx, p, address)
	}
	if err != nil {
		o.Watch.Step(StepSilent, Failed)
		return Session{}, asCancelled(ctx, err)
	}
	resource := address
	if resource == "" {
		resource = target.DiscoveryScope()
	}
	if p.ByPassword() {
		session, err := s.password(ctx, p, target, resource, o)
		session.organizationTenant = named
		return session, err
	}
	if isAway(target, cmp.Or(signin.HomeTenant(target.HomeAccountID), home)) {
		o.Watch.Guest(guestTenantName(p.Profile(), target.Tenant))
		defer o.Watch.Guest("")
		if target.LoginHint == "" {
			target.LoginHint = p.Profile().Username
		}
	}
	session, err := s.signInTo(ctx, target, signin.Request{Resource: resource, Always: o.Always, Claims: claims}, o)
	session.home, session.organizationTenant = home, named
	return session, err
}

// isAway reports whether a target's tenant is another than the home of who signs in, as far
// as that is known.
func isAway(t signin.Target, home string) bool {
	return home != "" && t.Tenant != "" && !strings.EqualFold(home, t.Tenant)
}

// askOrganization asks an organization of which only the address is known whose it is, once:
// Adopt keeps what it says. A tenant that somebody typed is taken instead.
func (s *Service) askOrganization(ctx context.Context, p profile.Checked) (_ profile.Checked, named string, err error) {
	o := p.Profile().Organization
	if o == nil || o.TenantID != "" || cloud.IsTenant(p.Profile().Tenant) {
		return p, "", nil
	}
	if named, err = s.Identity.TenantOfOrganization(ctx, p.Cloud(), o.URL); err != nil || named == "" {
		return p, "", err
	}
	return p.OfTenant(named), named, nil
}

// signInTo is silent first, and then asks the person. A silent refusal may carry a
// claims challenge, such as that of a tenant which asks a guest for a second factor;
// it is passed on.
func (s *Service) signInTo(ctx context.Context, t signin.Target, r signin.Request, o Options) (Session, error) {
	return s.signInWhen(ctx, t, r, o, needsInteraction)
}

// signInWhen asks the person only where asks says that it helps.
func (s *Service) signInWhen(ctx context.Context, t signin.Target, r signin.Request, o Options, asks func(error) bool) (Session, error) {
	if !r.Always && r.Claims == "" {
		session, err := s.silent(ctx, t, r.Resource)
		if err == nil {
			skipBrowser(o.Watch)
			return session, nil
		}
		if o.SilentOnly || !asks(err) {
			o.Watch.Step(StepSilent, Failed)
			return Session{}, asCancelled(ctx, err)
		}
		r.Claims = problem.From(err).Claims
		if t.Method == profile.DeviceCode && problem.From(err).DeviceCodeEnded() {
			return s.insteadOfDeviceCode(ctx, t, r, o, problem.From(err))
		}
	}
	o.Watch.Step(StepSilent, Skipped)
	return s.interactive(ctx, t, r, o)
}

// insteadOfDeviceCode signs in as the redirect URI allows, because the tenant ended the session
// for having begun with a device code; the person is told that the profile's method is no longer
// any good.
func (s *Service) insteadOfDeviceCode(ctx context.Context, t signin.Target, r signin.Request, o Options, why *problem.Problem) (Session, error) {
	o.Watch.Step(StepSilent, Skipped)
	t.Method = profile.Auto
	session, err := s.interactive(ctx, t, r, o)
	if err == nil && session.Notice == nil {
		warning := *why
		warning.Warning = true
		session.Notice = &warning
	}
	return session, err
}

// locate finds the target and, when the profile has no account yet, a cached one
// that suits it. home is the tenant of the account when the organization's is another.
func (s *Service) locate(ctx context.Context, p profile.Checked, address string) (t signin.Target, home string, err error) {
	t, err = s.Identity.Locate(ctx, p.Resolved)
	if err != nil {
		return t, "", err
	}
	if t.HomeAccountID == "" {
		t.HomeAccountID, _ = s.Identity.FindAccount(ctx, t)
	}
	organization := p.Profile().Organization
	if address == "" || organization == nil || organization.TenantID == "" {
		return t, "", nil
	}
	home = t.Tenant
	if home == "" {
		home = signin.HomeTenant(t.HomeAccountID)
	}
	return t.ForTenant(organization.TenantID), home, nil
}

// guestTenantName is what to call a tenant in which the person is a guest: its organization
// has a name, the tenant itself only a number.
func guestTenantName(p profile.Profile, tenant string) string {
	if p.Organization != nil && p.Organization.FriendlyName != "" {
		return p.Organization.FriendlyName
	}
	return tenant
}

func (s *Service) silent(ctx context.Context, t signin.Target, resource string) (Session, error) {
	token, err := s.Identity.Token(ctx, t, resource)
	if err != nil {
		return Session{}, err
	}
	return Session{
		Account: token.Account, Prompt: SavedSession, Unsaved: token.Unsaved, DoubleSlash: t.DoubleSlash, token: token.Value, target: t,
	}, nil
}

func skipBrowser(w Watcher) {
	w.Step(StepSilent, Done)
	for _, step := range []Step{StepBrowser, StepWait, StepExchange} {
		w.Step(step, Skipped)
	}
}

// needsInteraction reports that a failed silent attempt is followed by a browser. A
// vault that is merely absent is no obstacle: the session then stays in memory. A
// locked one is: the session may be in it.
func needsInteraction(err error) bool {
	p := problem.From(err)
	if p.OAuthError == "invalid_scope" {
		return false // it is asked for again, and refused where the person has to read it
	}
	switch p.Kind {
	case problem.SignInNeeded:
		return true
	case problem.Refused:
		return p.BrowserMayHelp()
	case problem.Keychain:
		return p.Code != "keychain-locked" && p.Code != "keychain-timed-out"
	}
	return false
}

// asCancelled lets the person's own Cancel win over whatever it caused.
func asCancelled(ctx context.Context, err error) error {
	if err != nil && errors.Is(ctx.Err(), context.Canceled) {
		return problem.New(problem.Cancelled, "signin-cancelled")
	}
	return err
}
