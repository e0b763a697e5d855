// Package hint is the command that goes on after a problem: the window has a button there.
//
// It promises that the command exists and fits: the profile that the problem is about comes
// before the problem's code, and that before the next step which the catalogue of problems names.
package hint

import (
	"strings"
	"unicode"

	"latchkey/app/cloud"
	"latchkey/app/problem"
	"latchkey/app/profile"
)

// hints are the commands for what the words of a code tell to do; "" is none, where the
// next step's would lead astray.
var hints = map[string]string{
	"account-differs":            "latchkey signin NAME --prompt always",
	"account-not-wanted":         "latchkey signin NAME --prompt always --account USER",
	"app-password":               "latchkey profile edit NAME --two-factor",
	"application-no-discovery":   "latchkey use NAME https://ADDRESS",
	"authority-expired":          "", // another file is needed, and the command was the right one
	"authority-not-ca":           "",
	"authority-not-pem":          "",
	"authority-not-yet-valid":    "",
	"authority-private-key":      "",
	"authority-too-large":        "",
	"authority-not-found":        "latchkey authority list",
	"authority-prefix-ambiguous": "latchkey authority list",
	"authority-prefix-short":     "latchkey authority list",
	"browser-not-found":          "set BROWSER, or: latchkey signin NAME --method device-code",
	"browser-not-opened":         "set BROWSER, or open the address above yourself",
	"custom-cloud-not-confirmed": "when they are right, say the command again with --confirm-hosts; of a saved profile: latchkey profile edit NAME --confirm-hosts",
	"discovery-home-tenant-only": "latchkey orgs NAME --tenant fabrikam.com",
	"keychain-locked":            "unlock your login keychain, then try again",
	"keychain-unavailable":       "the window and latchkey serve can keep sign-ins in memory; single commands need a keychain",
	"exchange-code-missing":      "",
	"method-needs-loopback":      "latchkey signin NAME --method auto",
	"organization-missing":       "latchkey use NAME ORG; latchkey orgs NAME lists what there is",
	"organization-mismatch":      "latchkey use NAME ORG",
	"organization-not-found":     "latchkey orgs NAME",
	"password-account-unknown":   "latchkey profile edit NAME --login-hint anna@contoso.com",
	"password-missing":           "latchkey credential set NAME --password",
	"password-wrong":             "latchkey credential set NAME --password",
	"paste-empty":                "", // the address is asked for again
	"paste-no-code":              "",
	"paste-other-attempt":        "",
	"paste-state-mismatch":       "",
	"practice-certificates-full": "latchkey practice reset",
	"practice-no-app":            "latchkey practice apps",
	"practice-no-prompt":         "latchkey practice phone USER --wait 30s",
	"practice-user-unknown":      "latchkey practice users",
	"scenario-not-found":         "latchkey practice scenario list",
	"profile-deleted":            "latchkey profile list",
	"profile-not-found":          "latchkey profile list",
	"signin-cancelled":           "", // whoever stopped it knows
	"sign-in-as-unknown":         "latchkey profile edit NAME --as person",
	"tenant-skipped":             "latchkey orgs NAME",
	"token-expired":              "latchkey test NAME",
	"user-name-missing":          "latchkey profile edit NAME --login-hint anna@contoso.com",
}

// nextHints are the commands for a next step, where the code has none of its own.
var nextHints = map[problem.Action]string{
	problem.SignIn:            "latchkey signin NAME",
	problem.PromptAgain:       "latchkey signin NAME --prompt always",
	problem.EditApplicationID: "latchkey profile edit NAME --application-id GUID",
	problem.EditRedirectURI:   "latchkey profile edit NAME --redirect-uri http://localhost",
	problem.EditTenant:        "latchkey profile edit NAME --tenant contoso.com",
	problem.EditName:          "latchkey profile edit NAME --name OTHER",
	problem.TypeURL:           "latchkey use NAME https://ADDRESS",
	problem.UnlockKeychain:    "unlock your login keychain, then try again",
	problem.UseMemory:         "the window and latchkey serve can keep sign-ins in memory; single commands need a keychain",
	problem.PasteAddress:      "latchkey signin NAME --method paste",
	problem.UseTwoFactor:      "latchkey profile edit NAME --two-factor",
	problem.UseBrowser:        "latchkey signin NAME --method auto",
	problem.UseDeviceCode:     "latchkey signin NAME --method device-code",
	problem.EditCredential:    "latchkey credential set NAME --secret, or --certificate FILE",
	problem.AddAuthority:      "latchkey authority add FILE",
	problem.ConfirmCloud:      "latchkey profile create --help shows how to name the hosts of a custom cloud",
}

// credentialHints are the commands for problem.EditCredential, by the problem's field.
var credentialHints = map[string]string{
	"password":     "latchkey credential set NAME --password",
	"clientSecret": "latchkey credential set NAME --secret",
	"certificate":  "latchkey credential set NAME --certificate FILE",
	"passphrase":   "latchkey credential set NAME --certificate FILE --passphrase-from FILE",
}

// secretCodes are about a client secret, whatever their field says.
var secretCodes = map[string]bool{
	"AADSTS7000215": true, "AADSTS7000222": true, "exchange-secret-wanted": true, "client-secret-missing": true, "secret-id-not-value": true,
}

// applicationHints are those for an application, where a person's would not do.
var applicationHints = map[string]string{
	"organization-missing": "latchkey use NAME https://ADDRESS",
}

// customCloudHints are those for a custom cloud: its certificate authority stands in the
// profile, and is believed for its own hosts only.
var customCloudHints = map[string]string{
	"tls-intercepted": "latchkey profile edit NAME --ca-file FILE --confirm-hosts",
	"tls-untrusted":   "latchkey profile edit NAME --ca-file FILE --confirm-hosts",
}

// codeFlags are the flags of profile create and profile edit for what the words of a code
// tell to change, which is not always the field that they stand at.
var codeFlags = map[string]string{
	"organization-url-other-cloud": "--cloud CLOUD",
}

// fieldFlags are the flags of profile create and profile edit for the fields of a profile.
var fieldFlags = map[string]string{
	"applicationId":   "--application-id GUID",
	"redirectUri":     "--redirect-uri http://localhost",
	"tenant":          "--tenant contoso.com",
	"loginHint":       "--login-hint anna@contoso.com",
	"organizationUrl": "--url https://ADDRESS",
	"extraTenants":    "--other-tenant contoso.com",
	"domainHint":      "--domain-hint contoso.com",
	"cloud":           "--cloud public",
	"method":          "--method auto",
}

// About is what a hint depends on.
type About struct {
	Profile profile.Profile // the one that the command names; empty when it names none
	Editing bool            // the command sets the fields of a profile
	// Secret is how the command gets a client secret, "" when it uses what is kept.
	Secret string
}

// For is the command that goes on after a problem, "" when there is none. Names in it are
// words of a shell.
func (a About) For(p *problem.Problem) string {
	user := "USER"
	if wanted := p.Args["wanted"]; wanted != "" {
		user = ShellWord(wanted)
	}
	return strings.NewReplacer("NAME", a.Name(), "USER", user).Replace(a.find(p))
}

// find looks for what fits the profile before what fits the code, and that before what
// fits the next step.
func (a About) find(p *problem.Problem) string {
	next := p.Words().Next
	if secretCodes[p.Code] && a.Secret != "" {
		return a.Secret
	}
	if secretCodes[p.Code] {
		return credentialHints["clientSecret"]
	}
	if hint := customCloudHints[p.Code]; hint != "" && a.Profile.Cloud == cloud.Custom {
		return hint
	}
	if hint := applicationHints[p.Code]; hint != "" && a.Profile.IsApplication() {
		return hint
	}
	if flag := codeFlags[p.Code]; flag != "" {
		return a.edit(flag)
	}
	if hint, ok := hints[p.Code]; ok && !(a.Editing && fieldFlags[p.Field] != "") {
		return hint
	}
	if hint := credentialHints[p.Field]; hint != "" && next == problem.EditCredential {
		return hint
	}
	if flag := fieldFlags[p.Field]; flag != "" {
		return a.edit(flag)
	}
	if a.Editing && next == problem.EditName {
		return "" // the name is what was just typed
	}
	return nextHints[next]
}

// edit is the command that sets a field: that which is being typed, or another one.
func (a About) edit(flag string) string {
	if a.Editing {
		return "say the command again with " + flag
	}
	return "latchkey profile edit NAME " + flag
}

// Name is the profile that the command is about, as a shell takes it.
func (a About) Name() string {
	if a.Profile.Name == "" {
		return "NAME"
	}
	return ShellWord(a.Profile.Name)
}

// ShellWord is text as one word of a shell.
func ShellWord(text string) string {
	if strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '_' }) {
		return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'"
	}
	return text
}
