package doctor

import (
	"context"

	"latchkey/app/connection"
	"latchkey/app/credential"
	"latchkey/app/problem"
	"latchkey/app/profile"
	"latchkey/app/recipe"
)

// settings are what Save checks, too, and what this way of signing in needs besides.
func (f preflight) settings(context.Context) (string, error) {
	found := profile.Validate(f.profile)
	if err := problem.Form(found); err != nil {
		return "", err
	}
	if f.profile.ByPassword() {
		if err := connection.Check(f.profile); err != nil {
			return "", err
		}
		if r, err := recipe.Get(f.profile.Recipe); err == nil && r.AsksPerson() {
			return "", warning("preflight-no-two-factor").With("recipe", r.Name).At("twoFactor")
		}
	}
	for _, p := range found {
		return "", p // a warning
	}
	return "every field is filled in as it has to be", nil
}

// credential says whether what signs in without a person is kept.
func (f preflight) credential(ctx context.Context) (string, error) {
	switch {
	case f.profile.IsApplication() && f.profile.Credential == nil:
		return "", warning("preflight-no-credential").At("credential")
	case f.profile.IsApplication():
		return f.kept(ctx, credential.Kind(f.profile.Credential.Kind), "preflight-no-credential")
	case f.profile.SavePassword:
		return f.kept(ctx, credential.Password, "preflight-no-password")
	}
	return "no password is kept: it is typed for each sign-in", nil
}

// kept reads a credential, and sends it nowhere.
func (f preflight) kept(ctx context.Context, kind credential.Kind, code string) (string, error) {
	to, err := credential.ForProfile(f.profile)
	if err != nil {
		return "", err
	}
	_, err = f.program.Credentials.Get(ctx, f.profile.ID, kind, to)
	if p := problem.From(err); p != nil && p.Code == "credential-missing" {
		return "", warning(code).At("credential")
	}
	return "the " + string(kind) + " is kept", err
}

func warning(code string) *problem.Problem {
	p := problem.New(problem.Input, code)
	p.Warning = true
	return p
}
