package pages

import (
	"net/http"
	"strconv"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/problem"
)

// aboutError explains an error on the page to which error_uri points.
type aboutError struct {
	problem.Words
	How string // to see it in the practice tenant
}

// serveErrorCode is what error_uri points to.
func (s *Site) serveErrorCode(w http.ResponseWriter, r *http.Request) {
	v := view{Typed: "unknown"}
	if n, err := strconv.Atoi(r.URL.Query().Get("code")); err == nil && n > 0 {
		v.Typed, v.About = "AADSTS"+strconv.Itoa(n), explained(n)
	}
	outcome{page: "code-help", view: v}.write(s, w, r)
}

// explained is nil for a number that nobody has written about.
func explained(code int) *aboutError {
	name := "AADSTS" + strconv.Itoa(code)
	if _, known := problem.Lookup(name); !known {
		return nil
	}
	about := &aboutError{}
	if list := problem.Explain(name); len(list) > 0 {
		about.Words = list[0].Words()
	}
	known, _ := aadsts.Lookup(code)
	about.How = known.How
	return about
}
