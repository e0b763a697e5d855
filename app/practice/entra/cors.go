package entra

import (
	"net/http"
	"net/url"
	"strings"

	"latchkey/app/practice/entra/directory"
	"latchkey/app/practice/entra/graph"
)

// cors lets scripts of web pages read what Entra lets them read (Fetch Standard, "HTTP
// CORS protocol"): metadata and keys from everywhere; the token endpoint, Global Discovery,
// the Web API and Microsoft Graph where a single-page registration has a redirect URI of that origin.
// Everything else stays closed, so that no page on the web reads what is served on this
// machine. It says whether the request was a preflight and is answered.
func (s *Server) cors(w http.ResponseWriter, r *http.Request) bool {
	origin := r.Header.Get("Origin")
	if origin == "" {
		return false
	}
	allowed := ""
	switch {
	case isMetadata(r.URL.Path):
		allowed = "*"
	case isTokenEndpoint(r.URL.Path), isAPI(r.URL.Path):
		w.Header().Add("Vary", "Origin")
		if s.hasPageAt(origin) {
			allowed = origin
		}
	}
	if allowed == "" {
		return false
	}
	h := w.Header()
	h.Set("Access-Control-Allow-Origin", allowed)
	if isAPI(r.URL.Path) {
		// As Dataverse's ("Access-Control-Expose-Headers" in answers of 2020), and the challenge.
		h.Set("Access-Control-Expose-Headers", "Preference-Applied, OData-EntityId, Location, ETag, OData-Version, Content-Encoding, Transfer-Encoding, Content-Length, Retry-After, WWW-Authenticate")
	}
	if r.Method != http.MethodOptions || r.Header.Get("Access-Control-Request-Method") == "" {
		return false
	}
	h.Set("Access-Control-Allow-Methods", "GET, POST, PATCH, PUT, DELETE, OPTIONS")
	h.Set("Access-Control-Allow-Headers", r.Header.Get("Access-Control-Request-Headers"))
	h.Set("Access-Control-Max-Age", "600")
	w.WriteHeader(http.StatusNoContent)
	return true
}

func isMetadata(path string) bool {
	return strings.HasSuffix(path, "/.well-known/openid-configuration") || strings.HasSuffix(path, "/discovery/v2.0/keys") ||
		strings.HasSuffix(path, "/discovery/keys") ||
		path == "/common/discovery/instance"
}

func isTokenEndpoint(path string) bool {
	return strings.HasSuffix(path, "/oauth2/v2.0/token") || strings.HasSuffix(path, "/oauth2/token")
}

// isAPI says whether a path is what tokens are for; the engine sees an organization's path
// without its name.
func isAPI(path string) bool {
	return strings.HasPrefix(path, "/api/discovery/") || strings.HasPrefix(path, "/api/data/") || graph.IsPath(path)
}

// hasPageAt says whether a single-page registration has a redirect URI of an origin.
func (s *Server) hasPageAt(origin string) bool {
	for _, a := range s.Registered() {
		if a.Platform != directory.PlatformSPA || a.Disabled {
			continue
		}
		for _, redirect := range a.RedirectURIs {
			if sameOrigin(origin, redirect) {
				return true
			}
		}
	}
	return false
}

// sameOrigin compares an Origin with that of a redirect URI, whose port doesn't count on
// a loopback address.
func sameOrigin(origin, redirect string) bool {
	o, err := url.Parse(origin)
	if err != nil || o.Host == "" {
		return false
	}
	u, err := url.Parse(redirect)
	if err != nil {
		return false
	}
	if directory.IsLoopback(o) && directory.IsLoopback(u) {
		return o.Hostname() == u.Hostname()
	}
	return u.Scheme+"://"+u.Host == origin
}
