package terminal

import (
	"github.com/spf13/cobra"

	"latchkey/app/handover"
	"latchkey/app/problem"
	"latchkey/app/terminal/usage"
	"latchkey/app/transfer"
)

// exportFlags are those of export.
type exportFlags struct {
	to, company, note, loginHint string
	names, online                bool
}

func (e *Environment) exportCommand() *cobra.Command {
	f := &exportFlags{}
	cmd := &cobra.Command{
		Use: "export NAME", Short: "Make a setup file for somebody else, or a bundle for the helpdesk",
		Example: `  latchkey export Contoso --to setup --company Contoso --note "Ticket 4711" > contoso.latchkey-setup.json
  latchkey export Contoso --to bundle --online > contoso.latchkey-bundle.json`,
		Long: "Print a file: \"setup\" fills in a profile on a user's computer (they still sign in themselves),\n\"bundle\" shows the helpdesk the profile, checks, the session and the end of the log. Neither holds a\npassword, a secret or a token.",
		Args: usage.Arguments(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			p, program, err := e.openProfile(args[0])
			if err != nil {
				return err
			}
			var data []byte
			switch f.to {
			case "setup":
				if p.Online && p.ApplicationID == "" {
					e.warn(problem.New(problem.Input, "setup-no-application"))
				}
				_, data, err = handover.Setup(program, p, transfer.Words{Company: f.company, Note: f.note, LoginHint: f.loginHint})
			case "bundle":
				_, data, err = handover.Bundle(cmd.Context(), program, p, handover.Wish{Note: f.note, Names: f.names, Online: f.online, Version: e.Version, Door: "terminal"})
			default:
				return usage.New("--to is setup or bundle")
			}
			if err != nil {
				return err
			}
			_, err = e.Out.Write(data)
			return err
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&f.to, "to", "setup", "setup or bundle")
	flags.StringVar(&f.company, "company", "", "who you are, for the person who opens a setup file")
	flags.StringVar(&f.note, "note", "", "what to say with it")
	flags.StringVar(&f.loginHint, "for", "", "the user name of the person whom a setup file is for")
	flags.BoolVar(&f.names, "names", false, "keep e-mail addresses and directories whole in a bundle")
	flags.BoolVar(&f.online, "online", false, "ask the profile's hosts for a bundle, too")
	return cmd
}
