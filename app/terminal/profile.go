package terminal

import (
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"latchkey/app/cloud"
	"latchkey/app/practice"
	"latchkey/app/problem"
	"latchkey/app/profile"
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
		Args: arguments(cobra.NoArgs),
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
	e.about = entry.Profile.Name
	return entry.Profile, entryProblem(entry)
}

func entryProblem(entry profile.Entry) error {
	if entry.Problem != nil {
		return entry.Problem
	}
	return nil
}

func (e *Environment) profileList() *cobra.Command {
	return &cobra.Command{
		Use: "list", Short: "List the profiles", Args: arguments(cobra.NoArgs),
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
		organization := "-"
		if p.Organization != nil {
			organization = p.Organization.FriendlyName
		}
		rows = append(rows, []string{p.Name, string(p.Cloud), organization, orDash(p.Username), orDash(p.LastVerified)})
	}
	return e.print(list, func() {
		if len(rows) == 0 {
			e.note("no profiles yet; latchkey profile create makes one")
			return
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

func (e *Environment) profileShow() *cobra.Command {
	return &cobra.Command{
		Use: "show NAME", Short: "Show one profile", Args: arguments(cobra.ExactArgs(1)),
		RunE: func(_ *cobra.Command, args []string) error {
			p, err := e.find(args[0])
			if err != nil {
				return err
			}
			return e.printProfile(p)
		},
	}
}

// printProfile shows every field that has a value, under the dialog's names.
func (e *Environment) printProfile(p profile.Profile) error {
	rows := [][]string{
		{"Name", p.Name}, {"Cloud", string(p.Cloud)}, {"CRM Online", yesNo(p.Online)},
		{"Use 2-Factor Authentication", yesNo(p.TwoFactor)}, {"ApplicationID", p.ApplicationID}, {"Redirect URI", p.RedirectURI},
		{"Tenant", p.Tenant}, {"E-mail", p.LoginHint}, {"Organization address", p.OrganizationURL},
		{"Account", p.Username}, {"Label", p.Label}, {"Notes", p.Notes}, {"Last verified", p.LastVerified},
	}
	if o := p.Organization; o != nil {
		rows = append(rows, []string{"Organization", o.FriendlyName}, []string{"Unique name", o.UniqueName}, []string{"URL", o.URL}, []string{"Web API", o.APIURL})
	}
	filled := rows[:0]
	for _, r := range rows {
		if r[1] != "" {
			filled = append(filled, r)
		}
	}
	return e.print(p, func() { e.table([]string{"FIELD", "VALUE"}, filled) })
}

func yesNo(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

// profileFlags are the fields that create and edit set.
type profileFlags struct {
	profile  profile.Profile
	cloud    string
	method   string
	onPrem   bool
	newName  string
	readFrom *pflag.FlagSet
}

func (f *profileFlags) register(cmd *cobra.Command) {
	flags := cmd.Flags()
	f.readFrom = flags
	flags.StringVar(&f.cloud, "cloud", string(cloud.Public), "practice, public, gcc, gcc-high, dod or china")
	flags.BoolVar(&f.profile.Online, "online", true, "CRM Online")
	flags.BoolVar(&f.onPrem, "on-premises", false, "a server of your own")
	flags.BoolVar(&f.profile.TwoFactor, "two-factor", false, "use 2-Factor Authentication")
	flags.StringVar(&f.profile.ApplicationID, "application-id", "", "ApplicationID (client ID), a GUID")
	flags.StringVar(&f.profile.RedirectURI, "redirect-uri", "", "redirect URI, exactly as registered")
	flags.StringVar(&f.method, "method", string(profile.Auto), "how to come back from the browser: auto, browser or paste")
	flags.StringVar(&f.profile.Tenant, "tenant", "", "tenant ID or domain")
	flags.StringVar(&f.profile.OrganizationURL, "url", "", "address of the organization")
	flags.StringVar(&f.profile.LoginHint, "login-hint", "", "e-mail address to sign in with")
	flags.StringVar(&f.profile.Label, "label", "", "a short word such as PROD")
	flags.StringVar(&f.profile.Color, "color", "", "colour of the label, #rrggbb")
	flags.StringVar(&f.profile.Notes, "notes", "", "notes")
	flags.StringVar(&f.profile.Recipe, "recipe", "", "the target system it is for")
	cmd.MarkFlagsMutuallyExclusive("online", "on-premises")
}

// apply puts the flags that were given into a profile.
func (f *profileFlags) apply(p *profile.Profile) {
	set := map[string]func(){
		"cloud":          func() { p.Cloud = cloud.ID(f.cloud) },
		"online":         func() { p.Online = f.profile.Online },
		"on-premises":    func() { p.Online = !f.onPrem },
		"two-factor":     func() { p.TwoFactor = f.profile.TwoFactor },
		"application-id": func() { p.ApplicationID = f.profile.ApplicationID },
		"redirect-uri":   func() { p.RedirectURI = f.profile.RedirectURI },
		"method":         func() { p.Method = profile.Method(f.method) },
		"tenant":         func() { p.Tenant = f.profile.Tenant },
		"url":            func() { p.OrganizationURL = f.profile.OrganizationURL },
		"login-hint":     func() { p.LoginHint = f.profile.LoginHint },
		"label":          func() { p.Label = f.profile.Label },
		"color":          func() { p.Color = f.profile.Color },
		"notes":          func() { p.Notes = f.profile.Notes },
		"recipe":         func() { p.Recipe = f.profile.Recipe },
		"name":           func() { p.Name = f.newName },
	}
	f.readFrom.Visit(func(flag *pflag.Flag) {
		if do := set[flag.Name]; do != nil {
			do()
		}
	})
}

func (e *Environment) profileCreate() *cobra.Command {
	f := &profileFlags{}
	cmd := &cobra.Command{
		Use: "create NAME", Short: "Create a profile", Args: arguments(cobra.ExactArgs(1)),
		Example: `  latchkey profile create Practice --cloud practice --two-factor --redirect-uri http://localhost
  latchkey profile create "Contoso Sales" --two-factor --application-id GUID --redirect-uri http://localhost --login-hint anna@contoso.com`,
		RunE: func(cmd *cobra.Command, args []string) error {
			p := profile.Profile{Schema: profile.Schema, Name: args[0], Cloud: cloud.ID(f.cloud), Online: true, Method: profile.Auto}
			f.apply(&p)
			if p.Cloud == cloud.Practice {
				if err := e.practiceDefaults(cmd, &p); err != nil {
					return err
				}
			}
			return e.save(p)
		},
	}
	f.register(cmd)
	return cmd
}

// practiceDefaults gives a practice profile what the practice tenant has ready: its
// first registration, and its domain when nothing says where to sign in.
func (e *Environment) practiceDefaults(cmd *cobra.Command, p *profile.Profile) error {
	if p.Tenant == "" && p.LoginHint == "" && p.OrganizationURL == "" {
		p.Tenant = practice.Domain
	}
	if p.ApplicationID != "" && p.RedirectURI != "" {
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
	if p.ApplicationID == "" {
		p.ApplicationID = apps[0].ApplicationID
	}
	if p.RedirectURI == "" {
		p.RedirectURI = apps[0].RedirectURIs[0]
	}
	return nil
}

// save validates and saves a profile, with warnings on the way, and prints it.
func (e *Environment) save(p profile.Profile) error {
	found := profile.Validate(p)
	if err := problem.Form(found); err != nil {
		return err
	}
	store, err := e.store()
	if err != nil {
		return err
	}
	saved, err := store.Save(p)
	if err != nil {
		return err
	}
	for _, w := range found {
		e.note("warning: %s. %s", w.Words().Title, w.Words().You)
	}
	return e.print(saved, func() {
		e.note("saved %q", inert(saved.Name))
		if saved.Online && !saved.TwoFactor {
			e.about = saved.Name
			e.note("hint: Latchkey signs in only with 2-Factor Authentication: latchkey profile edit %s --two-factor", e.nameOrNAME())
		}
	})
}

func (e *Environment) profileEdit() *cobra.Command {
	f := &profileFlags{}
	cmd := &cobra.Command{
		Use: "edit NAME", Short: "Change fields of a profile", Args: arguments(cobra.ExactArgs(1)),
		Example: `  latchkey profile edit Practice --redirect-uri http://www.mscrm-addons.com
  latchkey profile edit Practice --name "Practice 2"`,
		RunE: func(_ *cobra.Command, args []string) error {
			p, err := e.find(args[0])
			if err != nil {
				return err
			}
			f.apply(&p)
			return e.save(p)
		},
	}
	f.register(cmd)
	cmd.Flags().StringVar(&f.newName, "name", "", "a new name")
	return cmd
}

func (e *Environment) profileDelete() *cobra.Command {
	return &cobra.Command{
		Use: "delete NAME", Short: "Delete a profile; its session stays until signout", Args: arguments(cobra.ExactArgs(1)),
		RunE: func(_ *cobra.Command, args []string) error {
			p, err := e.find(args[0])
			if err != nil {
				return err
			}
			store, err := e.store()
			if err != nil {
				return err
			}
			if err := store.Delete(p.ID, p.Rev); err != nil {
				return err
			}
			return e.print(map[string]string{"deleted": p.Name}, func() { e.note("deleted %q", inert(p.Name)) })
		},
	}
}
