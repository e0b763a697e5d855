package pages

import (
	"net/http"
	"slices"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

// The page of check_session_iframe (OpenID Connect Session Management 1.0, section 4.2): a program has it in
// a hidden frame and asks it by postMessage whether the session that a sign-in named is still there. That is
// the whole of its answer, and only to pages at an origin of the program's redirect URIs. Entra's own page
// was not looked at.

// What the frame answers.
const (
	sessionUnchanged = "unchanged"
	sessionChanged   = "changed"
	sessionError     = "error"
)

const checkSessionPage = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>PRACTICE: the session</title><script src="/practice/checksession.js"></script></head><body></body></html>
`

// serveCheckSession is the page, and with parameters what its script asks.
func (s *Site) serveCheckSession(w http.ResponseWriter, r *http.Request) {
	if bad := s.CheckTenant(r.PathValue("tenant")); bad != nil {
		s.ShowRefusal(w, r, bad)
		return
	}
	h := w.Header()
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	q := r.URL.Query()
	if !q.Has("client_id") {
		h.Set("Content-Type", "text/html; charset=utf-8")
		h.Set("Content-Security-Policy", "default-src 'none'; script-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'") // it is there to be framed
		_, _ = w.Write([]byte(checkSessionPage))
		return
	}
	if site := r.Header.Get("Sec-Fetch-Site"); site != "" && site != "same-origin" || len(r.URL.RawQuery) > aadsts.LongestQuery {
		http.Error(w, sessionError, http.StatusForbidden)
		return
	}
	answer := sessionError
	s.Under(func(l *directory.Locked) {
		if a := l.App(q.Get("client_id")); a != nil && a.HasPageAt(q.Get("origin")) {
			_, row := s.session(l, r)
			answer = sessionChanged
			if slices.ContainsFunc(row.Accounts, func(a directory.Account) bool { return a.Session == q.Get("session_state") }) {
				answer = sessionUnchanged
			}
		}
	})
	h.Set("Content-Type", "text/plain; charset=utf-8")
	_, _ = w.Write([]byte(answer))
}
