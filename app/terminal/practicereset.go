package terminal

import (
	"github.com/spf13/cobra"

	"latchkey/app/terminal/usage"
)

func (e *Environment) practiceReset() *cobra.Command {
	return &cobra.Command{
		Use: "reset", Short: "Put the practice tenant back as it was at first", Args: usage.Arguments(cobra.NoArgs),
		Example: `  latchkey practice reset`,
		RunE: func(cmd *cobra.Command, _ []string) error {
			control, err := e.practiceControl(cmd.Context())
			if err != nil {
				return err
			}
			if err := control.Reset(cmd.Context()); err != nil {
				return err
			}
			return e.print(map[string]bool{"reset": true}, func() { e.note("the practice tenant is as it was at first") })
		},
	}
}
