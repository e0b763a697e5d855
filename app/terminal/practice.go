package terminal

import (
	"context"

	"github.com/spf13/cobra"

	"latchkey/app/practice"
	"latchkey/app/terminal/usage"
)

func (e *Environment) practiceCommand() *cobra.Command {
	o := practice.ListenOptions{}
	var organizations int
	var scenario string
	cmd := &cobra.Command{
		Use: "practice", Short: "Run the practice tenant for other programs, until Ctrl+C", Args: usage.Arguments(cobra.NoArgs),
		Long: "Run the practice tenant, an Entra-shaped server of your own on this machine, for other programs and\nfor tests. Profiles of the cloud \"practice\" need no such process: they bring the tenant along.",
		Example: `  latchkey practice --tls
  latchkey practice --json --tls --control 127.0.0.1:0
  latchkey practice users
  latchkey practice phone push@contoso.example --approve --number 47
  latchkey practice --scenario number-matching-and-fraud`,
		RunE: func(cmd *cobra.Command, _ []string) error {
			var count *int
			if cmd.Flags().Changed("orgs") {
				count = &organizations
			}
			return e.practiceServe(cmd.Context(), o, scenario, count)
		},
	}
	cmd.Flags().StringVar(&o.Listen, "listen", "localhost:0", "loopback address and port for pages and tokens")
	cmd.Flags().BoolVar(&o.TLS, "tls", false, "serve over TLS on localhost too, with a certificate authority of its own")
	cmd.Flags().StringVar(&o.TLSListen, "tls-listen", "", "loopback address and port for TLS, such as localhost:8443; without it any free port")
	cmd.Flags().BoolVar(&o.OrganizationHosts, "org-hosts", false, "let discovery give each organization a host of its own, NAME.localhost")
	cmd.Flags().StringVar(&o.Control, "control", "127.0.0.1:0", "loopback address and port of the control API")
	cmd.Flags().IntVar(&organizations, "orgs", 0, "how many organizations discovery lists; 0 is the three that have names")
	cmd.Flags().StringVar(&scenario, "scenario", "", "begin with this scenario: one of \"latchkey practice scenario list\", or a file")
	cmd.AddCommand(e.practiceUsers(), e.practiceApps(), e.practiceCertificate(), e.phoneCommand(), e.practiceSet(), e.practiceReset(),
		e.practiceScenario(), e.practiceLog(), e.practiceUnblock())
	return cmd
}

// practiceControl is the control side of the tenant of this home.
func (e *Environment) practiceControl(ctx context.Context) (practice.Control, error) {
	program, err := e.Program()
	if err != nil {
		return practice.Control{}, err
	}
	tenant, err := program.Practice(ctx)
	if err != nil {
		return practice.Control{}, err
	}
	return tenant.Control(), nil
}

// practiceServe opens the doors and stays until the context ends. scenario is "" and
// organizations is nil when they were not asked for.
func (e *Environment) practiceServe(ctx context.Context, o practice.ListenOptions, scenario string, organizations *int) error {
	program, err := e.Program()
	if err != nil {
		return err
	}
	tenant, err := program.Practice(ctx)
	if err != nil {
		return err
	}
	if err := loadFirst(ctx, tenant.Control(), scenario); err != nil {
		return err
	}
	if organizations != nil {
		settings, err := tenant.Control().Settings(ctx)
		if err != nil {
			return err
		}
		settings.Organizations = *organizations
		if err := tenant.Control().SetSettings(ctx, settings); err != nil {
			return err
		}
	}
	doors, err := tenant.Listen(ctx, o)
	if err != nil {
		return err
	}
	defer doors.Close()
	info := doors.Info()
	if err := e.print(info, func() { e.printDoors(info) }); err != nil {
		return err
	}
	e.note("serving until Ctrl+C")
	<-ctx.Done()
	return nil
}

func (e *Environment) printDoors(info practice.Info) {
	rows := [][]string{
		{"authority", info.Authority}, {"authority over TLS", info.TLSAuthority}, {"its CA file", info.CAFile},
		{"tenant", info.TenantID}, {"ApplicationID", info.ClientID}, {"discovery", info.DiscoveryURL},
		{"control API", info.ControlURL}, {"control token", info.ControlToken},
	}
	e.table([]string{"WHAT", "VALUE"}, filled(rows))
}
