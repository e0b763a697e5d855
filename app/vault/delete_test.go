package vault

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// asides are files that were set aside, and some that look like it.
var asides = []string{
	"a.sealed.broken-20260131-094107", "a.sealed.broken-20260131-094107-1",
	"b.sealed.broken-20260131-094107", "a.credential.broken-20260131-094107", "vault.json.broken-20260131-094107",
	"a.sealed.broken-20260131-094107.sealed", // a session of an odd name
}

// setAside makes a vault with a session and a credential, "a", and the files above.
func setAside(t *testing.T) (string, *fakeKeychain) {
	t.Helper()
	dir, k := both(t)
	for _, name := range asides {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir, k
}

// left fails unless these are the files, besides vault.json and locks.
func left(t *testing.T, dir string, want ...string) {
	t.Helper()
	all := files(t, dir)
	delete(all, identityFile)
	slices.Sort(want)
	if got := slices.Sorted(maps.Keys(all)); !slices.Equal(got, want) {
		t.Errorf("left are %q, want %q", got, want)
	}
}

func TestDeletingRemovesWhatWasSetAside(t *testing.T) {
	dir, k := setAside(t)
	k.set(func(k *fakeKeychain) { k.err = ErrLocked })
	v := open(dir, k)
	if err := v.DeleteSetAside(t.Context(), "a"); err != nil {
		t.Fatal(err)
	}
	left(t, dir, append([]string{"a.sealed", "a.credential"}, asides[2:]...)...)
	if err := v.Delete(t.Context(), "b"); err != nil {
		t.Fatal(err)
	}
	left(t, dir, append([]string{"a.sealed", "a.credential"}, asides[3:]...)...)
	if err := v.Credentials().Delete(t.Context(), "a"); err != nil {
		t.Fatal(err)
	}
	left(t, dir, append([]string{"a.sealed"}, asides[4:]...)...)
}

func TestTheLastLeftoverTakesTheKeysAlong(t *testing.T) {
	dir, k := sealed(t)
	_, _, lost := k.count()
	k.set(func(k *fakeKeychain) { clear(k.items) })
	if err := open(dir, k).Write(t.Context(), "a", []byte("again")); err != nil { // sets the old one aside
		t.Fatal(err)
	}
	k.set(func(k *fakeKeychain) { maps.Copy(k.items, lost) })
	if _, _, items := k.count(); len(items) != 2 {
		t.Fatalf("%d keys", len(items))
	}
	v := open(dir, k)
	if err := v.DeleteLeftovers(t.Context()); err != nil {
		t.Fatal(err)
	}
	left(t, dir, "a.sealed")
	if got, err := v.Read(t.Context(), "a"); err != nil || string(got) != "again" {
		t.Fatalf("a session that is left: %q, %v", got, err)
	}
	if err := v.Delete(t.Context(), "a"); err != nil {
		t.Fatal(err)
	}
	k.set(func(k *fakeKeychain) { k.err = ErrLocked })
	if err := v.DeleteLeftovers(t.Context()); err != nil {
		t.Errorf("a locked keychain: %v", err)
	}
	k.set(func(k *fakeKeychain) { k.err = nil })
	if err := open(dir, k).DeleteLeftovers(t.Context()); err != nil {
		t.Fatal(err)
	}
	left(t, dir)
	if _, _, items := k.count(); len(items) != 0 {
		t.Errorf("the keychain still holds %v", items)
	}
	if err := v.Write(t.Context(), "a", []byte("new")); err != nil {
		t.Fatal(err)
	}
	if got, err := open(dir, k).Read(t.Context(), "a"); err != nil || string(got) != "new" {
		t.Errorf("afterwards: %q, %v", got, err)
	}
}

func TestTheKeyStaysWhileSomethingIsSealed(t *testing.T) {
	for _, last := range []string{"a.sealed", "a.credential", "a.credential.broken-20260131-094107"} {
		dir, k := setAside(t)
		for name := range files(t, dir) {
			if name != last && name != identityFile && !strings.Contains(name, ".sealed.broken-") {
				if err := os.Remove(filepath.Join(dir, name)); err != nil {
					t.Fatal(err)
				}
			}
		}
		if err := os.Remove(filepath.Join(dir, asides[5])); err != nil {
			t.Fatal(err)
		}
		if err := open(dir, k).DeleteLeftovers(t.Context()); err != nil {
			t.Fatal(err)
		}
		left(t, dir, last)
		if _, _, items := k.count(); len(items) != 1 {
			t.Errorf("%s: the keychain holds %v", last, items)
		}
	}
}

func TestInMemoryOnlyLeftoversStayOnDisk(t *testing.T) {
	dir, k := setAside(t)
	before := files(t, dir)
	v := open(dir, k)
	v.UseMemory()
	for _, err := range []error{v.DeleteLeftovers(t.Context()), v.DeleteSetAside(t.Context(), "a")} {
		if err != nil {
			t.Error(err)
		}
	}
	if after := files(t, dir); !maps.Equal(after, before) {
		t.Errorf("files changed: %q", after)
	}
}
