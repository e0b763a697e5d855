package connection

import (
	"context"
	"strings"

	"latchkey/app/problem"
	"latchkey/app/profile"
	"latchkey/app/signin"
)

// View is what this computer knows of a profile's session, without a network.
type View struct {
	signin.Cached
	// Prompt says why there was or was not a prompt at the last sign-in, "" when unknown.
	Prompt string
	// PromptGuessed is Session.PromptGuessed.
	PromptGuessed bool
	// Guest says that the tenant is not the account's own.
	Guest bool
	// Accounts are all that are cached for the profile's application.
	Accounts []signin.Account
	// Problem says why there is no usable token: none was fetched, it has expired, the
	// keychain is locked. Account may be known all the same.
	Problem *problem.Problem
}

// View looks at the session of a profile: that of its organization, or of Global
// Discovery when none is chosen. An application has no session, only tokens.
func (s *Service) View(ctx context.Context, r profile.Resolved) (View, error) {
	target, p := signin.TargetOf(r), r.Profile()
	if r.IsApplication() {
		return s.viewOfApplication(ctx, r, target)
	}
	resource, _ := r.Organization()
	if resource == "" {
		resource = target.DiscoveryScope()
	} else if p.Organization != nil {
		target = target.ForTenant(p.Organization.TenantID)
	}
	look, err := s.Identity.Look(ctx, target, resource)
	if err != nil {
		return View{}, err
	}
	v := View{Cached: look.Session, Prompt: p.LastPrompt, PromptGuessed: p.LastPromptGuessed, Accounts: look.Accounts, Problem: look.Problem}
	if v.Account.Username == "" {
		v.Account = signin.Account{HomeAccountID: p.HomeAccountID, Username: p.Username, TenantID: p.AccountTenant}
	}
	home := signin.HomeTenant(v.Account.HomeAccountID)
	v.Guest = home != "" && v.Account.TenantID != "" && !strings.EqualFold(home, v.Account.TenantID)
	return v, nil
}

// viewOfApplication says who signs in, and since when there is a token; no browser was
// ever needed for it. That there is no token is no problem: it is fetched when needed.
func (s *Service) viewOfApplication(ctx context.Context, r profile.Resolved, t signin.Target) (View, error) {
	p := r.Profile()
	v := View{Prompt: ByApplication, Accounts: []signin.Account{}}
	if resource, _ := r.Organization(); resource != "" {
		t.Tenant = tenantOfApplication(p)
		look, err := s.Identity.LookApplication(ctx, t, resource)
		if err != nil {
			return View{}, err
		}
		v.Cached = look
	}
	v.Account = signin.Account{Username: AccountName(p), TenantID: p.AccountTenant}
	return v, nil
}

// tenantOfApplication is the tenant that its tokens are kept under, as far as it is known
// without a network: what a sign-in found, the typed one, else the organization's own.
func tenantOfApplication(p profile.Profile) string {
	switch {
	case p.AccountTenant != "":
		return p.AccountTenant
	case p.Tenant == "" && p.Organization != nil:
		return p.Organization.TenantID
	}
	return p.Tenant
}

// AccountName is what to call who signs in: the user name, or "application <ID>".
func AccountName(p profile.Profile) string {
	if p.IsApplication() {
		return "application " + strings.ToLower(p.ApplicationID)
	}
	return p.Username
}

// IsGuestIn reports whether a tenant is another than the session's account is at home in.
func (s Session) IsGuestIn(tenant string) bool {
	home := signin.HomeTenant(s.Account.HomeAccountID)
	return tenant != "" && home != "" && !strings.EqualFold(home, tenant)
}

// UseAccount puts one of the cached accounts into a profile, instead of the one that it
// had. What was verified was for the other one.
func (s *Service) UseAccount(ctx context.Context, r profile.Resolved, homeAccountID string) (profile.Profile, error) {
	target, p := signin.TargetOf(r), r.Profile()
	look, err := s.Identity.Look(ctx, target, target.DiscoveryScope())
	if err != nil {
		return p, err
	}
	for _, a := range look.Accounts {
		if a.HomeAccountID != homeAccountID {
			continue
		}
		tenant := a.TenantID
		if p.Tenant != "" {
			tenant = p.AccountTenant // what the typed tenant was found to be, if that is known
		}
		p.LoginHint, p.LastVerified, p.SignedInAt, p.LastPrompt, p.LastPromptGuessed = a.Username, "", "", "", false
		return profile.SignedIn(p, a.HomeAccountID, a.Username, tenant), nil
	}
	return p, problem.New(problem.NotFound, "account-not-cached").With("account", homeAccountID)
}
