package vault

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"

	"latchkey/app/vault/secretservice"
)

const promptPath = secretsPath + "/prompt/p1"

// fakeService is a Secret Service whose keyring is locked and whose prompt does what
// the test says; or that never answers at all.
type fakeService struct {
	conn   *dbus.Conn
	silent chan struct{} // calls wait until it is closed
	speak  func()        // closes it

	mu        sync.Mutex
	shut      bool
	calls     int
	prompted  chan struct{}
	dismissed chan struct{}
}

// serve puts a fake Secret Service on a private bus.
func serve(t *testing.T, silent bool) *fakeService {
	t.Helper()
	s := session(t, secretservice.Options{BusOnly: true})
	conn, err := dbus.Connect(s.Address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	f := &fakeService{conn: conn, shut: true, prompted: make(chan struct{}, 1), dismissed: make(chan struct{}, 1)}
	if silent {
		f.silent = make(chan struct{})
		f.speak = sync.OnceFunc(func() { close(f.silent) })
		t.Cleanup(f.speak)
	}
	for path, interfaces := range map[dbus.ObjectPath]map[string]any{
		secretsPath: {serviceInterface: f, "org.freedesktop.DBus.Properties": f},
		loginPath:   {"org.freedesktop.DBus.Properties": f, keyringInterface: f},
		promptPath:  {promptInterface: f},
	} {
		for name, methods := range interfaces {
			if err := conn.Export(methods, path, name); err != nil {
				t.Fatal(err)
			}
		}
	}
	if _, err := conn.RequestName(secretsName, 0); err != nil {
		t.Fatal(err)
	}
	return f
}

func (f *fakeService) enter() {
	f.mu.Lock()
	f.calls++
	f.mu.Unlock()
	if f.silent != nil {
		<-f.silent
	}
}

func (f *fakeService) OpenSession(string, dbus.Variant) (dbus.Variant, dbus.ObjectPath, *dbus.Error) {
	f.enter()
	return dbus.MakeVariant(""), secretsPath + "/session/1", nil
}

func (f *fakeService) SearchItems(map[string]string) ([]dbus.ObjectPath, []dbus.ObjectPath, *dbus.Error) {
	f.enter()
	return nil, nil, nil // a locked keyring that hides its items
}

func (f *fakeService) ReadAlias(string) (dbus.ObjectPath, *dbus.Error) {
	f.enter()
	return loginPath, nil
}

func (f *fakeService) Get(_, property string) (dbus.Variant, *dbus.Error) {
	f.enter()
	f.mu.Lock()
	defer f.mu.Unlock()
	if property == collectionsAreAt {
		return dbus.MakeVariant([]dbus.ObjectPath{loginPath}), nil
	}
	return dbus.MakeVariant(f.shut), nil
}

func (f *fakeService) Unlock([]dbus.ObjectPath) ([]dbus.ObjectPath, dbus.ObjectPath, *dbus.Error) {
	f.enter()
	return nil, promptPath, nil
}

// CreateItem wants a prompt, as KeePassXC does.
func (f *fakeService) CreateItem(map[string]dbus.Variant, item, bool) (dbus.ObjectPath, dbus.ObjectPath, *dbus.Error) {
	f.enter()
	return noPath, promptPath, nil
}

func (f *fakeService) Prompt(string) *dbus.Error {
	f.prompted <- struct{}{}
	return nil
}

func (f *fakeService) Dismiss() *dbus.Error {
	f.dismissed <- struct{}{}
	return nil
}

// complete answers the prompt once it is shown.
func (f *fakeService) complete(t *testing.T, dismissed bool) {
	<-f.prompted
	f.mu.Lock()
	f.shut = dismissed
	f.mu.Unlock()
	if err := f.conn.Emit(promptPath, promptInterface+".Completed", dismissed, dbus.MakeVariant([]dbus.ObjectPath{loginPath})); err != nil {
		t.Error(err)
	}
}

func TestAServiceThatNeverAnswersTimesOut(t *testing.T) {
	f := serve(t, true)
	dir, _ := sealed(t)
	v := New(Options{Dir: dir, Timeout: 300 * time.Millisecond})
	quickly(t, func() {
		_, err := v.Read(t.Context(), "a")
		want(t, err, ErrTimedOut, "keychain-timed-out")
	})
	f.mu.Lock()
	calls := f.calls
	f.mu.Unlock()
	if calls == 0 {
		t.Error("the service was never asked")
	}
	want(t, v.Write(t.Context(), "a", []byte("x")), ErrTimedOut, "keychain-timed-out")
	if s := v.Status(t.Context()); s.State != "timed-out" {
		t.Errorf("status %+v", s)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.calls != calls {
		t.Errorf("asked %d times more after giving up", f.calls-calls)
	}
}

func TestAServiceThatAnswersLateIsUsedAgain(t *testing.T) {
	f := serve(t, true)
	v := New(Options{Dir: t.TempDir(), Timeout: 100 * time.Millisecond})
	if s := v.Status(t.Context()); s.State != "timed-out" {
		t.Fatalf("status %+v", s)
	}
	f.speak()
	go f.complete(t, false)
	if err := v.Unlock(t.Context()); err != nil { // waits for the late answer
		t.Fatal(err)
	}
	if s := v.Status(t.Context()); s.State != "ok" {
		t.Errorf("status %+v", s)
	}
}

func TestAServiceThatHidesLockedItemsIsLocked(t *testing.T) {
	f := serve(t, false)
	dir, _ := sealed(t)
	before := files(t, dir)
	_, err := real(dir).Read(t.Context(), "a")
	want(t, err, ErrLocked, "keychain-locked")
	f.mu.Lock()
	f.shut = false
	f.mu.Unlock()
	_, err = real(dir).Read(t.Context(), "a")
	want(t, err, ErrKeyLost, "session-key-lost")
	if after := files(t, dir); len(after) != len(before) {
		t.Errorf("files changed: %q", after)
	}
	select {
	case <-f.prompted:
		t.Error("a background call prompted")
	default:
	}
}

func TestUnlockPromptsAndWaits(t *testing.T) {
	f := serve(t, false)
	go f.complete(t, false)
	v := real(t.TempDir())
	if err := v.Unlock(t.Context()); err != nil {
		t.Fatal(err)
	}
	if s := v.Status(t.Context()); s.State != "ok" {
		t.Errorf("status %+v", s)
	}
}

func TestAServiceThatPromptsForStoringIsAnswered(t *testing.T) {
	for dismiss, want := range map[bool]error{false: nil, true: ErrLocked} {
		t.Run(fmt.Sprintf("dismissed %v", dismiss), func(t *testing.T) {
			f := serve(t, false)
			f.mu.Lock() // a call of an earlier test can still be on its way
			f.shut = false
			f.mu.Unlock()
			go f.complete(t, dismiss)
			if err := systemStore().set(t.Context(), service, "x", "value"); !errors.Is(err, want) {
				t.Errorf("got %v, want %v", err, want)
			}
		})
	}
}

func TestADismissedPromptIsNotAnUnlockedKeyring(t *testing.T) {
	f := serve(t, false)
	go f.complete(t, true)
	want(t, real(t.TempDir()).Unlock(t.Context()), ErrLocked, "unlock-dismissed")
}

func TestACancelledUnlockTakesThePromptAway(t *testing.T) {
	f := serve(t, false)
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	v := real(t.TempDir())
	go func() { done <- v.Unlock(ctx) }()
	<-f.prompted
	cancel()
	if err := <-done; !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	select {
	case <-f.dismissed:
	case <-time.After(5 * time.Second):
		t.Error("the prompt stayed on the screen")
	}
}

func TestUnlockEndsWhenTheKeychainGoesAway(t *testing.T) {
	f := serve(t, false)
	done := make(chan error, 1)
	v := real(t.TempDir())
	go func() { done <- v.Unlock(t.Context()) }()
	<-f.prompted
	if _, err := f.conn.ReleaseName(secretsName); err != nil {
		t.Fatal(err)
	}
	want(t, <-done, ErrUnavailable, "keychain-unavailable")
}
