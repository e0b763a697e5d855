package entra

import (
	"net/http"
	"net/url"
)

// addBasic takes a client's credentials from the Authorization header (RFC 6749
// section 2.3.1) as if they stood in the form. An empty secret is none: some
// libraries send one for public clients.
func (p params) addBasic(r *http.Request) *refusal {
	rawID, rawSecret, ok := r.BasicAuth()
	if !ok {
		return nil
	}
	id, err := url.QueryUnescape(rawID)
	if err != nil {
		return malformed()
	}
	secret, err := url.QueryUnescape(rawSecret)
	if err != nil {
		return malformed()
	}
	if p["client_id"] != "" && p["client_id"] != id || secret != "" && p["client_secret"] != "" {
		return malformed()
	}
	p["client_id"] = id
	if secret != "" {
		p["client_secret"] = secret
	}
	return nil
}

// mayBeAnybody says whether a registration gets tokens of a grant without proof.
func (a *App) mayBeAnybody(grant string) bool {
	switch grant {
	case "client_credentials":
		return false
	case "password", deviceGrant, oldDeviceGrant:
		return a.AllowPublicClientFlows
	}
	return a.Platform != PlatformWeb
}

// authenticate is the error for what an application proves itself with, or nil.
func (s *Server) authenticate(a *App, p params, own []string) *refusal {
	secret, assertion := p["client_secret"] != "", p["client_assertion"] != ""
	switch {
	case a.Platform != PlatformWeb && (secret || assertion):
		return refuse("invalid_client", 700025, "Client is public so neither 'client_assertion' nor 'client_secret' should be presented.")
	case a.mayBeAnybody(p["grant_type"]):
		return nil
	case secret && assertion:
		return malformed()
	case secret:
		return s.checkSecret(a, p["client_secret"])
	case assertion:
		return s.checkAssertion(a, p, own)
	}
	return refuse("invalid_client", 7000218, "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.").at(http.StatusUnauthorized)
}
