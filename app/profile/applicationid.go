package profile

import (
	"strings"

	"latchkey/app/cloud"
	"latchkey/app/pattern"
	"latchkey/app/problem"
)

const zeroGUID = "00000000-0000-0000-0000-000000000000"

// checkApplicationID accepts a GUID that is neither zero nor the tenant's. No problem
// repeats the value: people paste secrets into this field.
func checkApplicationID(p Profile) []*problem.Problem {
	id := p.ApplicationID
	switch {
	case id == "":
		return one("application-id-missing")
	case LooksLikeSecret(id):
		return one("application-id-is-secret")
	case !cloud.IsGUID(id):
		return one("application-id-not-guid")
	case id == zeroGUID:
		return one("application-id-zero")
	case id == p.Tenant || p.Organization != nil && strings.EqualFold(id, p.Organization.TenantID):
		return one("application-id-is-tenant")
	case p.Organization != nil && strings.EqualFold(id, p.Organization.ID):
		return one("application-id-is-organization")
	}
	return nil
}

// LooksLikeSecret reports whether text has the shape of a credential rather than of an
// identifier: an Entra client secret (about 40 characters, as in "abc8Q~..."), the
// older base64 ones (44 characters with a "="), a token, a long random run.
func LooksLikeSecret(text string) bool {
	text = strings.TrimFunc(text, blank)
	if cloud.IsGUID(plainGUID(text)) {
		return false
	}
	return entraSecret().MatchString(text) || token().MatchString(text) || randomRun(text)
}

var (
	// entraSecret is today's client secret: three characters, a digit, "Q~", the rest.
	entraSecret = pattern.Lazy(`^[\w.~-]{3}\dQ~[\w.~-]{20,}$`)
	// token is a JSON Web Token or the beginning of one (RFC 7519).
	token = pattern.Lazy(`^eyJ[\w-]+\.`)
	// unbroken is text of the characters that generators of secrets use.
	unbroken = pattern.Lazy(`^[A-Za-z0-9+/=_.~!?@:*\[\]-]{30,}$`)
)

// randomRun matches 30 characters and more without blanks that mix letters, digits
// and cases or signs as generated secrets do. Host names, URLs and hexadecimal GUIDs
// without hyphens don't.
func randomRun(text string) bool {
	if !unbroken().MatchString(text) || strings.Contains(text, "://") {
		return false
	}
	lower := strings.ContainsAny(text, "abcdefghijklmnopqrstuvwxyz")
	upper := strings.ContainsAny(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
	return lower && upper && strings.ContainsAny(text, "0123456789")
}
