package practice

import (
	"crypto/rand"
	"encoding/json"
	"errors"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"latchkey/app/home"
	"latchkey/app/practice/entra/directory"
	"latchkey/app/problem"
)

func TestTheSeedIsMadeOnceAndKept(t *testing.T) {
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
	if string(first.seed) != string(second.seed) {
		t.Error("another seed the second time")
	}
	info, err := os.Stat(filepath.Join(path, seedFile))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v %v", info.Mode(), err)
	}
	if _, err := os.Stat(filepath.Join(path, signingFile)); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("keys that nobody needed were made: %v", err)
	}
}

// An older Latchkey signed with a key of another kind. Its directory opens, people stay
// signed in, and the keys that are made now are kept for the next leader.
func TestKeysTakeThePlaceOfAnEllipticOne(t *testing.T) {
	path := t.TempDir()
	dir, err := home.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := makeKey(dir, signingFile); err != nil {
		t.Fatal(err)
	}
	dir.Close()

	tenant := join(t, path)
	was := signIn(t, tenant, newBrowser(t, tenant.Control()), "password@contoso.example")
	if status, _ := whoAmI(t, tenant, was.Access); status != http.StatusOK {
		t.Errorf("WhoAmI %d", status)
	}
	if err := tenant.Close(); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(filepath.Join(path, signingFile))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v %v", info.Mode(), err)
	}

	next := join(t, path)
	if status, _ := whoAmI(t, next, was.Access); status != http.StatusOK {
		t.Errorf("the next leader has other keys: %d", status)
	}
	refreshed := tokenRequest(t, next, url.Values{
		"grant_type": {"refresh_token"}, "refresh_token": {was.Refresh}, "client_id": {directory.DocumentsCorePackID},
	})
	if refreshed.Access == "" {
		t.Errorf("the session did not survive: %s", refreshed.Error)
	}
}

// Rotated keys outlive the leader, too.
func TestKeysRotateOnDemand(t *testing.T) {
	path := t.TempDir()
	tenant := join(t, path)
	info := openListeners(t, tenant, ListenOptions{}).Info()
	ask := func(info Info, method, path string) (keys struct {
		Signing   string
		Published []string
	}) {
		t.Helper()
		status, body := controlRequest(t, info, method, path, "", nil)
		if err := json.Unmarshal([]byte(body), &keys); err != nil || status != http.StatusOK {
			t.Fatalf("%s %s: %d %s", method, path, status, body)
		}
		return keys
	}
	before := ask(info, "GET", "/keys")
	after := ask(info, "POST", "/keys/rotate")
	if before.Signing == after.Signing || !slices.Contains(before.Published, after.Signing) || !slices.Contains(after.Published, before.Signing) {
		t.Errorf("before %+v, after %+v", before, after)
	}
	if err := tenant.Close(); err != nil {
		t.Fatal(err)
	}
	if now := ask(openListeners(t, join(t, path), ListenOptions{}).Info(), "GET", "/keys"); now.Signing != after.Signing || !slices.Equal(now.Published, after.Published) {
		t.Errorf("the next leader has %+v, want %+v", now, after)
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
