package loopback

import (
	"crypto/subtle"
	_ "embed"
	"html/template"
	"io"
	"log"
	"mime"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"latchkey/app/secret"
)

// quiet keeps net/http from writing about strangers' broken requests.
var quiet = log.New(io.Discard, "", 0)

// serve turns away whatever is not this attempt's answer.
func (l *Listener) serve(w http.ResponseWriter, r *http.Request) {
	setHeaders(w.Header())
	if !l.addressed(r.Host) || r.URL.IsAbs() {
		l.reject(w, http.StatusForbidden, "foreign host")
		return
	}
	if r.URL.Path != l.path() {
		l.reject(w, http.StatusNotFound, "other path")
		return
	}
	values, status, reason := answerValues(w, r)
	if status != 0 {
		l.reject(w, status, reason)
		return
	}
	if !HasState(values, l.state) {
		l.reject(w, http.StatusBadRequest, "wrong state")
		return
	}
	answer, ok := Parse(values)
	if !ok {
		l.reject(w, http.StatusBadRequest, "neither code nor error")
		return
	}
	if !l.taken.CompareAndSwap(false, true) {
		page(w, http.StatusConflict, Outcome{Title: "This sign-in was used already", Text: "You can close this page and go back to Latchkey."})
		return
	}
	l.answers <- answer
	l.reply(w, r)
}

// addressed reports whether a Host header names this listener. Browsers leave out port
// 80, the default of http (RFC 9110 section 7.2).
func (l *Listener) addressed(host string) bool {
	return strings.EqualFold(host, l.redirect.Host) ||
		l.redirect.Port() == "80" && strings.EqualFold(host+":80", l.redirect.Host)
}

// path is the redirect URI's path as a browser asks for it.
func (l *Listener) path() string {
	if l.redirect.Path == "" {
		return "/"
	}
	return l.redirect.Path
}

// answerValues reads the parameters of a form_post or a query answer (OAuth 2.0
// Form Post Response Mode; RFC 6749 section 4.1.2).
func answerValues(w http.ResponseWriter, r *http.Request) (url.Values, int, string) {
	switch r.Method {
	case http.MethodGet:
		if r.URL.RawQuery == "" {
			return nil, http.StatusNotFound, "no parameters"
		}
		values, err := url.ParseQuery(r.URL.RawQuery)
		if err != nil {
			return nil, http.StatusBadRequest, "broken query"
		}
		return values, 0, ""
	case http.MethodPost:
		if kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); kind != "application/x-www-form-urlencoded" {
			return nil, http.StatusUnsupportedMediaType, "not a form"
		}
		body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, bodyLimit))
		if err != nil {
			return nil, http.StatusRequestEntityTooLarge, "body too large or too slow"
		}
		values, err := url.ParseQuery(string(body))
		if err != nil {
			return nil, http.StatusBadRequest, "broken form"
		}
		return values, 0, ""
	}
	w.Header().Set("Allow", "GET, POST")
	return nil, http.StatusMethodNotAllowed, "other method"
}

// reply holds the browser until the outcome is known.
func (l *Listener) reply(w http.ResponseWriter, r *http.Request) {
	hold := time.NewTimer(holdLimit)
	defer hold.Stop()
	select {
	case <-l.finished:
		page(w, http.StatusOK, l.outcome)
	case <-hold.C:
		page(w, http.StatusOK, Outcome{OK: true, Title: "Go back to Latchkey", Text: "It is still finishing the sign-in."})
	case <-r.Context().Done():
	}
}

func (l *Listener) reject(w http.ResponseWriter, status int, reason string) {
	l.rejected.Add(1)
	l.log(reason)
	w.WriteHeader(status)
}

// HasState compares the state parameter with the expected one in constant time.
// A missing or a repeated state is not it.
func HasState(values url.Values, state secret.String) bool {
	got := values["state"]
	return len(got) == 1 && !state.Empty() &&
		subtle.ConstantTimeCompare([]byte(got[0]), []byte(state.Reveal())) == 1
}

// Parse reads a code or an error, each at most once, out of parameters from the browser
// or a pasted address. The state is the caller's to check.
func Parse(values url.Values) (Answer, bool) {
	code, failure := values["code"], values["error"]
	switch {
	case len(code) == 1 && code[0] != "" && len(failure) == 0:
		return Answer{Code: secret.New(code[0]), Issuer: values.Get("iss")}, true
	case len(failure) == 1 && failure[0] != "" && len(code) == 0:
		return Answer{Error: failure[0], Description: values.Get("error_description"), Issuer: values.Get("iss")}, true
	}
	return Answer{}, false
}

// Outcome is what the browser page says at the end.
type Outcome struct {
	OK    bool
	Title string
	Text  string
}

//go:embed page.html
var pageSource string

var pageTemplate = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("page").Parse(pageSource))
})

// setHeaders keeps every answer out of caches, frames and referrers. The style's
// hash would change with the page, so it is in a nonce-free <style> allowed by
// 'unsafe-inline': the page has no other content than fixed words.
func setHeaders(h http.Header) {
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("X-Content-Type-Options", "nosniff")
}

func page(w http.ResponseWriter, status int, o Outcome) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_ = pageTemplate().Execute(w, o)
}
