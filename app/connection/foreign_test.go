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
	hosts := &cloud.Hosts{Authority: authority.Host(), Discovery: authority.Host(), Organizations: []string{authority.Host()}, CA: authority.CA()}
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
			if _, who, err := s.Test(t.Context(), checked, silentOnly(o)); err != nil || who.OrganizationID != foreign.OrganizationID {
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
