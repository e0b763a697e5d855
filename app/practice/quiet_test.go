package practice

import (
	"bytes"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// A caller from outside can make the same thing go wrong without end.
func TestTheLogIsNotFlooded(t *testing.T) {
	var out bytes.Buffer
	handler := quiet(slog.New(slog.NewTextHandler(&out, nil)).With("part", "practice")).Handler()
	at := time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC)
	say := func(text string) {
		t.Helper()
		if err := handler.WithGroup("g").Handle(t.Context(), slog.NewRecord(at, slog.LevelWarn, text, 0)); err != nil {
			t.Fatal(err)
		}
	}
	count := func(part string) int { return strings.Count(out.String(), part) }
	for port := range 1000 {
		say(fmt.Sprintf("handshake error from %d: bad", port+1))
		say("not answered")
	}
	if a, b := count("handshake"), count("not answered"); a != linesPerReason || b != linesPerReason {
		t.Errorf("%d and %d lines, want %d each", a, b, linesPerReason)
	}
	at = at.Add(time.Hour)
	say("not answered")
	if n := count("not answered"); n != linesPerReason+1 {
		t.Errorf("%d lines after an hour, want one more than %d", n, linesPerReason)
	}
	out.Reset()
	for n := range 10 * mostReasons {
		say(strings.Repeat("x", n))
	}
	if n := count("level=WARN"); n > mostReasons {
		t.Errorf("%d lines of invented reasons", n)
	}
}

func TestRequestsThatFailDoNotFloodTheLog(t *testing.T) {
	dir := t.TempDir()
	fakeLeader(t, dir, func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		hangUp(w, r)
	})
	var out bytes.Buffer
	tenant := joinWith(t, Options{Dir: dir, Log: slog.New(slog.NewTextHandler(&out, nil))})
	for range 3 * linesPerReason {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/"+TenantID+"/oauth2/v2.0/token", strings.NewReader("x"))
		w := httptest.NewRecorder()
		tenant.relay(w, r, inProcess(identity), tenant.closing)
		if w.Code != http.StatusServiceUnavailable {
			t.Fatalf("%d %s", w.Code, w.Body)
		}
	}
	if n := strings.Count(out.String(), "level=WARN"); n != linesPerReason {
		t.Errorf("%d lines, want %d", n, linesPerReason)
	}
}
