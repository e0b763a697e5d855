package token

import (
	"cmp"
	"slices"
	"strings"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

var responseModes = []string{"query", "fragment", "form_post"}

// CheckResponseMode refuses a response_mode that isn't one; "" is the default.
func CheckResponseMode(mode string) *aadsts.Refusal {
	if mode != "" && !slices.Contains(responseModes, mode) {
		return aadsts.Refuse("invalid_request", 70007, "'%s' is not a supported value of 'response_mode' when requesting a code.", aadsts.Show(mode))
	}
	return nil
}

// CheckRequest is the error that goes back to the client, or nil.
func (s *Issuer) CheckRequest(b directory.Bases, t aadsts.Tenant, a *directory.App, p aadsts.Params) *aadsts.Refusal {
	if bad := cmp.Or(checkResponseType(a, p), checkIDToken(p, true)); bad != nil {
		return bad
	}
	if bad := checkNoResource(p); bad != nil {
		return bad
	}
	if bad := p.CheckPresent("scope"); bad != nil {
		return bad
	}
	if bad := cmp.Or(checkExtras(p), checkProofKey(a, p)); bad != nil {
		return bad
	}
	_, bad := s.readScope(b, t, p["scope"])
	return bad
}

// checkNoResource refuses a v1 parameter at a v2 endpoint.
func checkNoResource(p aadsts.Params) *aadsts.Refusal {
	if _, ok := p["resource"]; ok {
		return aadsts.Refuse("invalid_request", 901002, "The 'resource' request parameter is not supported.")
	}
	return nil
}

func checkResponseType(a *directory.App, p aadsts.Params) *aadsts.Refusal {
	if bad := p.CheckPresent("response_type"); bad != nil {
		return bad
	}
	switch kind := p["response_type"]; {
	case kind == "code", a.IDTokens && slices.Contains(responseTypes, kind):
		return nil
	case slices.Contains(responseTypes, kind), slices.Contains(withAccessToken, kind):
		return checkEnabled(a, kind)
	}
	return aadsts.Refuse("unsupported_response_type", 70005, "The authorization server does not support the response type '%s'.", aadsts.Show(p["response_type"]))
}

// checkEnabled refuses the word of a known response type whose switch is off: AADSTS700054 names id_token, and
// AADSTS700051 token (pasted in MSAL.js #766 and dynamics-365-customer-engagement #348), which no registration
// here can switch on. That id_token comes first where both are asked for is from memory.
func checkEnabled(a *directory.App, kind string) *aadsts.Refusal {
	if WantsIDToken(kind) && !a.IDTokens {
		return aadsts.Refuse("unsupported_response_type", 700054, "response_type 'id_token' is not enabled for the application.")
	}
	return aadsts.Refuse("unsupported_response_type", 700051, "response_type 'token' is not enabled for the application.")
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

// checkClaims refuses a parameter claims that isn't one.
func checkClaims(p aadsts.Params) *aadsts.Refusal {
	_, bad := aadsts.ReadClaims(p["claims"])
	return bad
}

// Identity tokens that come straight from the authorization endpoint (OpenID Connect Core
// sections 3.2 and 3.3), for registrations whose switch "ID tokens" is on. Old links for
// an administrator's consent ask for one.

// responseTypes are the words that may be asked for; a plain access token is not among
// them.
var responseTypes = []string{"code", "id_token", "code id_token", "id_token code"}

// withAccessToken are those that Entra's metadata have besides.
var withAccessToken = []string{"token", "id_token token", "token id_token"}

// WantsIDToken says whether a response type asks for an identity token.
func WantsIDToken(kind string) bool { return strings.Contains(kind, "id_token") }

// WantsToken says whether a response type asks for a token of any kind, which never comes in a
// query, nor does the error for it (OAuth 2.0 Multiple Response Type Encoding Practices).
func WantsToken(kind string) bool { return strings.Contains(kind, "token") }

// WantsCode says whether a response type asks for a code; "" does.
func WantsCode(kind string) bool { return kind == "" || strings.Contains(kind, "code") }

// checkIDToken is what has to be right when an identity token is asked for.
func checkIDToken(p aadsts.Params, mustHaveNonce bool) *aadsts.Refusal {
	switch {
	case !WantsIDToken(p["response_type"]):
		return nil
	case p["response_mode"] == "query":
		return aadsts.Refuse("invalid_request", 70007, "'query' is not a supported value of 'response_mode' when requesting a token.")
	case mustHaveNonce:
		return p.CheckPresent("nonce")
	}
	return nil
}

// AdminConsentPrompt is the value of prompt with which an administrator agrees for everybody
// at the v1 endpoint, and AdminConsentOld what AdminConsent of such a request is.
const (
	AdminConsentPrompt = "admin_consent"
	AdminConsentOld    = "authorize"
)

// CheckRequestV1 is the error that goes back to the client, or nil.
func (s *Issuer) CheckRequestV1(b directory.Bases, t aadsts.Tenant, a *directory.App, p aadsts.Params) *aadsts.Refusal {
	admin := p["prompt"] == AdminConsentPrompt
	bad := cmp.Or(checkResponseType(a, p), checkIDToken(p, !admin), checkExtras(p, AdminConsentPrompt), checkProofKey(a, p), directory.CheckResourceV1(p["resource"], t))
	if bad != nil {
		return bad
	}
	if admin {
		p["scope"] = strings.Join(a.ListedScope(b.Discovery), " ")
		return nil
	}
	p["scope"] = scopeV1(p["resource"])
	_, bad = s.readScope(b, t, p["scope"])
	return bad
}
