package pages

import (
	"html/template"
	"net/http"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
	"latchkey/app/practice/entra/token"
)

// Site is what people see: the pages of a sign-in and what they load.
type Site struct {
	*directory.Store
	issuer *token.Issuer
	pages  map[string]*template.Template
	guard  *http.CrossOriginProtection
	// plain and secure are the cookies of the two kinds of door.
	plain, secure cookies
}

// New makes the pages. It does no I/O.
func New(store *directory.Store, issuer *token.Issuer) *Site {
	id := store.Derive("cookie names", 4)
	return &Site{
		Store: store, issuer: issuer, pages: parsePages(), guard: http.NewCrossOriginProtection(),
		plain: cookiesOverHTTP(id), secure: cookiesOverTLS(id),
	}
}

// posted reads a form of our own pages; for anything else, a page says so and ok is false.
func (s *Site) posted(w http.ResponseWriter, r *http.Request) (p aadsts.Params, ok bool) {
	if !s.sameSite(r) {
		s.ShowRefusal(w, r, foreignForm())
		return nil, false
	}
	p, bad := aadsts.ReadBody(w, r)
	if bad != nil {
		s.ShowRefusal(w, r, bad)
		return nil, false
	}
	return p, true
}

func foreignForm() *aadsts.Refusal {
	return aadsts.Refuse("invalid_request", 165000, "Invalid Request: the form was sent by another site.").WithStatus(http.StatusForbidden)
}

// sameSite refuses forms that another site made the browser send. A browser that
// sends no Sec-Fetch-Site writes "Origin: null" because of our Referrer-Policy;
// its SameSite cookie speaks for it, which there is over plain HTTP only.
func (s *Site) sameSite(r *http.Request) bool {
	return s.guard.Check(r) == nil ||
		!overTLS(r) && r.Header.Get("Sec-Fetch-Site") == "" && r.Header.Get("Origin") == "null"
}

// Route registers the pages and what they load.
func (s *Site) Route(m *http.ServeMux) {
	m.HandleFunc("GET /{tenant}/oauth2/v2.0/authorize", s.serveAuthorize)
	m.HandleFunc("GET /{tenant}/oauth2/authorize", s.serveAuthorizeV1)
	m.HandleFunc("POST /{tenant}/oauth2/v2.0/authorize", s.serveAuthorize)
	m.HandleFunc("POST /{tenant}/oauth2/authorize", s.serveAuthorizeV1)
	m.HandleFunc("GET /{tenant}/adminconsent", s.serveAdminConsentV1)
	m.HandleFunc("GET /{tenant}/v2.0/adminconsent", s.serveAdminConsentV2)
	m.HandleFunc("GET /{tenant}/oauth2/v2.0/logout", s.serveLogout)
	m.HandleFunc("GET /{tenant}/oauth2/logout", s.serveLogout)
	m.HandleFunc("POST /{tenant}/oauth2/v2.0/logout", s.serveLogout)
	m.HandleFunc("POST /{tenant}/oauth2/logout", s.serveLogout)
	m.HandleFunc("GET /{tenant}/oauth2/checksession", s.serveCheckSession)
	m.HandleFunc("GET /practice/checksession.js", serveAsset("assets/checksession.js", "text/javascript; charset=utf-8"))
	m.HandleFunc("GET "+token.DevicePath, s.serveDeviceLogin)
	m.HandleFunc("POST "+token.DevicePath, s.serveDeviceTyped)
	m.HandleFunc("GET /{tenant}/signin/{flow}", s.serveSignin)
	m.HandleFunc("POST /{tenant}/signin/{flow}", s.serveStep)
	m.HandleFunc("GET /{tenant}/signin/{flow}/ways", s.serveWays)
	m.HandleFunc("GET /{tenant}/signin/{flow}/reset", s.visits((*visit).startReset))
	m.HandleFunc("GET /{tenant}/signin/{flow}/password", s.serveInsteadOfPass)
	m.HandleFunc("GET /{tenant}/signin/{flow}/poll", s.servePoll)
	m.HandleFunc("GET /{tenant}/signin/{flow}/skip", s.visits((*visit).skipEnrol))
	m.HandleFunc("GET /{tenant}/signin/{flow}/other", s.visits((*visit).otherMethod))
	m.HandleFunc("GET /{tenant}/signin/{flow}/later", s.visits((*visit).later))
	m.HandleFunc("GET /{tenant}/signin/{flow}/qr", s.serveQR)
	m.HandleFunc("GET "+securityInfoPath, s.serveSecurityInfo)
	m.HandleFunc("POST "+securityInfoPath, s.serveSecurityChange)
	m.HandleFunc(NativeClientPath, s.serveNativeClient)
	m.HandleFunc("GET "+WrongPlacePath, s.serveWrongPlace)
	m.HandleFunc("GET /practice/passwords", s.servePasswords)
	m.HandleFunc("GET /practice/page.css", serveAsset("assets/page.css", "text/css; charset=utf-8"))
	m.HandleFunc("GET /practice/icon.svg", serveAsset("assets/icon.svg", "image/svg+xml"))
	m.HandleFunc("GET /practice/page.js", serveAsset("assets/page.js", "text/javascript; charset=utf-8"))
	m.HandleFunc("GET /error", s.serveErrorCode)
}
