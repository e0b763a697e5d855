package terminal

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"latchkey/app/registration"
	"latchkey/app/terminal/usage"
)

// consentAnswer is what a recipe's consent takes, as JSON.
type consentAnswer struct {
	Links []registration.Link `json:"links"`
	Mail  registration.Mail   `json:"mail"`
}

func (e *Environment) consentCommand() *cobra.Command {
	f := &guideFlags{}
	cmd := &cobra.Command{
		Use: "consent [RECIPE]", Short: "An administrator's consent: the links, and a message that asks for it",
		Example: `  latchkey consent --profile Contoso
  latchkey consent resco-mobile-crm
  latchkey consent read "https://login.microsoftonline.com/common/oauth2/authorize?..."`,
		Args: recipeOrProfile(f),
		RunE: func(_ *cobra.Command, args []string) error {
			r, v, in, err := e.loadRecipe(strings.Join(args, ""), f)
			if err != nil {
				return err
			}
			mail, err := registration.Message(r, v, in)
			if err != nil {
				return err
			}
			out := consentAnswer{registration.Links(r, v, in), mail}
			return e.print(out, func() {
				if len(args) == 0 {
					e.note("the recipe: %s (%s)", inert(r.Name), r.ID)
				}
				for _, l := range out.Links {
					e.line("%s (%s):\n%s", linkLabels[l.Generation], l.Generation, l.URL)
				}
				e.line("\nSubject: %s\n", inert(mail.Subject))
				e.block(mail.Text)
			})
		},
	}
	cmd.Flags().StringVar(&f.profile, "profile", "", "for this profile's application, cloud, tenant and recipe")
	cmd.AddCommand(e.consentRead())
	return cmd
}

// linkLabels say which link to use.
var linkLabels = map[string]string{
	registration.GenerationNew: "The link, use this one",
	registration.GenerationOld: "Only if the first one fails, the maker's older one",
}

func (e *Environment) consentRead() *cobra.Command {
	return &cobra.Command{
		Use: "read [LINK]", Short: "Say what a consent link asks for, or what the address after it says",
		Example: `  latchkey consent read "https://login.microsoftonline.com/contoso.com/v2.0/adminconsent?client_id=..."
  xclip -o | latchkey consent read`,
		Args: usage.Arguments(cobra.MaximumNArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			text, err := e.argumentOrInput(cmd.Context(), args)
			if err != nil {
				return err
			}
			c, err := registration.ParseLink(text)
			if err != nil {
				return err
			}
			if err := e.print(c, func() { e.printConsent(c) }); err != nil {
				return err
			}
			if c.Problem != nil {
				return c.Problem
			}
			return nil
		},
	}
}

// argumentOrInput is the one argument, or standard input.
func (e *Environment) argumentOrInput(ctx context.Context, args []string) (string, error) {
	if len(args) == 1 && args[0] != "-" {
		return args[0], nil
	}
	return readEnd(ctx, e.In)
}

func (e *Environment) printConsent(c registration.Consent) {
	what := "a link that asks for consent"
	switch {
	case c.Answer && c.Granted && len(c.Doubts) > 0:
		what = "the answer says that consent was granted, and proves nothing: see the warning"
	case c.Answer && c.Granted:
		what = "the answer: consent was granted"
	case c.Answer:
		what = "the answer: consent was not granted"
	}
	e.line("%s", what)
	rows := [][]string{}
	add := func(name, value string) {
		if value != "" {
			rows = append(rows, []string{"  " + name, value})
		}
	}
	add("host", c.Host)
	add("cloud", string(c.Cloud))
	add("tenant", c.Tenant)
	add("ApplicationID", c.ClientID)
	for _, scope := range c.Scopes {
		add("permission", scope)
	}
	add("leads back to", c.RedirectURI)
	e.table(nil, rows)
	for _, doubt := range c.Doubts {
		e.warn(doubt)
	}
}
