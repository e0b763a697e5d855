package api

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/zalando/go-keyring"
	"go.uber.org/goleak"

	"latchkey/app/practice/rehearsal"
	"latchkey/app/problem"
	"latchkey/app/program"
	"latchkey/app/vault"
)

// lumberjack never ends the goroutine of a log that was written: its issue 56.
func TestMain(m *testing.M) {
	goleak.VerifyTestMain(m, goleak.IgnoreAnyFunction("gopkg.in/natefinch/lumberjack%2ev2.(*Logger).millRun"))
}

// house is a facade in a home of its own, with a person in front of the browser.
type house struct {
	*API
	program *program.Program
	events  chan struct{}

	mu      sync.Mutex
	person  *rehearsal.Browser // nil: the browser opens and nobody is there
	opened  []string
	walking sync.WaitGroup
}

func newHouse(t *testing.T) *house {
	t.Helper()
	return newHouseWith(t, keychain{})
}

func newHouseWith(t *testing.T, k vault.Keychain) *house {
	t.Helper()
	h := &house{events: make(chan struct{}, 1)}
	home := t.TempDir()
	keyring.MockInit()
	p, err := program.New(program.Options{
		Getenv:   func(name string) string { return map[string]string{"LATCHKEY_HOME": home}[name] },
		OpenURL:  h.open,
		Keychain: k,
	})
	if err != nil {
		t.Fatal(err)
	}
	h.program = p
	h.API = New(p, Door{Name: "test", Version: "1", Emit: func(string, any) {
		select {
		case h.events <- struct{}{}:
		default:
		}
	}})
	t.Cleanup(func() {
		h.Close()
		h.walking.Wait()
		_ = p.Close()
	})
	return h
}

// keychain is go-keyring's own mock.
type keychain struct{}

func (keychain) Get(service, user string) (string, error) { return keyring.Get(service, user) }
func (keychain) Set(service, user, value string) error    { return keyring.Set(service, user, value) }
func (keychain) Delete(service, user string) error        { return keyring.Delete(service, user) }

// absent is a machine without a keychain.
type absent struct{}

var errAbsent = errors.New("org.freedesktop.secrets was not provided by any .service files")

func (absent) Get(string, string) (string, error) { return "", errAbsent }
func (absent) Set(string, string, string) error   { return errAbsent }
func (absent) Delete(string, string) error        { return errAbsent }

func (h *house) open(_ context.Context, address string) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.opened = append(h.opened, address)
	if person := h.person; person != nil {
		h.walking.Go(func() { _, _ = person.SignIn(context.Background(), address) })
	}
	return nil
}

// seat puts a practice user in front of a new browser.
func (h *house) seat(t *testing.T, name string) {
	t.Helper()
	users, err := h.Practice.Users()
	if err != nil {
		t.Fatal(err)
	}
	for _, u := range users {
		if strings.HasPrefix(u.UserPrincipalName, name+"@") {
			h.mu.Lock()
			h.person = rehearsal.NewBrowser(rehearsal.Person{
				UserName: u.UserPrincipalName, Password: u.Password,
				Approve: func(_ context.Context, number string) error { return h.approve(t, number) },
			})
			h.mu.Unlock()
			return
		}
	}
	t.Fatalf("no user %s", name)
}

// approve answers the first prompt on the docked phone.
func (h *house) approve(t *testing.T, number string) error {
	phone, err := h.Practice.Phone("")
	if err != nil || len(phone.Prompts) == 0 {
		t.Errorf("no prompt on the phone: %v", err)
		return err
	}
	return h.Practice.Approve(phone.Prompts[0].ID, number)
}

// draft is a practice profile as a person types it.
func (h *house) draft(t *testing.T) Draft {
	t.Helper()
	d, err := h.Profiles.Blank(true, "")
	if err != nil {
		t.Fatal(err)
	}
	state, err := h.Practice.State()
	if err != nil {
		t.Fatal(err)
	}
	d.Profile.TwoFactor, d.Profile.ApplicationID, d.Profile.RedirectURI = true, state.ApplicationID, state.RedirectURI
	return d
}

// until watches an operation, as the front end does, until it is in one of the states.
func (h *house) until(t *testing.T, op Operation, states ...string) Operation {
	t.Helper()
	deadline := time.After(30 * time.Second)
	for {
		now, err := h.Connection.State(op.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range states {
			if now.State == s {
				return now
			}
		}
		select {
		case <-h.events:
		case <-deadline:
			t.Fatalf("operation stayed %+v", now)
		}
	}
}

func (h *house) retrieve(t *testing.T, d Draft, always bool) Operation {
	t.Helper()
	op, err := h.Connection.Retrieve(d, always)
	if err != nil {
		t.Fatal(err)
	}
	return op
}

func codeOf(err error) string {
	if err == nil {
		return ""
	}
	return problem.From(err).Code
}

// tested is a draft whose first organization answered WhoAmI for a user.
func (h *house) tested(t *testing.T, name string) Draft {
	t.Helper()
	d := h.draft(t)
	h.seat(t, name)
	op := h.until(t, h.retrieve(t, d, false), done, failed)
	rows, err := h.Connection.Organizations(op.ID)
	if err != nil || len(rows) == 0 {
		t.Fatalf("%+v, %v", op, err)
	}
	if d, err = h.Connection.Choose(d, op.ID, rows[0].ID); err != nil {
		t.Fatal(err)
	}
	if op, err = h.Connection.Test(d); err != nil {
		t.Fatal(err)
	}
	if op = h.until(t, op, done, failed); op.WhoAmI == nil {
		t.Fatalf("%+v", op)
	}
	return d
}
