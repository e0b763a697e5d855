package aadsts

import (
	"encoding/json"
	"slices"
	"strings"
)

// ClaimsRequest is what a program asks for in the parameter claims (OpenID Connect Core section
// 5.5; Microsoft's "Claims challenges, claims requests and client capabilities").
type ClaimsRequest struct {
	Contexts []string // acrs: authentication contexts, such as "c1"
	Policies []string // capolids: what an earlier refusal named
	MFA      bool     // acr urn:microsoft:policies:mfa
	// Capable is xms_cc with cp1: the program can answer a resource that refuses its token.
	Capable bool
	// SeenElsewhere is xms_rp_ipaddr: a resource saw the program at an address that a policy minds.
	SeenElsewhere bool
}

// acrMFA demands a second factor, whatever policies say (passport-azure-ad-oauth2 issue 33).
const acrMFA = "urn:microsoft:policies:mfa"

// deepestClaims is how deep the JSON may be nested. Real ones have three levels.
const deepestClaims = 8

// ReadClaims reads the parameter; "" asks for nothing. Claims that mean nothing here, and values
// of another form than expected, are passed over, as a provider may do with any claim (OpenID
// Connect Core section 5.5.1). That an unknown context or policy is no error is from memory.
func ReadClaims(text string) (ClaimsRequest, *Refusal) {
	var q ClaimsRequest
	if text == "" {
		return q, nil
	}
	if depth(text) > deepestClaims {
		return q, Refuse("invalid_request", 9002313, "Invalid request. The parameter 'claims' is nested too deep.")
	}
	var tokens map[string]json.RawMessage
	if json.Unmarshal([]byte(text), &tokens) != nil || tokens == nil {
		return q, Refuse("invalid_request", 9002313, "Invalid request. The parameter 'claims' is not a JSON object.")
	}
	for _, kind := range []string{"access_token", "id_token"} {
		var claims map[string]json.RawMessage
		_ = json.Unmarshal(tokens[kind], &claims)
		q.Contexts = append(q.Contexts, valuesOf(claims["acrs"])...)
		q.Policies = append(q.Policies, valuesOf(claims["capolids"])...)
		q.MFA = q.MFA || slices.Contains(valuesOf(claims["acr"]), acrMFA)
		q.Capable = q.Capable || slices.ContainsFunc(valuesOf(claims["xms_cc"]), func(v string) bool { return strings.EqualFold(v, "cp1") })
		q.SeenElsewhere = q.SeenElsewhere || len(valuesOf(claims["xms_rp_ipaddr"])) > 0
	}
	return q, nil
}

// valuesOf are the texts that a claim is asked to be: its value and its values.
func valuesOf(claim json.RawMessage) []string {
	var asked struct {
		Value  json.RawMessage
		Values []string
	}
	if json.Unmarshal(claim, &asked) != nil {
		return nil
	}
	var one string
	var several []string
	switch {
	case json.Unmarshal(asked.Value, &one) == nil:
		return append(asked.Values, one)
	case json.Unmarshal(asked.Value, &several) == nil:
		return append(asked.Values, several...)
	}
	return asked.Values
}

// depth is how deep objects and lists are nested in JSON.
func depth(text string) int {
	deepest, now, quoted := 0, 0, false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{' || c == '[':
			now++
			deepest = max(deepest, now)
		case c == '}' || c == ']':
			now--
		}
	}
	return deepest
}
