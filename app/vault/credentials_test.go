package vault

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// both makes a vault with one session and one credential of the same name.
func both(t *testing.T) (string, *fakeKeychain) {
	t.Helper()
	dir, k := sealed(t)
	if err := open(dir, k).Credentials().Write(t.Context(), "a", []byte("CANARY-password")); err != nil {
		t.Fatal(err)
	}
	return dir, k
}

func TestCredentialsAndSessionsAreListedApart(t *testing.T) {
	dir, k := both(t)
	memory := New(Options{MemoryOnly: true})
	for _, err := range []error{
		memory.Write(t.Context(), "a", nil), memory.Credentials().Write(t.Context(), "a", nil),
		memory.Credentials().Write(t.Context(), "b", nil), open(dir, k).Credentials().Write(t.Context(), "b", nil),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	for where, v := range map[string]*Vault{"on disk": open(dir, k), "in memory": memory} {
		sessions, err := v.Names(t.Context())
		if err != nil || !slices.Equal(sessions, []string{"a"}) {
			t.Errorf("%s: sessions %q, %v", where, sessions, err)
		}
		credentials, err := v.Credentials().Names(t.Context())
		if err != nil || !slices.Equal(credentials, []string{"a", "b"}) {
			t.Errorf("%s: credentials %q, %v", where, credentials, err)
		}
	}
}

func TestDeletingEverySessionLeavesTheCredentials(t *testing.T) {
	dir, k := both(t)
	v := open(dir, k)
	names, err := v.Names(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if err := v.Delete(t.Context(), name); err != nil {
			t.Fatal(err)
		}
	}
	got, err := open(dir, k).Credentials().Read(t.Context(), "a")
	if err != nil || string(got) != "CANARY-password" {
		t.Errorf("got %q, %v", got, err)
	}
}

func TestACredentialCannotStandInForASession(t *testing.T) {
	dir, k := both(t)
	if err := os.Rename(filepath.Join(dir, "a.credential"), filepath.Join(dir, "a.sealed")); err != nil {
		t.Fatal(err)
	}
	_, err := open(dir, k).Read(t.Context(), "a")
	want(t, err, ErrDamaged, "session-damaged")
}

func TestWhatIsWrongWithACredentialIsSaidInItsOwnWords(t *testing.T) {
	dir, k := both(t)
	path := filepath.Join(dir, "a.credential")
	d := open(dir, k).Credentials()
	_, err := d.Read(t.Context(), "none")
	want(t, err, ErrNotFound, "credential-missing")

	_, err = open(dir, newFake()).Credentials().Read(t.Context(), "a")
	want(t, err, ErrKeyLost, "credential-key-lost")

	locked := newFake()
	locked.err = ErrLocked
	before := files(t, dir)
	_, err = open(dir, locked).Credentials().Read(t.Context(), "a")
	want(t, err, ErrLocked, "keychain-locked")
	if after := files(t, dir); !maps.Equal(before, after) {
		t.Errorf("a locked keychain changed %q", after)
	}

	if err := os.WriteFile(path, []byte("garbage"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err = d.Read(t.Context(), "a")
	want(t, err, ErrDamaged, "credential-damaged")
	if got := files(t, dir)["a.credential.broken-20261121-094100"]; got != "garbage" {
		t.Errorf("set aside: %q", got)
	}
}

func TestDeletingACredentialNeedsNoKeychain(t *testing.T) {
	dir, k := both(t)
	k.set(func(k *fakeKeychain) { k.err = ErrLocked })
	if err := open(dir, k).Credentials().Delete(t.Context(), "a"); err != nil {
		t.Fatal(err)
	}
	if _, ok := files(t, dir)["a.credential"]; ok {
		t.Error("it is still there")
	}
	if got, err := open(dir, k).Names(t.Context()); err != nil || !slices.Equal(got, []string{"a"}) {
		t.Errorf("sessions %q, %v", got, err)
	}
}

func TestInMemoryOnlyPurgeTouchesTheDisk(t *testing.T) {
	dir, k := both(t)
	v := open(dir, k)
	v.UseMemory()
	if err := v.Credentials().Write(t.Context(), "a", []byte("for this run")); err != nil {
		t.Fatal(err)
	}
	if err := v.Credentials().Delete(t.Context(), "a"); err != nil {
		t.Fatal(err)
	}
	if got, err := open(dir, k).Credentials().Read(t.Context(), "a"); err != nil || string(got) != "CANARY-password" {
		t.Errorf("after Delete, on disk: %q, %v", got, err)
	}
	if err := v.Credentials().Write(t.Context(), "a", []byte("for this run")); err != nil {
		t.Fatal(err)
	}
	if err := v.Credentials().Purge(t.Context(), "a"); err != nil {
		t.Fatal(err)
	}
	for where, v := range map[string]*Vault{"in memory": v, "on disk": open(dir, k)} {
		_, err := v.Credentials().Read(t.Context(), "a")
		t.Run(where, func(t *testing.T) { want(t, err, ErrNotFound, "credential-missing") })
	}
	if got, err := open(dir, k).Read(t.Context(), "a"); err != nil || string(got) != plaintext {
		t.Errorf("the session: %q, %v", got, err)
	}
}
