package problem

import (
	"strconv"
	"strings"
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

// moreCodes is the code of the problem that says how many codes were left out.
const moreCodes = "more-codes"

// Explain finds the codes in a text and returns a problem for each, without repeats: first
// those that the catalogue knows, then the others, each in order of appearance. Of more
// than 20 the rest is counted by a last one, the warning "more-codes" (argument count). A
// text without any gives one problem that says so, never none. The text may be a bare code (with or without "AADSTS", in any
// case, with spaces), a log line, an address with error parameters, the JSON of an
// OAuth error (RFC 6749 section 5.2), or the text or HTML of a whole sign-in page.
// What the page names (redirect URI, ApplicationID, tenant, correlation id, time)
// goes into the problems. A code that was misread or misspelt, or only told by the words of
// a page without a number, says so in its words. Of a text above 512 KiB the first 128 KiB and the end are read.
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
	leftOut := max(0, len(codes)-explainCodes)
	facts := factsIn(body)
	problems := make([]*Problem, 0, len(codes))
	for _, f := range codes[:len(codes)-leftOut] {
		p := New(kindOf(f.code), f.code)
		facts.put(p)
		f.source(p)
		problems = append(problems, p.Raw(excerpt(body)))
	}
	if leftOut > 0 {
		p := New(Input, moreCodes).With("count", strconv.Itoa(leftOut))
		p.Warning = true
		problems = append(problems, p)
	}
	return problems
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
