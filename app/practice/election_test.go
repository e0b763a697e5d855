package practice

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"latchkey/app/home"
	"latchkey/app/problem"
)

// fakeLeader holds the lock and lets connections through to the test.
func fakeLeader(t *testing.T, dir string, answer http.HandlerFunc) (bearer string) {
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
	note := announcement{Schema: announcementSchema, Address: l.Addr().String(), Bearer: strings.Repeat("b", 26)}
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
	if err := writeAnnouncement(d, note); err != nil {
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
	fakeLeader(t, dir, func(w http.ResponseWriter, r *http.Request) {
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
	fakeLeader(t, dir, func(w http.ResponseWriter, r *http.Request) {
		switch requests.Add(1) {
		case 1:
			hangUp(w, r)
		case 2: // in the middle of its answer
			_, _ = io.WriteString(w, `{"rev"`)
			_ = http.NewResponseController(w).Flush()
			hangUp(w, r)
		}
		_, _ = io.WriteString(w, `{"rev":5}`)
	})
	state, err := join(t, dir).Control().State(t.Context())
	if err != nil || state.Rev != 5 || requests.Load() != 3 {
		t.Errorf("rev %d after %d requests (%v)", state.Rev, requests.Load(), err)
	}
}

func TestLeadersThatDieOneAfterTheOtherAreGivenUp(t *testing.T) {
	dir := t.TempDir()
	fakeLeader(t, dir, hangUp)
	_, err := join(t, dir).Control().State(t.Context())
	var p *problem.Problem
	if !errors.As(err, &p) || p.Code != "practice-unavailable" {
		t.Errorf("error %v, want practice-unavailable", err)
	}
}

// A stranger on the port of a stale door.json gets no bearer and no request.
func TestAStrangerAtTheListenerLearnsNothing(t *testing.T) {
	dir := t.TempDir()
	bearer := fakeLeader(t, dir, hangUp)
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
	if err := writeAnnouncement(d, announcement{Schema: announcementSchema, Address: l.Addr().String(), Bearer: bearer}); err != nil {
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

// A leader that neither answers nor dies (a stopped process) costs a bounded wait.
func TestASilentLeaderIsGivenUp(t *testing.T) {
	dir := t.TempDir()
	released := make(chan struct{})
	defer close(released)
	fakeLeader(t, dir, func(http.ResponseWriter, *http.Request) { <-released })
	tenant := join(t, dir)
	tenant.role.follower.timeout = 50 * time.Millisecond
	_, err := tenant.Control().State(t.Context())
	var p *problem.Problem
	if !errors.As(err, &p) || p.Code != "practice-unavailable" {
		t.Errorf("error %v, want practice-unavailable", err)
	}
}
