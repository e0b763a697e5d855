package entra

import (
	"cmp"
	"net/http"
	"strings"

	"latchkey/app/practice/entra/aadsts"
)

// The v1 endpoints ("Authorize access using the OAuth 2.0 code grant flow", Azure
// AD v1.0): a resource instead of a scope, and no word about openid or
// offline_access, which come by themselves.

// scopeV1 is what a resource means in the language of v2. The resource becomes the
// audience as it was written, with its slash at the end or without.
func scopeV1(resource string) string {
	text := "openid profile offline_access"
	if resource != "" {
		text = resource + "/" + permission + " " + text
	}
	return text
}

func (s *Site) serveAuthorizeV1(w http.ResponseWriter, r *http.Request) {
	s.authorize(w, r, r.URL.Query().Get("prompt") == adminConsentPrompt, s.issuer.checkRequestV1)
}

// checkRequestV1 is the error that goes back to the client, or nil.
func (s *Issuer) checkRequestV1(b Bases, t aadsts.Tenant, a *App, p aadsts.Params) *aadsts.Refusal {
	admin := p["prompt"] == adminConsentPrompt
	bad := cmp.Or(checkResponseType(a, p), checkIDToken(p, !admin), checkExtras(p, adminConsentPrompt), checkResourceV1(p["resource"], t))
	if bad != nil {
		return bad
	}
	if admin {
		p["scope"] = strings.Join(a.listedScope(b.Discovery), " ")
		return nil
	}
	p["scope"] = scopeV1(p["resource"])
	_, bad = s.readScope(b, t, p["scope"])
	return bad
}

// issuerV1 is the issuer of v1 tokens; it ends in a slash.
func issuerV1(b Bases, t aadsts.Tenant) string { return b.Authority + "/" + t.ID + "/" }
