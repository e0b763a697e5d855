//go:build desktop || dev || bindings

package desktop

import (
	"bytes"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"latchkey/app/problem"
)

func TestErrorsReachTheFrontEndAsTheProblemsJSON(t *testing.T) {
	w := &window{options: Options{Log: slog.New(slog.DiscardHandler)}}
	wrapped := errors.Join(problem.New(problem.Input, "name-taken").At("name"))
	for want, err := range map[string]error{
		`{"kind":"input","code":"name-taken","field":"name"}`:          wrapped,
		`{"kind":"internal","code":"internal","detail":"plain error"}`: errors.New("plain error"),
	} {
		got, isText := w.formatError(err).(string)
		if !isText || got != want || !json.Valid([]byte(got)) {
			t.Errorf("%#v, want %s", w.formatError(err), want)
		}
	}
}

func TestThePageMayLoadNothingFromElsewhere(t *testing.T) {
	w := httptest.NewRecorder()
	withPolicy(http.NotFoundHandler()).ServeHTTP(w, httptest.NewRequest("GET", "/", nil))
	got := w.Header().Get("Content-Security-Policy")
	if !strings.Contains(got, "default-src 'none'") || strings.Contains(got, "script-src 'self' 'unsafe") || strings.Contains(got, "http") {
		t.Errorf("policy %q", got)
	}
}

func TestWailsMessagesAreRedacted(t *testing.T) {
	var out bytes.Buffer
	wailsLog{slog.New(slog.NewTextHandler(&out, nil))}.Error("call failed: refresh_token=CANARY-VALUE")
	if strings.Contains(out.String(), "CANARY") || !strings.Contains(out.String(), "call failed") {
		t.Errorf("log: %s", &out)
	}
}
