package terminal

import (
	"github.com/spf13/cobra"

	"latchkey/app/terminal/usage"
)

func (e *Environment) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use: "version", Short: "Print the version", Args: usage.Arguments(cobra.NoArgs),
		Example: `  latchkey version
  latchkey version --json`,
		RunE: func(*cobra.Command, []string) error {
			return e.print(map[string]string{"version": e.Version}, func() { e.line("latchkey %s", e.Version) })
		},
	}
}
