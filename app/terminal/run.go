package terminal

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"latchkey/app/connection"
	"latchkey/app/problem"
	"latchkey/app/profile"
	"latchkey/app/program"
)

// signInFlags are the flags of every command that may have to sign in.
type signInFlags struct {
	method       string
	responseMode string
	prompt       string
	account      string
	domainHint   string
	passwordFrom string
	silent       bool
}

func (f *signInFlags) register(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&f.method, "method", "", "how to sign in: auto, browser, paste or device-code (default: the profile's)")
	flags.StringVar(&f.responseMode, "response-mode", "", "how the browser brings the answer: form_post or query (default: the profile's)")
	flags.StringVar(&f.prompt, "prompt", "auto", "auto, or always to be asked again")
	flags.StringVar(&f.account, "account", "", "user name to sign in as, when several are signed in here or for another one")
	flags.StringVar(&f.domainHint, "domain-hint", "", "domain of the identity provider to go to (default: the profile's)")
	flags.StringVar(&f.passwordFrom, "password-from", "", "file with the password, or - for standard input; only without 2-Factor Authentication")
}

func (f *signInFlags) registerSilent(cmd *cobra.Command) {
	f.register(cmd)
	cmd.Flags().BoolVar(&f.silent, "silent", false, "never open a browser; exit 3 when a sign-in is needed")
}

// apply checks the flags and puts them into the profile for this run.
func (f *signInFlags) apply(p *profile.Profile) error {
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
	case f.prompt != "auto" && f.prompt != "always":
		return usageError{errors.New("--prompt is auto or always")}
	case f.silent && f.prompt == "always":
		return usageError{errors.New("--silent and --prompt always exclude each other")}
	case f.account != "" && p.IsApplication():
		return usageError{errors.New("--account is for a person; this profile signs an application in")}
	case f.passwordFrom != "" && !p.ByPassword():
		return usageError{errors.New("--password-from is for CRM Online without 2-Factor Authentication")}
	}
	return nil
}

// checkBrowserless refuses what is about the way through a browser where none is opened.
func (f *signInFlags) checkBrowserless(p profile.Profile) error {
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
			return usageError{fmt.Errorf("--%s is for a sign-in in the browser: %s", flag.name, why)}
		}
	}
	return nil
}

func method(flag string) (profile.Method, error) {
	switch m := profile.Method(flag); m {
	case profile.Auto, profile.Browser, profile.Paste, profile.DeviceCode:
		return m, nil
	}
	return "", usageError{errors.New("--method is auto, browser, paste or device-code")}
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
	return "", usageError{errors.New("--response-mode is form_post or query")}
}

// run is one command's work with a profile.
type run struct {
	program *program.Program
	flags   *signInFlags
	profile profile.Profile // as the flags want it
	options connection.Options
	console *console
	// choose puts what was chosen for good into the saved profile: the account.
	choose func(*profile.Profile)
	// stranger says that a kept password is another account's.
	stranger bool
}

// begin looks at the flags and puts a run together.
func (e *Environment) begin(ctx context.Context, f *signInFlags, p profile.Profile) (*run, error) {
	if err := f.apply(&p); err != nil {
		return nil, err
	}
	program, err := e.Program()
	if err != nil {
		return nil, err
	}
	r := &run{program: program, flags: f, profile: p, choose: func(*profile.Profile) {}}
	if f.account != "" {
		if err := r.useAccount(ctx, f.account); err != nil {
			return nil, err
		}
	}
	r.console = &console{environment: e, ctx: ctx, opens: r.profile.Method != profile.Paste}
	r.options = connection.Options{
		Always: f.prompt == "always", SilentOnly: f.silent, NoOpen: !r.console.opens,
		Owner: p.ID, Watch: r.console, Patience: connection.Patience{Limit: signInLimit},
	}
	e.warnOfExpiry(p, program.Now())
	return r, nil
}

// useAccount takes the cached account of a user name, or makes the name the one to
// sign in with.
func (r *run) useAccount(ctx context.Context, name string) error {
	view, err := r.program.Connection.View(ctx, r.profile)
	if err != nil {
		return err
	}
	r.stranger = !strings.EqualFold(r.profile.LoginHint, name)
	for _, a := range view.Accounts {
		if !strings.EqualFold(a.Username, name) {
			continue
		}
		if r.profile, err = r.program.Connection.UseAccount(ctx, r.profile, a.HomeAccountID); err != nil {
			return err
		}
		chosen := r.profile
		r.choose = func(p *profile.Profile) { takeAccount(p, chosen) }
		return nil
	}
	newcomer := profile.Profile{LoginHint: name}
	takeAccount(&r.profile, newcomer)
	r.choose = func(p *profile.Profile) { takeAccount(p, newcomer) }
	return nil
}

// wanted is how a sign-in ended: that it was another account's counts more than what came
// of it.
func (r *run) wanted(s connection.Session, err error) error {
	if other := r.refuseOther(s); other != nil {
		return other
	}
	return err
}

// refuseOther refuses a session of another account than the one that --account names, so
// that nothing is done, or kept in the profile, in its name. Its tokens are saved by then.
func (r *run) refuseOther(s connection.Session) error {
	wanted, got := r.flags.account, s.Account
	switch {
	case wanted == "" || s.Prompt == "" || strings.EqualFold(wanted, got.Username):
		return nil
	case r.profile.HomeAccountID != "" && strings.EqualFold(r.profile.HomeAccountID, got.HomeAccountID):
		return nil
	}
	return problem.New(problem.Refused, "account-not-wanted").With("wanted", wanted).With("account", got.Username)
}

// takeAccount copies who is signed in from one profile to another. What was verified
// was for somebody else.
func takeAccount(to *profile.Profile, from profile.Profile) {
	to.HomeAccountID, to.Username, to.AccountTenant = from.HomeAccountID, from.Username, from.AccountTenant
	to.AccountFor, to.TenantFor, to.VerifiedFor = from.AccountFor, from.TenantFor, ""
	to.LoginHint, to.LastVerified, to.SignedInAt, to.LastPrompt = from.LoginHint, "", "", ""
}

// work does what may need a password, and asks for one when it does.
func (e *Environment) work(ctx context.Context, r *run, do func() error) error {
	if !r.profile.ByPassword() {
		return do()
	}
	given, err := e.givenPassword(ctx, r)
	if err != nil {
		return err
	}
	err = do()
	if !given && wantsPassword(err) && e.canAsk() && !r.flags.silent {
		if err := e.askPassword(ctx, r); err != nil {
			return err
		}
		given, err = true, do()
	}
	if err != nil || !given {
		return err
	}
	return e.keepPassword(ctx, r)
}
