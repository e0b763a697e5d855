package token

import (
	"net/http"
	"net/url"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

// readForm reads what a client posts to a tenant of the address, and looks for the parameters
// that it must have.
func (s *Issuer) readForm(w http.ResponseWriter, r *http.Request, needed ...string) (aadsts.Params, *aadsts.Refusal) {
	p, bad := aadsts.ReadBody(w, r)
	if bad == nil {
		bad = s.CheckTenant(r.PathValue("tenant"))
	}
	if bad == nil {
		bad = readBasicAuth(p, r)
	}
	if bad == nil {
		bad = p.CheckPresent(needed...)
	}
	return p, bad
}

// readBasicAuth takes a client's credentials from the Authorization header (RFC 6749
// section 2.3.1) as if they stood in the form. An empty secret counts as no secret: some
// libraries send one for public clients.
func readBasicAuth(p aadsts.Params, r *http.Request) *aadsts.Refusal {
	rawID, rawSecret, ok := r.BasicAuth()
	if !ok {
		return nil
	}
	id, err := url.QueryUnescape(rawID)
	if err != nil {
		return aadsts.Malformed()
	}
	secret, err := url.QueryUnescape(rawSecret)
	if err != nil {
		return aadsts.Malformed()
	}
	if p["client_id"] != "" && p["client_id"] != id || secret != "" && p["client_secret"] != "" {
		return aadsts.Malformed()
	}
	p["client_id"] = id
	if secret != "" {
		p["client_secret"] = secret
	}
	return nil
}

// needsNoCredential says whether a registration gets tokens of a grant without proof.
func needsNoCredential(a *directory.App, grant string) bool {
	switch grant {
	case "client_credentials", onBehalfGrant:
		return false
	case "password", deviceGrant, oldDeviceGrant:
		return a.AllowPublicClientFlows
	}
	return a.Platform != directory.PlatformWeb
}

// checkCredential is the error for what an application proves itself with, or nil.
func (s *Issuer) checkCredential(a *directory.App, p aadsts.Params, own []string) *aadsts.Refusal {
	secret, assertion := p["client_secret"] != "", p["client_assertion"] != ""
	switch {
	case a.Platform != directory.PlatformWeb && (secret || assertion):
		return aadsts.Refuse("invalid_client", 700025, "Client is public so neither 'client_assertion' nor 'client_secret' should be presented.")
	case needsNoCredential(a, p["grant_type"]):
		return nil
	case secret && assertion:
		return aadsts.Malformed()
	case secret:
		return s.CheckSecret(a, p["client_secret"])
	case assertion:
		return s.checkAssertion(a, p, own)
	}
	return aadsts.Refuse("invalid_client", 7000218, "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.").WithStatus(http.StatusUnauthorized)
}
