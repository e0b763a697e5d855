package terminal

import (
	"context"

	"github.com/spf13/cobra"

	"latchkey/app/cloud"
	"latchkey/app/credential"
	"latchkey/app/practice"
	"latchkey/app/problem"
	"latchkey/app/profile"
	"latchkey/app/terminal/option"
	"latchkey/app/terminal/usage"
)

func (e *Environment) profileCreate() *cobra.Command {
	f := &option.Profile{}
	cmd := &cobra.Command{
		Use: "create NAME", Short: "Create a profile", Args: usage.Arguments(cobra.ExactArgs(1)),
		Example: `  latchkey profile create Practice --cloud practice --two-factor --redirect-uri http://localhost
  latchkey profile create "Contoso Sales" --two-factor --application-id GUID --redirect-uri http://localhost --login-hint anna@contoso.com
  latchkey profile create "Contoso Service" --as application --application-id GUID --url https://contoso.crm4.dynamics.com
  latchkey profile create Lab --cloud custom --authority-host login.lab.example --discovery-host disco.lab.example \
      --organization-host '*.crm.lab.example' --ca-file lab.pem --confirm-hosts --two-factor --application-id GUID --redirect-uri http://localhost`,
		RunE: func(cmd *cobra.Command, args []string) error {
			e.about.Editing = true
			p := profile.Profile{Schema: profile.Schema, Name: args[0], Cloud: f.Cloud(), Online: true, Method: profile.Auto}
			if err := f.Apply(&p, readFile); err != nil {
				return err
			}
			p = e.guessCloud(p, f)
			if p.Cloud == cloud.Practice {
				if err := e.practiceDefaults(cmd, &p); err != nil {
					return err
				}
			}
			if err := e.confirmHosts(cmd.Context(), f, p); err != nil {
				return err
			}
			_, err := e.save(p)
			return err
		},
	}
	f.Register(cmd)
	return cmd
}

// guessCloud gives a profile the cloud of the address that was given, and says so, unless
// a cloud was named: then another one's address is a mistake.
func (e *Environment) guessCloud(p profile.Profile, f *option.Profile) profile.Profile {
	if !f.Given("url") || f.Given("cloud") {
		return p
	}
	guessed := profile.GuessCloud(p)
	if guessed.Cloud != p.Cloud {
		words := profile.CloudGuessed(guessed).Words()
		e.note("note: %s", words.What)
	}
	return guessed
}

// practiceDefaults gives a practice profile what the practice tenant has ready: a
// registration of the kind that it needs, and the tenant's domain when nothing says where
// to sign in.
func (e *Environment) practiceDefaults(cmd *cobra.Command, p *profile.Profile) error {
	if p.Tenant == "" && p.LoginHint == "" && p.OrganizationURL == "" {
		p.Tenant = practice.Domain
	}
	if p.ApplicationID != "" && (p.RedirectURI != "" || p.IsApplication()) {
		return nil
	}
	control, err := e.practiceControl(cmd.Context())
	if err != nil {
		return err
	}
	apps, err := control.Apps(cmd.Context())
	if err != nil {
		return err
	}
	ready := apps[0]
	for _, a := range apps {
		if p.IsApplication() && len(a.Secrets) > 0 {
			ready = a
			break
		}
	}
	if p.ApplicationID == "" {
		p.ApplicationID = ready.ApplicationID
	}
	if p.RedirectURI == "" && !p.IsApplication() {
		p.RedirectURI = ready.RedirectURIs[0]
	}
	return nil
}

func (e *Environment) profileEdit() *cobra.Command {
	f := &option.Profile{}
	cmd := &cobra.Command{
		Use: "edit NAME", Short: "Change fields of a profile", Args: usage.Arguments(cobra.ExactArgs(1)),
		Example: `  latchkey profile edit Practice --redirect-uri http://www.mscrm-addons.com
  latchkey profile edit Practice --other-tenant fabrikam.com
  latchkey profile edit Practice --name "Practice 2"`,
		RunE: func(cmd *cobra.Command, args []string) error {
			before, err := e.find(args[0])
			if err != nil {
				return err
			}
			e.about.Editing = true
			p := before
			if err := f.Apply(&p, readFile); err != nil {
				return err
			}
			p = e.guessCloud(p, f)
			if err := e.confirmHosts(cmd.Context(), f, p); err != nil {
				return err
			}
			if _, err := e.save(p); err != nil || p.SavePassword || !before.SavePassword {
				return err
			}
			program, err := e.Program()
			if err != nil {
				return err
			}
			return program.Credentials.Forget(cmd.Context(), p.ID, credential.Password)
		},
	}
	f.Register(cmd)
	f.RegisterName(cmd)
	return cmd
}

// confirmHosts records that the hosts of a custom cloud were looked at. Hosts that are none
// are not recorded; save says what is wrong with them.
func (e *Environment) confirmHosts(ctx context.Context, f *option.Profile, p profile.Profile) error {
	if !f.ConfirmsHosts() || p.CustomCloud == nil {
		return nil
	}
	in, err := p.CustomCloud.Cloud()
	if err != nil {
		return nil
	}
	program, err := e.Program()
	if err != nil {
		return err
	}
	return program.ConfirmCloud(ctx, in)
}

// save validates and saves a profile, with warnings on the way, and prints it.
func (e *Environment) save(p profile.Profile) (profile.Profile, error) {
	found := profile.Validate(p)
	if err := problem.Form(found); err != nil {
		e.showUnconfirmed(p, found)
		return p, err
	}
	store, err := e.store()
	if err != nil {
		return p, err
	}
	saved, err := store.Save(p)
	if err != nil {
		return p, err
	}
	for _, w := range found {
		e.note("warning: %s. %s", w.Words().Title, w.Words().You)
	}
	return saved, e.print(saved, func() {
		e.note("saved %q", inert(saved.Name))
		e.about.Profile = saved
		e.nextStep(saved)
	})
}

// showUnconfirmed lists the hosts that have to be confirmed first: signing in there gives
// them what is typed.
func (e *Environment) showUnconfirmed(p profile.Profile, found []*problem.Problem) {
	for _, f := range found {
		if f.Code != "custom-cloud-not-confirmed" {
			continue
		}
		e.note("passwords and tokens would go to these hosts:")
		for _, row := range hostRows(*p.CustomCloud)[:3] {
			e.note("  %s: %s", row[0], inert(row[1]))
		}
	}
}

// nextStep tells what a saved profile needs beside its fields.
func (e *Environment) nextStep(p profile.Profile) {
	switch {
	case p.IsApplication() && p.Credential == nil:
		e.note("hint: latchkey credential set %s --secret, or --certificate FILE", e.nameOrNAME())
	case p.ByPassword():
		e.note("note: without 2-Factor Authentication, user name and password sign in, and no second factor can be asked for")
		e.note("hint: with it: latchkey profile edit %s --two-factor", e.nameOrNAME())
	}
}
