package vault

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
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
	_, _, items := k.count()
	for name, value := range items {
		key, err := base64.StdEncoding.DecodeString(value)
		if err != nil || len(key) != 32 || strings.ContainsAny(name, ":ABCDEFGHIJKLMNOPQRSTUVWXYZ") {
			t.Errorf("item %q holds %d bytes, %v", name, len(key), err)
		}
		for file, data := range files(t, dir) {
			if strings.Contains(data, "CANARY") || strings.Contains(data, value) || bytes.Contains([]byte(data), key) {
				t.Errorf("%s holds the plain text or the key", file)
			}
		}
	}
}

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
	if now, _, _ := k.count(); now != calls {
		t.Errorf("%d keychain calls", now-calls)
	}
	if after := files(t, dir); !maps.Equal(after, before) {
		t.Errorf("files changed: %q", after)
	}
	if err := v.Delete(t.Context(), "b"); err != nil {
		t.Fatal(err)
	}
	_, err = v.Read(t.Context(), "b")
	want(t, err, ErrNotFound, "session-none")
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

func TestManyWritersMakeOneKey(t *testing.T) {
	dir, k := t.TempDir(), newFake()
	var all sync.WaitGroup
	for i := range 16 {
		all.Go(func() {
			v := open(dir, k) // as a process of its own
			if err := v.Write(t.Context(), fmt.Sprintf("s%d", i), []byte{byte(i)}); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if _, sets, items := k.count(); sets != 1 || len(items) != 1 {
		t.Errorf("%d keys were made, %d kept", sets, len(items))
	}
	for i := range 16 {
		if got, err := open(dir, k).Read(t.Context(), fmt.Sprintf("s%d", i)); err != nil || !bytes.Equal(got, []byte{byte(i)}) {
			t.Errorf("s%d: %v, %v", i, got, err)
		}
	}
}

func TestASilentKeychainIsGivenUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		dir, k := sealed(t)
		k.block = make(chan struct{})
		v := open(dir, k)
		before, _, _ := k.count()
		start := time.Now()
		_, err := v.Read(t.Context(), "a")
		want(t, err, ErrTimedOut, "keychain-timed-out")
		if took := time.Since(start); took != defaultTimeout {
			t.Errorf("took %v", took)
		}
		_, err = v.Read(t.Context(), "a")
		want(t, err, ErrTimedOut, "keychain-timed-out")
		want(t, v.Write(t.Context(), "a", nil), ErrTimedOut, "keychain-timed-out")
		want(t, v.RoundTrip(t.Context()), ErrTimedOut, "keychain-timed-out")
		want(t, v.Unlock(t.Context()), ErrTimedOut, "keychain-timed-out")
		if s := v.Status(t.Context()); s.State != "timed-out" {
			t.Errorf("status %+v", s)
		}
		if took := time.Since(start); took != defaultTimeout {
			t.Errorf("later calls waited: %v", took)
		}
		if calls, _, _ := k.count(); calls != before+1 {
			t.Errorf("%d calls", calls-before)
		}
		close(k.block)
		synctest.Wait()
	})
}

func TestACallerThatLeavesIsNotATimeOut(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		dir, k := sealed(t)
		k.block = make(chan struct{})
		v := open(dir, k)
		ctx, cancel := context.WithCancel(t.Context())
		left := make(chan error)
		go func() {
			_, err := v.Read(ctx, "a")
			left <- err
		}()
		synctest.Wait()
		cancel()
		if err := <-left; !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
		close(k.block)
		if got, err := v.Read(t.Context(), "a"); err != nil || string(got) != plaintext {
			t.Errorf("then %q, %v", got, err)
		}
	})
}

func TestUnlockWaitsForThePersonAndCanBeCancelled(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		dir, k := sealed(t)
		k.block = make(chan struct{})
		v := open(dir, k)
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error)
		go func() { done <- v.Unlock(ctx) }()
		time.Sleep(time.Hour) // of the bubble: far longer than any time-out
		_, err := v.Read(t.Context(), "a")
		want(t, err, ErrLocked, "keychain-locked")
		want(t, v.Unlock(t.Context()), ErrLocked, "keychain-locked")
		cancel()
		if err := <-done; !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
		close(k.block)
		synctest.Wait()
		if err := v.Unlock(t.Context()); err != nil {
			t.Errorf("second try: %v", err)
		}
		if got, err := v.Read(t.Context(), "a"); err != nil || string(got) != plaintext {
			t.Errorf("then %q, %v", got, err)
		}
	})
}

func TestLockExcludesAnotherProcess(t *testing.T) {
	dir, k := sealed(t)
	unlock, err := open(dir, k).Lock(t.Context(), "a")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Millisecond)
	defer cancel()
	other := open(dir, k)
	_, err = other.Lock(ctx, "a")
	want(t, err, ErrBusy, "session-busy")
	if again, err := other.Lock(t.Context(), "b"); err != nil {
		t.Errorf("another session's lock: %v", err)
	} else {
		again()
	}
	if _, err := other.Read(t.Context(), "a"); err != nil {
		t.Errorf("reading waits for the session's lock: %v", err)
	}
	unlock()
	again, err := other.Lock(t.Context(), "a")
	if err != nil {
		t.Fatal(err)
	}
	again()
}

func TestOddSessionNamesAreRefused(t *testing.T) {
	v := open(t.TempDir(), newFake())
	for _, name := range []string{"", "A", "../a", "a/b", "a:b", ".a", "a\x00", strings.Repeat("a", 101)} {
		if err := v.Write(t.Context(), name, nil); err == nil {
			t.Errorf("%q was accepted", name)
		}
	}
}
