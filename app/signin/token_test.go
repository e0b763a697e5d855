package signin

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"

	"latchkey/app/cloud"
	"latchkey/app/practice"
	"latchkey/app/problem"
	"latchkey/app/vault/vaulttest"
)

func TestSignInThenSilentWithoutTheNetwork(t *testing.T) {
	s := newHarness(t)
	target := s.target(t, "http://localhost")
	session, err := s.finish(t, s.start(t, target), "totp")
	if err != nil {
		t.Fatal(err)
	}
	if session.Account.Username != "totp@contoso.example" || session.Account.TenantID != practice.TenantID || session.Unsaved != nil {
		t.Fatalf("session is %+v", session)
	}
	target.HomeAccountID = session.Account.HomeAccountID
	before := s.requests.Load()
	token, err := s.Token(t.Context(), target, target.DiscoveryScope())
	if err != nil || token.Value.Reveal() != session.Token.Reveal() {
		t.Fatalf("silent: %v", err)
	}
	if n := s.requests.Load() - before; n != 0 {
		t.Errorf("a cached token cost %d requests", n)
	}
	// Another resource is fetched with the same refresh token, once.
	organization := "https://contoso.crm4.practice.localhost"
	first, err := s.Token(t.Context(), target, organization)
	if err != nil {
		t.Fatal(err)
	}
	before = s.requests.Load()
	second, err := s.Token(t.Context(), target, organization)
	if err != nil || first.Value.Reveal() != second.Value.Reveal() || s.requests.Load() != before {
		t.Errorf("the second token is another one, or cost a request: %v", err)
	}
	if first.Value.Reveal() == token.Value.Reveal() {
		t.Error("one token for two resources")
	}
}

func TestANewProcessFindsTheSession(t *testing.T) {
	s := newHarness(t)
	keychain := vaulttest.NewKeychain()
	s.Service = s.service(keychain)
	target := s.target(t, "http://localhost")
	session, err := s.finish(t, s.start(t, target), "password")
	if err != nil {
		t.Fatal(err)
	}
	other := s.service(keychain)
	if id, found := other.FindAccount(t.Context(), target); !found || id != session.Account.HomeAccountID {
		t.Errorf("the account is not known: %q %v", id, found)
	}
	target.HomeAccountID = session.Account.HomeAccountID
	if _, err := other.Token(t.Context(), target, target.DiscoveryScope()); err != nil {
		t.Errorf("a new process: %v", err)
	}
	if err := other.SignOut(t.Context(), target); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Token(t.Context(), target, target.DiscoveryScope()); code(err) != "signin-needed" {
		t.Errorf("after the other process signed out: %v", err)
	}
	if names, err := other.options.Vault.Names(t.Context()); err != nil || len(names) != 0 {
		t.Errorf("left in the vault: %v, %v", names, err)
	}
}

func TestALockedKeychainIsNotAnAbsentSession(t *testing.T) {
	s := newHarness(t)
	keychain := vaulttest.NewKeychain()
	s.Service = s.service(keychain)
	target := s.target(t, "http://localhost")
	session, err := s.finish(t, s.start(t, target), "password")
	if err != nil {
		t.Fatal(err)
	}
	target.HomeAccountID = session.Account.HomeAccountID
	keychain.Lock()
	if _, err := s.service(keychain).Token(t.Context(), target, target.DiscoveryScope()); problem.From(err).Kind != problem.Keychain {
		t.Errorf("locked: %v", err)
	}
	keychain.Unlock()
	if _, err := s.service(keychain).Token(t.Context(), target, target.DiscoveryScope()); err != nil {
		t.Errorf("after it was unlocked: %v", err)
	}
}

func TestTheOtherSpellingIsAnotherToken(t *testing.T) {
	target := Target{DoubleSlash: true}
	target.Cloud.DiscoveryHost = "globaldisco.test"
	if got := target.scopes("https://org.crm4.dynamics.com")[0]; got != "https://org.crm4.dynamics.com//user_impersonation" {
		t.Errorf("doubled: %s", got)
	}
	if got := target.scopes("https://globaldisco.test")[0]; got != "https://globaldisco.test/user_impersonation" {
		t.Errorf("Global Discovery has a spelling of its own: %s", got)
	}
	target.DiscoveryDoubleSlash = true
	if got := target.scopes("https://globaldisco.test")[0]; got != "https://globaldisco.test//user_impersonation" {
		t.Errorf("Global Discovery, doubled: %s", got)
	}
}

// MSAL shares one lookup of a tenant's endpoints between all that ask at once, in the
// context of the first. Whoever stops that one must not stop the others.
func TestSomebodyElsesCancellationEndsNoSignIn(t *testing.T) {
	for name, first := range map[string]func(context.Context, *Service, Target) error{
		"a sign-in": func(ctx context.Context, s *Service, target Target) error {
			a, err := s.Start(ctx, target, Request{Resource: target.DiscoveryScope()})
			if err == nil {
				a.Close()
			}
			return err
		},
		"a token": func(ctx context.Context, s *Service, target Target) error {
			_, err := s.Token(ctx, target, target.DiscoveryScope())
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				hang := true
				f := &fakeCloud{metadata: func(ctx context.Context) error {
					if !hang {
						return nil
					}
					hang = false
					<-ctx.Done()
					return ctx.Err()
				}}
				s, target := f.service(t), f.target()
				signedIn(t, s, target, fakeClaims())
				stopped, stop := context.WithCancel(t.Context())
				ends := make(chan error, 2)
				go func() { ends <- first(stopped, s, target) }()
				synctest.Wait() // it hangs in its lookup
				started := make(chan error, 1)
				go func() {
					a, err := s.Start(t.Context(), target, Request{Resource: target.DiscoveryScope()})
					if err == nil {
						a.Close()
					}
					started <- err
				}()
				synctest.Wait()
				stop()
				if err := <-ends; problem.From(err).Kind != problem.Cancelled && !errors.Is(err, context.Canceled) {
					t.Errorf("%s that was stopped: %v", name, err)
				}
				if err := <-started; err != nil {
					t.Errorf("beside %s that was stopped: %v", name, err)
				}
			})
		})
	}
}

// Tokens that are asked for at once, before the endpoints are known, all come, by as few
// requests as there are resources.
func TestTokensThatAreAskedForAtOnceAllCome(t *testing.T) {
	f := &fakeCloud{}
	for range 10 {
		s, target := f.service(t), f.target()
		signedIn(t, s, target, fakeClaims())
		before := f.asked("/token")
		errs := make(chan error, 16)
		for n := range 16 {
			go func() {
				_, err := s.Token(t.Context(), target, []string{target.DiscoveryScope(), "https://contoso.crm4.dynamics.com"}[n%2])
				errs <- err
			}()
		}
		for range 16 {
			if err := <-errs; err != nil {
				t.Errorf("a token: %v", err)
			}
		}
		if n := f.asked("/token") - before; n != 2 {
			t.Errorf("%d token requests for two resources", n)
		}
	}
}

// A profile whose session was forgotten asks nobody.
func TestAnAccountWithoutASessionCostsNoRequest(t *testing.T) {
	f := &fakeCloud{}
	s, target := f.service(t), f.target()
	if _, err := s.Token(t.Context(), target, target.DiscoveryScope()); code(err) != "signin-needed" {
		t.Errorf("got %v", err)
	}
	if len(f.requests) != 0 {
		t.Errorf("requests %v", f.requests)
	}
}

// Commercial and GCC sign in at one host and share their sessions; their discovery hosts
// are not the same.
func TestEveryCloudNamesItsOwnHosts(t *testing.T) {
	for _, order := range [][]cloud.ID{{cloud.Public, cloud.GCC}, {cloud.GCC, cloud.Public}} {
		f := &fakeCloud{metadata: func(context.Context) error { return problem.New(problem.Network, "network-unreachable") }}
		s := f.service(t)
		for _, id := range order {
			target := f.target()
			target.Cloud, _ = cloud.ByID(id)
			_, err := s.Start(t.Context(), target, Request{Resource: target.DiscoveryScope()})
			if hosts := problem.From(err).Args["hosts"]; !strings.Contains(hosts, target.Cloud.DiscoveryHost+",") {
				t.Errorf("%s after %s: hosts %q of %v", id, order[0], hosts, err)
			}
		}
	}
}

// The disk is full, or the home became unwritable, while a token was refreshed: the token
// is good, and that it was not kept is said.
func TestARefreshedTokenThatCouldNotBeKeptSaysSo(t *testing.T) {
	f := &fakeCloud{}
	s, target := f.service(t), f.target()
	signedIn(t, s, target, fakeClaims())
	f.idToken = func() string { // while the request is under way
		f.breakHome(t)
		return idToken(t, fakeClaims())
	}
	token, err := s.Token(t.Context(), target, target.DiscoveryScope())
	if err != nil || token.Value.Reveal() != "fresh" {
		t.Fatalf("token %+v, %v", token, err)
	}
	if token.Unsaved == nil || token.Unsaved.Kind != problem.Storage {
		t.Errorf("unsaved %v", token.Unsaved)
	}
}
