package signin

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"latchkey/app/cloud"
	"latchkey/app/problem"
)

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
	for range 30 {
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

// What an identity provider sends with a refreshed token is looked at like the first
// (OpenID Connect Core section 12.2). What is refused is not kept either.
func TestARefreshedIDTokenThatWasNotMadeForThisSessionIsRefused(t *testing.T) {
	nonce := func(c map[string]any) { c["nonce"] = "of the sign-in" }
	for name, c := range map[string]struct {
		original, refreshed func(map[string]any)
		want                string
	}{
		"right":               {nil, nil, ""},
		"without a nonce":     {nonce, nil, ""},
		"the same nonce":      {nonce, nonce, ""},
		"another nonce":       {nonce, func(c map[string]any) { c["nonce"] = "x" }, "id-token-wrong-nonce"},
		"another application": {nil, func(c map[string]any) { c["aud"] = fakeTenant }, "id-token-wrong-audience"},
		"another issuer": {nil, func(c map[string]any) { c["iss"] = "https://login.other.example/" + fakeTenant + "/v2.0" },
			"id-token-wrong-issuer"},
		"another tenant": {nil, func(c map[string]any) {
			c["tid"], c["iss"] = fakeClient, "https://login.microsoftonline.com/"+fakeClient+"/v2.0"
		}, "id-token-wrong-tenant"},
		"another person":   {nil, func(c map[string]any) { c["sub"] = "x" }, "id-token-wrong-subject"},
		"long expired":     {nil, func(c map[string]any) { c["exp"] = time.Now().Add(-time.Hour).Unix() }, "id-token-expired"},
		"a moment too old": {nil, func(c map[string]any) { c["exp"] = time.Now().Add(-time.Minute).Unix() }, ""},
	} {
		original, refreshed := fakeClaims(), fakeClaims()
		for edit, claims := range map[*func(map[string]any)]map[string]any{&c.original: original, &c.refreshed: refreshed} {
			if *edit != nil {
				(*edit)(claims)
			}
		}
		f := &fakeCloud{idToken: func() string { return idToken(t, refreshed) }}
		s, target := f.service(t), f.target()
		signedIn(t, s, target, original)
		for range 2 { // what was refused is not found the next time
			if _, err := s.Token(t.Context(), target, target.DiscoveryScope()); code(err) != c.want {
				t.Errorf("%s: %v, want %q", name, err, c.want)
			}
		}
		want := 1
		if c.want != "" {
			want = 2
		}
		if n := f.asked("/token"); n != want {
			t.Errorf("%s: %d requests, want %d: the session itself must outlast it", name, n, want)
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
