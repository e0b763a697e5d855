package secret

import (
	"strings"

	"latchkey/app/pattern"
)

// The shapes that credentials take: parameters of a query, a form, a JSON object or
// a Go value printed (RFC 6749 sections 4 and 5, RFC 7636, RFC 8628), hidden fields
// of a form_post page, HTTP credentials and cookies (RFC 7235, RFC 6265), the user
// information of an address, bare JSON Web Tokens (RFC 7519), Entra's codes, refresh
// tokens and client secrets, and long random runs of any other kind.
const names = `(?:(?:access|refresh|id|flow|control)[_-]?)?token(?:_hint)?|(?:(?:client|totp)[_-]?)?(?:secret|assertion)|client[_-]?info|` +
	`code[_-]?verifier|(?:device|user)[_-]?code|(?:auth(?:orization)?[_-]?)?code|` +
	`password|passwd|pwd|pass|bearer|saml(?:response|request|art)|otc|state|nonce|session[_-]?state|s?ctx|sft|s?canary|ticket`

var (
	parameter = pattern.Lazy(`(?i)(error\W{0,2}|\b|%(?:25)*[0-9a-f]{2})(` + names + `)` + // name, and what stands before it
		`((?:\[\w*\]|%5b\w*%5d)?\\*["']?\s*(?:=>?|:|%(?:25)*3d)\s*(?:\[\]string\{|\[)?)` + // separator
		`(\\+"[^"]*"|"(?:[^"\\]|\\.)*"?|'[^']*'?|[^\s&"'<>,;}\\]+)`)
	hidden    = pattern.Lazy(`(?i)(\bname=["']?(?:` + names + `)["']?\s+value=)("[^"]*"?|'[^']*'?|[^\s>]+)`)
	header    = pattern.Lazy(`(?i)\b((?:proxy-)?authorization|(?:set-)?cookie)(\s*:\s*)[^\r\n"]+(?:\r?\n[ \t]+[^\r\n"]+)*`)
	element   = pattern.Lazy(`(?i)(<(?:\w+:)?\w*(?:password|passwd|pwd|secret|token|assertion)(?:\s[^<>]*)?>)[^<]+`)
	scheme    = pattern.Lazy(`(?i)\b(bearer|basic)\s+([A-Za-z0-9._~+/=-]{8,})`)
	userinfo  = pattern.Lazy(`(://[^\s/@:"'<>]*:)[^\s/@"'<>]+@`)
	webToken  = pattern.Lazy(`\beyJ[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]*)*`)
	entra     = pattern.Lazy(`\b[01]\.[A-Za-z0-9_-]{40,}|[A-Za-z0-9_.~-]{3}\dQ~[A-Za-z0-9_.~-]{20,}`)
	run       = pattern.Lazy(`[A-Za-z0-9_-]{40,}`)
	errorCode = pattern.Lazy(`(?i)^["']?(?:AADSTS\d{4,9}|\d{1,5}|\d{7}|0x[0-9a-f]{8})["']?$`)
	prose     = pattern.Lazy(`^(?:[a-z]+[.]?|[a-z_]+=(?:https?)?)$`)
	sixDigits = pattern.Lazy(`^["']?\d{6}["']?$`)
)

// Redact returns text with everything that looks like a credential replaced by
// ***. Error codes, correlation ids, GUIDs and addresses without parameters stay.
func Redact(text string) string {
	text = webToken().ReplaceAllString(text, mask)
	text = header().ReplaceAllString(text, "$1$2"+mask)
	text = scheme().ReplaceAllStringFunc(text, redactScheme)
	text = userinfo().ReplaceAllString(text, "${1}"+mask+"@")
	text = hidden().ReplaceAllString(text, `$1"`+mask+`"`)
	text = element().ReplaceAllString(text, "$1"+mask)
	text = parameter().ReplaceAllStringFunc(text, redactParameter)
	text = entra().ReplaceAllString(text, mask)
	return run().ReplaceAllStringFunc(text, redactRun)
}

// redactParameter keeps the name and drops the value. A short number after "code"
// or "state" is an error code or a state of something and stays; six digits could
// be a one-time code and stay only after "error". What follows "token:" or "pass:"
// without quotes is prose.
func redactParameter(match string) string {
	parts := parameter().FindStringSubmatch(match)
	before, name, separator, value := parts[1], strings.ToLower(parts[2]), parts[3], parts[4]
	if name == "code" || name == "state" {
		if errorCode().MatchString(value) || sixDigits().MatchString(value) && before != "" && before[0] != '%' {
			return match
		}
	}
	if (name == "token" || name == "pass") && !strings.ContainsAny(separator, `=%"'`) && !strings.ContainsAny(value[:1], `"'`) {
		return match
	}
	quote := ""
	if value[0] == '"' || value[0] == '\'' {
		quote = value[:1]
	}
	return before + parts[2] + separator + quote + mask + quote
}

// redactScheme leaves prose ("basic authentication") and challenges ("Bearer
// authorization_uri=https://...") alone.
func redactScheme(match string) string {
	parts := scheme().FindStringSubmatch(match)
	if prose().MatchString(parts[2]) {
		return match
	}
	return parts[1] + " " + mask
}

// redactRun takes out long runs that mix cases and digits, as random ones do, and
// whatever is longer than any name.
func redactRun(match string) string {
	var lower, upper, digit bool
	for _, r := range match {
		lower = lower || r >= 'a' && r <= 'z'
		upper = upper || r >= 'A' && r <= 'Z'
		digit = digit || r >= '0' && r <= '9'
	}
	if len(match) >= 80 || lower && upper && digit {
		return mask
	}
	return match
}

// What people write down in their own words, where Redact's shapes of programs don't
// reach: the word for a password in several languages with the rest of its clause, an app
// password of four times four letters, and the beginning of one of Entra's codes.
var (
	called = pattern.Lazy(`(?im)((?:[\p{L}-]*(?:password|passwort|kennwort|wachtwoord|passcode|contraseña|mot de passe)|\b(?:pass|pin))\s*[:=][^\S\r\n]*)` +
		`([^\s][^\r\n]*?)([,;.]?$|[,;.]\s)`)
	fourFours = pattern.Lazy(`(?im)((?:^|[:=("']|pass[a-z]*|kennwort)[^\S\r\n]*)[a-z]{4}(?:[ -][a-z]{4}){3}([^\S\r\n]*(?:$|[,;.)"']))`)
	codeBegin = pattern.Lazy(`\b[01]\.A[A-Za-z0-9_-]{3,}`)
)

// RedactNote is Redact for what a person has typed as a note: it takes out passwords that
// are called so in prose, too, and with them the rest of the clause.
func RedactNote(text string) string {
	text = called().ReplaceAllString(text, "${1}"+mask+"${3}")
	text = fourFours().ReplaceAllString(text, "${1}"+mask+"${2}")
	return Redact(codeBegin().ReplaceAllString(text, mask))
}
