package terminal

import (
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"latchkey/app/practice"
	"latchkey/app/terminal/usage"
)

// practiceLog is the sign-in log as an administrator reads it, newest last.
func (e *Environment) practiceLog() *cobra.Command {
	var user string
	cmd := &cobra.Command{
		Use: "log", Short: "Show the sign-in log: who came, what they were asked, and why", Args: usage.Arguments(cobra.NoArgs),
		Example: `  latchkey practice log
  latchkey practice log --user push@contoso.example`,
		RunE: func(cmd *cobra.Command, _ []string) error {
			control, err := e.practiceControl(cmd.Context())
			if err != nil {
				return err
			}
			if user != "" {
				if err := knownUser(cmd.Context(), control, user); err != nil {
					return err
				}
			}
			all, err := control.SignIns(cmd.Context())
			if err != nil {
				return err
			}
			list, rows := []practice.SignIn{}, [][]string{}
			for _, s := range all {
				if user != "" && !strings.EqualFold(s.User, user) {
					continue
				}
				list = append(list, s)
				rows = append(rows, []string{s.Time.Local().Format(time.DateTime), s.User, s.Application, s.Way, strings.Join(s.Asked, ", "), resultOf(s.Code), s.Why})
			}
			return e.print(list, func() {
				if len(rows) == 0 {
					e.note("nobody has signed in yet")
					return
				}
				e.table([]string{"TIME", "USER", "APPLICATION", "WAY", "ASKED", "RESULT", "WHY"}, rows)
			})
		},
	}
	cmd.Flags().StringVar(&user, "user", "", "only this user's")
	return cmd
}

func resultOf(code int) string {
	if code == 0 {
		return "success"
	}
	return "AADSTS" + strconv.Itoa(code)
}
