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
	// Guest says that the tenant is not the account's own.
	Guest bool
	// Accounts are all that are cached for the profile's application.
	Accounts []signin.Account
	// Problem says why there is no usable token: none was fetched, it has expired, the
	// keychain is locked. Account may be known all the same.
	Problem *problem.Problem
}

// View looks at the session of a profile: that of its organization, or of Global
// Discovery when none is chosen.
func (s *Service) View(ctx context.Context, p profile.Profile) (View, error) {
	target, err := signin.TargetOf(p)
	if err != nil {
		return View{}, err
	}
	resource, _ := organizationAddress(p)
	if resource == "" {
		resource = target.DiscoveryScope()
	} else if p.Organization != nil {
		target = target.ForTenant(p.Organization.TenantID)
	}
	look, err := s.Identity.Look(ctx, target, resource)
	if err != nil {
		return View{}, err
	}
	v := View{Cached: look.Session, Accounts: look.Accounts, Problem: look.Problem}
	if v.Account.Username == "" {
		v.Account = signin.Account{HomeAccountID: p.HomeAccountID, Username: p.Username, TenantID: p.AccountTenant}
	}
	_, home, _ := strings.Cut(v.Account.HomeAccountID, ".")
	v.Guest = home != "" && v.Account.TenantID != "" && !strings.EqualFold(home, v.Account.TenantID)
	return v, nil
}

// IsGuestIn reports whether a tenant is another than the session's account is at home in.
func (s Session) IsGuestIn(tenant string) bool {
	_, home, _ := strings.Cut(s.Account.HomeAccountID, ".")
	return tenant != "" && home != "" && !strings.EqualFold(home, tenant)
}

// UseAccount puts one of the cached accounts into a profile, instead of the one that it
// had. What was verified was for the other one.
func (s *Service) UseAccount(ctx context.Context, p profile.Profile, homeAccountID string) (profile.Profile, error) {
	target, err := signin.TargetOf(p)
	if err != nil {
		return p, err
	}
	look, err := s.Identity.Look(ctx, target, target.DiscoveryScope())
	if err != nil {
		return p, err
	}
	for _, a := range look.Accounts {
		if a.HomeAccountID != homeAccountID {
			continue
		}
		p.HomeAccountID, p.Username, p.AccountTenant = a.HomeAccountID, a.Username, a.TenantID
		p.LoginHint, p.LastVerified, p.SignedInAt, p.LastPrompt = a.Username, "", "", ""
		return p, nil
	}
	return p, problem.New(problem.NotFound, "account-not-cached").With("account", homeAccountID)
}
