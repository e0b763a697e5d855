package terminal

import (
	"github.com/spf13/cobra"

	"latchkey/app/doctor"
	"latchkey/app/problem"
)

func (e *Environment) doctorCommand() *cobra.Command {
	return &cobra.Command{
		Use: "doctor", Short: "Check what a sign-in needs of this machine", Args: arguments(cobra.NoArgs),
		Long: "Check the keychain by a real round trip, a loopback port, the browser, the proxy, the clock, and\na whole sign-in to the practice tenant. No host but this machine is asked.",
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
	last := worst(found)
	for _, f := range found {
		if f.Problem != nil && error(f.Problem) != last {
			e.explain(f.Problem)
		}
	}
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
