package cloud

import (
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"unicode"

	"latchkey/app/problem"
)

// field is the profile's field that problems of this file are about.
const field = "organizationUrl"

// longest bounds a typed address; browsers stop at about as much.
const longest = 2048

// ParseOrganizationURL reads the address of an organization as people have it: with
// or without a scheme, upper case, in the API form, with a trailing dot, port 443, or
// the path of the page they copied. The canonical form is "https://" and the host,
// nothing more; id is the cloud that the host belongs to.
//
// Anything that could make a person or a parser see another host than the one that
// answers is refused, not repaired: user information, other ports and schemes,
// addresses by number, names outside ASCII, control characters, also encoded ones.
// The error is a *problem.Problem of kind Input about the field organizationUrl.
func ParseOrganizationURL(text string) (canonical string, id ID, err error) {
	host, p := hostOf(text)
	if p != nil {
		return "", "", p.At(field)
	}
	for _, c := range All() {
		if label, ok := c.organizationHost(host); ok {
			return "https://" + label, c.ID, nil
		}
	}
	return "", "", refusal(host).At(field)
}

// hostOf returns the lower-case host of an address, all else checked and dropped.
func hostOf(text string) (string, *problem.Problem) {
	text = strings.TrimFunc(text, func(r rune) bool { return unicode.IsSpace(r) || r == '\ufeff' })
	if text == "" {
		return "", problem.New(problem.Input, "organization-url-missing")
	}
	if len(text) > longest || strings.ContainsFunc(text, misleading) || encodedControl(text) {
		return "", problem.New(problem.Input, "organization-url-malformed")
	}
	scheme, rest, ok := strings.Cut(text, "://")
	if !ok {
		if name, _, found := strings.Cut(text, ":"); found && !strings.ContainsAny(name, "./[") {
			return "", problem.New(problem.Input, "organization-url-scheme").With("scheme", strings.ToLower(name))
		}
		scheme, rest = "https", text
	}
	if !strings.EqualFold(scheme, "https") && !strings.EqualFold(scheme, "http") {
		return "", problem.New(problem.Input, "organization-url-scheme").With("scheme", strings.ToLower(scheme))
	}
	u, err := url.Parse("https://" + rest)
	if err != nil || u.Host == "" {
		return "", problem.New(problem.Input, "organization-url-malformed")
	}
	return plainHost(u)
}

// misleading finds runes that no address has and that hide or split it.
func misleading(r rune) bool {
	return r == '\\' || r == '\ufffd' || unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r)
}

// encodedControl finds %00 to %1f and %7f, also encoded twice.
func encodedControl(text string) bool {
	text = strings.ToLower(text)
	text = strings.ReplaceAll(text, "%25", "%")
	for i := 0; i+2 < len(text); i++ {
		if text[i] == '%' && (text[i+1] == '0' || text[i+1] == '1' || text[i+1:i+3] == "7f") && isHex(text[i+2]) {
			return true
		}
	}
	return false
}

func plainHost(u *url.URL) (string, *problem.Problem) {
	if u.User != nil {
		return "", problem.New(problem.Input, "organization-url-user")
	}
	host := strings.ToLower(strings.TrimSuffix(u.Hostname(), "."))
	for _, r := range host {
		if r > unicode.MaxASCII {
			return "", problem.New(problem.Input, "organization-url-lookalike").With("host", host)
		}
	}
	if port := u.Port(); port != "" && port != "443" {
		return "", problem.New(problem.Input, "organization-url-port").With("port", port)
	}
	if _, err := netip.ParseAddr(host); err == nil {
		return "", problem.New(problem.Input, "organization-url-address").With("host", host)
	}
	return host, nil
}

// reserved are first labels of Microsoft's own services under an organization suffix.
var reserved = [...]string{"globaldisco", "disco", "api", "login", "www", "port", "dev"}

// organizationHost returns the plain form of an organization's host when the host
// is one of this cloud: one label, perhaps "api", and one of the suffixes.
func (c Cloud) organizationHost(host string) (string, bool) {
	label, rest, ok := strings.Cut(host, ".")
	if !ok || !isLabel(label) || strings.HasPrefix(label, "xn--") || slices.Contains(reserved[:], label) {
		return "", false
	}
	rest = strings.TrimPrefix(rest, "api.")
	if !c.isSuffix(rest) || host == c.DiscoveryHost || c.TrustsAuthority(host) {
		return "", false
	}
	return label + "." + rest, true
}

// refusal explains why a host is no organization's.
func refusal(host string) *problem.Problem {
	code := "organization-url-unknown"
	switch {
	case host == "microsoftdynamics.de" || strings.HasSuffix(host, ".microsoftdynamics.de"):
		code = "organization-url-germany"
	case isService(host):
		code = "organization-url-not-organization"
	case resembles(host):
		code = "organization-url-lookalike"
	}
	return problem.New(problem.Input, code).With("host", host)
}

// isService reports whether the host is Microsoft's or the practice tenant's, yet no
// organization: Global Discovery, a sign-in page, a bare suffix.
func isService(host string) bool {
	for _, c := range All() {
		if host == c.DiscoveryHost || c.TrustsAuthority(host) {
			return true
		}
		label, rest, _ := strings.Cut(host, ".")
		if c.isSuffix(host) || c.isSuffix(rest) && slices.Contains(reserved[:], label) {
			return true
		}
	}
	return false
}

// resembles reports whether a host carries the name of a genuine domain in a place
// where it proves nothing, or is written in punycode.
func resembles(host string) bool {
	for _, word := range []string{"dynamics", "appsplatform", "practice.localhost", "xn--"} {
		if strings.Contains(host, word) {
			return true
		}
	}
	return false
}
