package entra

import "net/http"

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

func (s *Server) serveAuthorizeV1(w http.ResponseWriter, r *http.Request) {
	if r.URL.Query().Get("prompt") == "admin_consent" {
		s.showRefusal(w, r, refuse("invalid_request", 90023, "prompt=admin_consent is not needed here: in the practice tenants an administrator has agreed to every application."))
		return
	}
	s.authorize(w, r, s.checkRequestV1)
}

// checkRequestV1 is the error that goes back to the client, or nil.
func (s *Server) checkRequestV1(b Bases, t tenant, p params) *refusal {
	if bad := checkResponseType(p); bad != nil {
		return bad
	}
	if bad := checkExtras(p); bad != nil {
		return bad
	}
	p["scope"] = scopeV1(p["resource"])
	_, bad := s.readScope(b, t, p["scope"])
	return bad
}

// issuerV1 is the issuer of v1 tokens; it ends in a slash.
func issuerV1(b Bases, t tenant) string { return b.Authority + "/" + t.id + "/" }
