package entra

import (
	"net/http"
	"strings"

	"latchkey/app/practice/entra/aadsts"
)

// The addresses with which an administrator agrees for a whole tenant ("Admin consent on
// the Microsoft identity platform"; the older two are Azure AD v1.0's).
const (
	adminConsentV1  = "v1"        // /{tenant}/adminconsent
	adminConsentV2  = "v2"        // /{tenant}/v2.0/adminconsent, with a scope
	adminConsentOld = "authorize" // /{tenant}/oauth2/authorize with prompt=admin_consent
)

// adminConsentPrompt is the value of prompt for it.
const adminConsentPrompt = "admin_consent"

func (s *Site) serveAdminConsentV1(w http.ResponseWriter, r *http.Request) {
	s.adminConsent(w, r, adminConsentV1)
}

func (s *Site) serveAdminConsentV2(w http.ResponseWriter, r *http.Request) {
	s.adminConsent(w, r, adminConsentV2)
}

// adminConsent sends an administrator through the sign-in to the consent page. What makes
// the redirect URI doubtful ends on a page, as at the authorization endpoint.
func (s *Site) adminConsent(w http.ResponseWriter, r *http.Request, kind string) {
	p, a, bad := s.readCaller(r, true)
	if bad != nil {
		s.refuseCaller(w, r, a, bad)
		return
	}
	b, segment := bases(r.Context(), r.Host), r.PathValue("tenant")
	q := request{
		Tenant: segment, Client: a.ApplicationID, Redirect: p["redirect_uri"], Mode: "query", State: p["state"],
		AdminConsent: kind, Correlation: aadsts.CorrelationOf(r), Scope: p["scope"],
	}
	if kind == adminConsentV1 {
		q.Scope = strings.Join(a.listedScope(b.Discovery), " ")
	} else if bad = p.CheckPresent("scope"); bad == nil {
		_, bad = s.issuer.readScope(b, q.tenant(), q.Scope)
	}
	if bad != nil {
		s.refuseRequest(w, r, q, bad)
		return
	}
	s.begin(q, aadsts.Params{}, r).write(s, w, r)
}

// markAdminConsent adds what the answers to these addresses carry beside a code or an
// error: admin_consent is True in both.
func markAdminConsent(q request, a answer) {
	if q.AdminConsent == "" {
		return
	}
	a["admin_consent"] = "True"
	if q.AdminConsent == adminConsentOld {
		return
	}
	a["tenant"] = q.tenant().ID
	if _, bad := a["error"]; !bad && q.AdminConsent == adminConsentV2 {
		a["scope"] = q.Scope
	}
}

// endsWithConsent says whether agreeing was all that the address was for.
func endsWithConsent(q request) bool {
	return q.AdminConsent == adminConsentV1 || q.AdminConsent == adminConsentV2
}
