//go:build unix

package vault

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"
)

func TestFilesArePrivate(t *testing.T) {
	dir, _ := sealed(t)
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) < 3 {
		t.Fatalf("%v, %v", entries, err)
	}
	for _, e := range entries {
		if info, err := e.Info(); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v, %v", e.Name(), info.Mode(), err)
		}
	}
}

func TestASymbolicLinkIsNotFollowed(t *testing.T) {
	dir, k := sealed(t)
	path, elsewhere := filepath.Join(dir, "a.sealed"), filepath.Join(t.TempDir(), "elsewhere")
	if err := os.Rename(path, elsewhere); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(elsewhere, path); err != nil {
		t.Fatal(err)
	}
	v := open(dir, k)
	_, err := v.Read(t.Context(), "a")
	want(t, err, ErrStorage, "session-unreadable")
	before, err := os.ReadFile(elsewhere)
	if err != nil {
		t.Fatal(err)
	}
	if err := v.Write(t.Context(), "a", []byte("new")); err != nil {
		t.Fatal(err)
	}
	after, err := os.ReadFile(elsewhere)
	if err != nil || string(after) != string(before) {
		t.Errorf("the link's target changed: %v", err)
	}
	if to, err := os.Readlink(path + ".broken-20261121-094100"); err != nil || to != elsewhere {
		t.Errorf("the link was not set aside: %q, %v", to, err)
	}
	if got, err := v.Read(t.Context(), "a"); err != nil || string(got) != "new" {
		t.Errorf("got %q, %v", got, err)
	}
}

func TestADirectoryInAFilesPlaceIsSetAside(t *testing.T) {
	dir, k := t.TempDir(), newFake()
	if err := os.MkdirAll(filepath.Join(dir, "a.sealed", "x"), 0o700); err != nil {
		t.Fatal(err)
	}
	v := open(dir, k)
	_, err := v.Read(t.Context(), "a")
	want(t, err, ErrStorage, "session-unreadable")
	if err := v.Write(t.Context(), "a", []byte("new")); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(dir, "a.sealed.broken-20261121-094100", "x")); err != nil {
		t.Error(err)
	}
}

func TestADirectoryThatCannotBeMadeIsAnErrorWithoutAKey(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	k := newFake()
	v := open(filepath.Join(file, "sessions"), k)
	want(t, v.Write(t.Context(), "a", []byte("x")), ErrStorage, "session-storage")
	_, err := v.Lock(t.Context(), "a")
	want(t, err, ErrStorage, "session-storage")
	if calls, _, _ := k.count(); calls != 0 {
		t.Errorf("%d keychain calls", calls)
	}
}

func TestStrayTemporaryFilesAreSweptOnce(t *testing.T) {
	dir, k := sealed(t)
	stray, fresh := filepath.Join(dir, ".tmp-old"), filepath.Join(dir, ".tmp-new")
	for path, age := range map[string]time.Duration{stray: 2 * time.Hour, fresh: time.Minute} {
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, fixedNow(), fixedNow().Add(-age)); err != nil {
			t.Fatal(err)
		}
	}
	if err := open(dir, k).Write(t.Context(), "a", []byte("x")); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(stray); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the old one stayed: %v", err)
	}
	if _, err := os.Stat(fresh); err != nil {
		t.Errorf("the one of a running writer went: %v", err)
	}
}
