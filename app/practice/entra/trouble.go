package entra

import (
	"net/http"

	"latchkey/app/practice/entra/aadsts"
)

// ServeTrouble answers a request with an error that was asked for and is nobody's fault:
// as a page where a person sees it, otherwise as the endpoints' own errors are. Nothing
// else happens, and the sign-in log doesn't hear of it.
func (s *Server) ServeTrouble(w http.ResponseWriter, r *http.Request, status int, page bool) {
	bad := aadsts.Refuse("temporarily_unavailable", 90033, "A transient error has occurred. Please try again. This is an injected fault of the practice tenant.").WithStatus(status)
	if page {
		s.site.ShowRefusal(w, r, bad)
		return
	}
	s.WriteRefusal(w, r, bad)
}
