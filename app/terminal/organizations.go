package terminal

import (
	"context"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"latchkey/app/connection"
	"latchkey/app/discovery"
	"latchkey/app/problem"
	"latchkey/app/profile"
)

func (e *Environment) orgsCommand() *cobra.Command {
	f := &signInFlags{}
	cmd := &cobra.Command{
		Use: "orgs NAME", Short: "Retrieve all Organizations", Args: arguments(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			p, err := e.find(args[0])
			if err != nil {
				return err
			}
			instances, err := e.retrieve(cmd.Context(), f, p)
			if err != nil {
				return err
			}
			return e.printOrganizations(instances)
		},
	}
	f.registerSilent(cmd)
	return cmd
}

// retrieve lists the organizations, signing in when it must.
func (e *Environment) retrieve(ctx context.Context, f *signInFlags, p profile.Profile) ([]discovery.Instance, error) {
	if err := f.apply(&p); err != nil {
		return nil, err
	}
	program, err := e.Program()
	if err != nil {
		return nil, err
	}
	session, instances, err := program.Connection.Retrieve(ctx, p, e.options(ctx, f, p))
	e.keepSession(p.ID, session)
	return instances, err
}

// keepSession keeps the account of a new session in the profile, and says when that
// could not be done: the work itself goes on.
func (e *Environment) keepSession(id string, session connection.Session) {
	if session.Account.HomeAccountID == "" {
		return
	}
	if err := e.adopt(id, session); err != nil {
		e.explain(problem.From(err))
	}
}

func (e *Environment) printOrganizations(instances []discovery.Instance) error {
	rows := make([][]string, len(instances))
	for i, instance := range instances {
		o := instance.Organization()
		rows[i] = []string{o.FriendlyName, o.UniqueName, o.URL, o.Region, o.Version}
	}
	if instances == nil {
		instances = []discovery.Instance{}
	}
	return e.print(instances, func() {
		if len(rows) == 0 {
			e.explain(problem.New(problem.Organization, "discovery-empty"))
			return
		}
		e.table([]string{"ORGANIZATION", "UNIQUE NAME", "URL", "REGION", "VERSION"}, rows)
	})
}

func (e *Environment) useCommand() *cobra.Command {
	f := &signInFlags{}
	cmd := &cobra.Command{
		Use: "use NAME ORG", Short: "Pick the organization of a profile", Args: arguments(cobra.ExactArgs(2)),
		Example: `  latchkey use "Contoso Sales" contoso
  latchkey use "Contoso Sales" https://contoso.crm4.dynamics.com`,
		RunE: func(cmd *cobra.Command, args []string) error {
			p, err := e.find(args[0])
			if err != nil {
				return err
			}
			instances, err := e.retrieve(cmd.Context(), f, p)
			if err != nil {
				return err
			}
			return e.use(p, instances, args[1])
		},
	}
	f.registerSilent(cmd)
	return cmd
}

// use picks the organization by its ID, name or address. One that discovery leaves
// out can still be picked by its address.
func (e *Environment) use(p profile.Profile, instances []discovery.Instance, name string) error {
	instance, err := connection.Find(instances, name)
	choose := func(p *profile.Profile) { *p = connection.Choose(*p, instance) }
	if err != nil {
		typed, typedErr := connection.Typed(name, p.Cloud)
		if typedErr != nil && strings.ContainsAny(name, "./") {
			return typedErr
		}
		if typedErr != nil {
			return err
		}
		choose = func(p *profile.Profile) { p.Organization, p.LastVerified = &typed, "" }
	}
	saved, err := e.update(p.ID, choose)
	if err != nil {
		return err
	}
	return e.print(saved.Organization, func() {
		e.line("%s uses %s, %s", inert(saved.Name), inert(saved.Organization.FriendlyName), saved.Organization.URL)
	})
}

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
	f := &signInFlags{}
	cmd := &cobra.Command{
		Use: "test NAME", Short: "Ask the organization WhoAmI", Args: arguments(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			p, err := e.find(args[0])
			if err != nil {
				return err
			}
			return e.test(cmd.Context(), f, p)
		},
	}
	f.registerSilent(cmd)
	return cmd
}

func (e *Environment) test(ctx context.Context, f *signInFlags, p profile.Profile) error {
	if err := f.apply(&p); err != nil {
		return err
	}
	program, err := e.Program()
	if err != nil {
		return err
	}
	session, who, err := program.Connection.Test(ctx, p, e.options(ctx, f, p))
	e.keepSession(p.ID, session)
	if err != nil {
		return err
	}
	saved, err := e.update(p.ID, func(p *profile.Profile) {
		p.LastVerified = program.Now().UTC().Format(time.RFC3339)
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
