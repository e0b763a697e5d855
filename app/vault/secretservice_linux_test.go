package vault

import (
	"context"
	"errors"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/zalando/go-keyring"

	"latchkey/app/vault/secretservice"
)

// session starts a Secret Service and points this process at it.
func session(t *testing.T, o secretservice.Options) *secretservice.Service {
	t.Helper()
	s, err := secretservice.Start(t.TempDir(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	t.Setenv(busVariable, s.Address)
	t.Setenv("XDG_RUNTIME_DIR", t.TempDir())
	return s
}

// real is a vault in the machine's own kind of keychain.
func real(dir string) *Vault { return New(Options{Dir: dir, Now: fixedNow}) }

// quickly fails when something takes longer than a person should wait.
func quickly(t *testing.T, do func()) {
	t.Helper()
	start := time.Now()
	do()
	if took := time.Since(start); took > defaultTimeout+500*time.Millisecond {
		t.Errorf("took %v", took)
	}
}

func TestARealKeyringKeepsTheKey(t *testing.T) {
	session(t, secretservice.Options{})
	dir := filepath.Join(t.TempDir(), "sessions")
	if s := real(dir).Status(t.Context()); s.State != "ok" {
		t.Fatalf("status %+v", s)
	}
	if err := real(dir).RoundTrip(t.Context()); err != nil {
		t.Fatal(err)
	}
	big := strings.Repeat(plaintext, 5000) // far more than any keychain item holds
	if err := real(dir).Write(t.Context(), "a", []byte(big)); err != nil {
		t.Fatal(err)
	}
	if got, err := real(dir).Read(t.Context(), "a"); err != nil || string(got) != big {
		t.Fatalf("%d bytes, %v", len(got), err)
	}
	id := identityOf(t, dir)
	// go-keyring finds the item too: it is an ordinary one.
	if value, err := keyring.Get(service, user(id.Vault, id.Key)); err != nil || len(value) != 44 {
		t.Errorf("go-keyring: %d characters, %v", len(value), err)
	}
	if err := keyring.Delete(service, user(id.Vault, id.Key)); err != nil {
		t.Fatal(err)
	}
	_, err := real(dir).Read(t.Context(), "a")
	want(t, err, ErrKeyLost, "session-key-lost")
}

func identityOf(t *testing.T, dir string) identity {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, identityFile))
	if err != nil {
		t.Fatal(err)
	}
	id, err := parseIdentity(data)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func TestARealLockedKeyringIsLockedAndNothingIsLost(t *testing.T) {
	s := session(t, secretservice.Options{})
	dir := filepath.Join(t.TempDir(), "sessions")
	if err := real(dir).Write(t.Context(), "a", []byte(plaintext)); err != nil {
		t.Fatal(err)
	}
	if err := s.Lock(); err != nil {
		t.Fatal(err)
	}
	before := files(t, dir)
	quickly(t, func() {
		v := real(dir)
		_, err := v.Read(t.Context(), "a")
		want(t, err, ErrLocked, "keychain-locked")
		want(t, v.Write(t.Context(), "a", []byte("x")), ErrLocked, "keychain-locked")
		want(t, v.RoundTrip(t.Context()), ErrLocked, "keychain-locked")
		if s := v.Status(t.Context()); s.State != "locked" {
			t.Errorf("status %+v", s)
		}
	})
	if after := files(t, dir); !maps.Equal(after, before) {
		t.Errorf("files changed: %q", after)
	}
	if err := s.Unlock(); err != nil {
		t.Fatal(err)
	}
	if got, err := real(dir).Read(t.Context(), "a"); err != nil || string(got) != plaintext {
		t.Errorf("after unlocking: %q, %v", got, err)
	}
}

func TestARealKeyringThatStartsLockedGetsNoKey(t *testing.T) {
	s := session(t, secretservice.Options{Locked: true})
	dir := filepath.Join(t.TempDir(), "sessions")
	quickly(t, func() {
		want(t, real(dir).Write(t.Context(), "a", []byte(plaintext)), ErrLocked, "keychain-locked")
	})
	if left := files(t, dir); len(left) != 0 {
		t.Errorf("left %q", left)
	}
	if err := s.Unlock(); err != nil {
		t.Fatal(err)
	}
	if out := lookup(t, s); out != "" {
		t.Errorf("a key was made: %s", out)
	}
	if err := real(dir).Write(t.Context(), "a", []byte(plaintext)); err != nil {
		t.Errorf("after unlocking: %v", err)
	}
	if out := lookup(t, s); !strings.Contains(out, "username = key-") {
		t.Errorf("no key was made: %q", out)
	}
}

// lookup lists our items with another program, secrets left out.
func lookup(t *testing.T, s *secretservice.Service) string {
	t.Helper()
	cmd := exec.Command("secret-tool", "search", "--all", "service", service)
	cmd.Env = append(os.Environ(), s.Env()...)
	out, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return strings.ReplaceAll(string(out), "attribute.", "")
}

func TestWithoutAKeyringToStoreInUnlockIsWhatHelps(t *testing.T) {
	session(t, secretservice.Options{Empty: true})
	dir := filepath.Join(t.TempDir(), "sessions")
	quickly(t, func() {
		want(t, real(dir).Write(t.Context(), "a", []byte(plaintext)), ErrLocked, "keychain-no-default")
	})
}

func TestABusWithoutAKeyringIsUnavailable(t *testing.T) {
	session(t, secretservice.Options{BusOnly: true})
	quickly(t, func() {
		v := real(t.TempDir())
		want(t, v.Write(t.Context(), "a", []byte(plaintext)), ErrUnavailable, "keychain-unavailable")
		want(t, v.Unlock(t.Context()), ErrUnavailable, "keychain-unavailable")
	})
}

// Without a bus godbus would run dbus-launch, so one that tells on it comes first in PATH.
func TestNoBusIsUnavailableAtOnceAndNoneIsStarted(t *testing.T) {
	for name, address := range map[string]string{"unset": "", "autolaunch": "autolaunch:", "gone": "unix:path=/nonexistent/bus"} {
		t.Run(name, func(t *testing.T) {
			bin, told := t.TempDir(), filepath.Join(t.TempDir(), "told")
			if err := os.WriteFile(filepath.Join(bin, "dbus-launch"), []byte("#!/bin/sh\ntouch "+told+"\n"), 0o700); err != nil {
				t.Fatal(err)
			}
			t.Setenv("PATH", bin)
			t.Setenv(busVariable, address)
			t.Setenv("XDG_RUNTIME_DIR", t.TempDir())
			v := real(t.TempDir())
			want(t, v.Write(t.Context(), "a", []byte(plaintext)), ErrUnavailable, "keychain-unavailable")
			want(t, v.RoundTrip(t.Context()), ErrUnavailable, "keychain-unavailable")
			if s := v.Status(t.Context()); s.State != "unavailable" {
				t.Errorf("status %+v", s)
			}
			if _, err := os.Stat(told); !errors.Is(err, os.ErrNotExist) {
				t.Errorf("dbus-launch was run: %v", err)
			}
		})
	}
}

func TestAPromptOfTheRealDaemonEndsWithItsContext(t *testing.T) {
	session(t, secretservice.Options{Locked: true})
	ctx, cancel := context.WithTimeout(t.Context(), time.Second)
	defer cancel()
	// There is no prompter on this bus: the daemon dismisses at once or stays silent.
	err := real(t.TempDir()).Unlock(ctx)
	if err == nil {
		t.Fatal("unlocked by nobody")
	}
	if !errors.Is(err, ErrLocked) && !errors.Is(err, ErrTimedOut) && !errors.Is(err, ErrUnavailable) {
		t.Errorf("got %v", err)
	}
}

func TestTheBusInTheRuntimeDirectoryIsFoundAndTheEnvironmentLeftAlone(t *testing.T) {
	s := session(t, secretservice.Options{})
	socket, _, _ := strings.Cut(strings.TrimPrefix(s.Address, "unix:path="), ",")
	if err := os.Symlink(socket, filepath.Join(os.Getenv("XDG_RUNTIME_DIR"), "bus")); err != nil {
		t.Fatal(err)
	}
	t.Setenv(busVariable, "")
	if err := real(t.TempDir()).RoundTrip(t.Context()); err != nil {
		t.Error(err)
	}
	if set := os.Getenv(busVariable); set != "" { // every program that is started would inherit it
		t.Errorf("%s is now %q", busVariable, set)
	}
}

// Items are go-keyring's own kind, both ways: earlier versions stored through it.
func TestItemsAreThoseOfGoKeyring(t *testing.T) {
	session(t, secretservice.Options{})
	s := systemStore()
	if err := keyring.Set(service, "theirs", "a"); err != nil {
		t.Fatal(err)
	}
	if got, err := s.find(t.Context(), service, "theirs"); err != nil || !slices.Equal(got, []string{"a"}) {
		t.Errorf("found %q, %v", got, err)
	}
	for _, value := range []string{"b", "c"} { // the second takes the first one's place
		if err := s.set(t.Context(), service, "theirs", value); err != nil {
			t.Fatal(err)
		}
		if got, err := s.find(t.Context(), service, "theirs"); err != nil || !slices.Equal(got, []string{value}) {
			t.Errorf("found %q, %v", got, err)
		}
	}
	if got, err := keyring.Get(service, "theirs"); err != nil || got != "c" {
		t.Errorf("go-keyring found %q, %v", got, err)
	}
	for _, want := range []error{nil, errNotFound} {
		if err := s.remove(t.Context(), service, "theirs"); !errors.Is(err, want) {
			t.Errorf("removing gave %v, want %v", err, want)
		}
	}
	if _, err := keyring.Get(service, "theirs"); !errors.Is(err, keyring.ErrNotFound) {
		t.Errorf("go-keyring: %v", err)
	}
}
