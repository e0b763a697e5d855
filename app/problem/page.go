package problem

import (
	"html"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"

	"latchkey/app/pattern"
)

var (
	tag      = pattern.Lazy(`<(?:[A-Za-z/!?][^<>]*)>`)
	unicode4 = pattern.Lazy(`\\u00([0-9A-Fa-f]{2})`)
	percent  = pattern.Lazy(`%[0-9A-Fa-f]{2}`)
	spaces   = pattern.Lazy(`[ \t]+`)
)

// readable turns what a browser shows or hides behind markup, JSON escapes and
// percent signs into plain text. It never fails; what it can't read it leaves.
func readable(text string) string {
	text = strings.ToValidUTF8(text, " ")
	text = strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case unicode.IsSpace(r):
			return ' '
		case unicode.Is(unicode.Cf, r), unicode.IsControl(r):
			return -1
		case r >= '！' && r <= '～': // the wide forms of East Asian keyboards
			return r - '！' + '!'
		}
		return r
	}, text)
	text = quoted().ReplaceAllString(text, "\n")
	text = unicode4().ReplaceAllStringFunc(text, func(m string) string {
		n, _ := strconv.ParseUint(m[4:], 16, 8)
		return string(rune(n))
	})
	if strings.Contains(text, "error") && percent().MatchString(text) {
		text = unescapeParameters(text)
	}
	// A script's CDATA is where a sign-in page keeps its message.
	text = tag().ReplaceAllString(strings.ReplaceAll(text, "<![CDATA[", " "), " ")
	text = html.UnescapeString(text)
	return spaces().ReplaceAllString(text, " ")
}

// unescapeParameters undoes percent-encoding in the words that carry error
// parameters, and makes their plus signs spaces.
func unescapeParameters(text string) string {
	words := strings.SplitAfter(text, " ")
	for i, word := range words {
		if !strings.Contains(word, "error") {
			continue
		}
		word = strings.ReplaceAll(word, "+", " ")
		words[i] = strings.ToValidUTF8(percent().ReplaceAllStringFunc(word, func(m string) string {
			n, _ := strconv.ParseUint(m[1:], 16, 8)
			if n < ' ' && n != '\n' {
				return " "
			}
			return string([]byte{byte(n)})
		}), "?")
	}
	return strings.Join(words, "")
}

// excerpt keeps the part of a text that is worth showing as the detail: the
// surroundings of the first code in a long one.
func excerpt(text string) string {
	const around = 1500
	if len(text) <= 2*around {
		return strings.TrimSpace(text)
	}
	at := 0
	if m := aadstsCode().FindStringIndex(text); m != nil {
		at = m[0]
	}
	from, to := max(0, at-around/4), min(len(text), at+around)
	return strings.TrimSpace(strings.ToValidUTF8(text[from:to], ""))
}

const guid = `[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}`

// What the texts of Entra's errors name, after its published message templates.
// The first pattern of a name that matches wins.
var named = []struct {
	name  string
	named func() *regexp.Regexp
}{
	{"redirectUri", pattern.Lazy(`(?i)\b(?:redirect|reply) ur[il],? ['"]([^'"\s]{1,500})['"]`)},
	{"applicationId", pattern.Lazy(`(?i)\bapplication(?: with identifier| with id)?s?:? ['"](` + guid + `)['"]`)},
	{"applicationId", pattern.Lazy(`(?i)\bapp(?:lication)? ?id(?:entifier)?["']?\s*[:=]?\s*["']?(` + guid + `)`)},
	{"tenant", pattern.Lazy(`(?i)\b(?:tenant|directory)(?: named)? ['"]([^'"\n]{1,200})['"]`)},
	{"resource", pattern.Lazy(`(?i)\bresource principal named ['"]?([^'"\s]{1,300})['"]? was not found`)},
	{"account", pattern.Lazy(`(?i)\buser(?: account)? ['"]([^'"\s]{1,200}@[^'"\s]{1,200})['"]`)},
}

var (
	correlation = pattern.Lazy(`(?i)\bcorrelation[\s_-]?id["']?\s*[:=]?\s*["']?(` + guid + `)`)
	trace       = pattern.Lazy(`(?i)\b(?:trace|request)[\s_-]?id["']?\s*[:=]?\s*["']?(` + guid + `)`)
	stamp       = pattern.Lazy(`(?i)\btimestamp["']?\s*[:=]?\s*["']?(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d{1,9})?Z?)`)
)

// facts are what a page says besides its codes.
type facts struct {
	args                     map[string]string
	correlation, trace, time string
	text                     string
}

func factsIn(text string) facts {
	f := facts{args: map[string]string{}, text: text}
	for _, n := range named {
		if m := n.named().FindStringSubmatch(text); m != nil && f.args[n.name] == "" {
			f.args[n.name] = m[1]
		}
	}
	f.correlation = strings.ToLower(firstGroup(correlation, text))
	f.trace = strings.ToLower(firstGroup(trace, text))
	f.time = instant(firstGroup(stamp, text))
	return f
}

// put gives the facts to a problem, redacted: a page can quote an address that
// carries a code.
func (f facts) put(p *Problem) {
	for name, value := range f.args {
		p.With(name, redacted(value))
	}
	if digits := aadstsDigits(p.Code); digits != "" && known(p.Code) == "" {
		p.With("digits", digits).With("link", lookupLink(digits, f.text))
	}
	p.CorrelationID, p.TraceID, p.Time = f.correlation, f.trace, f.time
}

func firstGroup(expression func() *regexp.Regexp, text string) string {
	if m := expression().FindStringSubmatch(text); m != nil {
		return m[1]
	}
	return ""
}

// instant reads Entra's two spellings of a time ("2026-01-31 09:41:00Z" and RFC
// 3339) into RFC 3339, or gives "".
func instant(text string) string {
	text = strings.TrimSuffix(strings.Replace(text, " ", "T", 1), "Z") + "Z"
	t, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}
