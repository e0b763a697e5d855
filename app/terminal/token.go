package terminal

import (
	"time"

	"github.com/spf13/cobra"

	"latchkey/app/profile"
	"latchkey/app/terminal/usage"
)

// tokenResult is the result of token as JSON. AccessToken is what was asked for.
type tokenResult struct {
	AccessToken string `json:"accessToken"`
	TokenType   string `json:"tokenType"`
	ExpiresOn   string `json:"expiresOn"` // RFC 3339
}

func (e *Environment) tokenCommand() *cobra.Command {
	var resource string
	cmd := &cobra.Command{
		Use: "token NAME", Short: "Print a valid access token, without a prompt", Args: usage.Arguments(cobra.ExactArgs(1)),
		Long: "Print a valid access token for the profile's organization, or for Global Discovery when none is picked.\nNo browser opens: exit code 3 says that a sign-in is needed.",
		Example: `  latchkey token "Contoso Sales"
  curl -H "Authorization: Bearer $(latchkey token 'Contoso Sales')" https://contoso.api.crm4.dynamics.com/api/data/v9.2/WhoAmI`,
		RunE: func(cmd *cobra.Command, args []string) error {
			p, program, err := e.openProfile(args[0])
			if err != nil {
				return err
			}
			resolved, err := profile.Resolve(p)
			if err != nil {
				return err
			}
			token, err := program.Connection.Token(cmd.Context(), resolved, resource)
			if err != nil {
				return err
			}
			if token.Unsaved != nil { // it is good all the same
				e.warnUnsaved(token.Unsaved)
			}
			value := token.Value.Reveal()
			return e.print(
				tokenResult{AccessToken: value, TokenType: "Bearer", ExpiresOn: token.ExpiresOn.UTC().Format(time.RFC3339)},
				func() { e.line("%s", value) })
		},
	}
	cmd.Flags().StringVar(&resource, "resource", "", "address of another organization of the same cloud")
	return cmd
}
