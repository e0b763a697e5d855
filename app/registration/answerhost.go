package registration

import (
	"net/url"
	"strings"

	"latchkey/app/profile"
	"latchkey/app/recipe"
)

// answersGoTo reports whether answers of an application that Latchkey knows of go to an
// address: to this computer, to Microsoft's page for programs, or to a redirect URI of a
// recipe. What comes from elsewhere, anybody can have written; so can they this, but then
// they knew more.
func answersGoTo(u *url.URL) bool {
	plain := *u
	plain.RawQuery, plain.Fragment, plain.RawFragment = "", "", ""
	if u.User != nil {
		return false
	}
	switch r := profile.ParseRedirect(plain.String()); r.Kind {
	case profile.Loopback:
		return true
	case profile.Pasted:
		if r.URL.Scheme == "https" { // Microsoft's page, or this computer
			return true
		}
	}
	for _, r := range recipe.All() {
		if r.Registration == nil {
			continue
		}
		for _, uri := range append(r.Registration.RedirectURIs, r.Registration.OldRedirectURIs...) {
			if known, err := url.Parse(uri); err == nil && strings.EqualFold(known.Scheme, u.Scheme) && strings.EqualFold(known.Host, u.Host) {
				return true
			}
		}
	}
	return false
}
