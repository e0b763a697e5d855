package handover

import (
	"context"
	"strconv"
	"strings"

	"latchkey/app/cloud"
	"latchkey/app/problem"
	"latchkey/app/profile"
	"latchkey/app/program"
	"latchkey/app/transfer"
)

// Setup is the setup file of a profile, and what to call it.
func Setup(p *program.Program, of profile.Profile, words transfer.Words) (name string, data []byte, err error) {
	data, err = transfer.WriteSetup(of, words, p.Now())
	return transfer.SetupName(of.Name), data, err
}

// Adopt saves the profile of a setup file whose hosts the person has confirmed. When the
// name is taken, a number is put behind it. A custom cloud's hosts count as confirmed
// from then on. One that is there already is the problem "setup-already", unless again says
// that a second one is wanted.
func Adopt(ctx context.Context, p *program.Program, s transfer.Setup, again bool) (profile.Profile, error) {
	store, err := p.Profiles()
	if err != nil {
		return profile.Profile{}, err
	}
	of := s.Profile()
	if !again {
		if err := checkNew(store, of); err != nil {
			return profile.Profile{}, err
		}
	}
	if of.Cloud == cloud.Custom && of.CustomCloud != nil {
		in, err := of.CustomCloud.Cloud()
		if err != nil {
			return profile.Profile{}, err
		}
		if err := p.ConfirmCloud(ctx, in); err != nil {
			return profile.Profile{}, err
		}
		of.CustomCloud.Confirmed = of.CustomCloud.Fingerprint()
	}
	if of.Name, err = store.FreeName(of.Name); err != nil {
		return profile.Profile{}, err
	}
	if err := problem.Form(profile.Validate(of)); err != nil {
		return profile.Profile{}, err
	}
	return store.Save(of)
}

// checkNew refuses a profile that is there already; what a sign-in or a choice has
// changed in it since doesn't make it another one.
func checkNew(store *profile.Store, of profile.Profile) error {
	entries, err := store.List()
	if err != nil {
		return err
	}
	wanted := essence(of) // a setup file's profile is in one spelling
	for _, e := range entries {
		if e.Problem == nil && strings.EqualFold(e.Profile.Name, of.Name) && essence(profile.Normalize(e.Profile)) == wanted {
			return problem.New(problem.Input, "setup-already").With("name", e.Profile.Name)
		}
	}
	return nil
}

// essence is what makes two normalized profiles the same: whom they sign in, where and as what.
func essence(p profile.Profile) string {
	parts := []string{
		string(p.Cloud), p.ApplicationID, p.RedirectURI, p.SignInAs, p.Tenant, p.Recipe,
		strconv.FormatBool(p.Online), strconv.FormatBool(p.TwoFactor),
	}
	if p.CustomCloud != nil {
		parts = append(parts, p.CustomCloud.Fingerprint())
	}
	return strings.Join(parts, "\n")
}
