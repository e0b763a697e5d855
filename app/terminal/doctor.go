package terminal

import (
	"github.com/spf13/cobra"

	"latchkey/app/doctor"
	"latchkey/app/problem"
)

func (e *Environment) doctorCommand() *cobra.Command {
	return &cobra.Command{
		Use: "doctor", Short: "Check what a sign-in needs of this machine", Args: arguments(cobra.NoArgs),
		Long: "Check the keychain by a real round trip, a loopback port, the browser, the clock, and a\nwhole sign-in to the practice tenant. No host but this machine is asked.",
		RunE: func(cmd *cobra.Command, _ []string) error {
			program, err := e.Program()
			if err != nil {
				return err
			}
			found := doctor.Run(cmd.Context(), program)
			if err := e.print(found, func() { e.printFindings(found) }); err != nil {
				return err
			}
			return worst(found)
		},
	}
}

func (e *Environment) printFindings(found []doctor.Finding) {
	rows := make([][]string, len(found))
	for i, f := range found {
		detail := f.Detail
		if f.Problem != nil {
			detail = f.Problem.Words().Title
		}
		rows[i] = []string{f.ID, f.State, detail}
	}
	e.table([]string{"CHECK", "RESULT", "DETAIL"}, rows)
}

// worst is the first failure, for the exit code and its explanation.
func worst(found []doctor.Finding) error {
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
