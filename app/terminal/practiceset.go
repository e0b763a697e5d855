package terminal

import (
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"latchkey/app/practice"
	"latchkey/app/terminal/usage"
)

// practiceSettings is what the practice tenant does on request, as JSON.
type practiceSettings struct {
	TokenLifetimeSeconds int  `json:"tokenLifetimeSeconds"` // 0 is Entra's
	Organizations        int  `json:"organizations"`        // 0 is those that have names
	BlockDeviceCode      bool `json:"blockDeviceCode"`
	DoubleSlash          bool `json:"doubleSlash"`
	StrictRefreshTokens  bool `json:"strictRefreshTokens"`
}

// practiceSet changes what was named, and shows all of it.
func (e *Environment) practiceSet() *cobra.Command {
	wanted := practice.Settings{}
	cmd := &cobra.Command{
		Use: "set", Short: "Set how the practice tenant behaves, or show it", Args: usage.Arguments(cobra.NoArgs),
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
				case "strict-refresh-tokens":
					changed.StrictRefreshTokens = wanted.StrictRefreshTokens
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
	cmd.Flags().BoolVar(&wanted.StrictRefreshTokens, "strict-refresh-tokens", false, "end a sign-in whose refresh token is used twice")
	cmd.Flags().DurationVar(&wanted.TokenLifetime, "token-lifetime", 0, "how long access tokens live, such as 60s; 0 is Entra's 60 to 90 minutes")
	return cmd
}

func (e *Environment) printSettings(s practice.Settings) error {
	shown := practiceSettings{int(s.TokenLifetime / time.Second), s.Organizations, s.BlockDeviceCode, s.DoubleSlash, s.StrictRefreshTokens}
	lifetime := "60 to 90 minutes"
	if s.TokenLifetime != 0 {
		lifetime = s.TokenLifetime.String()
	}
	return e.print(shown, func() {
		e.table([]string{"SETTING", "VALUE"}, [][]string{
			{"device codes blocked", yesNo(s.BlockDeviceCode)}, {"double slash wanted", yesNo(s.DoubleSlash)},
			{"refresh tokens good once", yesNo(s.StrictRefreshTokens)}, {"token lifetime", lifetime},
		})
	})
}
