package practice

import (
	"crypto/subtle"
	"errors"
	"io"
	"net/http"
	"strings"
)

// serveFollowers is the leader's side: it proves itself to anyone, and runs the calls
// of those who know the bearer.
func (l *leader) serveFollowers(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == helloPath && r.Header.Get(challengeHeader) != "" {
		_, _ = io.WriteString(w, proof(l.announcement.Bearer, r.Header.Get(challengeHeader)))
		return
	}
	if !knows(r, bearerHeader, "", l.announcement.Bearer) && !knows(r, "Authorization", "Bearer ", l.announcement.Bearer) {
		unauthorized(w)
		return
	}
	to := route{Channel: control}
	text := r.Header.Get(routeHeader)
	// A forwarded request still carries the Origin of the page that it came from;
	// the engine judges that.
	if text == "" && fromForeignPage(r) {
		http.Error(w, "no requests from web pages of another origin", http.StatusForbidden)
		return
	}
	if text != "" {
		var err error
		if to, err = decodeRoute(text); err != nil {
			http.Error(w, "cannot read the route", http.StatusBadRequest)
			return
		}
		r.Host = r.Header.Get(hostHeader)
		for _, own := range []string{bearerHeader, routeHeader, hostHeader, "Expect"} {
			r.Header.Del(own)
		}
		if err := skipMark(r); err != nil {
			http.Error(w, "the request broke off", http.StatusBadRequest)
			return
		}
	}
	l.answer(w, r, to)
}

// skipMark takes the mark from a forwarded body.
func skipMark(r *http.Request) error {
	if isSafeMethod(r.Method) {
		return nil
	}
	_, err := io.ReadFull(r.Body, make([]byte, 1))
	return err
}

// answer runs a call and sends its reply.
func (l *leader) answer(w http.ResponseWriter, r *http.Request, to route) {
	c, err := newCall(r, to)
	if err != nil {
		http.Error(w, "the request is too long", http.StatusRequestEntityTooLarge)
		return
	}
	p, err := l.do(r.Context(), c)
	switch {
	case errors.Is(err, errGone):
		w.Header().Set(closingHeader, "1")
		http.Error(w, "closing", http.StatusServiceUnavailable)
	case err != nil:
		fail(w, err)
	default:
		p.send(w)
	}
}

// unauthorized refuses a request without the bearer.
func unauthorized(w http.ResponseWriter) {
	w.Header().Set("WWW-Authenticate", "Bearer")
	http.Error(w, "no or wrong bearer", http.StatusUnauthorized)
}

// knows reports whether a header carries a bearer, in constant time.
func knows(r *http.Request, header, prefix, bearer string) bool {
	given, found := strings.CutPrefix(r.Header.Get(header), prefix)
	return found && subtle.ConstantTimeCompare([]byte(given), []byte(bearer)) == 1
}
