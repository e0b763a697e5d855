package connection

import (
	"context"
	"crypto/rand"
	"net/http"
	"testing"
	"time"

	"latchkey/app/cloud"
	"latchkey/app/problem"
	"latchkey/app/profile"
	"latchkey/app/signin"
	"latchkey/app/signin/foreign"
	"latchkey/app/vault"
	"latchkey/app/vault/vaulttest"
)

// abroad is a connection service in front of an authority that is not Entra, and a profile for it.
func abroad(t *testing.T, traits foreign.Traits) (*Service, *vault.Vault, profile.Profile) {
	t.Helper()
	authority, err := foreign.Start(traits)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(authority.Close)
	v := vault.New(vault.Options{Dir: t.TempDir(), Keychain: vaulttest.NewKeychain(), Now: time.Now, Rand: rand.Reader})
	identity := signin.New(signin.Options{
		Vault: v, Now: time.Now, Rand: rand.Reader,
		Transport: func(context.Context, cloud.Cloud) (http.RoundTripper, error) {
			return authority.Server.Client().Transport, nil
		},
		OpenURL: func(_ context.Context, address string) error {
			go func() { _ = authority.Visit(context.Background(), address) }()
			return nil
		},
	})
	t.Cleanup(identity.Close)
	hosts := &cloud.Hosts{Authority: authority.Host(), Discovery: "disco.example.com", Organizations: []string{authority.Host()}, CA: authority.CA()}
	hosts.Confirmed = hosts.Fingerprint()
	return &Service{Identity: identity, Now: time.Now}, v, profile.Profile{
		Name: "Abroad", Cloud: cloud.Custom, CustomCloud: hosts, Online: true, TwoFactor: true, Method: profile.Auto,
		ApplicationID: foreign.ClientID, RedirectURI: "http://127.0.0.1", Tenant: foreign.Tenant,
	}
}

// The account of an authority that sends no client_info is kept in the profile like any other:
// its tokens are found, and it can sign out of them.
func TestAnAccountOfAForeignAuthorityIsKept(t *testing.T) {
	for _, traits := range []foreign.Traits{foreign.OIDCProvider(), foreign.EntraEmulator(), foreign.Emulate()} {
		t.Run(traits.Name, func(t *testing.T) {
			s, v, p := abroad(t, traits)
			store, err := profile.OpenStore(t.TempDir(), time.Now)
			if err != nil {
				t.Fatal(err)
			}
			checked, err := profile.Check(p)
			if err != nil {
				t.Fatal(err)
			}
			o := Options{Watch: &watcher{}, Wait: Wait{Limit: 20 * time.Second}}
			session, found, err := s.Retrieve(t.Context(), checked, o)
			if err != nil || len(found.Instances) != 1 {
				t.Fatalf("%d organizations, %v", len(found.Instances), err)
			}
			p, err = store.Save(Choose(Adopt(p, session, s.Now()), found.Instances[0]))
			if err != nil || p.HomeAccountID == "" {
				t.Fatalf("account %q, %v", p.HomeAccountID, err)
			}
			entry, err := store.Get(p.ID)
			if err != nil || entry.Profile.HomeAccountID != p.HomeAccountID {
				t.Fatalf("read again: account %q, %v", entry.Profile.HomeAccountID, err)
			}
			if checked, err = profile.Check(entry.Profile); err != nil {
				t.Fatal(err)
			}
			asks := silentOnly(o)
			if traits.RefreshesOldScopes {
				if _, _, err := s.Test(t.Context(), checked, asks); code(err) != "scopes-declined" {
					t.Errorf("a refresh with the old scopes: %v", err)
				}
				asks = o // one prompt more helps
			}
			if _, who, err := s.Test(t.Context(), checked, asks); err != nil || who.OrganizationID != foreign.OrganizationID {
				t.Errorf("test: %+v, %v", who, err)
			}
			if _, err := s.Token(t.Context(), checked.Resolved, ""); err != nil {
				t.Errorf("token: %v", err)
			}
			if view, err := s.View(t.Context(), checked.Resolved); err != nil || view.Problem != nil || view.Account.Username != foreign.Username || view.Guest {
				t.Errorf("session: %+v, %v", view, err)
			}
			if names, err := SignOut(t.Context(), s.Identity, store, checked.Resolved); err != nil || len(names) != 1 {
				t.Errorf("signed out %q, %v", names, err)
			}
			if left, err := v.Names(t.Context()); err != nil || len(left) != 0 {
				t.Errorf("left %q, %v", left, err)
			}
			if _, err := s.SignIn(t.Context(), checked, silentOnly(o)); problem.From(err) == nil || problem.From(err).Kind != problem.SignInNeeded {
				t.Errorf("after it: %v", err)
			}
		})
	}
}

// A scope that is refused silently is refused in the browser as well: none is opened.
func TestARefusedScopeOpensNoBrowser(t *testing.T) {
	traits := foreign.EntraEmulator()
	traits.RefusesScopes = []string{"//user_impersonation"}
	s, _, p := abroad(t, traits)
	test := func(p profile.Profile, w *watcher) error {
		t.Helper()
		checked, err := profile.Check(p)
		if err != nil {
			t.Fatal(err)
		}
		session, _, err := s.Test(t.Context(), checked, Options{Watch: w, Wait: Wait{Limit: 20 * time.Second}})
		p = Adopt(p, session, s.Now())
		if err != nil {
			return err
		}
		p.DoubleSlash = true
		if checked, err = profile.Check(p); err != nil {
			t.Fatal(err)
		}
		_, _, err = s.Test(t.Context(), checked, Options{Watch: w, Wait: Wait{Limit: 20 * time.Second}})
		return err
	}
	typed, err := Typed("https://"+p.CustomCloud.Authority, mustCloud(t, p))
	if err != nil {
		t.Fatal(err)
	}
	p.Organization = &typed
	w := &watcher{}
	if err := test(p, w); code(err) != "invalid-scope" || len(w.flows) != 1 {
		t.Errorf("%v after %d prompts", err, len(w.flows))
	}
}

func mustCloud(t *testing.T, p profile.Profile) cloud.Cloud {
	t.Helper()
	c, err := profile.CloudOf(p)
	if err != nil {
		t.Fatal(err)
	}
	return c
}
