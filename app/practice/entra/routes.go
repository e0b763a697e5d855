package entra

import (
	"net/http"
	"strings"
)

func (s *Server) route() {
	m := http.NewServeMux()
	m.HandleFunc("GET /{tenant}/v2.0/.well-known/openid-configuration", s.issuer.serveMetadata)
	m.HandleFunc("GET /{tenant}/discovery/v2.0/keys", s.issuer.serveKeys)
	m.HandleFunc("GET /common/discovery/instance", s.issuer.serveInstance)
	m.HandleFunc("GET /{tenant}/.well-known/openid-configuration", s.issuer.serveMetadataV1)
	m.HandleFunc("POST /{tenant}/oauth2/v2.0/token", s.issuer.serveToken)
	m.HandleFunc("POST /{tenant}/oauth2/token", s.issuer.serveTokenV1)
	m.HandleFunc("POST /{tenant}/oauth2/v2.0/devicecode", s.issuer.serveDeviceCode)
	m.HandleFunc("GET /{tenant}/UserRealm/{user}", s.issuer.serveRealm)
	m.HandleFunc("GET /api/discovery/v2.0/Instances", s.dataverse.serveInstances)

	m.HandleFunc("GET /{tenant}/oauth2/v2.0/authorize", s.site.serveAuthorize)
	m.HandleFunc("GET /{tenant}/oauth2/authorize", s.site.serveAuthorizeV1)
	m.HandleFunc("GET /{tenant}/adminconsent", s.site.serveAdminConsentV1)
	m.HandleFunc("GET /{tenant}/v2.0/adminconsent", s.site.serveAdminConsentV2)
	m.HandleFunc("GET /{tenant}/oauth2/v2.0/logout", s.site.serveLogout)
	m.HandleFunc("GET /{tenant}/oauth2/logout", s.site.serveLogout)
	m.HandleFunc("GET "+devicePath, s.site.serveDeviceLogin)
	m.HandleFunc("POST "+devicePath, s.site.serveDeviceTyped)
	m.HandleFunc("GET /{tenant}/signin/{flow}", s.site.serveSignin)
	m.HandleFunc("POST /{tenant}/signin/{flow}", s.site.serveStep)
	m.HandleFunc("GET /{tenant}/signin/{flow}/ways", s.site.serveWays)
	m.HandleFunc("GET /{tenant}/signin/{flow}/password", s.site.serveInsteadOfPass)
	m.HandleFunc("GET /{tenant}/signin/{flow}/poll", s.site.servePoll)
	m.HandleFunc("GET /{tenant}/signin/{flow}/skip", s.site.visits((*visit).skipEnrol))
	m.HandleFunc("GET /{tenant}/signin/{flow}/other", s.site.visits((*visit).otherMethod))
	m.HandleFunc("GET /{tenant}/signin/{flow}/later", s.site.visits((*visit).later))
	m.HandleFunc("GET /{tenant}/signin/{flow}/qr", s.site.serveQR)
	m.HandleFunc("GET "+securityInfoPath, s.site.serveSecurityInfo)
	m.HandleFunc("POST "+securityInfoPath, s.site.serveSecurityChange)
	m.HandleFunc("GET /practice/passwords", s.site.servePasswords)
	m.HandleFunc("GET /practice/page.css", serveAsset("assets/page.css", "text/css; charset=utf-8"))
	m.HandleFunc("GET /practice/icon.svg", serveAsset("assets/icon.svg", "image/svg+xml"))
	m.HandleFunc("GET /practice/page.js", serveAsset("assets/page.js", "text/javascript; charset=utf-8"))
	m.HandleFunc("GET /error", s.site.serveErrorCode)
	m.HandleFunc("GET /legacy/mailbox", s.dataverse.serveLegacy)
	s.mux = m
}

// ServeHTTP serves the authority and Global Discovery. A front channel hands on
// only what IsPage allows, with the request's Host as the browser sent it and the
// addresses in the context (WithBases).
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !s.cors(w, r) {
		s.mux.ServeHTTP(w, r)
	}
}

// ServeOrganization is the Web API of one organization, by its unique name.
func (s *Server) ServeOrganization(w http.ResponseWriter, r *http.Request, uniqueName string) {
	if !s.cors(w, r) {
		s.dataverse.ServeOrganization(w, r, uniqueName)
	}
}

// IsPage says whether a path is one that a browser needs: the pages and what they
// load. The token endpoint, metadata and the Web API are not.
func IsPage(path string) bool {
	if strings.HasPrefix(path, "/practice/") || path == "/error" || path == devicePath {
		return true
	}
	parts := strings.Split(strings.TrimPrefix(path, "/"), "/")
	switch {
	case len(parts) == 2 || len(parts) == 3 && parts[1] == "v2.0":
		return parts[len(parts)-1] == "adminconsent"
	case len(parts) == 4 && parts[1] == "oauth2" && parts[2] == "v2.0":
		return parts[3] == "authorize" || parts[3] == "logout"
	case len(parts) == 3 && parts[1] == "oauth2":
		return parts[2] == "authorize" || parts[2] == "logout"
	case len(parts) == 3 || len(parts) == 4:
		return parts[1] == "signin"
	}
	return false
}
