package signin

import (
	"slices"

	"latchkey/app/problem"
	"latchkey/app/profile"
)

// Rung is one step of the ladder: the ways in through a person, the most comfortable
// first. Every redirect URI allows the lower ones.
type Rung string

// The ladder.
const (
	// RungPost: the browser posts the answer to our listener (OAuth 2.0 Form Post
	// Response Mode), so that no code is in an address.
	RungPost Rung = "post"
	// RungQuery: the answer is in the address, for browsers that warn of a form which an
	// https page sends to http.
	RungQuery Rung = "query"
	// RungPaste: the person pastes the address where the browser ended.
	RungPaste Rung = "paste"
	// RungDeviceCode: the person types a code on another page (RFC 8628).
	RungDeviceCode Rung = "device-code"
)

func (r Rung) way() Way {
	switch r {
	case RungPaste:
		return Paste
	case RungDeviceCode:
		return DeviceCode
	}
	return Browser
}

// Ladder lists the rungs that a redirect URI allows, from the top.
func Ladder(redirectURI string) []Rung {
	switch profile.ParseRedirect(redirectURI).Kind {
	case profile.Loopback:
		return []Rung{RungPost, RungQuery, RungPaste, RungDeviceCode}
	case profile.Invalid:
		return []Rung{RungDeviceCode}
	}
	return []Rung{RungPaste, RungDeviceCode}
}

// rung is where an attempt starts: where it was asked to, else by the profile's method,
// its response mode and its redirect URI.
func (t Target) rung(wanted Rung) (Rung, error) {
	ladder := Ladder(t.RedirectURI)
	if wanted != "" {
		if !slices.Contains(ladder, wanted) {
			return "", problem.New(problem.Input, "method-needs-loopback").At("redirectUri")
		}
		return wanted, nil
	}
	switch t.Method {
	case profile.DeviceCode:
		return RungDeviceCode, nil
	case profile.Paste:
		wanted = RungPaste
	default:
		wanted = ladder[0]
		if wanted == RungPost && t.ResponseMode == profile.ResponseQuery {
			wanted = RungQuery
		}
	}
	switch {
	case len(ladder) == 1: // an invalid redirect URI: nothing but a device code
		return "", problem.New(problem.Input, "redirect-uri-invalid").At("redirectUri")
	case t.Method == profile.Browser && wanted == RungPaste:
		return "", problem.New(problem.Input, "method-needs-loopback").At("redirectUri")
	}
	return wanted, nil
}

// SwitchTo asks for another rung. Whoever awaits the attempt ends it and starts the
// next; a Problem says that the redirect URI does not allow that rung.
func (a *Attempt) SwitchTo(r Rung) error {
	if !slices.Contains(Ladder(a.target.RedirectURI), r) {
		return problem.New(problem.Input, "method-needs-loopback").At("redirectUri")
	}
	select {
	case a.next <- r:
	default:
	}
	return nil
}

// Switched delivers the rung that was asked for.
func (a *Attempt) Switched() <-chan Rung { return a.next }
