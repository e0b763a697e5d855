package signin

import (
	"context"
	"errors"
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

// appKey is what an application's cache belongs to; MSAL keeps its tenants apart in it.
type appKey struct{ place, clientID string }

// application is the cache of one application.
type application struct{ cache *cache }

// Application returns an access token for an application itself (RFC 6749 section
// 4.4): from the cache when it is there, else by its proof.
func (s *Service) Application(ctx context.Context, t Target, resource string, proof Proof) (Token, error) {
	if t.Tenant == "" {
		return Token{}, problem.New(problem.Input, "application-tenant-missing").At("tenant")
	}
	app := s.application(t)
	library, err := s.confidential(t, app, proof)
	if err != nil {
		return Token{}, err
	}
	token, n, err := app.token(offline(ctx), library, t, resource)
	switch {
	case err == nil:
		return token, nil
	case !errors.Is(err, errOffline):
		return Token{}, missed(err, n)
	}
	unlock, err := s.lockName(ctx, app.cache.name)
	if err != nil {
		return Token{}, err
	}
	defer unlock()
	ctx, cancel := context.WithTimeout(ctx, exchangeLimit)
	defer cancel()
	if token, n, err = app.token(ctx, library, t, resource); err != nil {
		return Token{}, missed(err, n)
	}
	return token, nil
}

// ForgetApplication drops an application's tokens, so that the next one proves that its
// secret or certificate works.
func (s *Service) ForgetApplication(ctx context.Context, t Target) error {
	app := s.application(t)
	unlock, err := s.lockName(ctx, app.cache.name)
	if err != nil {
		return err
	}
	defer unlock()
	return app.cache.drop(ctx)
}

func (s *Service) application(t Target) *application {
	key := appKey{place(t.Cloud), t.ClientID}
	s.mu.Lock()
	defer s.mu.Unlock()
	app, ok := s.apps[key]
	if !ok {
		name := key.place + "_" + key.clientID + "_application"
		app = &application{cache: &cache{vault: s.Vault, name: name}}
		s.apps[key] = app
	}
	return app
}

// confidential makes an MSAL client for one call: what it proves itself with may be
// another at the next.
func (s *Service) confidential(t Target, app *application, proof Proof) (confidential.Client, error) {
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
		confidential.WithCache(&accessor{cache: app.cache}),
	)
	if err != nil {
		return none, fromMSAL(err)
	}
	return client, nil
}

// token asks MSAL, which looks into the cache first. An application may ask only for
// all that it was granted: .default.
func (a *application) token(ctx context.Context, library confidential.Client, t Target, resource string) (Token, *notes, error) {
	ctx, n := withNotes(ctx)
	result, err := library.AcquireTokenByCredential(ctx, []string{t.spelled(resource) + "/.default"})
	if result.AccessToken == "" {
		return Token{}, n, err
	}
	name := "application " + strings.ToLower(t.ClientID)
	return Token{
		Value: secret.New(result.AccessToken), ExpiresOn: result.ExpiresOn, Unsaved: problem.From(n.write),
		Account: Account{TenantID: t.Tenant, Username: name, Name: name},
	}, n, nil
}
