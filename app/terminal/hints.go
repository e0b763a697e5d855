package terminal

import (
	"strings"
	"unicode"

	"latchkey/app/problem"
)

// hints are the commands for what the words of a code tell to do.
var hints = map[string]string{
	"signin-needed":              "latchkey signin NAME",
	"password-missing":           "latchkey credential set NAME --password",
	"password-wrong":             "latchkey credential set NAME --password",
	"organization-missing":       "latchkey use NAME ORG",
	"application-no-discovery":   "latchkey use NAME https://contoso.crm4.dynamics.com",
	"profile-not-found":          "latchkey profile list",
	"user-name-missing":          "latchkey profile edit NAME --login-hint anna@contoso.com",
	"browser-not-opened":         "set BROWSER, or open the address above yourself",
	"keychain-locked":            "unlock your login keychain, then try again",
	"keychain-unavailable":       "the window and latchkey serve can keep sign-ins in memory; single commands need a keychain",
	"custom-cloud-not-confirmed": "when they are right, say the command again with --confirm-hosts; of a saved profile: latchkey profile edit NAME --confirm-hosts",
	"method-needs-loopback":      "latchkey signin NAME --method auto",
	"AADSTS7000215":              "latchkey credential set NAME --secret",
	"AADSTS7000222":              "latchkey credential set NAME --secret",
	"account-differs":            "latchkey signin NAME --prompt always",
}

// nextHints are the commands for a next step, where the code has none of its own.
var nextHints = map[problem.Action]string{
	problem.UseTwoFactor:  "latchkey profile edit NAME --two-factor",
	problem.UseBrowser:    "latchkey signin NAME --method auto",
	problem.UseDeviceCode: "latchkey signin NAME --method device-code",
	problem.AddAuthority:  "latchkey authority add FILE",
	problem.ConfirmCloud:  "latchkey profile create --help tells how to name the hosts of a custom cloud",
}

// credentialHints are the commands for problem.EditCredential, by the problem's field.
var credentialHints = map[string]string{
	"password":     "latchkey credential set NAME --password",
	"clientSecret": "latchkey credential set NAME --secret",
	"certificate":  "latchkey credential set NAME --certificate FILE",
	"passphrase":   "latchkey credential set NAME --certificate FILE --passphrase-from FILE",
}

// giveHint tells the command that goes on after a problem.
func (e *Environment) giveHint(p *problem.Problem) {
	hint, next := hints[p.Code], p.Words().Next
	switch {
	case hint != "":
	case next == problem.EditCredential:
		if hint = credentialHints[p.Field]; hint == "" {
			hint = "latchkey credential set NAME --secret, or --certificate FILE"
		}
	default:
		hint = nextHints[next]
	}
	if hint != "" {
		e.note("hint: %s", strings.ReplaceAll(hint, "NAME", e.nameOrNAME()))
	}
}

// nameOrNAME is the profile that the command is about, as a shell takes it.
func (e *Environment) nameOrNAME() string {
	switch {
	case e.about == "":
		return "NAME"
	case strings.ContainsFunc(e.about, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '_' }):
		return "'" + strings.ReplaceAll(inert(e.about), "'", `'\''`) + "'"
	}
	return e.about
}
