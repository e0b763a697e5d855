// Package terminal is the command line: for scripts, for the helpdesk, and for other
// programs.
//
// It promises: results go to standard output, everything else to standard error;
// every command has --json; nouns, verbs and exit codes stay as they are, because
// other programs call them; text from elsewhere cannot move the cursor or change
// colours; no password, code or token is ever printed, except what was asked for: the access
// token of `latchkey token`, those of `latchkey exchange --show-tokens`, and the code of
// a device that a person types elsewhere. Secrets are never arguments.
package terminal

import (
	"context"
	"io"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"latchkey/app/problem"
	"latchkey/app/program"
	"latchkey/app/terminal/hint"
	"latchkey/app/terminal/usage"
)

// Environment is what the commands work with. Program is made on first use: help
// and explain need none.
type Environment struct {
	In      io.Reader
	Out     io.Writer
	Err     io.Writer
	Version string
	Program func() (*program.Program, error)
	// Open is what Latchkey does without arguments; Serve is browser mode.
	Open  func(ctx context.Context) error
	Serve func(ctx context.Context, o ServeOptions) error

	json bool
	// about is what the command is about, for hints.
	about hint.About
	// restore puts the terminal back while a line is being read from it.
	mu      sync.Mutex
	restore func()
}

// ServeOptions of browser mode.
type ServeOptions struct {
	Listen string // a loopback address with port
	Open   bool   // open the system browser
	Stay   bool   // go on when no tab is open
	JSON   bool   // print the address as JSON
}

// signInLimit is how long a person is awaited.
const signInLimit = 10 * time.Minute

// Run runs one command line and returns its exit code.
func Run(ctx context.Context, e *Environment, args []string) int {
	out := &writer{to: e.Out}
	e.Out = out
	var used *program.Program // by the command: a mistyped one leaves no trace
	maker := e.Program
	e.Program = func() (p *program.Program, err error) {
		p, err = maker()
		used = p
		return p, err
	}
	root := e.root(args)
	root.SetArgs(args)
	root.SetIn(e.In)
	root.SetOut(e.Out)
	root.SetErr(e.Err)
	cmd, err := root.ExecuteContextC(ctx)
	e.restoreTerminal()
	if ctx.Err() != nil {
		e.freshLine()
	}
	if err == nil && out.err != nil {
		err = problem.New(problem.Storage, "output-not-written").Because(out.err)
	}
	if err == nil {
		return exitDone
	}
	if usage.Is(err) {
		e.reportUsage(cmd, err)
		return exitUsage
	}
	e.report(err)
	if used != nil {
		program.LogProblemOf(used.Log, problem.From(err), e.about.Profile.ID)
	}
	return exitCode(err)
}

// commands are those that a command line needs: the one that it names first, or all of them
// for help, completion and what is misspelt. To make all of them takes as long as a short
// command.
func (e *Environment) commands(args []string) []*cobra.Command {
	all := []struct {
		name    string
		command func() *cobra.Command
	}{
		{"serve", e.serveCommand}, {"profile", e.profileCommand}, {"credential", e.credentialCommand}, {"signin", e.signInCommand},
		{"session", e.sessionCommand}, {"signout", e.signOutCommand}, {"orgs", e.orgsCommand}, {"use", e.useCommand},
		{"test", e.testCommand}, {"token", e.tokenCommand}, {"exchange", e.exchangeCommand}, {"authority", e.authorityCommand},
		{"practice", e.practiceCommand}, {"guide", e.guideCommand}, {"register", e.registerCommand}, {"export", e.exportCommand},
		{"import", e.importCommand}, {"consent", e.consentCommand}, {"explain", e.explainCommand}, {"doctor", e.doctorCommand},
		{"version", e.versionCommand},
	}
	var made []*cobra.Command
	for _, c := range all {
		if len(args) > 0 && args[0] == c.name {
			return []*cobra.Command{c.command()}
		}
	}
	for _, c := range all {
		made = append(made, c.command())
	}
	return made
}

// root is the command line's tree, as far as the arguments need it.
func (e *Environment) root(args []string) *cobra.Command {
	cobra.MousetrapHelpText = "" // started from Explorer, Latchkey opens its window
	root := &cobra.Command{
		Use:   "latchkey",
		Short: "Connection profiles that sign in with multi-factor authentication",
		Long:  "Latchkey sets up connection profiles for Dynamics 365 and Dataverse client add-ons\nthat sign in with multi-factor authentication.",
		Example: `  latchkey                                       open Latchkey
  latchkey profile create Practice --cloud practice --two-factor --redirect-uri http://localhost
  latchkey signin Practice                       sign in with your browser
  latchkey orgs Practice                         list all organizations
  latchkey use Practice contoso                  pick one
  latchkey token Practice                        an access token, without a prompt`,
		Args:          usage.Arguments(cobra.NoArgs),
		SilenceUsage:  true,
		SilenceErrors: true,
		RunE:          func(cmd *cobra.Command, _ []string) error { return e.Open(cmd.Context()) },
	}
	root.CompletionOptions.HiddenDefaultCmd = true
	root.SetFlagErrorFunc(usage.OfFlag)
	root.PersistentFlags().BoolVar(&e.json, "json", false, "print the result as JSON")
	root.AddCommand(e.commands(args)...)
	examplesFirst(root)
	return root
}

// examplesFirst puts the examples of every command before its flags.
func examplesFirst(root *cobra.Command) {
	root.SetUsageTemplate(`{{if .HasExample}}Examples:
{{.Example}}

{{end}}Usage:{{if .Runnable}}
  {{.UseLine}}{{end}}{{if .HasAvailableSubCommands}}
  {{.CommandPath}} [command]

Commands:{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}{{end}}{{if .HasAvailableLocalFlags}}

Flags:
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableInheritedFlags}}

Everywhere:
{{.InheritedFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}
`)
}
