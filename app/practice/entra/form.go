package entra

import (
	"html/template"
	"net/http"

	"latchkey/app/practice/entra/aadsts"
)

// Site is what people see: the pages of a sign-in and what they load.
type Site struct {
	*Store
	issuer *Issuer
	pages  map[string]*template.Template
	guard  *http.CrossOriginProtection
	cookie cookieNames
}

func newSite(store *Store, issuer *Issuer) *Site {
	return &Site{
		Store: store, issuer: issuer, pages: parsePages(), guard: http.NewCrossOriginProtection(),
		cookie: namesOfCookies(store.derive("cookie names", 4)),
	}
}

// posted reads a form of our own pages; where it is none, a page says so and ok is false.
func (s *Site) posted(w http.ResponseWriter, r *http.Request) (p aadsts.Params, ok bool) {
	if !s.sameSite(r) {
		s.showRefusal(w, r, foreignForm())
		return nil, false
	}
	p, bad := aadsts.ReadBody(w, r)
	if bad != nil {
		s.showRefusal(w, r, bad)
		return nil, false
	}
	return p, true
}

func foreignForm() *aadsts.Refusal {
	return aadsts.Refuse("invalid_request", 165000, "Invalid Request: the form was sent by another site.").WithStatus(http.StatusForbidden)
}

// sameSite refuses forms that another site made the browser send. A browser that
// sends no Sec-Fetch-Site writes "Origin: null" because of our Referrer-Policy;
// its SameSite cookie speaks for it.
func (s *Site) sameSite(r *http.Request) bool {
	return s.guard.Check(r) == nil ||
		r.Header.Get("Sec-Fetch-Site") == "" && r.Header.Get("Origin") == "null"
}
