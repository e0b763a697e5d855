package terminal

import (
	"context"

	"github.com/spf13/cobra"

	"latchkey/app/connection"
	"latchkey/app/discovery"
	"latchkey/app/problem"
	"latchkey/app/profile"
)

// retrieveFlags are those of the commands that list organizations.
type retrieveFlags struct {
	signInFlags
	tenants []string
}

func (f *retrieveFlags) register(cmd *cobra.Command) {
	f.registerSilent(cmd)
	cmd.Flags().StringArrayVar(&f.tenants, "tenant", nil, "ask this tenant too, for this run: one where you are a guest; can be repeated")
}

func (e *Environment) orgsCommand() *cobra.Command {
	f := &retrieveFlags{}
	cmd := &cobra.Command{
		Use: "orgs NAME", Short: "Retrieve all Organizations", Args: arguments(cobra.ExactArgs(1)),
		Example: `  latchkey orgs "Contoso Sales"
  latchkey orgs "Contoso Sales" --tenant fabrikam.com`,
		RunE: func(cmd *cobra.Command, args []string) error {
			p, err := e.find(args[0])
			if err != nil {
				return err
			}
			session, instances, err := e.retrieve(cmd.Context(), f, p)
			if err != nil {
				return err
			}
			return e.printOrganizations(session, instances)
		},
	}
	f.register(cmd)
	return cmd
}

// retrieve lists the organizations, signing in when it must.
func (e *Environment) retrieve(ctx context.Context, f *retrieveFlags, p profile.Profile) (connection.Session, []discovery.Instance, error) {
	r, err := e.begin(ctx, &f.signInFlags, p)
	if err != nil {
		return connection.Session{}, nil, err
	}
	r.profile.ExtraTenants = append(r.profile.ExtraTenants[:len(r.profile.ExtraTenants):len(r.profile.ExtraTenants)], f.tenants...)
	var session connection.Session
	var found connection.Retrieved
	err = e.work(ctx, r, func() (err error) {
		session, found, err = r.program.Connection.Retrieve(ctx, r.profile, r.options)
		return err
	})
	e.keepSession(r, session)
	if len(found.Tenants) > 1 {
		e.tellTenants(found.Tenants)
	}
	return session, found.Instances, err
}

// tellTenants says what each tenant gave, or why it gave nothing.
func (e *Environment) tellTenants(tenants []connection.TenantResult) {
	for _, t := range tenants {
		switch {
		case t.Problem != nil:
			e.note("tenant %s: no organizations", inert(t.Tenant))
			e.explain(t.Problem)
		case t.Organizations == 1:
			e.note("tenant %s: 1 organization", inert(t.Tenant))
		default:
			e.note("tenant %s: %d organizations", inert(t.Tenant), t.Organizations)
		}
	}
}

func (e *Environment) printOrganizations(session connection.Session, instances []discovery.Instance) error {
	header := []string{"ORGANIZATION", "UNIQUE NAME", "URL", "REGION", "VERSION"}
	rows := make([][]string, len(instances))
	tenants, guests := make([]string, len(instances)), false
	for i, instance := range instances {
		o := instance.Organization()
		rows[i] = []string{o.FriendlyName, o.UniqueName, o.URL, o.Region, o.Version}
		tenants[i] = o.TenantID
		if session.IsGuestIn(o.TenantID) {
			tenants[i], guests = o.TenantID+" (guest)", true
		}
	}
	if guests {
		header = append(header, "TENANT")
		for i := range rows {
			rows[i] = append(rows[i], tenants[i])
		}
	}
	if instances == nil {
		instances = []discovery.Instance{}
	}
	return e.print(instances, func() {
		if len(rows) == 0 {
			e.explain(problem.New(problem.Organization, "discovery-empty"))
			return
		}
		e.table(header, rows)
	})
}
