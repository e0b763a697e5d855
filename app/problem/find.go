package problem

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"latchkey/app/pattern"
)

// How codes look in the wild. Digits are taken whole, so that 50011 is never found
// in 500113.
var (
	aadstsCode = pattern.Lazy(`(?i)\bAADSTS[\s:#_-]{0,3}(\d+)`)
	linkCode   = pattern.Lazy(`(?i)/error\?code=(\d+)`)
	hexCode    = pattern.Lazy(`(?i)\b0x8[0-9a-f]{7}\b`)
	adfsCode   = pattern.Lazy(`(?i)\bMSIS(\d{3,5})\b`)
	oauthError = pattern.Lazy(`(?:\b|")error"?\s*[=:]\s*"?([a-z]+(?:_[a-z]+)+)\b`)
	spacedCode = pattern.Lazy(`(?i)^(?:AADSTS)?[\d\s:#.-]+$`)
	digitsOnly = pattern.Lazy(`\d+`)
	columnCode = pattern.Lazy(`\b\d{5,7}\b`)
	// How mails quote.
	quoted   = pattern.Lazy(`\n(?:> ?)+`)
	labelled = pattern.Lazy(`(?i)\berror[\s_-]?codes?["']?\s*[:=]?\s*["'\[]?\s*(\d+(?:\s*,\s*\d+)*)`)
	// What follows a label of another language.
	behindLabel = pattern.Lazy(`^\s*[:=]?\s*(\d+)`)
)

// found is a code in a text.
type found struct {
	at   int
	code string
	// read is what stands there, where that is not the code as it should be written.
	read string
	// page is the sentence of a page that is all there is.
	page string
}

// source tells a problem how its code was found, if not as one.
func (f found) source(p *Problem) {
	if f.read != "" {
		p.With("readFrom", redacted(f.read)).With("code", f.code)
	}
	if f.page != "" {
		p.With("guessedFrom", f.page)
	}
}

// bareCode reads a text that is nothing but a code.
func bareCode(text string) []found {
	word := strings.TrimSpace(text)
	if len(word) > 80 {
		return nil
	}
	if _, ok := Lookup(strings.ToLower(word)); ok {
		return []found{{code: strings.ToLower(word)}}
	}
	if spacedCode().MatchString(word) {
		groups := digitsOnly().FindAllString(word, -1)
		whole := fromDigits(strings.Join(groups, ""))
		if len(groups) > 1 && known(whole) == "" {
			if each := knownOf(groups); len(each) > 0 {
				return each
			}
		}
		switch {
		case whole != "" && len(groups) > 1:
			return []found{{code: whole, read: typed(word)}}
		case whole != "":
			return []found{{code: whole}}
		}
	}
	if code, ok := oauthCodes[strings.ToLower(word)]; ok {
		return []found{{code: code}}
	}
	return nil
}

// knownOf are the codes among numbers that the catalogue has.
func knownOf(digits []string) []found {
	var all []found
	for i, d := range digits {
		if code := known(fromDigits(d)); code != "" {
			all = append(all, found{at: i, code: code})
		}
	}
	return inOrder(all)
}

// codesIn finds all codes, each once, in the order in which they are told.
func codesIn(text string) []found {
	var all []found
	add := func(at int, code string) {
		if code != "" {
			all = append(all, found{at: at, code: code})
		}
	}
	slips, taken := slipsIn(text)
	all = append(all, slips...)
	for _, linked := range []func() *regexp.Regexp{aadstsCode, linkCode} {
		for _, m := range linked().FindAllStringSubmatchIndex(text, -1) {
			if !taken[m[0]] {
				add(m[0], fromDigits(text[m[2]:m[3]]))
			}
		}
	}
	for _, m := range labelled().FindAllStringSubmatchIndex(text, -1) {
		for i, digits := range digitsOnly().FindAllString(text[m[2]:m[3]], -1) {
			add(m[2]+i, fromDigits(digits))
		}
	}
	all = append(all, inOtherLanguages(text)...)
	for _, m := range hexCode().FindAllStringIndex(text, -1) {
		add(m[0], knownHex(text[m[0]:m[1]]))
	}
	for _, m := range adfsCode().FindAllStringIndex(text, -1) {
		add(m[0], strings.ToUpper(text[m[0]:m[1]]))
	}
	if len(all) == 0 {
		all = vaguer(text)
	}
	return inOrder(all)
}

// inOtherLanguages finds what the troubleshooting details of a page in another language name.
func inOtherLanguages(text string) []found {
	var all []found
	lower := strings.ReplaceAll(strings.ToLower(text), "’", "'")
	for _, label := range labels {
		for at := 0; ; {
			next := strings.Index(lower[at:], label)
			if next < 0 {
				break
			}
			at += next + len(label)
			if m := behindLabel().FindStringSubmatch(lower[at:min(len(lower), at+40)]); m != nil {
				if code := fromDigits(m[1]); code != "" {
					all = append(all, found{at: at, code: code})
				}
			}
		}
	}
	return all
}

// inOrder puts what the catalogue knows first, each code once, and before others what stood
// before them.
func inOrder(all []found) []found {
	slices.SortStableFunc(all, func(a, b found) int { return cmp.Compare(a.at, b.at) })
	var explained, unknown []found
	seen := map[string]bool{}
	for _, f := range all {
		switch {
		case seen[f.code]:
			continue
		case known(f.code) != "":
			explained = append(explained, f)
		default:
			unknown = append(unknown, f)
		}
		seen[f.code] = true
	}
	return append(explained, unknown...)
}

// vaguer looks for what says less than a code: an OAuth error, a browser's own
// error page, a network error's words, the title of a page of Microsoft's.
func vaguer(text string) []found {
	var all []found
	for _, m := range oauthError().FindAllStringSubmatchIndex(text, -1) {
		if code, ok := oauthCodes[text[m[2]:m[3]]]; ok {
			all = append(all, found{at: m[0], code: code})
		}
	}
	if len(all) > 0 {
		return all
	}
	lower := strings.ToLower(text)
	if strings.Contains(lower, "error code") { // the head of a column
		for _, m := range columnCode().FindAllStringIndex(text, -1) {
			if code := known("AADSTS" + text[m[0]:m[1]]); code != "" {
				all = append(all, found{at: m[0], code: code})
			}
		}
	}
	if len(all) > 0 {
		return all
	}
	lower = strings.ReplaceAll(lower, "’", "'")
	for _, p := range phrases {
		if at := strings.Index(lower, p.text); at >= 0 {
			return []found{{at: at, code: p.code}}
		}
	}
	for _, p := range pages {
		if strings.Contains(lower, p.text) {
			for i, code := range p.codes {
				all = append(all, found{at: i, code: code, page: p.text})
			}
			return all
		}
	}
	return nil
}

// phrases are what browsers and Go's network stack say, most telling first; lower case, and
// with straight apostrophes.
var phrases = []struct{ text, code string }{
	{"redirect_uri_mismatch", "salesforce-redirect-mismatch"},
	{"only loopback redirect uri is supported", "non-loopback-redirect"}, // MSAL.NET
	{"because the scheme does not have a registered handler", "redirect-uri-private"},
	{"due to an unknown protocol", "redirect-uri-private"},
	{"the address wasn't understood", "redirect-uri-private"},
	{"the url contains your password", "redirect-uri-nativeclient"}, // Microsoft's page for programs
	{"microsoft will never ask you to copy or share this url", "redirect-uri-nativeclient"},
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
	{"can't establish a connection to the server at localhost", "loopback-refused"},
	{"address already in use", "port-in-use"},
	{"connection refused", "network-unreachable"},
	{"network is unreachable", "network-unreachable"},
	{"i/o timeout", "network-timed-out"},
	{"context deadline exceeded", "network-timed-out"},
}

// labels are "Error code" as Microsoft's pages and browsers that translate have it in other
// languages; lower case, and with straight apostrophes.
var labels = []string{
	"fehlercode", "code d'erreur", "código de error", "codigo de error", "código de erro", "codigo de erro", "código do erro",
	"codice errore", "codice di errore", "codice dell'errore", "foutcode", "felkod", "fejlkode", "feilkode", "virhekoodi",
	"kod błędu", "kód chyby", "hibakód", "hata kodu", "код ошибки", "код помилки", "エラー コード", "エラーコード", "错误代码", "錯誤碼", "오류 코드",
}

// pages are the titles of pages of Microsoft's that show no number at first, and the codes
// that usually stand behind them; lower case, and with straight apostrophes.
var pages = []struct {
	text  string
	codes []string
}{
	{"need admin approval", []string{"AADSTS90094"}},
	{"needs permission to access resources in your organization that only an admin can grant", []string{"AADSTS90094"}},
	{"approval required", []string{"AADSTS90095", "AADSTS90094"}},
	{"you can't get there from here", []string{"AADSTS53000", "AADSTS53003"}},
	{"you cannot access this right now", []string{"AADSTS53003"}},
	{"does not meet the criteria to access this resource", []string{"AADSTS53003"}},
	{"policy requiring token protection", []string{"AADSTS530084"}},
	{"a security policy is preventing access", []string{"AADSTS530084", "AADSTS53003"}},
	{"more information required", []string{"AADSTS50072", "AADSTS50079"}},
	{"your account has been locked", []string{"AADSTS50053"}},
	{"your account is temporarily locked", []string{"AADSTS50053"}},
	{"genehmigung des administrators erforderlich", []string{"AADSTS90094"}},
	{"administratorgenehmigung erforderlich", []string{"AADSTS90094"}},
	{"weitere informationen erforderlich", []string{"AADSTS50072", "AADSTS50079"}},
	{"sie können von hier nicht darauf zugreifen", []string{"AADSTS53000", "AADSTS53003"}},
}
