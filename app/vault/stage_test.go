package vault

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"latchkey/app/problem"
)

// plaintext is searched for in files, so it stands for a token.
const plaintext = `{"AccessToken":"CANARY-1234567890"}`

func fixedNow() time.Time { return time.Date(2026, 11, 21, 9, 41, 0, 0, time.UTC) }

func open(dir string, k Keychain) *Vault {
	return New(Options{Dir: dir, Keychain: k, Now: fixedNow})
}

// sealed makes a directory with one session, "a", and its keychain.
func sealed(t *testing.T) (string, *fakeKeychain) {
	t.Helper()
	dir, k := filepath.Join(t.TempDir(), "sessions"), newFake()
	if err := open(dir, k).Write(t.Context(), "a", []byte(plaintext)); err != nil {
		t.Fatal(err)
	}
	return dir, k
}

// want fails unless err is of a kind and a problem.
func want(t *testing.T, err, kind error, code string) {
	t.Helper()
	var p *problem.Problem
	if !errors.Is(err, kind) || !errors.As(err, &p) || p.Code != code {
		t.Fatalf("got %v (%+v), want %v with code %s", err, problem.From(err), kind, code)
	}
}

// files returns the contents of a directory's files, locks left out.
func files(t *testing.T, dir string) map[string]string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, e := range entries {
		if filepath.Ext(e.Name()) == ".lock" {
			continue
		}
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		all[e.Name()] = string(data)
	}
	return all
}
