package signin

import (
	"context"
	"strings"

	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/confidential"

	"latchkey/app/credential"
	"latchkey/app/problem"
	"latchkey/app/secret"
)

// Proof is what an application proves itself with: a client secret, or a certificate
// with its key.
type Proof struct {
	Secret secret.String
	Key    credential.Key
}

// Application returns an access token for an application itself (RFC 6749 section
// 4.4): from the cache when it is there, else by its proof.
func (s *Service) Application(ctx context.Context, t Target, resource string, proof Proof) (Token, error) {
	if t.Tenant == "" {
		return Token{}, problem.New(problem.Input, "application-tenant-missing").At("tenant")
	}
	cache := s.applicationCache(t)
	library, err := s.confidential(t, cache, proof)
	if err != nil {
		return Token{}, err
	}
	if token, found := s.cachedApplicationToken(ctx, cache, t, resource); found {
		return token, nil
	}
	unlock, err := s.lock(ctx, cache)
	if err != nil {
		return Token{}, err
	}
	defer unlock()
	if token, found := s.cachedApplicationToken(ctx, cache, t, resource); found {
		return token, nil
	}
	ctx, cancel := context.WithTimeout(ctx, exchangeLimit)
	defer cancel()
	ctx, n := withNotes(ctx)
	result, err := library.AcquireTokenByCredential(ctx, []string{t.applicationScope(resource)})
	if err != nil && result.AccessToken == "" { // one that comes with an error, of an early refresh, is still good
		return Token{}, silentProblem(err, n)
	}
	return Token{
		Value: secret.New(result.AccessToken), ExpiresOn: result.ExpiresOn, Account: t.applicationAccount(), Unsaved: problem.From(n.write),
	}, nil
}

// cachedApplicationToken is the one that is cached for a resource, if it is still good. A
// vault that can't be read keeps nobody out: an application can prove itself anew.
func (s *Service) cachedApplicationToken(ctx context.Context, c *cache, t Target, resource string) (Token, bool) {
	tables, err := c.tables(ctx)
	if err != nil {
		return Token{}, false
	}
	return tables.applicationToken(t, resource, s.options.Now())
}

// applicationScope is all that the application was granted: it may ask for nothing less.
func (t Target) applicationScope(resource string) string { return t.spelled(resource) + "/.default" }

func (t Target) applicationAccount() Account {
	name := "application " + strings.ToLower(t.ClientID)
	return Account{TenantID: t.Tenant, Username: name, Name: name}
}

// ForgetApplication drops an application's tokens, so that the next one proves that its
// secret or certificate works.
func (s *Service) ForgetApplication(ctx context.Context, t Target) error {
	cache := s.applicationCache(t)
	unlock, err := s.lock(ctx, cache)
	if err != nil {
		return err
	}
	defer unlock()
	return cache.drop(ctx)
}

// confidential makes an MSAL client for one call: what it proves itself with may be
// another at the next.
func (s *Service) confidential(t Target, c *cache, proof Proof) (confidential.Client, error) {
	var none confidential.Client
	authority, err := t.Cloud.Authority(t.Tenant)
	if err != nil {
		return none, err
	}
	var with confidential.Credential
	if len(proof.Key.Certificates) > 0 {
		with, err = confidential.NewCredFromCert(proof.Key.Certificates, proof.Key.Private)
	} else {
		with, err = confidential.NewCredFromSecret(proof.Secret.Reveal())
	}
	if err != nil {
		// MSAL's text may quote what it was given.
		return none, problem.New(problem.Input, "credential-missing").At("credential")
	}
	client, err := confidential.New(authority, t.ClientID, with,
		confidential.WithInstanceDiscovery(false),
		confidential.WithHTTPClient(s.AuthorityClient(t.Cloud)),
		confidential.WithCache(&accessor{cache: c}),
	)
	if err != nil {
		return none, fromMSAL(err)
	}
	return client, nil
}
