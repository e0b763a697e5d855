package terminal

import (
	"github.com/spf13/cobra"

	"latchkey/app/terminal/usage"
)

// practiceUnblock is what an administrator does after a report from the phone.
func (e *Environment) practiceUnblock() *cobra.Command {
	return &cobra.Command{
		Use: "unblock USER", Short: "Unblock a user who reported a sign-in, and dismiss the risk", Args: usage.Arguments(cobra.ExactArgs(1)),
		Example: `  latchkey practice unblock push@contoso.example`,
		RunE: func(cmd *cobra.Command, args []string) error {
			control, err := e.practiceControl(cmd.Context())
			if err != nil {
				return err
			}
			if err := knownUser(cmd.Context(), control, args[0]); err != nil {
				return err
			}
			if err := control.Unblock(cmd.Context(), args[0]); err != nil {
				return err
			}
			return e.print(map[string]string{"unblocked": args[0]}, func() { e.line("%s can approve sign-ins again", inert(args[0])) })
		},
	}
}
