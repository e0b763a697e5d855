package aadsts

import "slices"

// Strength is how well a rule demands that somebody proves who they are, and how well they did:
// the built-in authentication strengths ("Conditional Access authentication strength").
type Strength string

// The strengths, the weakest first. Of what people have here, a security key alone is more than
// a second factor.
const (
	PasswordStrength          Strength = ""
	MFAStrength               Strength = "mfa"
	PasswordlessStrength      Strength = "passwordless"
	PhishingResistantStrength Strength = "phishing-resistant"
)

var strengths = []Strength{PasswordStrength, MFAStrength, PasswordlessStrength, PhishingResistantStrength}

// Meets says whether a proof is as strong as what is demanded.
func (s Strength) Meets(demanded Strength) bool {
	return slices.Index(strengths, s) >= slices.Index(strengths, demanded)
}

// StrongerOf is the stronger of two.
func StrongerOf(a, b Strength) Strength {
	if a.Meets(b) {
		return a
	}
	return b
}
