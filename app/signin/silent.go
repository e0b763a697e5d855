package signin

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/public"

	"latchkey/app/problem"
	"latchkey/app/secret"
	"latchkey/app/vault"
)

// lockLimit bounds the wait for another process's token request, exchangeLimit
// one request of our own.
const (
	lockLimit     = 60 * time.Second
	exchangeLimit = 30 * time.Second
)

// Token is an access token.
type Token struct {
	Value     secret.String
	ExpiresOn time.Time
	Account   Account
	// Unsaved says why the token is in memory only; nil when it is kept.
	Unsaved *problem.Problem
}

// Account is who is signed in.
type Account struct {
	HomeAccountID string // <object id>.<tenant id>
	TenantID      string
	Username      string
	Name          string
}

// Token returns an access token for a resource without a person: from the cache
// when it is there, else by the refresh token. A Problem of kind SignInNeeded says
// that a person is needed, one of kind Keychain that the vault cannot be read. One of
// kind Refused may carry a claims challenge for the person's next sign-in.
func (s *Service) Token(ctx context.Context, t Target, resource string) (Token, error) {
	if t.HomeAccountID == "" {
		return Token{}, problem.New(problem.SignInNeeded, "signin-needed")
	}
	c, err := s.client(t)
	if err != nil {
		return Token{}, err
	}
	token, n, err := c.silent(offline(ctx), t, resource)
	if err == nil {
		return token, nil
	}
	if !errors.Is(err, errOffline) {
		return Token{}, missed(err, n)
	}
	return s.refresh(ctx, c, t, resource)
}

// refresh asks online, one process at a time: whoever waited finds the token that
// the first one fetched.
func (s *Service) refresh(ctx context.Context, c *client, t Target, resource string) (Token, error) {
	unlock, err := s.lock(ctx, c)
	if err != nil {
		return Token{}, err
	}
	defer unlock()
	ctx, cancel := context.WithTimeout(ctx, exchangeLimit)
	defer cancel()
	token, n, err := c.silent(ctx, t, resource)
	if err != nil {
		return Token{}, missed(err, n)
	}
	return token, nil
}

// lock takes the cache's lock for one token request.
func (s *Service) lock(ctx context.Context, c *client) (func(), error) {
	return s.lockName(ctx, c.cache.name)
}

// lockName takes the lock of a cache by its name, in bounded time.
func (s *Service) lockName(ctx context.Context, name string) (func(), error) {
	bounded, cancel := context.WithTimeout(ctx, lockLimit)
	defer cancel()
	unlock, err := s.Vault.Lock(bounded, name)
	if err != nil {
		if ctx.Err() != nil {
			return nil, problem.New(problem.Cancelled, "signin-cancelled")
		}
		if !errors.Is(err, vault.ErrBusy) {
			return nil, problem.From(err)
		}
		return nil, problem.New(problem.Storage, "session-busy").Because(err)
	}
	return unlock, nil
}

// silent asks MSAL. A token that comes with an error (a failed early refresh) is
// still good.
func (c *client) silent(ctx context.Context, t Target, resource string) (Token, *notes, error) {
	result, n, err := c.ask(ctx, t, resource)
	if result.AccessToken == "" {
		return Token{}, n, err
	}
	return Token{
		Value:     secret.New(result.AccessToken),
		ExpiresOn: result.ExpiresOn,
		Account:   accountOf(result),
	}, n, nil
}

// ask asks MSAL without a person.
func (c *client) ask(ctx context.Context, t Target, resource string) (public.AuthResult, *notes, error) {
	ctx, n := withNotes(ctx)
	result, err := c.msal.AcquireTokenSilent(ctx, t.scopes(resource),
		public.WithSilentAccount(public.Account{HomeAccountID: t.HomeAccountID, Environment: t.Cloud.AuthorityHost}),
		public.WithTenantID(t.silentTenant()))
	return result, n, err
}

// silentTenant is the tenant whose tokens are asked for: the target's, else the
// account's home.
func (t Target) silentTenant() string {
	if t.Tenant != "" {
		return t.Tenant
	}
	_, tenant, _ := strings.Cut(t.HomeAccountID, ".")
	return tenant
}

// missed explains why there was no silent token. The vault's trouble comes first:
// a locked vault is not an absent session.
func missed(err error, n *notes) error {
	if n.read != nil && !errors.Is(n.read, vault.ErrNotFound) {
		return problem.From(n.read)
	}
	p := fromMSAL(err)
	if p.Code == codeNoToken {
		return problem.New(problem.SignInNeeded, "signin-needed")
	}
	return p
}

// accountOf reads the account out of MSAL's answer.
func accountOf(r public.AuthResult) Account {
	_, home, _ := strings.Cut(r.Account.HomeAccountID, ".")
	a := Account{
		HomeAccountID: r.Account.HomeAccountID,
		TenantID:      r.IDToken.TenantID,
		Username:      r.Account.PreferredUsername,
		Name:          r.IDToken.Name,
	}
	if a.TenantID == "" {
		a.TenantID = home
	}
	if a.Name == "" {
		a.Name = a.Username
	}
	return a
}
