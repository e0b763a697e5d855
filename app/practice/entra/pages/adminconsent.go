package pages

import (
	"net/http"
	"strings"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
	"latchkey/app/practice/entra/token"
)

// The addresses with which an administrator agrees for a whole tenant ("Admin consent on
// the Microsoft identity platform"; the older two are Azure AD v1.0's).
const (
	adminConsentV1 = "v1" // /{tenant}/adminconsent
	adminConsentV2 = "v2" // /{tenant}/v2.0/adminconsent, with a scope
)

func (s *Site) serveAdminConsentV1(w http.ResponseWriter, r *http.Request) {
	s.adminConsent(w, r, adminConsentV1)
}

func (s *Site) serveAdminConsentV2(w http.ResponseWriter, r *http.Request) {
	s.adminConsent(w, r, adminConsentV2)
}

// adminConsent sends an administrator through the sign-in to the consent page. What makes
// the redirect URI doubtful ends on a page, as at the authorization endpoint.
func (s *Site) adminConsent(w http.ResponseWriter, r *http.Request, kind string) {
	p, bad := readRequest(w, r)
	var a *directory.App
	if bad == nil {
		a, bad = s.readCaller(r, p, true)
	}
	if bad == nil {
		bad = a.CheckRedirect(p["redirect_uri"])
	}
	if bad != nil {
		s.refuseCaller(w, r, a, bad)
		return
	}
	b, segment := directory.BasesOf(r.Context(), r.Host), r.PathValue("tenant")
	q := directory.AuthRequest{
		Tenant: segment, Client: a.ApplicationID, Redirect: p["redirect_uri"], Mode: "query", State: p["state"],
		AdminConsent: kind, Correlation: aadsts.CorrelationOf(r), Scope: p["scope"],
	}
	if kind == adminConsentV1 {
		q.Scope = strings.Join(a.ListedScope(b.Discovery), " ")
	} else if bad = p.CheckPresent("scope"); bad == nil {
		bad = s.issuer.CheckScope(b, q.TargetTenant(), q.Scope)
	}
	if bad != nil {
		s.refuseRequest(w, r, q, bad)
		return
	}
	s.begin(q, aadsts.Params{}, r).write(s, w, r)
}

// markAdminConsent adds what the answers to these addresses carry beside a code or an
// error: admin_consent is True in both.
func markAdminConsent(q directory.AuthRequest, a answer) {
	if q.AdminConsent == "" {
		return
	}
	a["admin_consent"] = "True"
	if q.AdminConsent == token.AdminConsentOld {
		return
	}
	a["tenant"] = q.TargetTenant().ID
	if _, bad := a["error"]; !bad && q.AdminConsent == adminConsentV2 {
		a["scope"] = q.Scope
	}
}

// endsWithConsent says whether agreeing was all that the address was for.
func endsWithConsent(q directory.AuthRequest) bool {
	return q.AdminConsent == adminConsentV1 || q.AdminConsent == adminConsentV2
}
