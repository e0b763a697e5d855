package signin

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/public"

	"latchkey/app/problem"
)

// Known finds the cached account that a target without one can use: the one with
// the target's login hint, or the only one there is. With several and no hint it
// finds none, and the identity provider asks.
func (s *Service) Known(ctx context.Context, t Target) (homeAccountID string, found bool) {
	accounts, _, err := s.accounts(ctx, t)
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

func (s *Service) accounts(ctx context.Context, t Target) ([]public.Account, *notes, error) {
	c, err := s.client(t)
	if err != nil {
		return nil, nil, err
	}
	ctx, n := withNotes(offline(ctx))
	accounts, err := c.msal.Accounts(ctx)
	return accounts, n, err
}

// Accounts lists the cached accounts of a target's application, each once, by user
// name. An error says that the vault cannot be read.
func (s *Service) Accounts(ctx context.Context, t Target) ([]Account, error) {
	accounts, n, err := s.accounts(ctx, t)
	if err != nil {
		return nil, fromMSAL(err)
	}
	if n.read != nil {
		return nil, problem.From(n.read)
	}
	seen := map[string]bool{}
	list := make([]Account, 0, len(accounts))
	for _, a := range accounts {
		_, home, _ := strings.Cut(a.HomeAccountID, ".")
		if !seen[a.HomeAccountID] {
			seen[a.HomeAccountID] = true
			list = append(list, Account{HomeAccountID: a.HomeAccountID, TenantID: home, Username: a.PreferredUsername, Name: a.Name})
		}
	}
	slices.SortFunc(list, func(a, b Account) int { return strings.Compare(a.Username, b.Username) })
	return list, nil
}

// Cached is a session as the cache has it; asking needs no network.
type Cached struct {
	Account  Account
	IssuedAt time.Time // when the identity provider made the tokens
	// ProvedAt is when the person proved who they are, zero when the token does not say.
	ProvedAt  time.Time
	ExpiresOn time.Time // of the access token for the resource that was asked about
	// MFA is whether a second factor was used; nil when the token does not say. Entra
	// puts the claim amr only into some tokens.
	MFA *bool
}

// Cached tells what is cached for a target and resource, or a Problem of kind
// SignInNeeded when there is no token that is still good.
func (s *Service) Cached(ctx context.Context, t Target, resource string) (Cached, error) {
	if t.HomeAccountID == "" {
		return Cached{}, problem.New(problem.SignInNeeded, "signin-needed")
	}
	c, err := s.client(t)
	if err != nil {
		return Cached{}, err
	}
	result, n, err := c.ask(offline(ctx), t, resource)
	switch {
	case result.AccessToken == "" && errors.Is(err, errOffline):
		return Cached{}, problem.New(problem.SignInNeeded, "token-expired")
	case result.AccessToken == "":
		return Cached{}, missed(err, n)
	}
	cached := Cached{Account: accountOf(result), ExpiresOn: result.ExpiresOn}
	claims, err := readClaims(result.IDToken.RawToken)
	if err != nil {
		return cached, nil // an old cache may have no id_token
	}
	if claims.IssuedAt != nil {
		cached.IssuedAt = claims.IssuedAt.Time()
	}
	if claims.AuthTime > 0 {
		cached.ProvedAt = time.Unix(claims.AuthTime, 0)
	}
	if len(claims.Methods) > 0 {
		mfa := slices.Contains(claims.Methods, "mfa")
		cached.MFA = &mfa
	}
	return cached, nil
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
