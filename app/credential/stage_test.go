package credential

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"latchkey/app/problem"
	"latchkey/app/secret"
	"latchkey/app/vault"
	"latchkey/app/vault/vaulttest"
)

const profileID = "1a2b3c4d-0000-4000-8000-123456789abc"

// home is where the credentials of these tests belong.
var home = Audience{Authority: "login.microsoftonline.com", Application: "5d1f0c62-3b8e-4a57-9c40-7e2a1b96f3d8", UserName: "anna@contoso.example"}

// stage is a directory with a keychain; each keeper made on it is a new process.
type stage struct {
	t    *testing.T
	dir  string
	keys *vaulttest.Keychain
}

func staged(t *testing.T) *stage {
	return &stage{t, filepath.Join(t.TempDir(), "sessions"), vaulttest.NewKeychain()}
}

func (s *stage) vault() *vault.Vault {
	return vault.New(vault.Options{Dir: s.dir, Keychain: s.keys, Now: today, Timeout: 10 * time.Second})
}

func (s *stage) keeper() *Keeper { return New(s.vault(), today) }

func (s *stage) files() map[string]string {
	s.t.Helper()
	all := map[string]string{}
	entries, err := os.ReadDir(s.dir)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		s.t.Fatal(err)
	}
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join(s.dir, e.Name()))
		if err != nil {
			s.t.Fatal(err)
		}
		all[e.Name()] = string(data)
	}
	return all
}

func password(value string) Credential {
	return Credential{Kind: Password, Value: secret.New(value)}
}

// has checks what a keeper returns; "" is credential-missing.
func has(t *testing.T, k *Keeper, owner string, kind Kind, want string) {
	t.Helper()
	c, err := k.Get(t.Context(), owner, kind, home)
	p := problem.From(err)
	switch {
	case want == "" && (p == nil || p.Kind != problem.NotFound || p.Code != "credential-missing"):
		t.Errorf("%s of %s: got %v, want credential-missing", kind, owner, err)
	case want != "" && (err != nil || c.Value.Reveal() != want || c.Kind != kind):
		t.Errorf("%s of %s: got %q, %v", kind, owner, c.Value.Reveal(), err)
	}
}

func ok(t *testing.T, errs ...error) {
	t.Helper()
	for _, err := range errs {
		if err != nil {
			t.Fatal(err)
		}
	}
}
