package connection

import (
	"net/http"
	"strings"
	"testing"

	"latchkey/app/practice"
)

func TestTheOtherSpellingIsTriedOnceAndKept(t *testing.T) {
	s := newHarness(t)
	s.plays = "password"
	asked := 0
	s.tamper = func(r *http.Request, _ *http.Response) {
		if strings.HasSuffix(r.URL.Path, "/WhoAmI") {
			asked++
		}
	}
	if err := s.tenant.Control().SetSettings(t.Context(), practice.Settings{DoubleSlash: true}); err != nil {
		t.Fatal(err)
	}
	p := s.profile(t, "DocumentsCorePack")
	p.OrganizationURL = contoso
	w := &watcher{}
	session, _, err := s.Test(t.Context(), p, s.options(w))
	if err != nil || !session.DoubleSlash || asked != 2 || len(w.flows) != 1 {
		t.Fatalf("doubled %v after %d requests and %d prompts, %v", session.DoubleSlash, asked, len(w.flows), err)
	}
	if session.Prompt == SavedSession {
		t.Error("the person was asked, and the second spelling hides it")
	}
	if p = Adopt(p, session, s.Now()); p.SignedInAt == "" {
		t.Error("no word of when the person signed in")
	}
	asked = 0
	if again, _, err := s.Test(t.Context(), p, s.options(w)); err != nil || asked != 1 || again.Prompt != SavedSession {
		t.Errorf("again: %d requests, %v", asked, err)
	}
}
