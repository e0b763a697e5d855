//go:build desktop || dev || bindings

package desktop

import (
	"encoding/json"
	"log/slog"
	"net/http"

	"latchkey/app/problem"
	"latchkey/app/program"
	"latchkey/app/secret"
)

// policy is the page's. Wails serves it from a scheme of its own, to which the network
// has no way; 'unsafe-inline' is for styles only, because its page cannot carry a
// nonce that changes.
const policy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; " +
	"connect-src 'self'; img-src 'self' data:; font-src 'self'; base-uri 'none'; form-action 'none'"

func withPolicy(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", policy)
		w.Header().Set("X-Content-Type-Options", "nosniff")
		next.ServeHTTP(w, r)
	})
}

// formatError gives the problem as JSON text. Text, not an object: Wails' calls.js
// makes an Error of it, whose message an object would turn into "[object Object]".
func (w *window) formatError(err error) any {
	p := problem.From(err)
	program.LogProblem(w.options.Log, p)
	data, failed := json.Marshal(p)
	if failed != nil {
		return `{"kind":"internal","code":"internal"}`
	}
	return string(data)
}

// wailsLog hands Wails' messages to slog, redacted: they can quote what was passed.
type wailsLog struct{ log *slog.Logger }

func (l wailsLog) Print(m string)   { l.log.Info(secret.Redact(m), "from", "wails") }
func (l wailsLog) Trace(m string)   { l.log.Debug(secret.Redact(m), "from", "wails") }
func (l wailsLog) Debug(m string)   { l.log.Debug(secret.Redact(m), "from", "wails") }
func (l wailsLog) Info(m string)    { l.log.Info(secret.Redact(m), "from", "wails") }
func (l wailsLog) Warning(m string) { l.log.Warn(secret.Redact(m), "from", "wails") }
func (l wailsLog) Error(m string)   { l.log.Error(secret.Redact(m), "from", "wails") }
func (l wailsLog) Fatal(m string)   { l.log.Error(secret.Redact(m), "from", "wails") }
