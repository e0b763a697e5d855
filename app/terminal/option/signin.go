package option

import (
	"fmt"

	"github.com/spf13/cobra"

	"latchkey/app/profile"
	"latchkey/app/terminal/usage"
)

// SignIn are the options of every command that may have to sign in.
type SignIn struct {
	method       string
	responseMode string
	prompt       string
	domainHint   string
	// Account is the user name to sign in as, "" for the profile's.
	Account string
	// PasswordFrom is the file with the password, "-" for standard input, "" for none.
	PasswordFrom string
	// Silent says that no browser is to be opened.
	Silent bool
}

// Register adds them to a command.
func (f *SignIn) Register(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&f.method, "method", "", "how to sign in: auto, browser, paste or device-code (default: the profile's)")
	flags.StringVar(&f.responseMode, "response-mode", "", "how the browser brings the answer: form_post or query (default: the profile's)")
	flags.StringVar(&f.prompt, "prompt", "auto", "auto, or always to be asked again")
	flags.StringVar(&f.Account, "account", "", "user name to sign in as, when several are signed in here or for another one")
	flags.StringVar(&f.domainHint, "domain-hint", "", "domain of the identity provider to go to (default: the profile's)")
	flags.StringVar(&f.PasswordFrom, "password-from", "", "file with the password, or - for standard input; only without 2-Factor Authentication")
}

// RegisterSilent adds them to a command that a program may run, too.
func (f *SignIn) RegisterSilent(cmd *cobra.Command) {
	f.Register(cmd)
	cmd.Flags().BoolVar(&f.Silent, "silent", false, "never open a browser; exit 3 when a sign-in is needed")
}

// Apply checks the options and puts them into the profile for this run.
func (f *SignIn) Apply(p *profile.Profile) error {
	if err := f.checkBrowserless(*p); err != nil {
		return err
	}
	if f.method != "" {
		m, err := method(f.method)
		if err != nil {
			return err
		}
		p.Method = m
	}
	if f.responseMode != "" {
		mode, err := responseMode(f.responseMode)
		if err != nil {
			return err
		}
		p.ResponseMode = mode
	}
	if f.domainHint != "" {
		p.DomainHint = f.domainHint
	}
	switch {
	case f.prompt != "auto" && !f.Always():
		return usage.New("--prompt is auto or always")
	case f.Silent && f.Always():
		return usage.New("--silent and --prompt always exclude each other")
	case f.Account != "" && p.IsApplication():
		return usage.New("--account is for a person; this profile signs an application in")
	case f.PasswordFrom != "" && !p.ByPassword():
		return usage.New("--password-from is for CRM Online without 2-Factor Authentication")
	}
	return nil
}

// Always says that somebody is to be asked again.
func (f *SignIn) Always() bool { return f.prompt == "always" }

// checkBrowserless refuses what is about the way through a browser where none is opened.
func (f *SignIn) checkBrowserless(p profile.Profile) error {
	why := ""
	switch {
	case p.IsApplication():
		why = "this profile signs an application in, by its secret or certificate"
	case p.ByPassword():
		why = "this profile signs in by user name and password; latchkey profile edit --two-factor changes that"
	default:
		return nil
	}
	for _, flag := range []struct{ name, given string }{{"method", f.method}, {"response-mode", f.responseMode}, {"domain-hint", f.domainHint}} {
		if flag.given != "" {
			return usage.New(fmt.Sprintf("--%s is for a sign-in in the browser: %s", flag.name, why))
		}
	}
	return nil
}

func method(flag string) (profile.Method, error) {
	switch m := profile.Method(flag); m {
	case profile.Auto, profile.Browser, profile.Paste, profile.DeviceCode:
		return m, nil
	}
	return "", usage.New("--method is auto, browser, paste or device-code")
}

// formPost is OAuth's name for what a profile has "" for.
const formPost = "form_post"

func responseMode(flag string) (string, error) {
	switch flag {
	case formPost:
		return "", nil
	case profile.ResponseQuery:
		return profile.ResponseQuery, nil
	}
	return "", usage.New("--response-mode is form_post or query")
}
