package browser

import (
	"net/http"
	"path"
	"slices"
	"strings"
)

// guard refuses whatever did not come from a tab of our own, before any handler
// sees it.
type guard struct {
	hosts []string // the exact values of Host that are ours
}

// protect wraps the handler. Refusals have no body: there is nobody to read it.
func (g guard) protect(next http.Handler) http.Handler {
	origins := http.NewCrossOriginProtection()
	origins.SetDenyHandler(http.HandlerFunc(refuse))
	next = origins.Handler(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		harden(w.Header())
		switch {
		case !g.ours(r) || !sameOrigin(r):
			refuse(w, r)
		case path.Clean(r.URL.Path) != r.URL.Path:
			notFound(w, r) // ServeMux would answer with a redirect
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// ours compares Host byte by byte: no case folding, no trailing dot, no other port.
// The absolute form of a request (RFC 9112 section 3.2.2) is for proxies.
func (g guard) ours(r *http.Request) bool {
	return slices.Contains(g.hosts, r.Host) && strings.HasPrefix(r.RequestURI, "/")
}

// sameOrigin goes further than CrossOriginProtection, which lets every GET pass:
// another origin may bring a person here, by a link, but may read or embed nothing.
// Another port of localhost is same-site, and refused as well.
func sameOrigin(r *http.Request) bool {
	if origin := r.Header.Get("Origin"); origin != "" && origin != "http://"+r.Host {
		return false
	}
	switch r.Header.Get("Sec-Fetch-Site") {
	case "", "same-origin", "none":
		return true
	}
	return r.Method == http.MethodGet && r.URL.Path == "/" &&
		r.Header.Get("Sec-Fetch-Mode") == "navigate" &&
		r.Header.Get("Sec-Fetch-Dest") == "document"
}

// harden sets what every answer carries, refusals too. The page replaces the policy
// by its own.
func harden(h http.Header) {
	h.Set("Content-Security-Policy", "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
}

func refuse(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusForbidden) }

func notFound(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNotFound) }
