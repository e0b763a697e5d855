package terminal

import (
	"github.com/spf13/cobra"

	"latchkey/app/terminal/usage"
)

// practiceCertificate registers a certificate, as Entra's "Upload certificate" does.
func (e *Environment) practiceCertificate() *cobra.Command {
	return &cobra.Command{
		Use: "certificate APPLICATIONID FILE", Short: "Register the public part of a certificate (PEM) for an application", Args: usage.Arguments(cobra.ExactArgs(2)),
		Example: `  latchkey practice certificate 5d1f0c62-3b8e-4a57-9c40-7e2a1b96f3d8 public.pem`,
		RunE: func(cmd *cobra.Command, args []string) error {
			text, err := readFile(args[1])
			if err != nil {
				return err
			}
			control, err := e.practiceControl(cmd.Context())
			if err != nil {
				return err
			}
			added, err := control.AddCertificate(cmd.Context(), args[0], text)
			if err != nil {
				return err
			}
			return e.print(added, func() { e.line("registered %s, thumbprint %s", inert(added.Subject), added.Thumbprint) })
		},
	}
}
