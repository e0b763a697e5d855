package signin

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"latchkey/app/vault/vaulttest"
)

// setAsideFiles lists what was set aside in the harness's vault.
func (s *harness) setAsideFiles(t *testing.T) []string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(s.home, "sessions", "*.broken-*"))
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// What was set aside holds refresh tokens under a key that may be there again.
func TestSigningOutTakesWhatWasSetAside(t *testing.T) {
	s := newHarness(t)
	keychain := vaulttest.NewKeychain()
	s.Service = s.service(keychain)
	target := s.target(t, "http://localhost")
	var accounts []string
	for _, user := range []string{"password", "totp"} { // two accounts in one cache
		session, err := s.finish(t, s.start(t, target), user)
		if err != nil {
			t.Fatal(err)
		}
		accounts = append(accounts, session.Account.HomeAccountID)
	}
	names, err := s.options.Vault.Names(t.Context())
	if err != nil || len(names) != 1 {
		t.Fatalf("%q, %v", names, err)
	}
	set := func(name string) {
		t.Helper()
		file := filepath.Join(s.home, "sessions", name+".sealed.broken-20260131-094107")
		if err := os.WriteFile(file, []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	set(names[0])
	set("another")
	target.HomeAccountID = accounts[0]
	if err := s.SignOut(t.Context(), target); err != nil {
		t.Fatal(err)
	}
	if left := s.setAsideFiles(t); len(left) != 1 || !strings.HasPrefix(filepath.Base(left[0]), "another.") {
		t.Errorf("after a sign-out: %q", left)
	}
	target.HomeAccountID = accounts[1]
	if _, err := s.Token(t.Context(), target, target.DiscoveryScope()); err != nil {
		t.Errorf("the other account: %v", err)
	}
	if err := s.SignOutAll(t.Context()); err != nil {
		t.Fatal(err)
	}
	if left := s.setAsideFiles(t); len(left) != 0 {
		t.Errorf("after signing out everywhere: %q", left)
	}
	if items := keychain.Items(); items != 0 {
		t.Errorf("the keychain still holds %d items", items)
	}
}
