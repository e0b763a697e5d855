package registration

import (
	"net/url"
	"slices"
	"strings"
	"unicode"

	"latchkey/app/nearest"
	"latchkey/app/profile"
)

// allowed reports whether one of the registered redirect URIs is good for one that is
// asked for, by Entra's rules: the same to the letter, or both are http on the same
// loopback host and differ in the port only. An empty path and "/" are the same there.
// Microsoft calls redirect URIs case-sensitive and makes no exception for the host
// ("Redirect URI (reply URL) restrictions and limitations").
func allowed(registered []string, asked string) bool {
	_, ok := counterpart(registered, asked)
	return ok
}

// counterpart is the registered redirect URI that is good for one that is asked for, as it
// is registered: the one that is the same to the letter, if there is one.
func counterpart(registered []string, asked string) (string, bool) {
	if slices.Contains(registered, asked) {
		return asked, true
	}
	for _, known := range registered {
		if sameLoopback(known, asked) {
			return known, true
		}
	}
	return "", false
}

func sameLoopback(known, asked string) bool {
	// Blanks count: profile.ParseRedirect takes them off. So does the case of what is
	// registered; what is asked for is sent in lower case.
	if strings.ContainsFunc(known+asked, unicode.IsSpace) || !strings.HasPrefix(known, "http://") {
		return false
	}
	x, y := profile.ParseRedirect(known), profile.ParseRedirect(asked)
	if x.Host != strings.ToLower(x.Host) {
		return false
	}
	return x.Kind == profile.Loopback && y.Kind == profile.Loopback &&
		x.URL.Hostname() == y.URL.Hostname() && rest(x.URL) == rest(y.URL)
}

// rest is what stands behind host and port.
func rest(u *url.URL) string {
	path := u.EscapedPath()
	if path == "" {
		path = "/"
	}
	if u.RawQuery != "" || u.ForceQuery {
		path += "?" + u.RawQuery
	}
	return path
}

// closest is the registered redirect URI that was probably meant, and what is different
// in it: "blank", "case", "slash", "scheme", "host", "port", "query", "path"; both are ""
// when none is near.
func closest(registered []string, wanted string) (found, difference string) {
	for _, kind := range differences {
		for _, r := range registered {
			if differs(r, wanted) == kind {
				return r, kind
			}
		}
	}
	if near := nearest.Name(wanted, registered); near != "" {
		return near, "path"
	}
	return "", ""
}

// differences are all of them, those that are overlooked most easily first.
var differences = []string{"blank", "case", "slash", "scheme", "port", "query", "host", "path"}

// differs names the one thing in which two redirect URIs differ; "" for none and for more
// than one.
func differs(a, b string) string {
	if a == b {
		return ""
	}
	switch x, y := withoutBlanks(a), withoutBlanks(b); {
	case x == y:
		return "blank"
	case strings.EqualFold(x, y):
		return "case"
	case strings.TrimSuffix(x, "/") == strings.TrimSuffix(y, "/"):
		return "slash"
	}
	x, errX := url.Parse(a)
	y, errY := url.Parse(b)
	if errX != nil || errY != nil || x.Host == "" || y.Host == "" {
		return ""
	}
	var found []string
	note := func(kind string, same bool) {
		if !same {
			found = append(found, kind)
		}
	}
	note("scheme", x.Scheme == y.Scheme)
	note("host", strings.EqualFold(x.Hostname(), y.Hostname()))
	note("port", x.Port() == y.Port())
	note("path", strings.TrimSuffix(x.EscapedPath(), "/") == strings.TrimSuffix(y.EscapedPath(), "/"))
	note("query", x.RawQuery == y.RawQuery)
	if len(found) != 1 {
		return ""
	}
	return found[0]
}

// withoutBlanks leaves out blanks, those that nobody sees too.
func withoutBlanks(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, text)
}
