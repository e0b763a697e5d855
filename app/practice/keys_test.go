package practice

import (
	"crypto/rand"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"latchkey/app/home"
	"latchkey/app/problem"
)

func TestKeysAreMadeOnceAndKept(t *testing.T) {
	path := t.TempDir()
	dir, err := home.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer dir.Close()
	first, err := openKeys(dir, rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	second, err := openKeys(dir, rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	if string(first.seed) != string(second.seed) || !first.signing.Equal(second.signing) {
		t.Error("other keys the second time")
	}
	for _, name := range []string{seedFile, signingFile} {
		info, err := os.Stat(filepath.Join(path, name))
		if err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v %v", name, info.Mode(), err)
		}
	}
}

// A broken key is never replaced: that would be another tenant under the same name.
func TestBrokenKeysAreReportedAndStay(t *testing.T) {
	for _, name := range []string{seedFile, signingFile} {
		for _, broken := range []string{"", "abc", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"} {
			path := t.TempDir()
			if err := os.WriteFile(filepath.Join(path, name), []byte(broken), 0o600); err != nil {
				t.Fatal(err)
			}
			tenant, err := Join(t.Context(), Options{Dir: path})
			if err == nil {
				tenant.Close()
			}
			var p *problem.Problem
			if !errors.As(err, &p) || p.Kind != problem.Storage {
				t.Errorf("%s with %q: error %v, want a storage problem", name, broken, err)
			}
			if now, _ := os.ReadFile(filepath.Join(path, name)); string(now) != broken {
				t.Errorf("%s was changed", name)
			}
			// The lock is free again: nobody has to wait for a member that failed.
			dir, err := home.Open(path)
			if err != nil {
				t.Fatal(err)
			}
			unlock, free, err := dir.TryLock(lockName)
			if err != nil || !free {
				t.Errorf("%s: the lock is still held (%v)", name, err)
			} else {
				unlock()
			}
			dir.Close()
		}
	}
}
