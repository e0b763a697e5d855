package problem

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"latchkey/app/pattern"
)

// explainMost bounds the text that Explain looks at, in bytes. A sign-in page with
// its scripts is about 200 KB. Of a longer text, such as a log, most is taken from the
// end: the newest.
const (
	explainMost = 512 << 10
	explainHead = 128 << 10
)

// explainCodes bounds how many codes Explain returns from one text.
const explainCodes = 20

// How codes look in the wild. Digits are taken whole, so that 50011 is never found
// in 500113.
var (
	aadstsCode = pattern.Lazy(`(?i)\bAADSTS[\s:#_-]{0,3}(\d+)`)
	labelled   = pattern.Lazy(`(?i)\berror[\s_-]?codes?["']?\s*[:=]?\s*["'\[]?\s*(\d+(?:\s*,\s*\d+)*)`)
	linkCode   = pattern.Lazy(`(?i)/error\?code=(\d+)`)
	hexCode    = pattern.Lazy(`(?i)\b0x8[0-9a-f]{7}\b`)
	adfsCode   = pattern.Lazy(`(?i)\bMSIS(\d{3,5})\b`)
	oauthError = pattern.Lazy(`(?:\b|")error"?\s*[=:]\s*"?([a-z]+(?:_[a-z]+)+)\b`)
	spacedCode = pattern.Lazy(`(?i)^(?:AADSTS)?[\d\s:#.-]+$`)
	digitsOnly = pattern.Lazy(`\d+`)
	// A mail program broke the line within the digits; what follows them is the message.
	brokenCode = pattern.Lazy(`(?i)\bAADSTS\s{0,2}(\d{1,6})\n *(\d{1,6}):`)
	columnCode = pattern.Lazy(`\b\d{5,7}\b`)
	// How mails quote.
	quoted = pattern.Lazy(`\n(?:> ?)+`)
)

// Explain finds the codes in a text and returns a problem for each, in order of
// appearance and without repeats; a text without any gives one problem that says
// so, never none. The text may be a bare code (with or without "AADSTS", in any
// case, with spaces), a log line, an address with error parameters, the JSON of an
// OAuth error (RFC 6749 section 5.2), or the text or HTML of a whole sign-in page.
// What the page names (redirect URI, ApplicationID, tenant, correlation id, time)
// goes into the problems. Of a text above 512 KiB the first 128 KiB and the end are read.
func Explain(text string) []*Problem {
	if len(text) > explainMost {
		text = text[:explainHead] + "\n" + text[len(text)-(explainMost-explainHead):]
	}
	body := readable(text)
	codes := bareCode(body)
	if len(codes) == 0 {
		codes = codesIn(body)
	}
	if len(codes) == 0 {
		return []*Problem{New(Input, "nothing-to-explain").Raw(excerpt(body))}
	}
	facts := factsIn(body)
	problems := make([]*Problem, 0, len(codes))
	for _, code := range codes {
		p := New(kindOf(code), code)
		facts.put(p)
		problems = append(problems, p.Raw(excerpt(body)))
	}
	return problems
}

// bareCode reads a text that is nothing but a code.
func bareCode(text string) []string {
	word := strings.TrimSpace(text)
	if len(word) > 80 {
		return nil
	}
	if _, ok := Lookup(strings.ToLower(word)); ok {
		return []string{strings.ToLower(word)}
	}
	if spacedCode().MatchString(word) {
		digits := strings.Join(digitsOnly().FindAllString(word, -1), "")
		if code := fromDigits(digits); code != "" {
			return []string{code}
		}
	}
	if code, ok := oauthCodes[strings.ToLower(word)]; ok {
		return []string{code}
	}
	return nil
}

type found struct {
	at   int
	code string
}

// codesIn finds all codes in the order in which they stand.
func codesIn(text string) []string {
	var all []found
	add := func(at int, code string) {
		if code != "" {
			all = append(all, found{at, code})
		}
	}
	for _, linked := range []func() *regexp.Regexp{aadstsCode, linkCode} {
		for _, m := range linked().FindAllStringSubmatchIndex(text, -1) {
			add(m[0], fromDigits(text[m[2]:m[3]]))
		}
	}
	for _, m := range brokenCode().FindAllStringSubmatchIndex(text, -1) {
		add(m[0], known("AADSTS"+text[m[2]:m[3]]+text[m[4]:m[5]]))
	}
	for _, m := range labelled().FindAllStringSubmatchIndex(text, -1) {
		for i, digits := range digitsOnly().FindAllString(text[m[2]:m[3]], -1) {
			add(m[2]+i, fromDigits(digits))
		}
	}
	for _, m := range hexCode().FindAllStringIndex(text, -1) {
		add(m[0], knownHex(text[m[0]:m[1]]))
	}
	for _, m := range adfsCode().FindAllStringIndex(text, -1) {
		add(m[0], strings.ToUpper(text[m[0]:m[1]]))
	}
	if len(all) == 0 {
		all = vaguer(text)
	}
	slices.SortStableFunc(all, func(a, b found) int { return cmp.Compare(a.at, b.at) })
	var codes []string
	for _, f := range all {
		if !slices.Contains(codes, f.code) && len(codes) < explainCodes {
			codes = append(codes, f.code)
		}
	}
	return codes
}

// vaguer looks for what says less than a code: an OAuth error, a browser's own
// error page, a network error's words.
func vaguer(text string) []found {
	var all []found
	for _, m := range oauthError().FindAllStringSubmatchIndex(text, -1) {
		if code, ok := oauthCodes[text[m[2]:m[3]]]; ok {
			all = append(all, found{m[0], code})
		}
	}
	if len(all) > 0 {
		return all
	}
	lower := strings.ToLower(text)
	if strings.Contains(lower, "error code") { // the head of a column
		for _, m := range columnCode().FindAllStringIndex(text, -1) {
			if code := known("AADSTS" + text[m[0]:m[1]]); code != "" {
				all = append(all, found{m[0], code})
			}
		}
	}
	if len(all) > 0 {
		return all
	}
	for _, p := range phrases {
		if at := strings.Index(lower, p.text); at >= 0 {
			return []found{{at, p.code}}
		}
	}
	return nil
}

// phrases are what browsers and Go's network stack say, most telling first.
var phrases = []struct{ text, code string }{
	{"redirect_uri_mismatch", "salesforce-redirect-mismatch"},
	{"err_ssl_protocol_error", "loopback-https"},
	{"err_ssl_unrecognized_name_alert", "loopback-https"},
	{"ssl_error_unrecognized_name_alert", "loopback-https"},
	{"ssl_error_rx_record_too_long", "loopback-https"},
	{"err_proxy", "proxy-407"},
	{"proxy authentication required", "proxy-407"},
	{"err_cert_authority_invalid", "tls-untrusted"},
	{"sec_error_unknown_issuer", "tls-untrusted"},
	{"x509: certificate", "tls-untrusted"},
	{"tls: failed to verify certificate", "tls-untrusted"},
	{"err_name_not_resolved", "dns"},
	{"dns_probe_finished", "dns"},
	{"no such host", "dns"},
	{"err_internet_disconnected", "network-unreachable"},
	{"err_connection_refused", "loopback-refused"},
	{"localhost refused to connect", "loopback-refused"},
	{"127.0.0.1 refused to connect", "loopback-refused"},
	{"can’t establish a connection to the server at localhost", "loopback-refused"},
	{"can't establish a connection to the server at localhost", "loopback-refused"},
	{"address already in use", "port-in-use"},
	{"connection refused", "network-unreachable"},
	{"network is unreachable", "network-unreachable"},
	{"i/o timeout", "network-timed-out"},
	{"context deadline exceeded", "network-timed-out"},
}

// fromDigits makes the code of AADSTS digits; 4 to 9 of them, or "".
func fromDigits(digits string) string {
	if len(digits) < 4 || len(digits) > 9 || digits[0] == '0' {
		return ""
	}
	return "AADSTS" + digits
}

// knownHex gives the catalogue's spelling of a Dataverse error code, or "".
func knownHex(text string) string {
	return known("0x" + strings.ToUpper(text[2:]))
}

// known returns the code when the catalogue has it, else "".
func known(code string) string {
	if _, ok := Lookup(code); ok {
		return code
	}
	return ""
}

// aadstsDigits returns NNNNN of "AADSTSNNNNN", or "".
func aadstsDigits(code string) string {
	digits, ok := strings.CutPrefix(code, "AADSTS")
	if !ok || fromDigits(digits) == "" || strings.Trim(digits, "0123456789") != "" {
		return ""
	}
	return digits
}

// lookupLink is Microsoft's own page for a code, in the cloud that the text is from.
func lookupLink(digits, text string) string {
	host := "login.microsoftonline.com"
	if strings.Contains(text, "partner.microsoftonline.cn") || strings.Contains(text, "chinacloudapi.cn") {
		host = "login.partner.microsoftonline.cn"
	}
	return "https://" + host + "/error?code=" + digits
}

// kindOf gives the kind that fits a code's category, for a code that somebody
// pasted: what really happened is not known here.
func kindOf(code string) Kind {
	w, _ := Lookup(code)
	switch w.Category {
	case "session", "local", "browser":
		return SignInNeeded
	case "input":
		return Input
	case "keychain":
		return Keychain
	case "network":
		return Network
	case "discovery", "webapi":
		return Organization
	case "storage":
		return Storage
	case "practice":
		return NotFound
	case "internal":
		return Internal
	}
	return Refused
}
