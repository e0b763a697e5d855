package terminal

import (
	"context"

	"github.com/spf13/cobra"

	"latchkey/app/connection"
	"latchkey/app/problem"
	"latchkey/app/profile"
	"latchkey/app/terminal/option"
	"latchkey/app/terminal/usage"
)

// signInResult is the result of signin as JSON.
type signInResult struct {
	Profile  string `json:"profile"`
	Account  string `json:"account"`
	TenantID string `json:"tenantId"`
	// Prompt is saved-session, browser-session, prompted, password or application.
	Prompt string `json:"prompt"`
	// PromptGuessed says that Prompt is only likely: the token doesn't say so.
	PromptGuessed bool `json:"promptGuessed"`
}

func (e *Environment) signInCommand() *cobra.Command {
	f := &option.SignIn{}
	cmd := &cobra.Command{
		Use: "signin NAME", Short: "Sign in as the profile says, if there is no session yet", Args: usage.Arguments(cobra.ExactArgs(1)),
		Example: `  latchkey signin "Contoso Sales"
  latchkey signin "Contoso Sales" --prompt always
  latchkey signin "Contoso Sales" --method paste
  latchkey signin "Contoso Sales" --method device-code
  latchkey signin "Contoso Sales" --account bob@contoso.com`,
		RunE: func(cmd *cobra.Command, args []string) error {
			p, err := e.find(args[0])
			if err != nil {
				return err
			}
			session, err := e.signIn(cmd.Context(), f, p)
			if err != nil {
				return err
			}
			result := signInResult{Profile: p.Name, Account: session.Account.Username, TenantID: session.Account.TenantID, Prompt: session.Prompt, PromptGuessed: session.PromptGuessed}
			return e.print(result, func() { e.line("%s", promptSentence(result)) })
		},
	}
	f.Register(cmd)
	return cmd
}

// signIn signs in and keeps the account in the profile. A session that cannot be
// kept is of no use to the next command, so the vault is looked at first.
func (e *Environment) signIn(ctx context.Context, f *option.SignIn, p profile.Profile) (connection.Session, error) {
	r, err := e.begin(ctx, f, p)
	if err != nil {
		return connection.Session{}, err
	}
	if status := r.program.Vault.Status(ctx); status.Err != nil {
		return connection.Session{}, problem.From(status.Err)
	}
	var session connection.Session
	err = e.work(ctx, r, func(p profile.Checked) (err error) {
		session, err = r.program.Connection.SignIn(ctx, p, r.options)
		return r.checkSession(session, err)
	})
	if err != nil {
		return session, err
	}
	return session, e.adopt(r, session)
}

// adopt keeps the signed-in account in the saved profile, and what the run chose.
func (e *Environment) adopt(r *run, session connection.Session) error {
	if session.Notice != nil {
		e.explain(session.Notice)
	}
	switch {
	case session.Unsaved == nil:
	case session.Prompt == connection.SavedSession: // which is there still, as it was
		e.warnUnsaved(session.Unsaved)
	default:
		return session.Unsaved
	}
	_, err := e.update(r.profile.ID, func(p *profile.Profile) {
		r.choose(p)
		*p = connection.Adopt(*p, session, r.program.Now())
	})
	return err
}

// keepSession is adopt for commands whose own work goes on all the same: it says when
// the account could not be kept. A session that never was is nothing to keep, and that of
// another account than the wanted one is not for this profile.
func (e *Environment) keepSession(r *run, session connection.Session) {
	if session.Prompt == "" || r.checkAccount(session) != nil {
		return
	}
	if err := e.adopt(r, session); err != nil {
		e.explain(problem.From(err))
	}
}

// update changes a saved profile as it is now, not as it was when the command began.
func (e *Environment) update(id string, change func(*profile.Profile)) (profile.Profile, error) {
	store, err := e.store()
	if err != nil {
		return profile.Profile{}, err
	}
	return store.Update(id, change)
}

// promptWords say why there was or was not a prompt, or probably was.
func promptWords(prompt string, guessed bool) string {
	switch {
	case guessed && prompt == connection.BrowserSession:
		return "the browser came straight back, probably from its own session; --prompt always asks again"
	case guessed && prompt == connection.Prompted:
		return "probably after a prompt in the browser"
	}
	switch prompt {
	case connection.SavedSession:
		return "from the saved session; no prompt was needed"
	case connection.BrowserSession:
		return "the browser came straight back from its own session; --prompt always asks again"
	case connection.Prompted:
		return "after a prompt in the browser"
	case connection.ByPassword:
		return "with user name and password, without a browser"
	case connection.ByApplication:
		return "by its own secret or certificate; no person was asked"
	}
	return prompt
}

func promptSentence(r signInResult) string {
	return "signed in as " + inert(r.Account) + " (" + promptWords(r.Prompt, r.PromptGuessed) + ")"
}
