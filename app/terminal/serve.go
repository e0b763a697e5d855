package terminal

import (
	"github.com/spf13/cobra"

	"latchkey/app/terminal/usage"
)

func (e *Environment) serveCommand() *cobra.Command {
	o := ServeOptions{Stay: true}
	var noOpen bool
	cmd := &cobra.Command{
		Use: "serve", Short: "Serve Latchkey to a browser on this machine; prints a one-time address", Args: usage.Arguments(cobra.NoArgs),
		Example: `  latchkey serve
  latchkey serve --listen 127.0.0.1:8765 --no-open`,
		RunE: func(cmd *cobra.Command, _ []string) error {
			o.Open, o.JSON = !noOpen, e.json
			return e.Serve(cmd.Context(), o)
		},
	}
	cmd.Flags().StringVar(&o.Listen, "listen", "127.0.0.1:0", "loopback address and port; port 0 is any free one")
	cmd.Flags().BoolVar(&noOpen, "no-open", false, "do not open a browser")
	return cmd
}
