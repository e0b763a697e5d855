package connection

import (
	"bytes"
	"context"
	"log/slog"
	"strings"
	"testing"

	"latchkey/app/problem"
	"latchkey/app/signin"
)

// A person who closes the browser leaves nothing behind but this.
func TestEveryTryInABrowserIsNotedInTheLog(t *testing.T) {
	const owner = "3f0f3c1e-6f5e-4f53-9d0c-0f1d7f3e2a11"
	s := newHarness(t)
	var log bytes.Buffer
	s.Log = slog.New(slog.NewJSONHandler(&log, nil))
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	o := s.options(&watcher{waiting: func(signin.Attempt) { cancel() }})
	o.Owner = owner
	p := s.profile(t, "DocumentsCorePack")
	if _, err := s.SignIn(ctx, p, o); problem.From(err) == nil || problem.From(err).Kind != problem.Cancelled {
		t.Fatal(err)
	}
	text := log.String()
	for _, want := range []string{BegunMessage, `"flow":"`, EndedMessage, NoAnswer, "signin-cancelled", owner} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in %s", want, text)
		}
	}
	if strings.Contains(text, "http") || strings.Contains(text, "@") {
		t.Errorf("more than is needed: %s", text)
	}
}

func TestASignInThatWentWellIsNotedAsThat(t *testing.T) {
	s := newHarness(t)
	s.plays = "totp"
	var log bytes.Buffer
	s.Log = slog.New(slog.NewJSONHandler(&log, nil))
	if _, err := s.SignIn(t.Context(), s.profile(t, "DocumentsCorePack"), s.options(&watcher{})); err != nil {
		t.Fatal(err)
	}
	if text := log.String(); !strings.Contains(text, "signed in") || strings.Contains(text, "profile") {
		t.Errorf("%s", text)
	}
}
