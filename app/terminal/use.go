package terminal

import (
	"strings"

	"github.com/spf13/cobra"

	"latchkey/app/connection"
	"latchkey/app/discovery"
	"latchkey/app/problem"
	"latchkey/app/profile"
	"latchkey/app/terminal/usage"
)

func (e *Environment) useCommand() *cobra.Command {
	f := &retrieveFlags{}
	cmd := &cobra.Command{
		Use: "use NAME ORG", Short: "Pick the organization of a profile", Args: usage.Arguments(cobra.ExactArgs(2)),
		Example: `  latchkey use "Contoso Sales" contoso
  latchkey use "Contoso Sales" https://contoso.crm4.dynamics.com`,
		RunE: func(cmd *cobra.Command, args []string) error {
			p, err := e.find(args[0])
			if err != nil {
				return err
			}
			if p.IsApplication() { // it has no list to pick from
				if err := f.Apply(&p); err != nil {
					return err
				}
				return e.use(p, nil, args[1])
			}
			wanted := p
			if in, err := profile.CloudOf(p); err == nil {
				if typed, err := connection.Typed(args[1], in); err == nil {
					wanted.Organization = &typed // its own tenant is where to sign in
				}
			}
			_, found, err := e.retrieve(cmd.Context(), f, wanted)
			if err != nil {
				return err
			}
			return e.use(p, found.Instances, args[1])
		},
	}
	f.register(cmd)
	return cmd
}

// use picks the organization by its ID, name or address. One that discovery leaves
// out can still be picked by its address.
func (e *Environment) use(p profile.Profile, instances []discovery.Instance, name string) error {
	instance, err := connection.Find(instances, name)
	choose := func(p *profile.Profile) { *p = connection.Choose(*p, instance) }
	if err != nil {
		in, cloudErr := profile.CloudOf(p)
		if cloudErr != nil {
			return cloudErr
		}
		typed, typedErr := connection.Typed(name, in)
		switch {
		case typedErr != nil && strings.ContainsAny(name, "./"):
			return typedErr
		case typedErr != nil && p.IsApplication():
			return problem.New(problem.Input, "application-no-discovery").At("where")
		case typedErr != nil:
			return err
		}
		choose = func(p *profile.Profile) { p.Organization, p.LastVerified = &typed, "" }
	}
	if instance.Disabled() {
		_, host, _ := strings.Cut(strings.TrimSuffix(instance.URL, "/"), "://")
		e.warn(problem.New(problem.Organization, "organization-disabled").With("host", host))
	}
	saved, err := e.update(p.ID, choose)
	if err != nil {
		return err
	}
	return e.print(saved.Organization, func() {
		e.line("%s uses %s, %s", inert(saved.Name), inert(saved.Organization.FriendlyName), saved.Organization.URL)
	})
}
