package connection

import (
	"net/http"
	"os"
	"strings"
	"testing"

	"latchkey/app/problem"
)

// The disk is full, or the home became unwritable, while a session was refreshed.
func TestARefreshedSessionThatCouldNotBeKeptSaysSo(t *testing.T) {
	s := newHarness(t)
	s.plays = "password"
	p := s.profile(t, "DocumentsCorePack")
	session, err := s.SignIn(t.Context(), p, s.options(&watcher{}))
	if err != nil || session.Unsaved != nil {
		t.Fatalf("session %+v, %v", session, err)
	}
	p = Adopt(p, session, s.Now())
	p.OrganizationURL = contoso // whose token is yet to be fetched
	s.tamper = func(r *http.Request, _ *http.Response) {
		if strings.HasSuffix(r.URL.Path, "/token") {
			s.breakVault(t)
		}
	}
	session, _, err = s.Test(t.Context(), p, s.options(&watcher{}))
	if err != nil || session.Prompt != SavedSession {
		t.Fatalf("session %+v, %v", session, err)
	}
	if session.Unsaved == nil || session.Unsaved.Kind != problem.Storage {
		t.Errorf("unsaved %v", session.Unsaved)
	}
}

// breakVault makes a file of the directory that the sessions are kept in.
func (s *harness) breakVault(t *testing.T) {
	t.Helper()
	if err := os.RemoveAll(s.sessions); err != nil {
		t.Error(err)
	}
	if err := os.WriteFile(s.sessions, nil, 0o600); err != nil {
		t.Error(err)
	}
}
