package credential

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"latchkey/app/pattern"
	"latchkey/app/problem"
	"latchkey/app/profile"
)

const (
	// passwordLimit is Entra's own (Microsoft Learn, "Password policies").
	passwordLimit = 256
	// secretLimit is far above Entra's 40 characters, for other identity providers.
	secretLimit = 1024
)

var (
	guid = pattern.Lazy(`(?i)^\{?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?$`)
	// appPassword is how Entra makes app passwords: 16 lower-case letters, shown in
	// one word or in groups of four (Microsoft Learn, "Enforce multifactor
	// authentication with legacy applications using app passwords").
	appPassword = pattern.Lazy(`^[a-z]{16}$|^[a-z]{4}(?: [a-z]{4}){3}$|^[a-z]{4}(?:-[a-z]{4}){3}$`)
)

// Check looks at what was typed or picked and returns what is wrong with it, nothing
// when it can be used. The fields are "password", "clientSecret", "certificate" and
// "passphrase"; a Warning stops nothing.
func Check(c Credential, now time.Time) []*problem.Problem {
	switch c.Kind {
	case Password:
		return only(checkPassword(c.Value.Reveal()))
	case Secret:
		return only(checkSecret(c.Value.Reveal()))
	case Certificate:
		return only(checkCertificate(c, now))
	}
	return only(problem.New(problem.Internal, "internal").Raw("credential of kind " + string(c.Kind)))
}

// only is a list of at most one problem: a second one would be about the same value.
func only(p *problem.Problem) []*problem.Problem {
	if p == nil {
		return nil
	}
	return []*problem.Problem{p}
}

func checkPassword(value string) *problem.Problem {
	wrong := func(code string) *problem.Problem { return problem.New(problem.Input, code).At(passwordField) }
	trimmed := strings.TrimSpace(value)
	switch {
	case value == "":
		return wrong("password-missing")
	case appPassword().MatchString(trimmed):
		return wrong("app-password")
	case utf8.RuneCountInString(value) > passwordLimit:
		return wrong("password-too-long")
	case value != trimmed: // a password may have them, but a pasted one got them by accident
		p := wrong("password-blanks")
		p.Warning = true
		return p
	}
	return nil
}

func checkSecret(value string) *problem.Problem {
	wrong := func(code string) *problem.Problem { return problem.New(problem.Input, code).At(secretField) }
	trimmed := strings.TrimSpace(value)
	switch {
	case trimmed == "":
		return wrong("client-secret-missing")
	case guid().MatchString(trimmed):
		return wrong("secret-id-not-value")
	case len(value) > secretLimit:
		return wrong("client-secret-too-long")
	case strings.ContainsFunc(value, blank):
		return wrong("client-secret-blanks")
	}
	return nil
}

// blank is what copying adds: blanks, line ends, characters that nobody sees.
func blank(r rune) bool { return unicode.IsSpace(r) || !unicode.IsGraphic(r) }

func checkCertificate(c Credential, now time.Time) *problem.Problem {
	key, err := Parse(c, now)
	if err != nil {
		return problem.From(err)
	}
	if leaf := key.Certificates[0]; leaf.NotAfter.Sub(now) < profile.NearExpiry {
		return soon(leaf, now)
	}
	return nil
}
