package practice

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"latchkey/app/home"
	"latchkey/app/practice/entra"
	"latchkey/app/problem"
)

// The owner is killed in the middle of a sign-in, once before each kind of page:
// the member that is left takes over and the person notices nothing.
func TestASignInGoesOnWhenTheOwnerIsKilled(t *testing.T) {
	for _, at := range []struct{ user, field string }{
		{pushUser, "loginfmt"}, {pushUser, "passwd"}, {pushUser, "number"}, {pushUser, "other"}, {codeUser, "otc"},
	} {
		t.Run(at.field, func(t *testing.T) {
			dir := t.TempDir()
			owner := startProcess(t, dir)
			tenant := join(t, dir)
			if tenant.Owner() || !owner.report.Owner {
				t.Fatal("the helper is not the owner")
			}
			b := newBrowser(t, tenant.Control())
			killed := false
			b.between = func(field string) {
				if field == at.field && !killed {
					owner.kill()
					killed = true
				}
			}
			got := signIn(t, tenant, b, at.user)
			if !killed || !tenant.Owner() {
				t.Fatalf("killed %v, owner now %v", killed, tenant.Owner())
			}
			if status, _ := whoAmI(t, tenant, got.Access); status != http.StatusOK {
				t.Errorf("WhoAmI %d", status)
			}
		})
	}
}

func TestTokensAndSettingsOutliveAKilledOwner(t *testing.T) {
	dir := t.TempDir()
	owner := startProcess(t, dir)
	tenant := join(t, dir)
	control := tenant.Control()
	if err := control.SetSettings(t.Context(), Settings{TokenLifetime: 90 * time.Second, Organizations: 7}); err != nil {
		t.Fatal(err)
	}
	if err := control.AdvanceClock(t.Context(), time.Hour); err != nil {
		t.Fatal(err)
	}
	got := signIn(t, tenant, newBrowser(t, control), codeUser)
	passwords, err := control.Users(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	owner.kill()

	refresh := map[string][]string{
		"grant_type": {"refresh_token"}, "client_id": {entra.DocumentsCorePackID},
		"refresh_token": {got.Refresh}, "scope": {contosoURL + "/user_impersonation openid offline_access"},
	}
	next := tokenRequest(t, tenant, refresh)
	if next.Access == "" {
		t.Fatalf("the refresh token is not good any more: %s", next.Error)
	}
	if status, _ := whoAmI(t, tenant, got.Access); status != http.StatusOK {
		t.Errorf("the old access token: %d", status)
	}
	state, err := control.State(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if want := (Settings{TokenLifetime: 90 * time.Second, Organizations: 7}); state.Settings != want {
		t.Errorf("settings %+v, want %+v", state.Settings, want)
	}
	if state.ClockOffset != time.Hour {
		t.Errorf("clock ahead by %v, want 1 h", state.ClockOffset)
	}
	again, err := control.Users(t.Context())
	if err != nil || again[0].Password != passwords[0].Password {
		t.Errorf("passwords changed (%v)", err)
	}
	counts, err := control.Counters(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if want := (Count{Granted: 1}); counts["refresh_token"] != want || counts["authorization_code"] != want {
		t.Errorf("counters %+v, want one of each", counts)
	}
}

// Whoever waits for a change learns of those after a change of owners.
func TestAWaitGoesOnUnderTheNextOwner(t *testing.T) {
	for name, end := range map[string]func(*process) error{
		"killed": func(p *process) error { p.kill(); return nil },
		"quit":   (*process).quit,
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			owner := startProcess(t, dir)
			tenant := join(t, dir)
			state, err := tenant.Control().State(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
			defer cancel()
			waited := make(chan error, 1)
			go func() {
				rev, err := tenant.Control().Wait(ctx, state.Rev)
				if err == nil && rev == state.Rev {
					err = errors.New("the same rev")
				}
				waited <- err
			}()
			if err := end(owner); err != nil {
				t.Fatal(err)
			}
			if err := tenant.Control().AdvanceClock(ctx, time.Second); err != nil {
				t.Fatal(err)
			}
			if err := <-waited; err != nil {
				t.Error(err)
			}
		})
	}
}

func TestAnOwnerThatClosesHandsOver(t *testing.T) {
	dir := t.TempDir()
	first, second := join(t, dir), join(t, dir)
	got := signIn(t, second, newBrowser(t, second.Control()), pushUser)
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(dir, doorFile)); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("door.json after closing: %v", err)
	}
	if status, _ := whoAmI(t, second, got.Access); status != http.StatusOK || !second.Owner() {
		t.Errorf("WhoAmI %d, owner %v", status, second.Owner())
	}
}

// fakeOwner holds the lock and lets connections through to the test.
func fakeOwner(t *testing.T, dir string, answer http.HandlerFunc) (bearer string) {
	t.Helper()
	d, err := home.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	unlock, ok, err := d.TryLock(lockName)
	if err != nil || !ok {
		t.Fatal("cannot lock", err)
	}
	t.Cleanup(unlock)
	l, err := net.Listen("tcp", anyPort)
	if err != nil {
		t.Fatal(err)
	}
	note := doorNote{Schema: doorSchema, Address: l.Addr().String(), Bearer: strings.Repeat("b", 26)}
	server := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == helloPath {
			_, _ = io.WriteString(w, proof(note.Bearer, r.Header.Get(challengeHeader)))
			return
		}
		answer(w, r)
	})}
	done := make(chan struct{})
	go func() { defer close(done); _ = server.Serve(l) }()
	t.Cleanup(func() { server.Close(); <-done })
	if err := writeDoor(d, note); err != nil {
		t.Fatal(err)
	}
	return note.Bearer
}

// hangUp breaks the connection, as the death of the process does.
func hangUp(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }

// A token request that may have been run must not be run again: the refresh token
// would be used twice and the whole session revoked.
func TestATokenRequestIsNotSentTwice(t *testing.T) {
	dir := t.TempDir()
	var requests atomic.Int32
	fakeOwner(t, dir, func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		requests.Add(1)
		hangUp(w, r)
	})
	tenant := join(t, dir)
	_, _, err := postForm(t.Context(), &http.Client{Transport: tenant.Transport()},
		practiceAuthority+"/oauth2/v2.0/token", map[string][]string{"grant_type": {"refresh_token"}})
	var p *problem.Problem
	if !errors.As(err, &p) || p.Code != "practice-interrupted" {
		t.Errorf("error %v, want practice-interrupted", err)
	}
	if n := requests.Load(); n != 1 {
		t.Errorf("%d requests, want 1", n)
	}
}

func TestARequestThatOnlyAsksIsSentAgain(t *testing.T) {
	dir := t.TempDir()
	var requests atomic.Int32
	fakeOwner(t, dir, func(w http.ResponseWriter, r *http.Request) {
		if requests.Add(1) < 3 {
			hangUp(w, r)
		}
		_, _ = io.WriteString(w, `{"rev":5}`)
	})
	state, err := join(t, dir).Control().State(t.Context())
	if err != nil || state.Rev != 5 || requests.Load() != 3 {
		t.Errorf("rev %d after %d requests (%v)", state.Rev, requests.Load(), err)
	}
}

func TestOwnersThatDieOneAfterTheOtherAreGivenUp(t *testing.T) {
	dir := t.TempDir()
	fakeOwner(t, dir, hangUp)
	_, err := join(t, dir).Control().State(t.Context())
	var p *problem.Problem
	if !errors.As(err, &p) || p.Code != "practice-unavailable" {
		t.Errorf("error %v, want practice-unavailable", err)
	}
}

// A stranger on the port of a stale door.json gets no bearer and no request.
func TestAStrangerAtTheDoorLearnsNothing(t *testing.T) {
	dir := t.TempDir()
	bearer := fakeOwner(t, dir, hangUp)
	heard := make(chan string, 1000)
	stranger := http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var text strings.Builder
		_ = r.Write(&text)
		heard <- text.String()
		_, _ = io.WriteString(w, "anything")
	})}
	l, err := net.Listen("tcp", anyPort)
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() { defer close(done); _ = stranger.Serve(l) }()
	defer func() { stranger.Close(); <-done }()
	d, err := home.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	if err := writeDoor(d, doorNote{Schema: doorSchema, Address: l.Addr().String(), Bearer: bearer}); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	joined := make(chan error, 1)
	go func() {
		tenant, err := Join(ctx, Options{Dir: dir})
		if err == nil {
			_ = tenant.Close()
		}
		joined <- err
	}()
	first, second := <-heard, <-heard // it has been refused and asks again
	cancel()
	if err := <-joined; !errors.Is(err, context.Canceled) {
		t.Errorf("joined a stranger: %v", err)
	}
	if !strings.HasPrefix(first, "GET "+helloPath) || strings.Contains(first+second, bearer) {
		t.Errorf("the stranger heard %q, %q", first, second)
	}
}

func TestJoiningEndsWithItsContext(t *testing.T) {
	dir := t.TempDir()
	d, err := home.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	unlock, _, err := d.TryLock(lockName)
	if err != nil {
		t.Fatal(err)
	}
	defer unlock()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if tenant, err := Join(ctx, Options{Dir: dir}); !errors.Is(err, context.Canceled) {
		t.Errorf("%v, %v; want canceled", tenant, err)
	}
}
