package terminal

import (
	"context"
	"errors"
	"strings"

	"github.com/spf13/cobra"

	"latchkey/app/connection"
	"latchkey/app/problem"
	"latchkey/app/profile"
	"latchkey/app/signin"
)

// signInFlags are the flags of every command that may have to sign in.
type signInFlags struct {
	method string
	prompt string
	silent bool
}

func (f *signInFlags) register(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.method, "method", "", "how to come back from the browser: auto, browser or paste (default: the profile's)")
	cmd.Flags().StringVar(&f.prompt, "prompt", "auto", "auto, or always to be asked again")
}

func (f *signInFlags) registerSilent(cmd *cobra.Command) {
	f.register(cmd)
	cmd.Flags().BoolVar(&f.silent, "silent", false, "never open a browser; exit 3 when a sign-in is needed")
}

// apply checks the flags and puts the method into the profile for this run.
func (f *signInFlags) apply(p *profile.Profile) error {
	switch m := profile.Method(f.method); m {
	case "":
	case profile.Auto, profile.Browser, profile.Paste:
		p.Method = m
	default:
		return usageError{errors.New("--method is auto, browser or paste")}
	}
	if f.prompt != "auto" && f.prompt != "always" {
		return usageError{errors.New("--prompt is auto or always")}
	}
	if f.silent && f.prompt == "always" {
		return usageError{errors.New("--silent and --prompt always exclude each other")}
	}
	return nil
}

// options of the sign-in; a person is told by the console.
func (e *Environment) options(ctx context.Context, f *signInFlags, p profile.Profile) connection.Options {
	return connection.Options{
		Always: f.prompt == "always", SilentOnly: f.silent, NoOpen: p.Method == profile.Paste,
		Watch: &console{environment: e, ctx: ctx, opens: p.Method != profile.Paste}, Patience: connection.Patience{Limit: signInLimit},
	}
}

// signInResult is the result of signin as JSON.
type signInResult struct {
	Profile  string `json:"profile"`
	Account  string `json:"account"`
	TenantID string `json:"tenantId"`
	Prompt   string `json:"prompt"` // saved-session, browser-session or prompted
}

func (e *Environment) signInCommand() *cobra.Command {
	f := &signInFlags{}
	cmd := &cobra.Command{
		Use: "signin NAME", Short: "Sign in with the browser, if there is no session yet", Args: arguments(cobra.ExactArgs(1)),
		Example: `  latchkey signin "Contoso Sales"
  latchkey signin "Contoso Sales" --prompt always
  latchkey signin "Contoso Sales" --method paste`,
		RunE: func(cmd *cobra.Command, args []string) error {
			p, err := e.find(args[0])
			if err != nil {
				return err
			}
			session, err := e.signIn(cmd.Context(), f, p)
			if err != nil {
				return err
			}
			result := signInResult{Profile: p.Name, Account: session.Account.Username, TenantID: session.Account.TenantID, Prompt: session.Prompt}
			return e.print(result, func() { e.line("%s", promptSentence(result)) })
		},
	}
	f.register(cmd)
	return cmd
}

// signIn signs in and keeps the account in the profile. A session that cannot be
// kept is of no use to the next command, so the vault is looked at first.
func (e *Environment) signIn(ctx context.Context, f *signInFlags, p profile.Profile) (connection.Session, error) {
	if err := f.apply(&p); err != nil {
		return connection.Session{}, err
	}
	program, err := e.Program()
	if err != nil {
		return connection.Session{}, err
	}
	if status := program.Vault.Status(ctx); status.Err != nil {
		return connection.Session{}, problem.From(status.Err)
	}
	session, err := program.Connection.SignIn(ctx, p, e.options(ctx, f, p))
	if err != nil {
		return session, err
	}
	return session, e.adopt(p.ID, session)
}

// adopt keeps the signed-in account in the saved profile.
func (e *Environment) adopt(id string, session connection.Session) error {
	if session.Notice != nil {
		e.explain(session.Notice)
	}
	if session.Unsaved != nil {
		return session.Unsaved
	}
	_, err := e.update(id, func(p *profile.Profile) { *p = connection.Adopt(*p, session.Account) })
	return err
}

// updateTries bounds how often an update starts over because another process was faster.
const updateTries = 20

// update changes a saved profile as it is now, not as it was when the command began.
func (e *Environment) update(id string, change func(*profile.Profile)) (profile.Profile, error) {
	store, err := e.store()
	if err != nil {
		return profile.Profile{}, err
	}
	var saved profile.Profile
	for range updateTries {
		entry, err := store.Get(id)
		if err != nil {
			return profile.Profile{}, err
		}
		p := entry.Profile
		change(&p)
		if saved, err = store.Save(p); err == nil || problem.From(err).Code != "profile-changed" {
			return saved, err
		}
	}
	return saved, problem.New(problem.Conflict, "profile-changed")
}

func promptSentence(r signInResult) string {
	how := map[string]string{
		connection.SavedSession:   "from the saved session; no prompt was needed",
		connection.BrowserSession: "the browser came straight back from its own session; --prompt always asks again",
		connection.Prompted:       "after a prompt in the browser",
	}[r.Prompt]
	return "signed in as " + inert(r.Account) + " (" + how + ")"
}

// console tells a person at a terminal what happens, and reads what they paste.
type console struct {
	environment *Environment
	ctx         context.Context
	opens       bool // the browser is opened for the person
}

// Step implements connection.Watcher.
func (c *console) Step(step, state string) {
	switch {
	case step == connection.StepExchange && state == "doing":
		c.environment.note("got the answer, finishing the sign-in ...")
	case step == connection.StepOrganizations && state == "doing":
		c.environment.note("reading organizations ...")
	}
}

// Overdue implements connection.Watcher; a terminal gives up instead of asking.
func (c *console) Overdue() {}

// Waiting implements connection.Watcher.
func (c *console) Waiting(a *signin.Attempt) {
	e := c.environment
	if a.Way() == signin.Browser {
		e.note("finish the sign-in in your browser (Ctrl+C cancels). If it does not open, open this address:")
		e.note("%s", a.Address())
		return
	}
	if host := a.ForeignHost(); host != "" {
		e.note("note: the browser will end on %s, which belongs to someone else: its server log will see a code that only this sign-in can use", inert(host))
	}
	if c.opens {
		e.note("finish the sign-in in your browser. If it does not open, open this address:")
	} else {
		e.note("open this address and sign in:")
	}
	_ = e.print(map[string]string{"address": a.Address()}, func() { e.line("%s", a.Address()) })
	e.note("then paste the address where the browser ended (it may show an error page), and press Enter:")
	go c.readPastes(a)
}

// NotOpened implements connection.Watcher.
func (c *console) NotOpened(why *problem.Problem) {
	c.environment.explain(why)
	c.environment.note("still waiting; Ctrl+C cancels")
}

// readPastes offers what is pasted to the attempt until it fits or the input ends. An
// address that came in several lines is tried together with those before it.
func (c *console) readPastes(a *signin.Attempt) {
	next, text := c.environment.lines(), ""
	for c.ctx.Err() == nil {
		line, err := next()
		if err != nil {
			a.Abandon(problem.New(problem.Cancelled, "paste-ended").Because(err))
			return
		}
		if strings.TrimSpace(line) == "" {
			continue
		}
		if a.Paste(line) == nil {
			return
		}
		if text += line; a.Paste(text) == nil {
			return
		}
		c.environment.explain(problem.From(a.Paste(line)))
		c.environment.note("paste the address again:")
	}
}
