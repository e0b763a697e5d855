package registration

import (
	"slices"
	"strings"

	"latchkey/app/problem"
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

// oldRedirects names those that Entra keeps and wouldn't take again.
func (c *checker) oldRedirects() {
	var old []string
	for _, uri := range c.RedirectURIs() {
		if strings.HasPrefix(strings.ToLower(uri), "http:") && !registrable(uri, c.want.Platform) {
			old = append(old, uri)
		}
	}
	if len(old) == 0 {
		return
	}
	found := strings.Join(old, ", ")
	c.add(Finding{
		ID: "old-redirect-uri", State: Warning, Setting: "Authentication > Redirect URIs", Found: found,
		Problem: problem.New(problem.Input, "registration-redirect-old").With("found", found),
	})
}
