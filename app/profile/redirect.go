package profile

import (
	"net"
	"net/url"
	"strings"
	"unicode"

	"latchkey/app/problem"
)

// RedirectKind is how the browser comes back.
type RedirectKind string

// The kinds of redirect URI. What browsers do with them was looked at on 2026-12-01, on
// Debian 12, after a form whose answer was a 302:
//
//   - Chromium 156 leaves the page as it is, and the address bar too, for every private
//     scheme; a popup closes or stays empty. On Linux it may ask "Open xdg-open?", which leads
//     nowhere; on Windows its console says "Failed to launch 'app://...' because the scheme
//     does not have a registered handler" (AppFlowy-IO/AppFlowy-Cloud#181,
//     tauri-apps/plugins-workspace#1765). Its Network panel, when it was open before, has a
//     row "(canceled)" with the whole address, and the Location header of the one above.
//   - Firefox ESR 153 stays on the page as well. Its console names the page that the form was
//     sent to, not the address; its Network panel has the address as the Location header. When
//     the first page redirects at once, it shows "The address wasn't understood", still under
//     the address of that page.
//   - Nobody looked at Safari.
const (
	RedirectLoopback     RedirectKind = "loopback"     // to our listener, by itself
	RedirectPasted       RedirectKind = "paste"        // the browser ends on it and shows it, to be pasted
	RedirectForeign      RedirectKind = "foreign"      // as paste, and the address is somebody else's web server
	RedirectPrivate      RedirectKind = "private"      // a program's own scheme (RFC 8252 section 7.1), which no browser shows
	RedirectNativeClient RedirectKind = "nativeclient" // Microsoft's page for programs, which drops the code
	RedirectURN          RedirectKind = "urn"          // refused by Entra (AADSTS500119), and no browser shows it
	RedirectInvalid      RedirectKind = "invalid"
)

// longestRedirect is Entra's limit for a redirect URI ("Redirect URI (reply URL)
// restrictions and limitations").
const longestRedirect = 256

// Redirect is a redirect URI, understood.
type Redirect struct {
	Kind RedirectKind
	Host string   // host and port; "" when the scheme has none
	URL  *url.URL // nil when Kind is RedirectInvalid; a web server's host is in lower case
}

// CodeUnseen is the warning that no browser shows the code of such a redirect URI, or nil.
// A device code is the way then, or http://localhost beside it.
func (r Redirect) CodeUnseen() *problem.Problem {
	switch r.Kind {
	case RedirectPrivate:
		return warning("redirect-uri-private")
	case RedirectNativeClient:
		return warning("redirect-uri-nativeclient")
	case RedirectURN:
		return warning("redirect-uri-urn")
	}
	return nil
}

// ParseRedirect understands a redirect URI. RedirectLoopback is http on localhost, 127.0.0.1
// or [::1] with any port and path (RFC 8252 section 7.3). https on these hosts is
// pasted: nothing on this machine has a certificate for it.
func ParseRedirect(uri string) Redirect {
	r, _ := parseRedirect(strings.TrimSpace(uri))
	return r
}

func parseRedirect(uri string) (Redirect, string) {
	invalid := Redirect{Kind: RedirectInvalid}
	switch {
	case uri == "":
		return invalid, "redirect-uri-missing"
	case strings.ContainsFunc(uri, unicode.IsSpace):
		return invalid, "redirect-uri-space"
	case strings.ContainsFunc(uri, func(r rune) bool { return r <= ' ' || r > '~' || r == '\\' }):
		return invalid, "redirect-uri-malformed"
	case len(uri) > longestRedirect:
		return invalid, "redirect-uri-too-long"
	case strings.Contains(uri, "#"):
		return invalid, "redirect-uri-fragment"
	}
	u, err := url.Parse(uri)
	if err != nil {
		return invalid, withoutScheme(uri)
	}
	if !hasScheme(u) {
		return invalid, "redirect-uri-no-scheme"
	}
	return classify(u)
}

// withoutScheme picks the code for text that url.Parse refuses, such as
// "127.0.0.1:8080".
func withoutScheme(uri string) string {
	if strings.Contains(uri, "://") {
		return "redirect-uri-malformed"
	}
	return "redirect-uri-no-scheme"
}

// hasScheme tells "localhost:8080", which parses as a scheme and an opaque port, from
// a real scheme.
func hasScheme(u *url.URL) bool {
	if u.Scheme == "" || strings.Contains(u.Scheme, ".") && u.Opaque != "" && startsWithDigit(u.Opaque) {
		return false
	}
	return !(u.Scheme == "localhost" && u.Host == "")
}

func startsWithDigit(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }

func classify(u *url.URL) (Redirect, string) {
	switch u.Scheme {
	case "javascript", "data", "file", "vbscript", "blob", "about", "ftp", "mailto", "ws", "wss":
		return Redirect{Kind: RedirectInvalid}, "redirect-uri-scheme"
	case "http", "https":
		return classifyWeb(u)
	case "urn":
		return Redirect{Kind: RedirectURN, URL: u}, ""
	}
	return Redirect{Kind: RedirectPrivate, Host: u.Host, URL: u}, ""
}

func classifyWeb(u *url.URL) (Redirect, string) {
	if u.Hostname() == "" || u.User != nil || !validPort(u.Port()) {
		return Redirect{Kind: RedirectInvalid}, "redirect-uri-malformed"
	}
	r := Redirect{Kind: RedirectForeign, Host: u.Host, URL: u}
	u.Host = strings.ToLower(u.Host)
	switch {
	case isLoopback(u.Hostname()) && u.Scheme == "http":
		r.Kind = RedirectLoopback
	case isLoopback(u.Hostname()):
		r.Kind = RedirectPasted
	case isMicrosofts(u) && strings.EqualFold(u.Path, "/common/oauth2/nativeclient"):
		r.Kind = RedirectNativeClient
	case isMicrosofts(u):
		r.Kind = RedirectPasted
	}
	return r, ""
}

// isLoopback accepts the three hosts that our listener answers for.
func isLoopback(host string) bool {
	return strings.EqualFold(host, "localhost") || host == "127.0.0.1" || net.ParseIP(host).Equal(net.IPv6loopback)
}

// isMicrosofts accepts the sign-in hosts of every cloud: what is there is nobody else's.
func isMicrosofts(u *url.URL) bool {
	switch strings.ToLower(u.Host) {
	case "login.microsoftonline.com", "login.microsoftonline.us", "login.partner.microsoftonline.cn",
		"login.chinacloudapi.cn", "login.live.com", "login.windows.net":
		return u.Scheme == "https"
	}
	return false
}

func validPort(port string) bool {
	if port == "" {
		return true
	}
	n := 0
	for _, b := range []byte(port) {
		if b < '0' || b > '9' || n > 65535 {
			return false
		}
		n = n*10 + int(b-'0')
	}
	return n >= 1 && n <= 65535
}

// checkRedirect finds what is wrong with a redirect URI, or worth knowing.
func checkRedirect(uri string) []*problem.Problem {
	r, code := parseRedirect(uri)
	if code != "" {
		p := problem.New(problem.Input, code)
		if code == "redirect-uri-scheme" {
			scheme, _, _ := strings.Cut(uri, ":")
			p.With("scheme", strings.ToLower(scheme))
		}
		return []*problem.Problem{p}
	}
	var found []*problem.Problem
	warn := func(code string) {
		found = append(found, warning(code).With("host", r.Host))
	}
	switch {
	case r.Kind == RedirectForeign:
		warn("redirect-uri-foreign")
	case r.CodeUnseen() != nil:
		found = append(found, r.CodeUnseen())
	case r.URL.Scheme == "https" && isLoopback(r.URL.Hostname()):
		warn("redirect-uri-https-loopback")
	case r.Kind == RedirectLoopback && strings.Contains(r.URL.Hostname(), ":"):
		warn("redirect-uri-ipv6")
	}
	if strings.ContainsAny(uri, "!$'(),;*") {
		warn("redirect-uri-unusual")
	}
	return found
}
