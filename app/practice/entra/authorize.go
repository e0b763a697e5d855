package entra

import (
	"net/http"
	"slices"
	"strings"
)

// request is what a client asked of the authorization endpoint. It is kept as
// long as the sign-in goes on and never changes.
type request struct {
	Tenant      string `json:"tenant"` // the segment of the path
	Client      string `json:"client"`
	Redirect    string `json:"redirect"`
	Mode        string `json:"mode"`
	State       string `json:"state,omitempty"`
	Nonce       string `json:"nonce,omitempty"`
	Challenge   string `json:"challenge,omitempty"` // S256
	Scope       string `json:"scope"`
	Correlation string `json:"correlation,omitempty"`
	Browser     string `json:"browser"` // hash of the browser's cookie
	Created     int64  `json:"created"` // Unix seconds
}

// serveAuthorize is RFC 6749 section 4.1.1. As with Entra, whatever makes the
// redirect URI doubtful (application, tenant, the URI itself) ends on a page and
// never redirects; everything else goes back to the client.
func (s *Server) serveAuthorize(w http.ResponseWriter, r *http.Request) {
	p, bad := readParams(r.URL.RawQuery, longestQuery)
	if bad == nil {
		bad = checkDestination(r)
	}
	if bad == nil {
		bad = p.brief("redirect_uri", "state", "nonce", "scope", "login_hint")
	}
	if bad == nil {
		bad = checkTenant(r.PathValue("tenant"))
	}
	if bad == nil {
		bad = p.need("client_id")
	}
	var a *App
	if bad == nil {
		a, bad = s.checkClient(r.PathValue("tenant"), p["client_id"])
	}
	if bad == nil {
		bad = p.need("redirect_uri")
	}
	if bad == nil && !a.allows(p["redirect_uri"]) {
		bad = refuse("invalid_request", 50011, "The redirect URI '%s' specified in the request does not match the redirect URIs configured for the application '%s'. Make sure the redirect URI sent in the request matches one added to your application in the Azure portal.", show(p["redirect_uri"]), a.ApplicationID)
	}
	if bad != nil {
		s.showRefusal(w, r, bad)
		return
	}
	q := request{
		Tenant: r.PathValue("tenant"), Client: a.ApplicationID, Redirect: p["redirect_uri"], Mode: p["response_mode"],
		State: p["state"], Nonce: p["nonce"], Challenge: p["code_challenge"], Scope: p["scope"], Correlation: correlationOf(r),
	}
	if q.Mode == "" {
		q.Mode = "query"
	}
	b := bases(r.Context(), r.Host)
	if bad := s.checkRequest(b, p, q.Mode); bad != nil {
		if !slices.Contains(responseModes, q.Mode) {
			q.Mode = "query"
		}
		s.goBack(q, s.incident(bad, r).answer(b)).write(s, w, r)
		return
	}
	s.begin(q, p, r).write(s, w, r)
}

// checkDestination lets a browser start a sign-in only where a person sees it. Any
// page may have pictures, frames and scripts loaded from here, or documents
// fetched in advance, without end, and each would be a sign-in to remember.
func checkDestination(r *http.Request) *refusal {
	dest := r.Header.Get("Sec-Fetch-Dest")
	if (dest == "" || dest == "document") && r.Header.Get("Sec-Purpose") == "" {
		return nil
	}
	bad := refuse("invalid_request", 165000, "Invalid Request: the sign-in was not opened as a page of its own.")
	bad.status = http.StatusForbidden
	return bad
}

var responseModes = []string{"query", "fragment", "form_post"}

// checkRequest is the error that goes back to the client, or nil.
func (s *Server) checkRequest(b Bases, p params, mode string) *refusal {
	if !slices.Contains(responseModes, mode) {
		return refuse("invalid_request", 70007, "'%s' is not a supported value of 'response_mode' when requesting a code.", show(mode))
	}
	if bad := p.need("response_type"); bad != nil {
		return bad
	}
	switch p["response_type"] {
	case "code":
	case "id_token", "token", "id_token token", "token id_token", "code id_token":
		return refuse("unsupported_response_type", 700054, "response_type '%s' is not enabled for the application.", p["response_type"])
	default:
		return refuse("unsupported_response_type", 70005, "The authorization server does not support the response type '%s'.", show(p["response_type"]))
	}
	if bad := p.need("scope"); bad != nil {
		return bad
	}
	if bad := checkChallenge(p["code_challenge"], p["code_challenge_method"]); bad != nil {
		return bad
	}
	switch p["prompt"] {
	case "", "none", "login", "select_account", "consent":
	default:
		return refuse("invalid_request", 90023, "The value '%s' of the parameter 'prompt' is not supported.", show(p["prompt"]))
	}
	_, bad := s.readScope(b, p["scope"])
	return bad
}

// checkChallenge is RFC 7636 section 4.2. Clients without PKCE are served, as
// Entra serves them; "plain" is not.
func checkChallenge(challenge, method string) *refusal {
	if challenge == "" && method == "" {
		return nil
	}
	if method != "S256" {
		return refuse("invalid_request", 9002313, "Invalid request. The only supported code_challenge_method is 'S256'.")
	}
	if len(challenge) != 43 || strings.Trim(challenge, base64url) != "" {
		return refuse("invalid_request", 501491, "Invalid size of Code_Challenge parameter.")
	}
	return nil
}

const base64url = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
