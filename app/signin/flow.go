package signin

import (
	"slices"

	"latchkey/app/problem"
	"latchkey/app/profile"
)

// Flow is how a person signs in. A profile's Method is the wish, a Flow is what is used.
// Those that a redirect URI allows have an order, the one that works best first.
type Flow string

// The flows.
const (
	// FlowFormPost: the browser posts the answer to our listener (OAuth 2.0 Form Post
	// Response Mode), so that no code is in an address.
	FlowFormPost Flow = "post"
	// FlowQuery: the answer is in the address, for browsers that warn of a form which an
	// https page sends to http.
	FlowQuery Flow = "query"
	// FlowPaste: the person pastes the address where the browser ended.
	FlowPaste Flow = "paste"
	// FlowDeviceCode: the person types a code on another page (RFC 8628).
	FlowDeviceCode Flow = "device-code"
)

// Listens reports whether the browser comes back to our listener.
func (f Flow) Listens() bool { return f == FlowFormPost || f == FlowQuery }

// flows lists those that the redirect URI allows.
func (t Target) flows() []Flow {
	switch t.Redirect.Kind {
	case profile.RedirectLoopback:
		return []Flow{FlowFormPost, FlowQuery, FlowPaste, FlowDeviceCode}
	case profile.RedirectPasted, profile.RedirectForeign:
		return []Flow{FlowPaste, FlowDeviceCode}
	case profile.RedirectPrivate, profile.RedirectNativeClient, profile.RedirectURN:
		return []Flow{FlowDeviceCode, FlowPaste} // no browser shows the code
	}
	return []Flow{FlowDeviceCode}
}

// chooseFlow is how an attempt starts: as it was asked to, else by the profile's method,
// its response mode and its redirect URI.
func (t Target) chooseFlow(wanted Flow) (Flow, error) {
	if wanted != "" {
		return wanted, t.checkFlow(wanted)
	}
	allowed := t.flows()
	switch t.Method {
	case profile.DeviceCode:
		return FlowDeviceCode, nil
	case profile.Paste:
		wanted = FlowPaste
	default:
		wanted = allowed[0]
		if wanted == FlowFormPost && t.ResponseMode == profile.ResponseQuery {
			wanted = FlowQuery
		}
	}
	switch {
	case t.Redirect.Kind == profile.RedirectInvalid:
		return "", problem.New(problem.Input, "redirect-uri-invalid").At("redirectUri")
	case !slices.Contains(allowed, wanted), t.Method == profile.Browser && !wanted.Listens():
		return "", problem.New(problem.Input, "method-needs-loopback").At("redirectUri")
	}
	return wanted, nil
}

// checkFlow refuses a flow that the redirect URI does not allow.
func (t Target) checkFlow(f Flow) error {
	if !slices.Contains(t.flows(), f) {
		return problem.New(problem.Input, "method-needs-loopback").At("redirectUri")
	}
	return nil
}
