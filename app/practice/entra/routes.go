package entra

import (
	"net/http"
	"strings"
)

func (s *Server) route() {
	m := http.NewServeMux()
	m.HandleFunc("GET /{tenant}/v2.0/.well-known/openid-configuration", s.serveMetadata)
	m.HandleFunc("GET /{tenant}/discovery/v2.0/keys", s.serveKeys)
	m.HandleFunc("GET /common/discovery/instance", s.serveInstance)
	m.HandleFunc("GET /{tenant}/.well-known/openid-configuration", s.serveMetadataV1)
	m.HandleFunc("POST /{tenant}/oauth2/v2.0/token", s.serveToken)
	m.HandleFunc("POST /{tenant}/oauth2/token", s.serveTokenV1)
	m.HandleFunc("POST /{tenant}/oauth2/v2.0/devicecode", s.serveDeviceCode)
	m.HandleFunc("GET /{tenant}/UserRealm/{user}", s.serveRealm)
	m.HandleFunc("GET /api/discovery/v2.0/Instances", s.serveInstances)

	m.HandleFunc("GET /{tenant}/oauth2/v2.0/authorize", s.serveAuthorize)
	m.HandleFunc("GET /{tenant}/oauth2/authorize", s.serveAuthorizeV1)
	m.HandleFunc("GET /{tenant}/adminconsent", s.serveAdminConsentV1)
	m.HandleFunc("GET /{tenant}/v2.0/adminconsent", s.serveAdminConsentV2)
	m.HandleFunc("GET /{tenant}/oauth2/v2.0/logout", s.serveLogout)
	m.HandleFunc("GET /{tenant}/oauth2/logout", s.serveLogout)
	m.HandleFunc("GET "+devicePath, s.serveDeviceLogin)
	m.HandleFunc("POST "+devicePath, s.serveDeviceTyped)
	m.HandleFunc("GET /{tenant}/signin/{flow}", s.serveSignin)
	m.HandleFunc("POST /{tenant}/signin/{flow}", s.serveStep)
	m.HandleFunc("GET /{tenant}/signin/{flow}/ways", s.serveWays)
	m.HandleFunc("GET /{tenant}/signin/{flow}/password", s.serveInsteadOfPass)
	m.HandleFunc("GET /{tenant}/signin/{flow}/poll", s.servePoll)
	m.HandleFunc("GET /{tenant}/signin/{flow}/skip", s.visits((*visit).skipEnrol))
	m.HandleFunc("GET /{tenant}/signin/{flow}/other", s.visits((*visit).otherMethod))
	m.HandleFunc("GET /{tenant}/signin/{flow}/later", s.visits((*visit).later))
	m.HandleFunc("GET /{tenant}/signin/{flow}/qr", s.serveQR)
	m.HandleFunc("GET "+securityInfoPath, s.serveSecurityInfo)
	m.HandleFunc("POST "+securityInfoPath, s.serveSecurityChange)
	m.HandleFunc("GET /practice/passwords", s.servePasswords)
	m.HandleFunc("GET /practice/page.css", serveAsset("assets/page.css", "text/css; charset=utf-8"))
	m.HandleFunc("GET /practice/icon.svg", serveAsset("assets/icon.svg", "image/svg+xml"))
	m.HandleFunc("GET /practice/page.js", serveAsset("assets/page.js", "text/javascript; charset=utf-8"))
	m.HandleFunc("GET /error", s.serveErrorCode)
	m.HandleFunc("GET /legacy/mailbox", s.serveLegacy)
	s.mux = m

	s.orgMux = http.NewServeMux()
	s.orgMux.HandleFunc("GET /api/data/", s.serveData)
}

// ServeHTTP serves the authority and Global Discovery. A front channel hands on
// only what IsPage allows, with the request's Host as the browser sent it and the
// addresses in the context (WithBases).
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !s.cors(w, r) {
		s.mux.ServeHTTP(w, r)
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
