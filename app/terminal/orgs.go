package terminal

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"latchkey/app/cloud"
	"latchkey/app/connection"
	"latchkey/app/discovery"
	"latchkey/app/problem"
	"latchkey/app/profile"
	"latchkey/app/terminal/option"
	"latchkey/app/terminal/usage"
)

// retrieveFlags are those of the commands that list organizations.
type retrieveFlags struct {
	option.SignIn
	tenants []string
}

func (f *retrieveFlags) register(cmd *cobra.Command) {
	f.RegisterSilent(cmd)
	cmd.Flags().StringArrayVar(&f.tenants, "tenant", nil, "ask this tenant too, for this run: one where you are a guest; can be repeated")
}

func (e *Environment) orgsCommand() *cobra.Command {
	f := &retrieveFlags{}
	cmd := &cobra.Command{
		Use: "orgs NAME", Short: "List all organizations that you may use", Args: usage.Arguments(cobra.ExactArgs(1)),
		Example: `  latchkey orgs "Contoso Sales"
  latchkey orgs "Contoso Sales" --tenant fabrikam.com`,
		RunE: func(cmd *cobra.Command, args []string) error {
			p, err := e.find(args[0])
			if err != nil {
				return err
			}
			session, found, err := e.retrieve(cmd.Context(), f, p)
			if err != nil {
				return err
			}
			return e.printOrganizations(session, found)
		},
	}
	f.register(cmd)
	return cmd
}

// retrieve lists the organizations, signing in when it must.
func (e *Environment) retrieve(ctx context.Context, f *retrieveFlags, p profile.Profile) (connection.Session, connection.Retrieved, error) {
	r, err := e.begin(ctx, &f.SignIn, p)
	if err != nil {
		return connection.Session{}, connection.Retrieved{}, err
	}
	r.profile.ExtraTenants = append(r.profile.ExtraTenants[:len(r.profile.ExtraTenants):len(r.profile.ExtraTenants)], f.tenants...)
	var session connection.Session
	var found connection.Retrieved
	err = e.work(ctx, r, func(p profile.Checked) (err error) {
		session, found, err = r.program.Connection.Retrieve(ctx, p, r.options)
		return r.checkSession(session, err)
	})
	e.keepSession(r, session)
	if len(found.Tenants) > 1 {
		e.printTenants(found.Tenants)
	}
	return session, found, err
}

// printTenants says what each tenant gave, or why it gave nothing.
func (e *Environment) printTenants(tenants []connection.TenantResult) {
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

// printOrganizations shows of which tenant each organization is where the account is a
// guest in one of them.
func (e *Environment) printOrganizations(session connection.Session, found connection.Retrieved) error {
	header := []string{"ORGANIZATION", "UNIQUE NAME", "URL", "REGION", "VERSION", "TENANT"}
	rows, guests := make([][]string, len(found.Instances)), false
	for i, instance := range found.Instances {
		o := instance.Organization()
		tenant := tenantName(o.TenantID, found.Tenants)
		if session.IsGuestIn(o.TenantID) {
			tenant, guests = tenant+" (guest)", true
		}
		rows[i] = []string{o.FriendlyName, o.UniqueName, o.URL, o.Region, o.Version, tenant}
	}
	if !guests {
		header = header[:len(header)-1]
		for i := range rows {
			rows[i] = rows[i][:len(header)]
		}
	}
	instances := found.Instances
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

// tenantName is what people call a tenant: its domain where that is known, else its GUID,
// which --json has always.
func tenantName(id string, known []connection.TenantResult) string {
	for _, t := range known {
		if strings.EqualFold(t.ID, id) && !cloud.IsGUID(t.Tenant) {
			return t.Tenant
		}
	}
	return strings.ToLower(id)
}
