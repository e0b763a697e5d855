package problem

import (
	"bytes"
	"encoding/json"
	"html"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"latchkey/app/pattern"
	"latchkey/app/secret"
)

// oauthCodes are the catalogue's codes for OAuth errors that come without a code
// of their own (RFC 6749 sections 4.1.2.1 and 5.2, RFC 8628 section 3.5, OpenID
// Connect Core section 3.1.2.6).
var oauthCodes = map[string]string{
	"access_denied":              "access-denied",
	"interaction_required":       "signin-needed",
	"login_required":             "signin-needed",
	"account_selection_required": "signin-needed",
	"invalid_grant":              "signin-needed",
	"consent_required":           "consent-required",
	"unauthorized_client":        "unauthorized-client",
	"invalid_client":             "invalid-client",
	"invalid_request":            "invalid-request",
	"unsupported_response_type":  "invalid-request",
	"unsupported_grant_type":     "invalid-request",
	"invalid_scope":              "invalid-scope",
	"invalid_resource":           "AADSTS50001",
	"invalid_target":             "AADSTS50001",
	"server_error":               "server-error",
	"temporarily_unavailable":    "server-error",
	"authorization_pending":      "AADSTS70016",
	"slow_down":                  "rate-limited",
	"expired_token":              "AADSTS70019",
	"bad_verification_code":      "AADSTS70018",
	"redirect_uri_mismatch":      "salesforce-redirect-mismatch",
}

// mendedByNobody are AADSTS codes that come with a word which asks for a sign-in, or without any
// that tells: a tenant that was closed (azure-cli issue 32031 shows interaction_required), and
// token protection, which only programs with the system's broker pass (azure-cli issue 31428).
// Signing in again leads to the same error for ever.
var mendedByNobody = map[string]bool{"AADSTS5000224": true, "AADSTS5000225": true, "AADSTS530084": true}

// oauthKind decides by error and suberror: AADSTS codes only explain, but for those whose word
// is known to mislead. Entra's v2 endpoint says
// invalid_grant for whatever a policy demands; with the suberror message_only nothing that a
// person could do there helps, they would see the same message in the browser (MSAL's
// "Handle errors and exceptions": the condition can't be resolved at this time).
func oauthKind(oauthError, suberror, code string) Kind {
	if suberror == messageOnly || mendedByNobody[code] {
		return Refused
	}
	switch oauthError {
	case "interaction_required", "invalid_grant", "login_required", "consent_required", "account_selection_required":
		return SignInNeeded
	case "server_error", "temporarily_unavailable", "slow_down":
		return Network
	}
	return Refused
}

// BrowserMayHelp says whether a person gets further in a browser with what a program was refused
// without one. Where they only see the same message, opening it again and again helps nobody.
func (p *Problem) BrowserMayHelp() bool {
	return p.Suberror != messageOnly && !mendedByNobody[p.Code]
}

// DeviceCodeEnded says whether a session is of no use any more because it began with a device
// code, which the tenant forbids by now: a sign-in mends that, but not by another device code.
func (p *Problem) DeviceCodeEnded() bool { return p.Suberror == "protection_policy_required" }

// messageOnly is Entra's suberror of what a person can only read.
const messageOnly = "message_only"

// answer is an OAuth error response as Entra and AD FS send it.
type answer struct {
	Error         string        `json:"error"`
	Description   string        `json:"error_description"`
	Codes         []json.Number `json:"error_codes"`
	Suberror      string        `json:"suberror"`
	Claims        string        `json:"claims"`
	CorrelationID string        `json:"correlation_id"`
	TraceID       string        `json:"trace_id"`
	Timestamp     string        `json:"timestamp"`
}

// FromOAuth reads the body of an error answer from an authorization or token
// endpoint, which came with an HTTP status (0 when there was none). It always
// returns a problem: SignInNeeded when a person can mend it by signing in,
// Network when the other side broke down or something else answered, else Refused.
func FromOAuth(body []byte, status int) *Problem {
	if len(body) > explainMost {
		body = body[:explainMost]
	}
	a, ok := decodeAnswer(body)
	if !ok {
		return fromStatus(string(body), status)
	}
	code := a.code()
	p := New(oauthKind(a.Error, a.Suberror, code), code)
	p.OAuthError, p.Suberror = machineWord(a.Error), machineWord(a.Suberror)
	if IsChallenge(a.Claims) {
		p.Claims = a.Claims
	}
	text := readable(a.Description)
	factsIn(text).put(p)
	if id := strings.ToLower(a.CorrelationID); wholeGUID().MatchString(id) {
		p.CorrelationID = id
	}
	if id := strings.ToLower(a.TraceID); wholeGUID().MatchString(id) {
		p.TraceID = id
	}
	if t := instant(a.Timestamp); t != "" {
		p.Time = t
	}
	if p.Code == "refused" && p.OAuthError != "" {
		p.With("error", p.OAuthError)
	}
	if text == "" {
		text = p.OAuthError
	}
	return p.Raw(text)
}

// IsChallenge says whether a text is a claims challenge that can be passed on: a JSON object of
// bounded size and depth (real ones have three levels). Whatever else comes instead would only be
// refused in the browser, in front of the person.
func IsChallenge(text string) bool {
	const most, deepest = 16 << 10, 8
	if len(text) > most || !strings.HasPrefix(text, "{") || !json.Valid([]byte(text)) {
		return false
	}
	level := 0
	for d := json.NewDecoder(strings.NewReader(text)); ; {
		token, err := d.Token()
		if err != nil {
			return true
		}
		switch token {
		case json.Delim('{'), json.Delim('['):
			level++
		case json.Delim('}'), json.Delim(']'):
			level--
		}
		if level > deepest {
			return false
		}
	}
}

// decodeAnswer reads an answer whose members may have the wrong type: a member
// that can't be read is left empty, and only "error" is needed.
func decodeAnswer(body []byte) (answer, bool) {
	var members map[string]json.RawMessage
	if json.Unmarshal(bytes.TrimPrefix(body, []byte("\xef\xbb\xbf")), &members) != nil {
		return answer{}, false
	}
	var a answer
	for name, to := range map[string]any{
		"error": &a.Error, "error_description": &a.Description, "error_codes": &a.Codes,
		"suberror": &a.Suberror, "claims": &a.Claims, "correlation_id": &a.CorrelationID,
		"trace_id": &a.TraceID, "timestamp": &a.Timestamp,
	} {
		_ = json.Unmarshal(members[name], to)
	}
	return a, a.Error != "" || len(a.Codes) > 0
}

// code picks the code that explains best: the first that the catalogue knows,
// else the first one, else what the OAuth error alone says.
func (a answer) code() string {
	var codes []string
	for _, m := range aadstsCode().FindAllStringSubmatch(readable(a.Description), explainCodes) {
		codes = append(codes, fromDigits(m[1]))
	}
	for _, n := range a.Codes {
		codes = append(codes, fromDigits(n.String()))
	}
	codes = slices.DeleteFunc(codes, func(c string) bool { return c == "" })
	for _, c := range codes {
		if known(c) != "" {
			return c
		}
	}
	if len(codes) > 0 {
		return codes[0]
	}
	if code, ok := oauthCodes[a.Error]; ok {
		return code
	}
	return "refused"
}

// isObject reports whether text has a JSON object in it.
func isObject(text string) bool {
	var object map[string]json.RawMessage
	at := strings.IndexByte(text, '{')
	return at >= 0 && json.NewDecoder(strings.NewReader(text[at:])).Decode(&object) == nil
}

// fromStatus judges an answer that is no OAuth error by its status.
func fromStatus(body string, status int) *Problem {
	kind, code := Network, "answer-not-json"
	switch {
	case status == http.StatusProxyAuthRequired:
		code = "proxy-407"
	case status == http.StatusTooManyRequests:
		code = "rate-limited"
	case status >= 500:
		code = "server-error"
	case status == http.StatusNotFound && isObject(body):
		kind, code = Refused, "endpoint-missing" // who answers in JSON is no proxy's page
	}
	p := New(kind, code).Raw(excerpt(readable(body)))
	if status != 0 {
		p.With("status", strconv.Itoa(status))
	}
	return p
}

var (
	msalStatus = pattern.Lazy(`status code was (\d{3})`)
	oauthToken = pattern.Lazy(`^[A-Za-z0-9_-]{1,60}$`)
	wholeGUID  = pattern.Lazy(`^` + guid + `$`)
)

// FromMSALText makes a problem of an error string of MSAL Go, which may be HTML
// escaped and may contain the provider's JSON. Where MSAL gives a CallErr, read
// its response and use FromOAuth.
func FromMSALText(text string) *Problem {
	if len(text) > explainMost {
		text = text[:explainMost]
	}
	text = html.UnescapeString(text)
	status, _ := strconv.Atoi(firstGroup(msalStatus, text))
	for at := strings.IndexByte(text, '{'); at >= 0; {
		var object json.RawMessage
		if json.NewDecoder(strings.NewReader(text[at:])).Decode(&object) == nil {
			if _, ok := decodeAnswer(object); ok {
				return FromOAuth(object, status)
			}
		}
		next := strings.IndexByte(text[at+1:], '{')
		if next < 0 || at > 64<<10 {
			break
		}
		at += 1 + next
	}
	if status != 0 && len(codesIn(readable(text))) == 0 {
		return fromStatus(text, status)
	}
	p := Explain(text)[0]
	if p.Code == "nothing-to-explain" {
		return New(Internal, "internal").Raw(text)
	}
	if m := oauthError().FindStringSubmatch(text); m != nil {
		p.OAuthError = m[1]
		p.Kind = oauthKind(m[1], "", p.Code)
	}
	return p
}

// machineWord keeps a short machine word and drops everything else.
func machineWord(text string) string {
	if oauthToken().MatchString(text) {
		return text
	}
	return ""
}

// redacted is foreign text without credentials, valid and bounded.
func redacted(text string) string {
	const most = 500
	text = secret.Redact(strings.ToValidUTF8(text, ""))
	if len(text) > most {
		text = strings.ToValidUTF8(text[:most], "") + "..."
	}
	return text
}
