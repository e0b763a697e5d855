package helpdesk

import (
	"context"

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
// from then on.
func Adopt(ctx context.Context, p *program.Program, s transfer.Setup) (profile.Profile, error) {
	store, err := p.Profiles()
	if err != nil {
		return profile.Profile{}, err
	}
	of := s.Profile()
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
