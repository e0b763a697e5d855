package entra

import (
	"net/http"
	"strings"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

// serverName is Entra's header x-ms-ests-server, which names the build and the data center that
// answered. Ours says that this is practice, so that no log is taken for one of a real tenant.
const serverName = "PRACTICE - nothing here is real"

// named gives an answer of the authority the headers that Entra's have (recordings in the Azure
// SDKs' repositories; "return-client-request-id" is the header by which MSAL asks for the echo).
// The request's id is the trace id of an error, too.
//
// Strict-Transport-Security is left out: it would be for all of localhost, and browsers would
// then refuse every other http://localhost, redirect URIs of programs among them. So are Entra's
// cookies for its own routing, which every program on localhost would get.
func (s *Server) named(w http.ResponseWriter, r *http.Request) *http.Request {
	if isAPI(r.URL.Path) || strings.HasPrefix(r.URL.Path, "/practice/") || strings.HasPrefix(r.URL.Path, "/legacy/") {
		return r
	}
	trace, h := aadsts.GUID(s.RandomBytes(16)), w.Header()
	h.Set("x-ms-request-id", trace)
	h.Set("x-ms-ests-server", serverName)
	h.Set("P3P", `CP="DSP CUR OTPi IND OTRi ONL FIN"`)
	if id := aadsts.CorrelationOf(r); id != "" && wantsEcho(r) {
		h.Set("client-request-id", id)
	}
	return r.WithContext(directory.WithTrace(r.Context(), trace))
}

// wantsEcho says whether the client asked for its own id back.
func wantsEcho(r *http.Request) bool {
	return strings.EqualFold(r.Header.Get("return-client-request-id"), "true") ||
		strings.EqualFold(r.URL.Query().Get("return-client-request-id"), "true")
}
