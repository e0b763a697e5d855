package terminal

import (
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"latchkey/app/practice"
)

// practiceCertificate registers a certificate, as Entra's "Upload certificate" does.
func (e *Environment) practiceCertificate() *cobra.Command {
	return &cobra.Command{
		Use: "certificate APPLICATIONID FILE", Short: "Register the public part of a certificate (PEM) for an application", Args: arguments(cobra.ExactArgs(2)),
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

// practiceSettings is what the practice tenant does on request, as JSON.
type practiceSettings struct {
	TokenLifetimeSeconds int  `json:"tokenLifetimeSeconds"` // 0 is Entra's
	Organizations        int  `json:"organizations"`        // 0 is those that have names
	BlockDeviceCode      bool `json:"blockDeviceCode"`
	DoubleSlash          bool `json:"doubleSlash"`
}

// practiceSet changes what was named, and shows all of it.
func (e *Environment) practiceSet() *cobra.Command {
	wanted := practice.Settings{}
	cmd := &cobra.Command{
		Use: "set", Short: "Set how the practice tenant behaves, or show it", Args: arguments(cobra.NoArgs),
		Example: `  latchkey practice set --block-device-code
  latchkey practice set --block-device-code=false --token-lifetime 60s`,
		RunE: func(cmd *cobra.Command, _ []string) error {
			control, err := e.practiceControl(cmd.Context())
			if err != nil {
				return err
			}
			now, err := control.Settings(cmd.Context())
			if err != nil {
				return err
			}
			changed := now
			cmd.Flags().Visit(func(f *pflag.Flag) {
				switch f.Name {
				case "block-device-code":
					changed.BlockDeviceCode = wanted.BlockDeviceCode
				case "double-slash":
					changed.DoubleSlash = wanted.DoubleSlash
				case "token-lifetime":
					changed.TokenLifetime = wanted.TokenLifetime
				}
			})
			if changed != now {
				if err := control.SetSettings(cmd.Context(), changed); err != nil {
					return err
				}
			}
			return e.printSettings(changed)
		},
	}
	cmd.Flags().BoolVar(&wanted.BlockDeviceCode, "block-device-code", false, "refuse device codes, as a Conditional Access policy does")
	cmd.Flags().BoolVar(&wanted.DoubleSlash, "double-slash", false, "let organizations take only tokens whose audience ends in a slash")
	cmd.Flags().DurationVar(&wanted.TokenLifetime, "token-lifetime", 0, "how long access tokens live, such as 60s; 0 is Entra's 60 to 80 minutes")
	return cmd
}

func (e *Environment) printSettings(s practice.Settings) error {
	shown := practiceSettings{int(s.TokenLifetime / time.Second), s.Organizations, s.BlockDeviceCode, s.DoubleSlash}
	lifetime := "60 to 80 minutes"
	if s.TokenLifetime != 0 {
		lifetime = s.TokenLifetime.String()
	}
	return e.print(shown, func() {
		e.table([]string{"SETTING", "VALUE"}, [][]string{
			{"device codes blocked", yesNo(s.BlockDeviceCode)}, {"double slash wanted", yesNo(s.DoubleSlash)}, {"token lifetime", lifetime},
		})
	})
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
