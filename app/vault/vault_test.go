package vault

import (
	"encoding/base64"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestANewProcessReadsWhatAnotherWrote(t *testing.T) {
	dir, k := sealed(t)
	got, err := open(dir, k).Read(t.Context(), "a")
	if err != nil || string(got) != plaintext {
		t.Fatalf("got %q, %v", got, err)
	}
	names, err := open(dir, k).Names(t.Context())
	if err != nil || !slices.Equal(names, []string{"a"}) {
		t.Errorf("names %q, %v", names, err)
	}
}

// Neither the sessions and credentials nor the key that seals them, in any file, locks too.
func TestNothingInTheVaultIsPlainText(t *testing.T) {
	dir, k := both(t)
	_, _, items := k.count()
	if len(items) != 1 {
		t.Fatalf("the keychain holds %d items", len(items))
	}
	forbidden := map[string]string{"a session or a credential": "CANARY"}
	for name, value := range items {
		key, err := base64.StdEncoding.DecodeString(value)
		if err != nil || len(key) != 32 || strings.ContainsAny(name, ":ABCDEFGHIJKLMNOPQRSTUVWXYZ") {
			t.Errorf("item %q holds %d bytes, %v", name, len(key), err)
		}
		forbidden["the key"], forbidden["the key in base64"] = string(key), value
	}
	all, err := os.ReadDir(dir)
	if err != nil || len(all) < 3 {
		t.Fatalf("%v, %v", all, err)
	}
	for _, file := range all {
		data, err := os.ReadFile(filepath.Join(dir, file.Name()))
		if err != nil {
			t.Fatal(err)
		}
		for what, text := range forbidden {
			if strings.Contains(string(data), text) {
				t.Errorf("%s holds %s", file.Name(), what)
			}
		}
	}
}

func TestReadAsksNoKeychainWithoutAFile(t *testing.T) {
	dir, k := filepath.Join(t.TempDir(), "none"), newFake()
	v := open(dir, k)
	_, err := v.Read(t.Context(), "a")
	want(t, err, ErrNotFound, "session-none")
	if calls, _, _ := k.count(); calls != 0 {
		t.Errorf("%d keychain calls", calls)
	}
	if _, err := os.Stat(dir); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("reading made the directory: %v", err)
	}
}

func TestALockedKeychainIsNotAnEmptyOne(t *testing.T) {
	for _, c := range []struct {
		answer, kind error
		code, state  string
	}{
		{ErrLocked, ErrLocked, "keychain-locked", "locked"},
		{ErrUnavailable, ErrUnavailable, "keychain-unavailable", "unavailable"},
		{errors.New("exit status 50"), ErrUnavailable, "keychain-unavailable", "unavailable"},
	} {
		t.Run(c.answer.Error(), func(t *testing.T) {
			dir, k := sealed(t)
			_, _, items := k.count()
			before := files(t, dir)
			k.set(func(k *fakeKeychain) { k.err = c.answer })
			v := open(dir, k)
			_, err := v.Read(t.Context(), "a")
			want(t, err, c.kind, c.code)
			want(t, v.Write(t.Context(), "a", []byte("new")), c.kind, c.code)
			want(t, v.Write(t.Context(), "b", []byte("new")), c.kind, c.code)
			want(t, v.RoundTrip(t.Context()), c.kind, c.code)
			want(t, v.Unlock(t.Context()), c.kind, c.code)
			if s := v.Status(t.Context()); s.State != c.state || !errors.Is(s.Err, c.kind) {
				t.Errorf("status %+v", s)
			}
			if _, sets, after := k.count(); sets != 1 || !maps.Equal(after, items) {
				t.Errorf("%d sets, items %v, were %v", sets, after, items)
			}
			if after := files(t, dir); !maps.Equal(after, before) {
				t.Errorf("files changed: %q, were %q", after, before)
			}
		})
	}
}

func TestARememberedKeyOutlastsALock(t *testing.T) {
	dir, k := sealed(t)
	v := open(dir, k)
	if _, err := v.Read(t.Context(), "a"); err != nil {
		t.Fatal(err)
	}
	k.set(func(k *fakeKeychain) { k.err = ErrLocked })
	if err := v.Write(t.Context(), "a", []byte("renewed")); err != nil {
		t.Fatalf("a renewed session was lost: %v", err)
	}
	k.set(func(k *fakeKeychain) { k.err = nil })
	if got, err := open(dir, k).Read(t.Context(), "a"); err != nil || string(got) != "renewed" {
		t.Errorf("got %q, %v", got, err)
	}
}

func TestDeleteRemovesTheFileAndNeedsNoKeychain(t *testing.T) {
	dir, k := sealed(t)
	k.set(func(k *fakeKeychain) { k.err = ErrLocked })
	v := open(dir, k)
	for range 2 {
		if err := v.Delete(t.Context(), "a"); err != nil {
			t.Fatal(err)
		}
	}
	if got := files(t, dir); len(got) != 1 || got[identityFile] == "" {
		t.Errorf("left: %q", got)
	}
}

func TestMemoryOnlyTouchesNeitherDiskNorKeychain(t *testing.T) {
	dir, k := sealed(t)
	calls, _, _ := k.count()
	before := files(t, dir)
	v := open(dir, k)
	v.UseMemory()
	_, err := v.Read(t.Context(), "a")
	want(t, err, ErrNotFound, "session-none")
	if err := v.Write(t.Context(), "b", []byte(plaintext)); err != nil {
		t.Fatal(err)
	}
	if got, err := v.Read(t.Context(), "b"); err != nil || string(got) != plaintext {
		t.Fatalf("got %q, %v", got, err)
	}
	if names, err := v.Names(t.Context()); err != nil || !slices.Equal(names, []string{"b"}) {
		t.Errorf("names %q, %v", names, err)
	}
	if s := v.Status(t.Context()); s.State != "memory" || s.Err != nil {
		t.Errorf("status %+v", s)
	}
	want(t, v.RoundTrip(t.Context()), ErrUnavailable, "keychain-memory")
	unlock, err := v.Lock(t.Context(), "b")
	if err != nil {
		t.Fatal(err)
	}
	unlock()
	// "a" is on disk as well: a session that the person signed in to again, in memory.
	if err := v.Write(t.Context(), "a", []byte(plaintext)); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"a", "b"} {
		if err := v.Delete(t.Context(), name); err != nil {
			t.Fatal(err)
		}
		_, err = v.Read(t.Context(), name)
		want(t, err, ErrNotFound, "session-none")
	}
	if now, _, _ := k.count(); now != calls {
		t.Errorf("%d keychain calls", now-calls)
	}
	if after := files(t, dir); !maps.Equal(after, before) {
		t.Errorf("files changed: %q", after)
	}
	if got, err := open(dir, k).Read(t.Context(), "a"); err != nil || string(got) != plaintext {
		t.Errorf("on disk: %q, %v", got, err)
	}
	if err := errors.Join(v.Write(t.Context(), "c", []byte(plaintext)), v.Close()); err != nil {
		t.Fatal(err)
	}
	_, err = v.Read(t.Context(), "c")
	want(t, err, ErrNotFound, "session-none")
}

func TestRoundTripLeavesNothing(t *testing.T) {
	k := newFake()
	if err := open(t.TempDir(), k).RoundTrip(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, sets, items := k.count(); sets != 1 || len(items) != 0 {
		t.Errorf("%d sets, left %v", sets, items)
	}
}

func TestOddSessionNamesAreRefused(t *testing.T) {
	v := open(t.TempDir(), newFake())
	for _, name := range []string{"", "A", "../a", "a/b", "a:b", ".a", "a\x00", strings.Repeat("a", 101)} {
		if err := v.Write(t.Context(), name, nil); err == nil {
			t.Errorf("%q was accepted", name)
		}
	}
}
