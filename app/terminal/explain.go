package terminal

import (
	"context"
	"errors"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"latchkey/app/problem"
)

// explainLimit bounds what is read of a pasted page.
const explainLimit = 1 << 20

// explained is one explanation as JSON.
type explained struct {
	Problem *problem.Problem `json:"problem"`
	Words   problem.Words    `json:"words"`
}

func (e *Environment) explainCommand() *cobra.Command {
	return &cobra.Command{
		Use: "explain [CODE_OR_TEXT]", Short: "Explain an error code, a message or a whole error page",
		Example: `  latchkey explain AADSTS50011
  latchkey explain "AADSTS700016: Application with identifier ... was not found"
  xclip -o | latchkey explain`,
		RunE: func(cmd *cobra.Command, args []string) error {
			text := strings.Join(args, " ")
			if text == "" || text == "-" {
				var err error
				if text, err = readAll(cmd.Context(), e.In); err != nil {
					return err
				}
			}
			if strings.TrimSpace(text) == "" {
				return usageError{errors.New("give a code or a text, or pipe one in")}
			}
			found := problem.Explain(text)
			if len(found) == 1 && found[0].Code == "nothing-to-explain" {
				return found[0]
			}
			return e.printExplained(found)
		},
	}
}

// readAll reads standard input until it ends, or the person stops.
func readAll(ctx context.Context, in io.Reader) (string, error) {
	type result struct {
		data []byte
		err  error
	}
	read := make(chan result, 1)
	go func() {
		data, err := io.ReadAll(io.LimitReader(in, explainLimit))
		read <- result{data, err}
	}()
	select {
	case r := <-read:
		return string(r.data), r.err
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

func (e *Environment) printExplained(found []*problem.Problem) error {
	list := make([]explained, len(found))
	for i, p := range found {
		list[i] = explained{p, p.Words()}
	}
	return e.print(list, func() {
		for i, p := range found {
			if i > 0 {
				e.line("")
			}
			e.line("%s: %s", p.Code, inert(p.Words().Title))
			for _, line := range problemLines(p) {
				e.line("  %s", line)
			}
			if hint := e.hintFor(p); hint != "" {
				e.line("  in a terminal: %s", hint)
			}
		}
	})
}
