package terminal

import (
	"strings"

	"github.com/spf13/cobra"

	"latchkey/app/cloud"
	"latchkey/app/problem"
	"latchkey/app/profile"
	"latchkey/app/program"
	"latchkey/app/terminal/usage"
)

func (e *Environment) profileCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "profile",
		Short: "List, show, create, edit and delete connection profiles",
		Example: `  latchkey profile list
  latchkey profile create "Contoso Sales" --two-factor \
      --application-id 5d1f0c62-3b8e-4a57-9c40-7e2a1b96f3d8 --redirect-uri http://localhost \
      --login-hint anna@contoso.com
  latchkey profile edit "Contoso Sales" --redirect-uri http://www.mscrm-addons.com
  latchkey profile show "Contoso Sales" --json`,
		Args: usage.Arguments(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(e.profileList(), e.profileShow(), e.profileCreate(), e.profileEdit(), e.profileDelete())
	return cmd
}

func (e *Environment) store() (*profile.Store, error) {
	p, err := e.Program()
	if err != nil {
		return nil, err
	}
	return p.Profiles()
}

// find returns the profile of a name.
func (e *Environment) find(name string) (profile.Profile, error) {
	store, err := e.store()
	if err != nil {
		return profile.Profile{}, err
	}
	entry, err := store.Find(name)
	if err != nil {
		return profile.Profile{}, err
	}
	e.about.Profile = entry.Profile
	return entry.Profile, checkEntry(entry)
}

// openProfile is find for a command that needs more than the profile.
func (e *Environment) openProfile(name string) (profile.Profile, *program.Program, error) {
	p, err := e.find(name)
	if err != nil {
		return profile.Profile{}, nil, err
	}
	program, err := e.Program()
	return p, program, err
}

func checkEntry(entry profile.Entry) error {
	if entry.Problem != nil {
		return entry.Problem
	}
	return nil
}

func (e *Environment) profileList() *cobra.Command {
	return &cobra.Command{
		Use: "list", Short: "List the profiles", Args: usage.Arguments(cobra.NoArgs),
		Example: `  latchkey profile list
  latchkey profile list --json`,
		RunE: func(*cobra.Command, []string) error {
			store, err := e.store()
			if err != nil {
				return err
			}
			entries, err := store.List()
			if err != nil {
				return err
			}
			return e.printEntries(entries)
		},
	}
}

func (e *Environment) printEntries(entries []profile.Entry) error {
	list := []profile.Profile{}
	rows := [][]string{}
	for _, entry := range entries {
		if entry.Problem != nil {
			e.explain(entry.Problem)
			continue
		}
		p := entry.Profile
		list = append(list, p)
		organization, account := "-", orDash(p.Username)
		if p.Organization != nil {
			organization = p.Organization.FriendlyName
		}
		if p.IsApplication() {
			account = "(application)"
		}
		rows = append(rows, []string{p.Name, string(p.Cloud), organization, account, orDash(p.LastVerified)})
	}
	return e.print(list, func() {
		switch {
		case len(entries) == 0:
			e.note("no profiles yet; latchkey profile create makes one")
			return
		case len(rows) == 0:
			return // there are some, and none of them can be read
		}
		e.table([]string{"NAME", "CLOUD", "ORGANIZATION", "ACCOUNT", "LAST VERIFIED"}, rows)
	})
}

func orDash(text string) string {
	if text == "" {
		return "-"
	}
	return text
}

func (e *Environment) profileDelete() *cobra.Command {
	return &cobra.Command{
		Use: "delete NAME", Short: "Delete a profile and what is kept for it; its session stays until signout", Args: usage.Arguments(cobra.ExactArgs(1)),
		Example: `  latchkey profile delete "Contoso Sales"`,
		RunE: func(cmd *cobra.Command, args []string) error {
			p, program, err := e.openProfile(args[0])
			if err != nil {
				return err
			}
			store, err := program.Profiles()
			if err != nil {
				return err
			}
			if err := store.Delete(p.ID, p.Rev); err != nil {
				return err
			}
			if err := program.Credentials.ForgetAll(cmd.Context(), p.ID); err != nil {
				left := problem.New(problem.Storage, "credential-left").With("id", p.ID).Because(err)
				left.Warning = true
				e.warn(left)
			}
			return e.print(map[string]string{"deleted": p.Name}, func() { e.note("deleted %q", inert(p.Name)) })
		},
	}
}

func (e *Environment) profileShow() *cobra.Command {
	return &cobra.Command{
		Use: "show NAME", Short: "Show one profile", Args: usage.Arguments(cobra.ExactArgs(1)),
		Example: `  latchkey profile show "Contoso Sales"`,
		RunE: func(_ *cobra.Command, args []string) error {
			p, program, err := e.openProfile(args[0])
			if err != nil {
				return err
			}
			e.warnOfExpiry(p, program.Now())
			return e.printProfile(p)
		},
	}
}

// printProfile shows every field that has a value, under the dialog's names.
func (e *Environment) printProfile(p profile.Profile) error {
	rows := [][]string{{"Name", p.Name}, {"Cloud", string(p.Cloud)}}
	if p.Cloud == cloud.Custom && p.CustomCloud != nil {
		rows = append(rows, hostRows(*p.CustomCloud)...)
	}
	rows = append(rows, wayRows(p)...)
	rows = append(rows,
		[]string{"Tenant", p.Tenant}, []string{"E-mail", p.LoginHint}, []string{"Domain hint", p.DomainHint},
		[]string{"Organization address", p.OrganizationURL}, []string{"Other tenants", strings.Join(p.ExtraTenants, ", ")},
		[]string{"Account", p.Username}, []string{"Signed in", p.SignedInAt},
		[]string{"Label", p.Label}, []string{"Notes", p.Notes}, []string{"Last verified", p.LastVerified})
	if o := p.Organization; o != nil {
		rows = append(rows, []string{"Organization", o.FriendlyName}, []string{"Unique name", o.UniqueName}, []string{"URL", o.URL}, []string{"Web API", o.APIURL})
	}
	return e.print(p, func() { e.table([]string{"FIELD", "VALUE"}, filled(rows)) })
}

// wayRows are how a profile signs in.
func wayRows(p profile.Profile) [][]string {
	rows := [][]string{{"CRM Online", yesNo(p.Online)}}
	if p.IsApplication() {
		rows = append(rows, []string{"Signs in as", "application"})
	} else {
		rows = append(rows, []string{"Use 2-Factor Authentication", yesNo(p.TwoFactor)})
	}
	rows = append(rows, []string{"ApplicationID", p.ApplicationID}, []string{"Redirect URI", p.RedirectURI})
	if p.Method != profile.Auto {
		rows = append(rows, []string{"Method", string(p.Method)})
	}
	rows = append(rows, []string{"Response mode", p.ResponseMode})
	if p.DoubleSlash {
		rows = append(rows, []string{"Scopes", "with two slashes, as the organization wants them"})
	}
	if p.ByPassword() {
		rows = append(rows, []string{"Save password", yesNo(p.SavePassword)})
	}
	if c := p.Credential; c != nil {
		rows = append(rows, []string{"Credential", c.Kind}, []string{"Credential ends", c.Expires},
			[]string{"Certificate", c.Subject}, []string{"Thumbprint", c.Thumbprint})
	}
	return rows
}

// hostRows are the hosts of a custom cloud.
func hostRows(h cloud.Hosts) [][]string {
	return [][]string{
		{"Authority host", h.Authority}, {"Discovery host", h.Discovery}, {"Organization hosts", strings.Join(h.Organizations, ", ")},
		{"Certificate authority", yesNo(h.CA != "")}, {"Hosts confirmed", yesNo(h.IsConfirmed())},
	}
}

// filled leaves out rows without a value.
func filled(rows [][]string) [][]string {
	kept := rows[:0:0]
	for _, r := range rows {
		if r[1] != "" {
			kept = append(kept, r)
		}
	}
	return kept
}

func yesNo(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}
