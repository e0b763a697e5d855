package pages

import (
	"net/http"
	"strconv"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/problem"
)

// shownIncident is an error as text to copy.
type shownIncident struct {
	Code, Text, Correlation, Trace, Time string
	Number                               int
}

// ShowRefusal is the page for an error that must not redirect.
func (s *Site) ShowRefusal(w http.ResponseWriter, r *http.Request, f *aadsts.Refusal) {
	s.showIncident(w, r, s.NewIncident(f, r))
}

func (s *Site) showIncident(w http.ResponseWriter, r *http.Request, i aadsts.Incident) {
	o := refusedPage(i)
	o.view.Tenant = aadsts.TenantOf(r.PathValue("tenant")).Name
	if a := s.App(r.URL.Query().Get("client_id")); a != nil {
		o.view.App = a.Name
	}
	o.write(s, w, r)
}

func refusedPage(i aadsts.Incident) outcome {
	return outcome{page: "refused", status: i.Status, view: view{Incident: shownOf(i)}}
}

func shownOf(i aadsts.Incident) *shownIncident {
	return &shownIncident{Code: i.Name(), Number: i.Code, Text: i.Text, Correlation: i.Correlation, Trace: i.Trace, Time: i.Stamp()}
}

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
