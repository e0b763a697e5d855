package terminal

import (
	"strings"

	"github.com/spf13/cobra"

	"latchkey/app/cloud"
	"latchkey/app/profile"
)

func (e *Environment) profileShow() *cobra.Command {
	return &cobra.Command{
		Use: "show NAME", Short: "Show one profile", Args: arguments(cobra.ExactArgs(1)),
		RunE: func(_ *cobra.Command, args []string) error {
			p, err := e.find(args[0])
			if err != nil {
				return err
			}
			program, err := e.Program()
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
