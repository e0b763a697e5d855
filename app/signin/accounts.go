package signin

import (
	"context"
	"strings"

	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/public"
)

// Known finds the cached account that a target without one can use: the one with
// the target's login hint, or the only one there is. With several and no hint it
// finds none, and the identity provider asks.
func (s *Service) Known(ctx context.Context, t Target) (homeAccountID string, found bool) {
	c, err := s.client(t)
	if err != nil {
		return "", false
	}
	ctx, _ = withNotes(offline(ctx))
	accounts, err := c.msal.Accounts(ctx)
	if err != nil {
		return "", false
	}
	matching := map[string]bool{}
	for _, a := range accounts {
		if t.suits(a) {
			matching[a.HomeAccountID] = true
			homeAccountID = a.HomeAccountID
		}
	}
	return homeAccountID, len(matching) == 1
}

// suits reports whether an account may be used without asking. MSAL keeps one entry
// per tenant for the same person.
func (t Target) suits(a public.Account) bool {
	if t.LoginHint != "" && !strings.EqualFold(a.PreferredUsername, t.LoginHint) {
		return false
	}
	_, home, _ := strings.Cut(a.HomeAccountID, ".")
	return t.Tenant == "" || strings.EqualFold(home, t.Tenant) || strings.EqualFold(a.Realm, t.Tenant)
}
