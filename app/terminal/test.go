package terminal

import (
	"context"

	"github.com/spf13/cobra"

	"latchkey/app/connection"
	"latchkey/app/discovery"
	"latchkey/app/profile"
	"latchkey/app/terminal/option"
	"latchkey/app/terminal/usage"
)

// testResult is the result of test as JSON.
type testResult struct {
	Profile        string `json:"profile"`
	Organization   string `json:"organization"`
	UserID         string `json:"userId"`
	BusinessUnitID string `json:"businessUnitId"`
	OrganizationID string `json:"organizationId"`
	Account        string `json:"account"`
	Name           string `json:"name"`
	Milliseconds   int64  `json:"milliseconds"`
}

func (e *Environment) testCommand() *cobra.Command {
	f := &option.SignIn{}
	cmd := &cobra.Command{
		Use: "test NAME", Short: "Ask the organization WhoAmI", Args: usage.Arguments(cobra.ExactArgs(1)),
		Example: `  latchkey test "Contoso Sales"
  latchkey test "Contoso Sales" --silent`,
		RunE: func(cmd *cobra.Command, args []string) error {
			p, err := e.find(args[0])
			if err != nil {
				return err
			}
			return e.test(cmd.Context(), f, p)
		},
	}
	f.RegisterSilent(cmd)
	return cmd
}

func (e *Environment) test(ctx context.Context, f *option.SignIn, p profile.Profile) error {
	r, err := e.begin(ctx, f, p)
	if err != nil {
		return err
	}
	var session connection.Session
	var who discovery.WhoAmI
	err = e.work(ctx, r, func(p profile.Checked) (err error) {
		session, who, err = r.program.Connection.Test(ctx, p, r.options)
		return r.checkSession(session, err)
	})
	e.keepSession(r, session)
	if err != nil {
		return err
	}
	saved, err := e.update(p.ID, func(p *profile.Profile) {
		*p = profile.Verified(*p, r.program.Now())
	})
	if err != nil {
		return err
	}
	result := testResult{
		Profile: saved.Name, UserID: who.UserID, BusinessUnitID: who.BusinessUnitID, OrganizationID: who.OrganizationID,
		Account: session.Account.Username, Name: session.Account.Name, Milliseconds: who.Elapsed.Milliseconds(),
	}
	if saved.Organization != nil {
		result.Organization = saved.Organization.FriendlyName
	}
	return e.print(result, func() {
		e.line("WhoAmI: %s (%s), %.1f s", inert(result.Name), inert(result.Account), who.Elapsed.Seconds())
		e.line("user %s, organization %s", inert(who.UserID), inert(who.OrganizationID))
	})
}
