package terminal

import (
	"strings"
	"unicode"

	"latchkey/app/cloud"
	"latchkey/app/problem"
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

// hintless are the next steps that no command does: the same command again, waiting,
// asking somebody.
var hintless = []problem.Action{problem.Retry, problem.Wait, problem.AskAdmin, problem.None}

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

// giveHint tells the command that goes on after a problem.
func (e *Environment) giveHint(p *problem.Problem) {
	hint := e.hintFor(p)
	if hint == "" {
		return
	}
	user := "USER"
	if wanted := p.Args["wanted"]; wanted != "" {
		user = shellWord(wanted)
	}
	e.note("hint: %s", strings.NewReplacer("NAME", e.nameOrNAME(), "USER", user).Replace(hint))
}

// hintFor is the command that goes on after a problem, "" when there is none: what fits
// the profile before what fits the code, and that before what fits the next step.
func (e *Environment) hintFor(p *problem.Problem) string {
	next := p.Words().Next
	if secretCodes[p.Code] && e.secretHint != "" {
		return e.secretHint
	}
	if secretCodes[p.Code] {
		return credentialHints["clientSecret"]
	}
	if hint := customCloudHints[p.Code]; hint != "" && e.about.Cloud == cloud.Custom {
		return hint
	}
	if hint := applicationHints[p.Code]; hint != "" && e.about.IsApplication() {
		return hint
	}
	if flag := codeFlags[p.Code]; flag != "" {
		return e.editHint(flag)
	}
	if hint, ok := hints[p.Code]; ok && !(e.editing && fieldFlags[p.Field] != "") {
		return hint
	}
	if hint := credentialHints[p.Field]; hint != "" && next == problem.EditCredential {
		return hint
	}
	if flag := fieldFlags[p.Field]; flag != "" {
		return e.editHint(flag)
	}
	if e.editing && next == problem.EditName {
		return "" // the name is what was just typed
	}
	return nextHints[next]
}

// editHint is the command that sets a field: that which is being typed, or another one.
func (e *Environment) editHint(flag string) string {
	if e.editing {
		return "say the command again with " + flag
	}
	return "latchkey profile edit NAME " + flag
}

// nameOrNAME is the profile that the command is about, as a shell takes it.
func (e *Environment) nameOrNAME() string {
	if e.about.Name == "" {
		return "NAME"
	}
	return shellWord(e.about.Name)
}

// shellWord is text as one word of a shell.
func shellWord(text string) string {
	if strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '_' }) {
		return "'" + strings.ReplaceAll(inert(text), "'", `'\''`) + "'"
	}
	return text
}
