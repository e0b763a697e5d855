package terminal

import (
	"github.com/spf13/cobra"

	"latchkey/app/doctor"
	"latchkey/app/problem"
	"latchkey/app/terminal/usage"
)

func (e *Environment) doctorCommand() *cobra.Command {
	var online bool
	cmd := &cobra.Command{
		Use: "doctor [NAME]", Short: "Check what a sign-in needs, of this machine or of a profile", Args: usage.Arguments(cobra.MaximumNArgs(1)),
		Example: `  latchkey doctor
  latchkey doctor Contoso
  latchkey doctor Contoso --online --json`,
		Long: "Check the keychain by a real round trip, a loopback port, the browser, the proxy, the clock, and\na whole sign-in to the practice tenant; with a profile's NAME, what can be known before its sign-in:\nits settings, redirect URI, hosts, tenant and session. No host but this machine is asked, except with\n--online: then the authority, the organization and their certificates, clocks and names are.",
		RunE: func(cmd *cobra.Command, args []string) error {
			program, err := e.Program()
			if err != nil {
				return err
			}
			if online && len(args) == 0 {
				return usage.New("--online goes with a profile's name")
			}
			var found []doctor.Finding
			if len(args) == 0 {
				found = doctor.Run(cmd.Context(), program)
			} else {
				p, err := e.find(args[0])
				if err != nil {
					return err
				}
				found = doctor.Profile(cmd.Context(), program, p, online)
			}
			if err := e.print(found, func() { e.printFindings(found) }); err != nil {
				return err
			}
			return checkFindings(found)
		},
	}
	cmd.Flags().BoolVar(&online, "online", false, "ask the profile's hosts, too")
	return cmd
}

// printFindings shows what was checked and what was seen, and then what to do about that
// which is not well. The worst is left to the end of the command, which explains it.
func (e *Environment) printFindings(found []doctor.Finding) {
	rows := make([][]string, len(found))
	for i, f := range found {
		detail := f.Detail
		if f.Problem != nil {
			detail = f.Problem.Words().Title + "; see below"
		}
		rows[i] = []string{f.ID, f.State, detail}
	}
	e.table([]string{"CHECKED", "RESULT", "WHAT WAS SEEN"}, rows)
	last := checkFindings(found)
	for _, f := range found {
		if f.Problem != nil && error(f.Problem) != last {
			e.explain(f.Problem)
		}
	}
}

// checkFindings returns the first failure, for the exit code and its explanation.
func checkFindings(found []doctor.Finding) error {
	var p *problem.Problem
	for _, f := range found {
		if f.State == doctor.Failed && p == nil {
			p = f.Problem
		}
	}
	if p == nil {
		return nil
	}
	return p
}
