package entra

import (
	"cmp"
	"encoding/json"
	"net/http"
	"slices"
	"strings"

	"latchkey/app/practice/entra/aadsts"
)

// request is what a client asked of the authorization endpoint. It is kept as
// long as the sign-in goes on and never changes.
type request struct {
	Tenant    string `json:"tenant"` // the segment of the path
	Client    string `json:"client"`
	Redirect  string `json:"redirect"`
	Mode      string `json:"mode"`
	State     string `json:"state,omitempty"`
	Nonce     string `json:"nonce,omitempty"`
	Challenge string `json:"challenge,omitempty"` // S256
	Scope     string `json:"scope"`
	Type      string `json:"type,omitempty"` // response_type, unless it is "code"
	// AskConsent is prompt=consent; AdminConsent is the kind of address that an
	// administrator opened to agree for everybody.
	AskConsent   bool   `json:"askConsent,omitempty"`
	AdminConsent string `json:"adminConsent,omitempty"`
	Claims       string `json:"claims,omitempty"` // JSON, as it was asked
	Device       string `json:"device,omitempty"` // key of the device code that the sign-in is for
	Info         bool   `json:"info,omitempty"`   // it is for "My security info"
	Correlation  string `json:"correlation,omitempty"`
	Browser      string `json:"browser"` // hash of the browser's cookie
	Created      int64  `json:"created"` // Unix seconds
}

func (q request) tenant() aadsts.Tenant { return aadsts.TenantOf(q.Tenant) }

// way is how rules call this sign-in.
func (q request) way() string {
	if q.Device != "" {
		return WayDeviceCode
	}
	return WayBrowser
}

// serveAuthorize is RFC 6749 section 4.1.1. As with Entra, whatever makes the
// redirect URI doubtful (application, tenant, the URI itself) ends on a page and
// never redirects; everything else goes back to the client.
func (s *Site) serveAuthorize(w http.ResponseWriter, r *http.Request) {
	s.authorize(w, r, false, s.issuer.checkRequest)
}

// authorize does what both versions of the endpoint do; check is what they don't
// have in common: it makes a scope of what was asked, or the error that goes back
// to the client.
func (s *Site) authorize(w http.ResponseWriter, r *http.Request, install bool, check func(b Bases, t aadsts.Tenant, a *App, p aadsts.Params) *aadsts.Refusal) {
	p, a, bad := s.readCaller(r, install)
	if bad != nil {
		s.refuseCaller(w, r, a, bad)
		return
	}
	q := request{
		Tenant: r.PathValue("tenant"), Client: a.ApplicationID, Redirect: p["redirect_uri"], Mode: p["response_mode"],
		State: p["state"], Nonce: p["nonce"], Challenge: p["code_challenge"], Claims: p["claims"], Correlation: aadsts.CorrelationOf(r),
		AskConsent: p["prompt"] == "consent",
	}
	if p["prompt"] == adminConsentPrompt {
		q.AdminConsent = adminConsentOld
	}
	if p["response_type"] != "code" {
		q.Type = p["response_type"]
	}
	b := bases(r.Context(), r.Host)
	bad = checkMode(q.Mode)
	if bad != nil || q.Mode == "" {
		q.Mode = "query"
		if a.IDTokens && wantsIDToken(p["response_type"]) {
			q.Mode = "fragment"
		}
	}
	if bad == nil {
		bad = check(b, q.tenant(), a, p)
	}
	q.Scope = p["scope"]
	if bad != nil {
		s.refuseRequest(w, r, q, bad)
		return
	}
	s.begin(q, p, r).write(s, w, r)
}

// refuseCaller is the page for a request that must not redirect; a is its application, if
// that is known.
func (s *Site) refuseCaller(w http.ResponseWriter, r *http.Request, a *App, bad *aadsts.Refusal) {
	i := s.incident(bad, r)
	s.issuer.logRequest(r.PathValue("tenant"), a, i)
	s.showIncident(w, r, i)
}

// refuseRequest sends the browser back to the client with an error.
func (s *Site) refuseRequest(w http.ResponseWriter, r *http.Request, q request, bad *aadsts.Refusal) {
	i := s.incident(bad, r)
	s.issuer.logRequest(q.Tenant, s.app(q.Client), i)
	back := answerOf(i, bases(r.Context(), r.Host))
	markAdminConsent(q, back)
	s.goBack(q, back).write(s, w, r)
}

// readCaller finds out who opened an address in a browser and where the answer may go. An
// application that is to be brought into the tenant need not be there yet. With an error,
// a is the application that it is about, if that is known.
func (s *Site) readCaller(r *http.Request, install bool) (p aadsts.Params, a *App, bad *aadsts.Refusal) {
	segment := r.PathValue("tenant")
	p, bad = aadsts.ReadParams(r.URL.RawQuery, aadsts.LongestQuery)
	if bad == nil {
		bad = checkDestination(r)
	}
	if bad == nil {
		bad = p.CheckLength("redirect_uri", "state", "nonce", "scope", "resource", "login_hint", "claims")
	}
	if bad == nil {
		bad = s.checkTenant(segment)
	}
	if bad == nil {
		bad = p.CheckPresent("client_id")
	}
	switch {
	case bad != nil:
		return nil, nil, bad
	case install:
		a, bad = s.checkClientToInstall(segment, p["client_id"])
	default:
		a, bad = s.checkClient(segment, p["client_id"])
	}
	if bad != nil {
		return nil, s.app(p["client_id"]), bad
	}
	return p, a, a.checkRedirect(p["redirect_uri"])
}

// checkDestination lets a browser start a sign-in only where a person sees it. Any
// page may have pictures, frames and scripts loaded from here, or documents
// fetched in advance, without end, and each would be a sign-in to remember.
func checkDestination(r *http.Request) *aadsts.Refusal {
	dest := r.Header.Get("Sec-Fetch-Dest")
	if (dest == "" || dest == "document") && r.Header.Get("Sec-Purpose") == "" {
		return nil
	}
	bad := aadsts.Refuse("invalid_request", 165000, "Invalid Request: the sign-in was not opened as a page of its own.")
	bad.Status = http.StatusForbidden
	return bad
}

var responseModes = []string{"query", "fragment", "form_post"}

func checkMode(mode string) *aadsts.Refusal {
	if mode != "" && !slices.Contains(responseModes, mode) {
		return aadsts.Refuse("invalid_request", 70007, "'%s' is not a supported value of 'response_mode' when requesting a code.", aadsts.Show(mode))
	}
	return nil
}

// checkRequest is the error that goes back to the client, or nil.
func (s *Issuer) checkRequest(b Bases, t aadsts.Tenant, a *App, p aadsts.Params) *aadsts.Refusal {
	if bad := cmp.Or(checkResponseType(a, p), checkIDToken(p, true)); bad != nil {
		return bad
	}
	if bad := noResource(p); bad != nil {
		return bad
	}
	if bad := p.CheckPresent("scope"); bad != nil {
		return bad
	}
	if bad := checkExtras(p); bad != nil {
		return bad
	}
	_, bad := s.readScope(b, t, p["scope"])
	return bad
}

// noResource refuses a v1 parameter at a v2 endpoint.
func noResource(p aadsts.Params) *aadsts.Refusal {
	if _, ok := p["resource"]; ok {
		return aadsts.Refuse("invalid_request", 901002, "The 'resource' request parameter is not supported.")
	}
	return nil
}

func checkResponseType(a *App, p aadsts.Params) *aadsts.Refusal {
	if bad := p.CheckPresent("response_type"); bad != nil {
		return bad
	}
	switch kind := p["response_type"]; {
	case kind == "code", a.IDTokens && slices.Contains(responseTypes, kind):
		return nil
	case slices.Contains(responseTypes, kind), slices.Contains([]string{"token", "id_token token", "token id_token"}, kind):
		return aadsts.Refuse("unsupported_response_type", 700054, "response_type '%s' is not enabled for the application.", p["response_type"])
	}
	return aadsts.Refuse("unsupported_response_type", 70005, "The authorization server does not support the response type '%s'.", aadsts.Show(p["response_type"]))
}

// checkExtras looks at the parameters that may be left out; prompts are more values of
// prompt than the usual.
func checkExtras(p aadsts.Params, prompts ...string) *aadsts.Refusal {
	if bad := checkChallenge(p["code_challenge"], p["code_challenge_method"]); bad != nil {
		return bad
	}
	if !slices.Contains(append(prompts, "", "none", "login", "select_account", "consent"), p["prompt"]) {
		return aadsts.Refuse("invalid_request", 90023, "The value '%s' of the parameter 'prompt' is not supported.", aadsts.Show(p["prompt"]))
	}
	return checkClaims(p)
}

// checkClaims is OpenID Connect Core section 5.5: a JSON object, when there is one.
func checkClaims(p aadsts.Params) *aadsts.Refusal {
	var object map[string]json.RawMessage
	if p["claims"] != "" && json.Unmarshal([]byte(p["claims"]), &object) != nil {
		return aadsts.Refuse("invalid_request", 9002313, "Invalid request. The parameter 'claims' is not a JSON object.")
	}
	return nil
}

// checkChallenge is RFC 7636 section 4.2. Clients without PKCE are served, as
// Entra serves them; "plain" is not.
func checkChallenge(challenge, method string) *aadsts.Refusal {
	if challenge == "" && method == "" {
		return nil
	}
	if method != "S256" {
		return aadsts.Refuse("invalid_request", 9002313, "Invalid request. The only supported code_challenge_method is 'S256'.")
	}
	if len(challenge) != 43 || strings.Trim(challenge, base64url) != "" {
		return aadsts.Refuse("invalid_request", 501491, "Invalid size of Code_Challenge parameter.")
	}
	return nil
}

const base64url = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
