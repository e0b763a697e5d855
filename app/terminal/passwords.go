package terminal

import (
	"context"

	"latchkey/app/credential"
	"latchkey/app/problem"
	"latchkey/app/secret"
)

// givenPassword takes the password of --password-from for this run. One that was given
// is used, whatever session is saved: else nobody would learn that it is wrong.
func (e *Environment) givenPassword(ctx context.Context, r *run) (given bool, err error) {
	if r.stranger {
		r.options.Owner = "draft " + r.profile.ID // what is kept is another account's password
	}
	if r.flags.passwordFrom == "" {
		return false, nil
	}
	value, err := e.secretFrom(ctx, r.flags.passwordFrom, "")
	if err != nil {
		return false, err
	}
	r.options.Always = true
	return true, e.hold(r, value)
}

func (e *Environment) askPassword(ctx context.Context, r *run) error {
	value, err := e.askHidden(ctx, "password of "+inert(r.profile.LoginHint))
	if err != nil {
		return err
	}
	return e.hold(r, value)
}

// hold takes a password for this run, if it is one that can work.
func (e *Environment) hold(r *run, value secret.String) error {
	c := credential.Credential{Kind: credential.Password, Value: value}
	if err := e.check(credential.Check(c, r.program.Now())); err != nil {
		return err
	}
	r.program.Credentials.Hold(r.options.Owner, c)
	return nil
}

// check tells warnings, and returns what is more than that.
func (e *Environment) check(found []*problem.Problem) error {
	if err := problem.Form(found); err != nil {
		return err
	}
	for _, p := range found {
		e.warn(p)
	}
	return nil
}

// keepPassword seals a password that has just worked, where the profile says so.
func (e *Environment) keepPassword(ctx context.Context, r *run) error {
	if !r.profile.SavePassword {
		return nil
	}
	to, err := credential.ForProfile(r.profile)
	if err != nil {
		return err
	}
	return r.program.Credentials.Keep(ctx, r.options.Owner, r.profile.ID, credential.Password, to)
}

// wantsPassword reports whether a password that is entered now would get further.
func wantsPassword(err error) bool {
	p := problem.From(err)
	return p != nil && (p.Code == "password-missing" || p.Code == "credential-for-another" || p.Code == "credential-refused")
}
