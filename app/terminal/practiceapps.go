package terminal

import (
	"time"

	"github.com/spf13/cobra"

	"latchkey/app/practice"
	"latchkey/app/terminal/usage"
)

func (e *Environment) practiceApps() *cobra.Command {
	return &cobra.Command{
		Use: "apps", Short: "List the registered applications", Args: usage.Arguments(cobra.NoArgs),
		Example: `  latchkey practice apps`,
		RunE: func(cmd *cobra.Command, _ []string) error {
			control, err := e.practiceControl(cmd.Context())
			if err != nil {
				return err
			}
			apps, err := control.Apps(cmd.Context())
			if err != nil {
				return err
			}
			now, err := control.Clock(cmd.Context())
			if err != nil {
				return err
			}
			var rows [][]string
			for _, a := range apps {
				rows = append(rows, appRows(a, now)...)
			}
			return e.print(apps, func() { e.table([]string{"NAME", "APPLICATIONID", "PLATFORM", "REDIRECT URIS AND SECRETS"}, rows) })
		},
	}
}

// appRows are one registration in the table of all of them, at the practice tenant's time.
func appRows(a practice.App, now time.Time) [][]string {
	rows := [][]string{{a.Name, a.ApplicationID, string(a.Platform), ""}}
	add := func(text string) {
		if rows[0][3] == "" {
			rows[0][3] = text
			return
		}
		rows = append(rows, []string{"", "", "", text})
	}
	for _, uri := range a.RedirectURIs {
		add(uri)
	}
	for _, s := range a.Secrets {
		add("client secret " + s.Value + ", " + untilDay(s.Expires, now))
	}
	for _, c := range a.Certificates {
		add("certificate " + c.Subject + ", " + untilDay(c.Expires, now))
	}
	return rows
}

// untilDay says until when something is good, or since when it is not.
func untilDay(end, now time.Time) string {
	if end.Before(now) {
		return "expired on " + end.Format(time.DateOnly)
	}
	return "until " + end.Format(time.DateOnly)
}
