package terminal

import (
	"errors"

	"github.com/spf13/cobra"

	"latchkey/app/connection"
	"latchkey/app/profile"
	"latchkey/app/terminal/usage"
)

func (e *Environment) signOutCommand() *cobra.Command {
	var all bool
	cmd := &cobra.Command{
		Use: "signout NAME | --all", Short: "Forget a session on this machine", Args: usage.Arguments(cobra.MaximumNArgs(1)),
		Example: `  latchkey signout "Contoso Sales"
  latchkey signout --all`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if all == (len(args) == 1) {
				return usage.New("give the name of a profile, or --all")
			}
			if all {
				return e.signOutAll(cmd)
			}
			return e.signOut(cmd, args[0])
		},
	}
	cmd.Flags().BoolVar(&all, "all", false, "forget every session of every profile")
	return cmd
}

func (e *Environment) signOut(cmd *cobra.Command, name string) error {
	p, program, err := e.openProfile(name)
	if err != nil {
		return err
	}
	store, err := program.Profiles()
	if err != nil {
		return err
	}
	resolved, err := profile.Resolve(p)
	if err != nil {
		return err
	}
	shared, err := connection.SignOut(cmd.Context(), program.Identity, store, resolved)
	if shared == nil {
		return err
	}
	return errors.Join(err, e.print(map[string]any{"account": connection.AccountName(p), "profiles": shared}, func() {
		e.line("signed out %s", inert(connection.AccountName(p)))
		for _, other := range shared {
			if other != p.Name {
				e.line("the profile %q used the same session and is signed out too", inert(other))
			}
		}
		e.note("the browser keeps a session of its own; sign out there as well if you share this computer")
	}))
}

func (e *Environment) signOutAll(cmd *cobra.Command) error {
	program, err := e.Program()
	if err != nil {
		return err
	}
	store, err := e.store()
	if err != nil {
		return err
	}
	names, err := connection.SignOutAll(cmd.Context(), program.Identity, store)
	if names == nil {
		return err
	}
	return errors.Join(err, e.print(map[string]any{"profiles": names}, func() {
		e.line("signed out %d profiles; every session on this machine is gone", len(names))
	}))
}
