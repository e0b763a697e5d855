package entra

import (
	"net/http"
	"strings"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/graph"
	"latchkey/app/practice/entra/pages"
	"latchkey/app/practice/entra/token"
)

func (s *Server) route() {
	s.mux = http.NewServeMux()
	s.issuer.Route(s.mux)
	s.dataverse.Route(s.mux)
	s.site.Route(s.mux)
}

// ServeHTTP serves the authority, Global Discovery and Microsoft Graph. A front channel hands on
// only what IsPage allows, with the request's Host as the browser sent it and the
// addresses in the context (WithBases).
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if path := CanonicalPath(r.URL.Path); path != r.URL.Path {
		r = r.Clone(r.Context())
		r.URL.Path, r.URL.RawPath = path, ""
	}
	switch r = s.named(w, r); {
	case s.cors(w, r):
	case graph.IsPath(r.URL.Path):
		s.graph.ServeHTTP(w, r)
	default:
		s.mux.ServeHTTP(w, r)
	}
}

// ServeOrganization is the Web API of one organization, by its unique name.
func (s *Server) ServeOrganization(w http.ResponseWriter, r *http.Request, uniqueName string) {
	if !s.cors(w, r) {
		s.dataverse.ServeOrganization(w, r, uniqueName)
	}
}

// ServeOrganizationFault answers a request to an organization with an error that was asked for: by a
// status, or by one of Dataverse's codes; the seconds of Retry-After are for limits.
func (s *Server) ServeOrganizationFault(w http.ResponseWriter, r *http.Request, uniqueName string, status int, code string, retryAfter int) {
	s.dataverse.ServeFault(w, r, uniqueName, status, code, retryAfter)
}

// IsPage says whether a path is one that a browser needs: the pages and what they
// load. The token endpoint, metadata and the Web API are not.
func IsPage(path string) bool {
	if strings.HasPrefix(path, "/practice/") || path == "/error" || CanonicalPath(path) == token.DevicePath ||
		path == pages.NativeClientPath || path == pages.WrongPlacePath {
		return true
	}
	parts := strings.Split(strings.TrimPrefix(CanonicalPath(path), "/"), "/")
	switch {
	case len(parts) == 2 || len(parts) == 3 && parts[1] == "v2.0":
		return parts[len(parts)-1] == "adminconsent"
	case len(parts) == 4 && parts[1] == "oauth2" && parts[2] == "v2.0":
		return parts[3] == "authorize" || parts[3] == "logout"
	case len(parts) == 3 && parts[1] == "oauth2":
		return parts[2] == "authorize" || parts[2] == "logout" || parts[2] == "checksession"
	case len(parts) == 3 || len(parts) == 4:
		return parts[1] == "signin"
	}
	return false
}

// ServeFault answers a request with an error that was asked for and is nobody's fault:
// as a page where a person sees it, otherwise as the endpoints' own errors are. Nothing
// else happens, and it isn't in the sign-in log.
func (s *Server) ServeFault(w http.ResponseWriter, r *http.Request, status int, page bool) {
	bad := aadsts.Refuse("temporarily_unavailable", 90033, "A transient error has occurred. Please try again. This is an injected fault of the practice tenant.").WithStatus(status)
	if page {
		s.site.ShowRefusal(w, r, bad)
		return
	}
	s.WriteRefusal(w, r, bad)
}
