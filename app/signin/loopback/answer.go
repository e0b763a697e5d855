package loopback

import (
	"crypto/subtle"
	"net/url"

	"latchkey/app/secret"
)

// HasState compares the state parameter with the expected one in constant time.
// A missing or a repeated state is not it.
func HasState(values url.Values, state secret.String) bool {
	got := values["state"]
	return len(got) == 1 && !state.Empty() &&
		subtle.ConstantTimeCompare([]byte(got[0]), []byte(state.Reveal())) == 1
}

// Parse reads a code or an error, each at most once, out of parameters from the browser
// or a pasted address. The state is the caller's to check.
func Parse(values url.Values) (Answer, bool) {
	code, failure := values["code"], values["error"]
	switch {
	case len(code) == 1 && code[0] != "" && len(failure) == 0:
		return Answer{Code: secret.New(code[0])}, true
	case len(failure) == 1 && failure[0] != "" && len(code) == 0:
		return Answer{Error: failure[0], Description: values.Get("error_description")}, true
	}
	return Answer{}, false
}
