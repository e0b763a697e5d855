package terminal

import (
	"context"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"latchkey/app/credential"
	"latchkey/app/problem"
	"latchkey/app/profile"
	"latchkey/app/program"
	"latchkey/app/terminal/usage"
)

func (e *Environment) credentialShow() *cobra.Command {
	return &cobra.Command{
		Use: "show NAME", Short: "Show what is kept, never its value", Args: usage.Arguments(cobra.ExactArgs(1)),
		Example: `  latchkey credential show "Contoso Service"`,
		RunE: func(cmd *cobra.Command, args []string) error {
			p, program, err := e.openProfile(args[0])
			if err != nil {
				return err
			}
			list, err := e.credentialsOf(cmd.Context(), program, p)
			if err != nil {
				return err
			}
			e.warnOfExpiry(p, program.Now())
			return e.print(list, func() { e.printCredentials(list) })
		},
	}
}

// credentialsOf lists what is kept for a profile. A secret does not tell when it ends; the
// profile knows what the person said. One certificate that can't be read does not hide
// the rest.
func (e *Environment) credentialsOf(ctx context.Context, program *program.Program, p profile.Profile) ([]credential.Info, error) {
	list := []credential.Info{}
	for _, kind := range credential.Kinds() {
		info, err := program.Credentials.Info(ctx, p.ID, kind)
		switch {
		case info.Kind == "" && err != nil:
			return nil, err
		case info.Kind == "":
			continue
		case err != nil:
			e.explain(problem.From(err))
		}
		if c := p.Credential; info.Expires == "" && c != nil && c.Kind == string(kind) {
			info.Expires = c.Expires
		}
		list = append(list, info)
	}
	return list, nil
}

func (e *Environment) printCredentials(list []credential.Info) {
	if len(list) == 0 {
		e.note("nothing is kept; latchkey credential set keeps a password, a client secret or a certificate")
		return
	}
	rows := make([][]string, len(list))
	for i, c := range list {
		rows[i] = []string{string(c.Kind), orDash(c.Expires), orDash(c.Subject), orDash(c.Thumbprint)}
	}
	e.table([]string{"KIND", "EXPIRES", "SUBJECT", "THUMBPRINT"}, rows)
}

func (e *Environment) credentialForget() *cobra.Command {
	return &cobra.Command{
		Use: "forget NAME", Short: "Remove what is kept", Args: usage.Arguments(cobra.ExactArgs(1)),
		Example: `  latchkey credential forget "Contoso Service"`,
		RunE: func(cmd *cobra.Command, args []string) error {
			p, program, err := e.openProfile(args[0])
			if err != nil {
				return err
			}
			if err := program.Credentials.ForgetAll(cmd.Context(), p.ID); err != nil {
				return err
			}
			p, err = e.update(p.ID, func(p *profile.Profile) { p.Credential, p.SavePassword = nil, false })
			if err != nil {
				return err
			}
			if p.IsApplication() {
				e.dropTokens(cmd.Context(), program, p)
			}
			return e.print(map[string]string{"forgotten": p.Name}, func() { e.note("forgot what was kept for %q", inert(p.Name)) })
		},
	}
}

// warnOfExpiry tells in time that an application's secret or certificate ends.
func (e *Environment) warnOfExpiry(p profile.Profile, now time.Time) {
	state, days := p.Expiry(now)
	if state == "" {
		return
	}
	day, _, _ := strings.Cut(p.Credential.Expires, "T")
	switch {
	case state == "expired":
		e.note("warning: the %s of %q ended on %s; ask your administrator for a new one", p.Credential.Kind, inert(p.Name), day)
	default:
		e.note("warning: the %s of %q ends on %s, in %d days; ask your administrator for a new one in time", p.Credential.Kind, inert(p.Name), day, days)
	}
}
