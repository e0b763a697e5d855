package signin

import (
	"cmp"
	"context"
	"errors"
	"strings"
	"time"

	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/public"

	"latchkey/app/cloud"
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
	HomeAccountID string // see HomeTenant
	TenantID      string
	Username      string
	Name          string
}

// Token returns an access token for a resource without a person: from the cache
// when it is there, else by the refresh token. A Problem of kind SignInNeeded says
// that a person is needed, one of kind Keychain that the vault cannot be read. One of
// kind Refused may carry a claims challenge for the person's next sign-in.
//
// MSAL is asked only when a request has to be made. It would look into the cache as well,
// but when it finds nothing it goes to the network, and shares that with whoever else asks.
func (s *Service) Token(ctx context.Context, t Target, resource string) (Token, error) {
	if t.HomeAccountID == "" {
		return Token{}, problem.New(problem.SignInNeeded, "signin-needed")
	}
	tables, err := s.sessionCache(t).tables(ctx)
	if err != nil {
		return Token{}, err
	}
	if token, found := tables.token(t, resource, s.options.Now()); found {
		return token, nil
	}
	if !tables.refreshable(t) {
		return Token{}, problem.New(problem.SignInNeeded, "signin-needed")
	}
	return s.refresh(ctx, t, resource)
}

// refresh asks online, one process at a time: whoever waited finds the token that
// the first one fetched.
func (s *Service) refresh(ctx context.Context, t Target, resource string) (Token, error) {
	c, err := s.client(t)
	if err != nil {
		return Token{}, err
	}
	unlock, err := s.lock(ctx, c.cache)
	if err != nil {
		return Token{}, err
	}
	defer unlock()
	tables, err := c.cache.tables(ctx)
	if err != nil {
		return Token{}, err
	}
	if token, found := tables.token(t, resource, s.options.Now()); found {
		return token, nil
	}
	ctx, cancel := context.WithTimeout(ctx, exchangeLimit)
	defer cancel()
	ctx, n := withNotes(ctx)
	result, err := c.acquireSilent(ctx, t, resource)
	if err != nil && result.AccessToken == "" { // one that comes with an error, of an early refresh, is still good
		return Token{}, silentProblem(err, n)
	}
	if result.Metadata.TokenSource == public.TokenSourceIdentityProvider {
		if err := c.withIssuer(t).checkRefreshed(result, tables, s.options.Now()); err != nil {
			c.refuse(ctx, result, n)
			return Token{}, err
		}
	}
	return Token{
		Value: secret.New(result.AccessToken), ExpiresOn: result.ExpiresOn, Account: t.accountOf(result), Unsaved: problem.From(n.write),
	}, nil
}

// acquireSilent asks MSAL for a token without a person.
func (c *client) acquireSilent(ctx context.Context, t Target, resource string) (public.AuthResult, error) {
	if err := c.resolve(ctx, t.silentTenant()); err != nil {
		return public.AuthResult{}, err
	}
	options := []public.AcquireSilentOption{
		public.WithSilentAccount(public.Account{HomeAccountID: t.HomeAccountID, Environment: t.Cloud.AuthorityHost}),
		public.WithTenantID(t.silentTenant()),
	}
	if claims := t.claimsFor(resource, ""); claims != "" {
		options = append(options, public.WithClaims(claims))
	}
	return c.msal.AcquireTokenSilent(ctx, t.scopes(resource), options...)
}

// lock takes a cache's lock for one token request, in bounded time.
func (s *Service) lock(ctx context.Context, c *cache) (func(), error) {
	return s.lockNamed(ctx, c.name)
}

func (s *Service) lockNamed(ctx context.Context, name string) (func(), error) {
	bounded, cancel := context.WithTimeout(ctx, lockLimit)
	defer cancel()
	unlock, err := s.options.Vault.Lock(bounded, name)
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

// silentTenant is the tenant whose tokens are asked for: the target's, else the
// account's home.
func (t Target) silentTenant() string {
	if t.Tenant != "" {
		return t.Tenant
	}
	return cmp.Or(HomeTenant(t.HomeAccountID), anyTenant)
}

// HomeTenant is the tenant in which an account is at home, as its HomeAccountID names it,
// or "". Entra's client_info makes that ID <object id>.<tenant id>. Authorities that send
// none (client_info is no part of OpenID Connect) get the subject of the id_token instead,
// which may be any text: see HomeAccountID in MSAL's accesstokens/tokens.go.
func HomeTenant(homeAccountID string) string {
	object, tenant, _ := strings.Cut(homeAccountID, ".")
	if !cloud.IsGUID(object) || !cloud.IsGUID(tenant) {
		return ""
	}
	return tenant
}

// silentProblem explains why there was no silent token. The vault's trouble comes first:
// a locked vault is not an absent session.
func silentProblem(err error, n *notes) error {
	if n.read != nil && !errors.Is(n.read, vault.ErrNotFound) {
		return problem.From(n.read)
	}
	return fromMSAL(err)
}

// accountOf reads the account out of MSAL's answer. An id_token that names no tenant is of
// the one that was asked.
func (t Target) accountOf(r public.AuthResult) Account {
	a := Account{
		HomeAccountID: r.Account.HomeAccountID,
		TenantID:      r.IDToken.TenantID,
		Username:      r.Account.PreferredUsername,
		Name:          r.IDToken.Name,
	}
	if a.TenantID == "" {
		a.TenantID = cmp.Or(HomeTenant(a.HomeAccountID), t.Tenant)
	}
	if a.Name == "" {
		a.Name = a.Username
	}
	return a
}
