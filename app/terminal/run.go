package terminal

import (
	"context"
	"strings"

	"latchkey/app/connection"
	"latchkey/app/credential"
	"latchkey/app/problem"
	"latchkey/app/profile"
	"latchkey/app/program"
	"latchkey/app/secret"
	"latchkey/app/terminal/option"
)

// run is one command's work with a profile.
type run struct {
	program *program.Program
	flags   *option.SignIn
	profile profile.Profile // as the flags want it
	options connection.Options
	console *console
	// choose puts what was chosen for good into the saved profile: the account.
	choose func(*profile.Profile)
	// stranger says that a kept password is another account's.
	stranger bool
}

// begin looks at the flags and puts a run together.
func (e *Environment) begin(ctx context.Context, f *option.SignIn, p profile.Profile) (*run, error) {
	if err := f.Apply(&p); err != nil {
		return nil, err
	}
	program, err := e.Program()
	if err != nil {
		return nil, err
	}
	r := &run{program: program, flags: f, profile: p, choose: func(*profile.Profile) {}}
	if f.Account != "" {
		if err := r.useAccount(ctx, f.Account); err != nil {
			return nil, err
		}
	}
	r.console = &console{environment: e, ctx: ctx, opens: r.profile.Method != profile.Paste}
	r.options = connection.Options{
		Always: f.Always(), SilentOnly: f.Silent, NoOpen: !r.console.opens,
		Owner: p.ID, Watch: r.console, Wait: connection.Wait{Limit: signInLimit},
	}
	e.warnOfExpiry(p, program.Now())
	return r, nil
}

// useAccount takes the cached account of a user name, or makes the name the one to
// sign in with.
func (r *run) useAccount(ctx context.Context, name string) error {
	resolved, err := profile.Resolve(r.profile)
	if err != nil {
		return err
	}
	view, err := r.program.Connection.View(ctx, resolved)
	if err != nil {
		return err
	}
	r.stranger = !strings.EqualFold(r.profile.LoginHint, name)
	for _, a := range view.Accounts {
		if !strings.EqualFold(a.Username, name) {
			continue
		}
		if r.profile, err = r.program.Connection.UseAccount(ctx, resolved, a.HomeAccountID); err != nil {
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

// checkSession says how a sign-in ended: that it was another account's counts more than what came
// of it.
func (r *run) checkSession(s connection.Session, err error) error {
	if other := r.checkAccount(s); other != nil {
		return other
	}
	return err
}

// checkAccount refuses a session of another account than the one that --account names, so
// that nothing is done, or kept in the profile, in its name. Its tokens are saved by then.
func (r *run) checkAccount(s connection.Session) error {
	wanted, got := r.flags.Account, s.Account
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
	to.LoginHint, to.LastVerified, to.SignedInAt, to.LastPrompt, to.LastPromptGuessed = from.LoginHint, "", "", "", false
}

// work does what may need a password, and asks for one when it does.
func (e *Environment) work(ctx context.Context, r *run, signIn func(profile.Checked) error) error {
	p, err := profile.Check(r.profile)
	if err != nil {
		return err
	}
	if !r.profile.ByPassword() {
		return signIn(p)
	}
	given, err := e.givenPassword(ctx, r)
	if err != nil {
		return err
	}
	err = signIn(p)
	if !given && wantsPassword(err) && e.canAsk() && !r.flags.Silent {
		if err := e.askPassword(ctx, r); err != nil {
			return err
		}
		given, err = true, signIn(p)
	}
	if err != nil || !given {
		return err
	}
	return e.keepPassword(ctx, r, p)
}

// givenPassword takes the password of --password-from for this run. One that was given
// is used, whatever session is saved: else nobody would learn that it is wrong.
func (e *Environment) givenPassword(ctx context.Context, r *run) (given bool, err error) {
	if r.stranger {
		r.options.Owner = "draft " + r.profile.ID // what is kept is another account's password
	}
	if r.flags.PasswordFrom == "" {
		return false, nil
	}
	value, err := e.secretFrom(ctx, r.flags.PasswordFrom, "")
	if err != nil {
		return false, err
	}
	r.options.Always = true
	return true, e.holdPassword(r, value)
}

func (e *Environment) askPassword(ctx context.Context, r *run) error {
	value, err := e.askHidden(ctx, "password of "+inert(r.profile.LoginHint))
	if err != nil {
		return err
	}
	return e.holdPassword(r, value)
}

// holdPassword takes a password for this run, if it is one that can work.
func (e *Environment) holdPassword(r *run, value secret.String) error {
	c := credential.Credential{Kind: credential.Password, Value: value}
	if err := e.checkCredential(credential.Check(c, r.program.Now())); err != nil {
		return err
	}
	r.program.Credentials.Hold(r.options.Owner, c)
	return nil
}

// checkCredential prints warnings, and returns what is more than that.
func (e *Environment) checkCredential(found []*problem.Problem) error {
	if err := problem.Form(found); err != nil {
		return err
	}
	for _, p := range found {
		e.warn(p)
	}
	return nil
}

// keepPassword seals a password that has just worked, where the profile says so.
func (e *Environment) keepPassword(ctx context.Context, r *run, p profile.Checked) error {
	if !r.profile.SavePassword {
		return nil
	}
	return r.program.Credentials.Keep(ctx, r.options.Owner, r.profile.ID, credential.Password, credential.ForProfile(p.Resolved))
}

// wantsPassword reports whether a password that is entered now would get further.
func wantsPassword(err error) bool {
	p := problem.From(err)
	return p != nil && (p.Code == "password-missing" || p.Code == "credential-for-another" || p.Code == "credential-refused")
}
