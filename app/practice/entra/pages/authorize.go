package pages

import (
	"net/http"
	"slices"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
	"latchkey/app/practice/entra/token"
)

// serveAuthorize is RFC 6749 section 4.1.1. As with Entra, whatever makes the
// redirect URI doubtful (application, tenant, the URI itself) ends on a page and
// never redirects; everything else goes back to the client.
func (s *Site) serveAuthorize(w http.ResponseWriter, r *http.Request) {
	s.authorize(w, r, false, s.issuer.CheckRequest)
}

// readRequest reads a request by GET or POST (OpenID Connect Core section 3.1.2.1).
func readRequest(w http.ResponseWriter, r *http.Request) (aadsts.Params, *aadsts.Refusal) {
	if r.Method == http.MethodPost {
		return aadsts.ReadBody(w, r)
	}
	return aadsts.ReadParams(r.URL.RawQuery, aadsts.LongestQuery)
}

// authorize does what both versions of the endpoint do; check is what they don't
// have in common: it makes a scope of what was asked, or the error that goes back
// to the client.
func (s *Site) authorize(w http.ResponseWriter, r *http.Request, v1 bool, check func(b directory.Bases, t aadsts.Tenant, a *directory.App, p aadsts.Params) *aadsts.Refusal) {
	p, bad := readRequest(w, r)
	var a *directory.App
	if bad == nil {
		a, bad = s.readCaller(r, p, v1 && p["prompt"] == token.AdminConsentPrompt)
	}
	if bad == nil {
		bad = a.PickRedirect(p)
	}
	if bad != nil {
		s.refuseCaller(w, r, a, bad)
		return
	}
	q := directory.AuthRequest{
		Tenant: r.PathValue("tenant"), Client: a.ApplicationID, Redirect: p["redirect_uri"], Mode: p["response_mode"],
		State: p["state"], Nonce: p["nonce"], Challenge: token.ChallengeOf(p), Claims: p["claims"], Correlation: aadsts.CorrelationOf(r),
		AskConsent: p["prompt"] == "consent", ClientInfo: p["client_info"] == "1",
		InstanceAware: p["instance_aware"] == "true",
	}
	if p["prompt"] == token.AdminConsentPrompt {
		q.AdminConsent = token.AdminConsentOld
	}
	if p["response_type"] != "code" {
		q.Type = p["response_type"]
	}
	b := directory.BasesOf(r.Context(), r.Host)
	bad = token.CheckResponseMode(q.Mode)
	if bad != nil || q.Mode == "" {
		q.Mode = "query"
		if token.WantsToken(p["response_type"]) { // whether it may have one or not
			q.Mode = "fragment"
		}
	}
	if bad == nil {
		bad = check(b, q.TargetTenant(), a, p)
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
func (s *Site) refuseCaller(w http.ResponseWriter, r *http.Request, a *directory.App, bad *aadsts.Refusal) {
	i := s.NewIncident(bad, r)
	s.issuer.LogRequest(r.PathValue("tenant"), a, i)
	s.showIncident(w, r, i)
}

// refuseRequest sends the browser back to the client with an error.
func (s *Site) refuseRequest(w http.ResponseWriter, r *http.Request, q directory.AuthRequest, bad *aadsts.Refusal) {
	i := s.NewIncident(bad, r)
	s.issuer.LogRequest(q.Tenant, s.App(q.Client), i)
	back := answerOf(i, directory.BasesOf(r.Context(), r.Host))
	markAdminConsent(q, back)
	s.goBack(q, back).write(s, w, r)
}

// readCaller finds out who opened an address in a browser and where the answer may go. An
// application that is to be brought into the tenant need not be there yet. With an error,
// a is the application that it is about, if that is known.
func (s *Site) readCaller(r *http.Request, p aadsts.Params, install bool) (a *directory.App, bad *aadsts.Refusal) {
	segment := r.PathValue("tenant")
	if p["prompt"] != "none" || !isFrame(r) {
		bad = checkDestination(r)
	}
	if bad == nil {
		bad = p.CheckLength("redirect_uri", "state", "nonce", "scope", "resource", "login_hint", "claims", "id_token_hint")
	}
	if bad == nil {
		bad = s.CheckTenant(segment)
	}
	if bad == nil {
		bad = p.CheckPresent("client_id")
	}
	switch {
	case bad != nil:
		return nil, bad
	case install:
		a, bad = s.CheckClientToInstall(segment, p["client_id"])
	default:
		a, bad = s.CheckClient(segment, p["client_id"])
	}
	if bad != nil {
		return s.App(p["client_id"]), bad
	}
	return a, nil
}

// isFrame says whether a page asks in a frame. A client that renews its tokens does so with
// prompt=none: that is answered by a redirect at once, and there is nothing to remember.
func isFrame(r *http.Request) bool {
	return slices.Contains([]string{"iframe", "frame"}, r.Header.Get("Sec-Fetch-Dest")) && r.Header.Get("Sec-Purpose") == ""
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

func (s *Site) serveAuthorizeV1(w http.ResponseWriter, r *http.Request) {
	s.authorize(w, r, true, s.issuer.CheckRequestV1)
}
