package signin

import (
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"latchkey/app/practice/rehearsal"
	"latchkey/app/problem"
	"latchkey/app/profile"
)

func TestDeviceCode(t *testing.T) {
	s := newHarness(t)
	target := s.target(t, "")
	target.Method = profile.DeviceCode
	a := s.start(t, target)
	d := a.Device()
	if a.Flow() != FlowDeviceCode || d == nil || d.UserCode == "" || !strings.HasSuffix(d.VerificationURL, "/devicelogin") || a.Address() != d.VerificationURL {
		t.Fatalf("attempt %+v", d)
	}
	person := s.person(t, "totp")
	person.DeviceCode = d.UserCode
	if _, err := rehearsal.NewBrowser(person).SignIn(t.Context(), d.VerificationURL); err != nil {
		t.Fatal(err)
	}
	session, err := a.Finish(t.Context(), s.awaited(t, a))
	if err != nil || session.Account.Username != "totp@contoso.example" || session.Unsaved != nil {
		t.Fatalf("session %+v, %v", session, err)
	}
	target.HomeAccountID = session.Account.HomeAccountID
	before := s.requests.Load()
	if _, err := s.Token(t.Context(), target, target.DiscoveryScope()); err != nil || s.requests.Load() != before {
		t.Errorf("silent afterwards: %v", err)
	}
}

func TestADeclinedDeviceCode(t *testing.T) {
	s := newHarness(t)
	target := s.target(t, "http://localhost")
	target.Method = profile.DeviceCode
	a := s.start(t, target)
	person := s.person(t, "password")
	person.DeviceCode, person.Declines = a.Device().UserCode, true
	if _, err := rehearsal.NewBrowser(person).SignIn(t.Context(), a.Device().VerificationURL); err != nil {
		t.Fatal(err)
	}
	select {
	case err := <-a.Abandoned():
		if p := problem.From(err); p.OAuthError != "authorization_declined" && p.OAuthError != "access_denied" {
			t.Errorf("declined: %+v", p)
		}
	case <-a.Answers():
		t.Error("a declined code gave tokens")
	case <-t.Context().Done():
	}
	if err := a.Paste("http://localhost/?code=abc"); code(err) != "paste-not-awaited" {
		t.Errorf("pasting to a device code: %v", err)
	}
}

// Somebody else holds the cache while the tokens of a device code arrive: the sign-in
// ends with a problem, not the process.
func TestADeviceCodeWhoseCacheCannotBeLocked(t *testing.T) {
	s := newHarness(t)
	target := s.target(t, "")
	target.Method = profile.DeviceCode
	a := s.start(t, target)
	if err := os.RemoveAll(filepath.Join(s.home, "sessions")); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(s.home, "sessions"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	person := s.person(t, "password")
	person.DeviceCode = a.Device().UserCode
	if _, err := rehearsal.NewBrowser(person).SignIn(t.Context(), a.Device().VerificationURL); err != nil {
		t.Fatal(err)
	}
	select {
	case err := <-a.Abandoned():
		if p := problem.From(err); p.Kind != problem.Storage {
			t.Errorf("ended with %+v", p)
		}
	case <-a.Answers():
		t.Error("tokens without a place for them")
	case <-time.After(20 * time.Second):
		t.Fatal("the attempt never ended")
	}
}

// One bad answer on the way is no end of the wait (RFC 8628 section 3.5).
func TestADeviceCodeOutlastsTrouble(t *testing.T) {
	s := newHarness(t)
	var polls atomic.Int64
	s.tamper = func(r *http.Request, resp *http.Response) {
		if strings.HasSuffix(r.URL.Path, "/token") && polls.Add(1) == 2 {
			resp.StatusCode = http.StatusServiceUnavailable
		}
	}
	target := s.target(t, "")
	target.Method = profile.DeviceCode
	a := s.start(t, target)
	for polls.Load() < 3 {
		select {
		case err := <-a.Abandoned():
			t.Fatalf("gave up: %v", err)
		default:
			runtime.Gosched()
		}
	}
	person := s.person(t, "password")
	person.DeviceCode = a.Device().UserCode
	if _, err := rehearsal.NewBrowser(person).SignIn(t.Context(), a.Device().VerificationURL); err != nil {
		t.Fatal(err)
	}
	if _, err := a.Finish(t.Context(), s.awaited(t, a)); err != nil {
		t.Error(err)
	}
}
