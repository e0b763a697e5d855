package terminal

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"latchkey/app/practice"
	"latchkey/app/problem"
	"latchkey/app/terminal/usage"
)

func (e *Environment) practiceUsers() *cobra.Command {
	return &cobra.Command{
		Use: "users", Short: "List the practice users with their passwords", Args: usage.Arguments(cobra.NoArgs),
		Example: `  latchkey practice users
  latchkey practice users --json`,
		RunE: func(cmd *cobra.Command, _ []string) error {
			control, err := e.practiceControl(cmd.Context())
			if err != nil {
				return err
			}
			users, err := control.Users(cmd.Context())
			if err != nil {
				return err
			}
			rows := make([][]string, len(users))
			for i, u := range users {
				rows[i] = []string{u.UserPrincipalName, u.DisplayName, u.Password, inWords(u.Special()), secondStep(u.Methods)}
				if u.GuestIn != "" {
					rows[i][4] += "; as a guest in " + whereGuest(u.GuestIn) + ": " + secondStep(u.GuestMethods)
				}
			}
			return e.print(users, func() { e.table([]string{"USER", "NAME", "PASSWORD", "SPECIAL", "SECOND STEP"}, rows) })
		},
	}
}

// inWords lists what is special about a user.
func inWords(special []string) string {
	return strings.ReplaceAll(strings.Join(special, ", "), "-", " ")
}

// secondStep names a user's methods for people.
func secondStep(methods []string) string {
	names := map[string]string{"PhoneAppNotification": "approve on the phone", "PhoneAppOTP": "code from the app", "OneWaySMS": "code by text",
		"TwoWayVoiceMobile": "call", "TwoWayVoiceOffice": "call at the office", "TemporaryAccessPass": "temporary access pass", "FidoKey": "security key"}
	text := ""
	for _, m := range methods {
		if text != "" {
			text += ", or "
		}
		if names[m] == "" {
			names[m] = m
		}
		text += names[m]
	}
	if text == "" {
		return "none"
	}
	return text
}

// whereGuest names where somebody is a guest; "*" is every other tenant.
func whereGuest(domain string) string {
	if domain == "*" {
		return "every other tenant"
	}
	return domain
}

func knownUser(ctx context.Context, c practice.Control, user string) error {
	users, err := c.Users(ctx)
	if err != nil {
		return err
	}
	for _, u := range users {
		if strings.EqualFold(u.UserPrincipalName, user) {
			return nil
		}
	}
	return problem.New(problem.NotFound, "practice-user-unknown").With("user", user)
}
