package secret

import "regexp"

// The shapes that credentials take in OAuth messages: parameters of a query, a
// form or a JSON object (RFC 6749 sections 4 and 5, RFC 7636), HTTP credentials
// (RFC 6750), and bare JSON Web Tokens (RFC 7519).
var (
	parameter = regexp.MustCompile(`(?i)(["']?\b(?:code|access_token|refresh_token|id_token|code_verifier|client_secret|client_assertion|client_info|assertion|password|passwd|pwd|otc|state|nonce|session_state|device_code|flowToken|ctx)\b["']?\s*(?:=|:|%3[dD])\s*)("(?:[^"\\]|\\.)*"|'[^']*'|[^\s&"'<>,;}]+)`)
	bearer    = regexp.MustCompile(`(?i)\b(bearer|basic)\s+[A-Za-z0-9._~+/=-]{8,}`)
	jwt       = regexp.MustCompile(`\beyJ[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]*)*`)
	longRun   = regexp.MustCompile(`\b[A-Za-z0-9_-]{80,}\b|\b[01]\.[A-Za-z0-9_-]{40,}\b`)
)

// Redact returns text with everything that looks like a credential replaced by
// ***. Error codes, correlation ids, GUIDs and addresses without parameters stay.
func Redact(text string) string {
	text = jwt.ReplaceAllString(text, mask)
	text = bearer.ReplaceAllString(text, "$1 "+mask)
	text = parameter.ReplaceAllStringFunc(text, redactParameter)
	return longRun.ReplaceAllString(text, mask)
}

// redactParameter keeps the name and drops the value. A short number after
// "code:" is an error code and stays, as in {"code":50011}.
func redactParameter(match string) string {
	parts := parameter.FindStringSubmatch(match)
	if errorCode.MatchString(parts[2]) {
		return match
	}
	return parts[1] + mask
}

var errorCode = regexp.MustCompile(`^["']?(?:(?:AADSTS)?\d{4,7}|0x[0-9A-Fa-f]{8})["']?$`)
