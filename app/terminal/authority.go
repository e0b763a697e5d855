package terminal

import (
	"context"
	"io"
	"os"

	"github.com/spf13/cobra"

	"latchkey/app/network"
	"latchkey/app/problem"
	"latchkey/app/terminal/usage"
)

func (e *Environment) authorityCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "authority", Short: "Add, list and remove certificate authorities of your company",
		Long: "A company that inspects encrypted traffic, or has servers of its own, has a certificate\nauthority of its own. Latchkey believes those added here beside the system's; it never\nstops checking certificates.",
		Example: `  latchkey authority add company-root.pem
  latchkey authority list
  latchkey authority remove 5E:0B:...:91`,
		Args: usage.Arguments(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(e.authorityAdd(), e.authorityList(), e.authorityRemove())
	return cmd
}

func (e *Environment) authorities() (network.Authorities, error) {
	p, err := e.Program()
	if err != nil {
		return network.Authorities{}, err
	}
	return network.Authorities{Dir: network.Beside(p.Home), Now: p.Now}, nil
}

func (e *Environment) authorityAdd() *cobra.Command {
	return &cobra.Command{
		Use: "add FILE | -", Short: "Add the authorities in a PEM file, or in standard input", Args: usage.Arguments(cobra.ExactArgs(1)),
		Example: `  latchkey authority add company-root.pem
  latchkey authority add - < company-root.pem`,
		RunE: func(cmd *cobra.Command, args []string) error {
			data, err := e.readAuthority(cmd.Context(), args[0])
			if err != nil {
				return err
			}
			authorities, err := e.authorities()
			if err != nil {
				return err
			}
			added, err := authorities.Add(data)
			if err != nil {
				return err
			}
			return e.print(added, func() {
				for _, a := range added {
					e.line("added %s", inert(a.Subject))
					e.line("  fingerprint %s", a.Fingerprint)
				}
				e.note("compare the fingerprint with the one that your administrator gives you")
			})
		},
	}
}

// readAuthority reads a file, or standard input for "-".
func (e *Environment) readAuthority(ctx context.Context, name string) ([]byte, error) {
	if name == "-" {
		text, err := readEnd(ctx, e.In)
		return []byte(text), err
	}
	unreadable := func(err error) error {
		return problem.New(problem.Input, "authority-file-unreadable").With("path", name).Because(err)
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, unreadable(err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, network.MaxAuthorities+1))
	if err != nil {
		return nil, unreadable(err)
	}
	return data, nil
}

func (e *Environment) authorityList() *cobra.Command {
	return &cobra.Command{
		Use: "list", Short: "List the authorities that were added", Args: usage.Arguments(cobra.NoArgs),
		Example: `  latchkey authority list
  latchkey authority list --json`,
		RunE: func(*cobra.Command, []string) error {
			authorities, err := e.authorities()
			if err != nil {
				return err
			}
			list, err := authorities.List()
			if err != nil {
				return err
			}
			return e.print(list, func() { e.printAuthorities(list) })
		},
	}
}

func (e *Environment) printAuthorities(list []network.Authority) {
	var rows [][]string
	for _, a := range list {
		if a.Problem != nil {
			e.note("%s: %s", inert(a.File), inert(a.Problem.Words().Title))
		}
		if a.Fingerprint != "" {
			rows = append(rows, []string{a.Subject, a.Expires, a.Fingerprint})
		}
	}
	if len(rows) == 0 {
		e.note("no authorities were added; the system's are believed")
		return
	}
	e.table([]string{"SUBJECT", "EXPIRES", "SHA-256 FINGERPRINT"}, rows)
}

func (e *Environment) authorityRemove() *cobra.Command {
	return &cobra.Command{
		Use: "remove FINGERPRINT", Short: "Stop believing an authority that was added", Args: usage.Arguments(cobra.ExactArgs(1)),
		Example: `  latchkey authority remove 5E:0B:A1:2C`,
		RunE: func(_ *cobra.Command, args []string) error {
			if args[0] == "" {
				return usage.New("give the fingerprint; latchkey authority list shows it")
			}
			authorities, err := e.authorities()
			if err != nil {
				return err
			}
			gone, err := authorities.Remove(args[0])
			if err != nil {
				return err
			}
			return e.print(gone, func() { e.line("removed %s", inert(gone.Subject)) })
		},
	}
}
