package registration

import (
	"net/url"
	"slices"
	"strings"
	"unicode"

	"latchkey/app/nearest"
	"latchkey/app/problem"
	"latchkey/app/profile"
	"latchkey/app/recipe"
)

// platformNames are the portal's.
var platformNames = map[string]string{
	"public": "Mobile and desktop applications", "web": "Web", "spa": "Single-page application",
}

// under lists the platforms that have a redirect URI.
func (c *checker) under(uri string) []string {
	var list []string
	for _, platform := range []string{"public", "web", "spa"} {
		if allowed(c.of(platform), uri) {
			list = append(list, platform)
		}
	}
	return list
}

func (c *checker) of(platform string) []string {
	switch platform {
	case "web":
		return c.Web
	case "spa":
		return c.SPA
	}
	return c.Public
}

// needed are the redirect URIs that have to be there: the profile's, or all of the
// recipe's while no profile says which one. The others would be good to have.
func (c *checker) needed() (must, should []string) {
	own, list := c.values["redirectUri"], filledRedirects(c.want, c.values)
	if own == "" {
		return list, nil
	}
	return []string{own}, slices.DeleteFunc(list, func(uri string) bool { return allowed([]string{uri}, own) })
}

// platform looks at the heading under which the redirect URIs stand: it decides whether
// Entra asks for a secret.
func (c *checker) platform() {
	f := Finding{ID: "platform", State: OK, Setting: "Authentication > Platform configurations", Wanted: platformNames[c.want.Platform]}
	must, should := c.needed()
	for _, uri := range append(must, should...) {
		found := c.under(uri)
		if len(found) == 0 {
			continue
		}
		if slices.Equal(found, []string{c.want.Platform}) {
			f.Found = f.Wanted
			continue
		}
		other := found[0]
		if other == c.want.Platform {
			other = found[1]
		}
		f.Found, f.State = platformNames[other], Wrong
		switch {
		case other == "spa":
			f.Code, f.Problem = "AADSTS9002327", problem.New(problem.Input, "registration-platform-spa").With("redirectUri", uri).With("wanted", f.Wanted)
		case c.want.Platform == recipe.PlatformWeb:
			f.Code, f.Problem = "AADSTS700025", problem.New(problem.Input, "registration-platform-public").With("redirectUri", uri)
		default:
			f.Code, f.Problem = "AADSTS7000218", problem.New(problem.Input, "registration-platform-web").With("redirectUri", uri)
		}
		f.Fix = c.move(uri)
		break
	}
	if f.Found != "" { // else the redirect URIs are what is wrong
		c.add(f)
	}
}

// move takes a redirect URI to the platform that is wanted and away from the others.
func (c *checker) move(uri string) Fix {
	change := map[string]any{}
	for platform, member := range map[string]string{"public": "publicClient", "web": "web", "spa": "spa"} {
		list := slices.DeleteFunc(slices.Clone(c.of(platform)), func(known string) bool { return allowed([]string{known}, uri) })
		if platform == c.want.Platform {
			list = append(list, uri)
		}
		if !slices.Equal(list, c.of(platform)) {
			list = slices.DeleteFunc(list, isURN) // Entra would refuse the whole change
			change[member] = redirectList{append([]string{}, list...)}
		}
	}
	return c.patch(change)
}

func (c *checker) redirects() {
	must, should := c.needed()
	for i, uri := range append(must, should...) {
		f := Finding{ID: "redirect-uri", State: OK, Setting: "Authentication > Redirect URIs", Wanted: uri}
		if known, ok := counterpart(c.RedirectURIs(), uri); ok {
			f.Found, f.Same = known, known != uri
			c.add(f)
			continue
		}
		f.State, f.Code = Wrong, "AADSTS50011"
		if i >= len(must) {
			f.State, f.Code = Warning, ""
		}
		f.Found, f.Problem = c.mismatch(uri)
		switch {
		case !registrable(uri, c.want.Platform):
			f.Problem = problem.New(problem.Input, "registration-redirect-refused").With("redirectUri", uri)
		case len(c.RedirectURIs()) == 0 && f.State == Wrong:
			f.Code = "AADSTS500113"
		}
		if registrable(uri, c.want.Platform) {
			f.Fix = c.move(uri)
		}
		c.add(f)
	}
}

// mismatch says what is different in the redirect URI that was probably meant.
func (c *checker) mismatch(wanted string) (string, *problem.Problem) {
	found, difference := closest(c.RedirectURIs(), wanted)
	code := "registration-redirect-missing"
	switch difference {
	case "blank":
		code = "registration-redirect-blank"
	case "case":
		code = "registration-redirect-case"
	case "slash":
		code = "registration-redirect-slash"
	case "scheme":
		code = "registration-redirect-scheme"
	case "port":
		code = "registration-redirect-port"
	case "query":
		code = "registration-redirect-query"
	case "host":
		code = "registration-redirect-host"
	case "path":
		code = "registration-redirect-path"
	}
	return found, problem.New(problem.Input, code).With("found", found).With("redirectUri", wanted)
}

// oldRedirects names those that Entra keeps and wouldn't take again. Those that begin with
// urn: are of no use any more; manicminer in hashicorp/terraform-provider-azuread#575 saw
// them refused among those of public clients when they are written.
func (c *checker) oldRedirects() {
	list := func(code string, old []string) {
		if len(old) == 0 {
			return
		}
		found := strings.Join(old, ", ")
		c.add(Finding{
			ID: "old-redirect-uri", State: Warning, Setting: "Authentication > Redirect URIs", Found: found,
			Problem: problem.New(problem.Input, code).With("found", found),
		})
	}
	var old, urns []string
	for _, uri := range c.RedirectURIs() {
		switch {
		case isURN(uri):
			urns = append(urns, uri)
		case strings.HasPrefix(strings.ToLower(uri), "http:") && !registrable(uri, c.want.Platform):
			old = append(old, uri)
		}
	}
	list("registration-redirect-old", old)
	list("registration-redirect-urn", urns)
}

func isURN(uri string) bool { return profile.ParseRedirect(uri).Kind == profile.RedirectURN }

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
	return x.Kind == profile.RedirectLoopback && y.Kind == profile.RedirectLoopback &&
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
