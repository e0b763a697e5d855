package vault

import (
	"bytes"
	"encoding/base64"
	"maps"
	"os"
	"path/filepath"
	"testing"
)

func TestAKeychainThatDoesNotKeepItsWordIsFoundOut(t *testing.T) {
	faults := map[string]func(*fakeKeychain){
		"other bytes": func(k *fakeKeychain) {
			k.stored = func(string) string { return base64.StdEncoding.EncodeToString(make([]byte, keySize)) }
		},
		"truncated":        func(k *fakeKeychain) { k.stored = func(v string) string { return v[:len(v)/2] } },
		"empty":            func(k *fakeKeychain) { k.stored = func(string) string { return "" } },
		"not text":         func(k *fakeKeychain) { k.stored = func(v string) string { return "\xff" + v[1:] } },
		"dismissed prompt": func(k *fakeKeychain) { k.dropped = true },
	}
	for name, fault := range faults {
		t.Run(name, func(t *testing.T) {
			k := newFake()
			fault(k)
			dir := t.TempDir()
			v := open(dir, k)
			want(t, v.Write(t.Context(), "a", []byte(plaintext)), ErrUnavailable, "keychain-unfaithful")
			want(t, v.RoundTrip(t.Context()), ErrUnavailable, "keychain-unfaithful")
			if left := files(t, dir); len(left) != 0 {
				t.Errorf("a key that was not kept was used: %q", left)
			}
			if _, _, items := k.count(); len(items) != 0 {
				t.Errorf("left behind: %v", items)
			}
		})
	}
}

func TestALostKeyIsReportedAndItsFilesStay(t *testing.T) {
	losses := map[string]func(items map[string]string){
		"missing": func(items map[string]string) { clear(items) },
		"replaced": func(items map[string]string) {
			for name := range items {
				items[name] = base64.StdEncoding.EncodeToString(bytes.Repeat([]byte{7}, keySize))
			}
		},
		"empty": func(items map[string]string) {
			for name := range items {
				items[name] = ""
			}
		},
	}
	for name, lose := range losses {
		t.Run(name, func(t *testing.T) {
			dir, k := sealed(t)
			if err := open(dir, k).Write(t.Context(), "b", []byte("other")); err != nil {
				t.Fatal(err)
			}
			_, _, saved := k.count()
			before := files(t, dir)
			k.set(func(k *fakeKeychain) { lose(k.items) })
			_, _, lost := k.count()

			v := open(dir, k)
			_, err := v.Read(t.Context(), "a")
			want(t, err, ErrKeyLost, "session-key-lost")
			if after := files(t, dir); !maps.Equal(after, before) {
				t.Fatalf("reading changed files: %q", after)
			}

			// The user signs in again.
			if err := v.Write(t.Context(), "a", []byte("again")); err != nil {
				t.Fatal(err)
			}
			if got, err := open(dir, k).Read(t.Context(), "a"); err != nil || string(got) != "again" {
				t.Fatalf("got %q, %v", got, err)
			}
			after := files(t, dir)
			if after["a.sealed.broken-20261121-094100"] != before["a.sealed"] {
				t.Error("the old file was not set aside unchanged")
			}
			if after["b.sealed"] != before["b.sealed"] {
				t.Error("another session's file changed")
			}
			_, _, items := k.count()
			for name, value := range lost {
				if items[name] != value {
					t.Errorf("item %s was overwritten", name)
				}
			}
			// The keychain comes back, beside the new key.
			k.set(func(k *fakeKeychain) { maps.Copy(k.items, saved) })
			if got, err := open(dir, k).Read(t.Context(), "b"); err != nil || string(got) != "other" {
				t.Errorf("after the key came back: %q, %v", got, err)
			}
			if err := os.Rename(filepath.Join(dir, "a.sealed.broken-20261121-094100"), filepath.Join(dir, "a.sealed")); err != nil {
				t.Fatal(err)
			}
			if got, err := open(dir, k).Read(t.Context(), "a"); err != nil || string(got) != plaintext {
				t.Errorf("the set-aside file: %q, %v", got, err)
			}
		})
	}
}

func TestALostIdentityLosesNoSession(t *testing.T) {
	dir, k := sealed(t)
	for _, content := range []string{"", "{", `{"schema":1,"vault":"00","key":""}`, `{"schema":0}`} {
		if err := os.WriteFile(filepath.Join(dir, identityFile), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if got, err := open(dir, k).Read(t.Context(), "a"); err != nil || string(got) != plaintext {
			t.Fatalf("%q: read %q, %v", content, got, err)
		}
		if err := open(dir, k).Write(t.Context(), "b", []byte("b")); err != nil {
			t.Fatalf("%q: %v", content, err)
		}
	}
	if got, err := open(dir, k).Read(t.Context(), "a"); err != nil || string(got) != plaintext {
		t.Fatalf("read %q, %v", got, err)
	}
}

func TestANewerIdentityIsLeftAlone(t *testing.T) {
	dir, k := sealed(t)
	const future = `{"schema":2,"keys":[]}`
	if err := os.WriteFile(filepath.Join(dir, identityFile), []byte(future), 0o600); err != nil {
		t.Fatal(err)
	}
	want(t, open(dir, k).Write(t.Context(), "a", []byte("x")), ErrNewer, "session-newer")
	if got := files(t, dir)[identityFile]; got != future {
		t.Errorf("now %q", got)
	}
}
