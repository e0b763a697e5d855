package terminal

import (
	"context"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"latchkey/app/problem"
	"latchkey/app/terminal/usage"
)

// explainLimit bounds what is kept of a text that is piped in.
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
  xclip -o | latchkey explain
  latchkey explain < add-on.log`,
		RunE: func(cmd *cobra.Command, args []string) error {
			text := strings.Join(args, " ")
			if text == "" || text == "-" {
				var err error
				if text, err = readEnd(cmd.Context(), e.In); err != nil {
					return err
				}
			}
			if strings.TrimSpace(text) == "" {
				return usage.New("give a code or a text, or pipe one in")
			}
			found := problem.Explain(text)
			if len(found) == 1 && found[0].Code == "nothing-to-explain" {
				return found[0]
			}
			return e.printExplained(found)
		},
	}
}

// readEnd reads standard input until it ends, or the person stops, and gives the last of
// it: of a log, the newest lines count.
func readEnd(ctx context.Context, in io.Reader) (string, error) {
	type result struct {
		data []byte
		err  error
	}
	read := make(chan result, 1)
	go func() {
		var end tail
		_, err := io.Copy(&end, in)
		read <- result{end.kept, err}
	}()
	select {
	case r := <-read:
		return string(r.data), r.err
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

// tail keeps the last explainLimit bytes of what is written to it.
type tail struct{ kept []byte }

func (t *tail) Write(p []byte) (int, error) {
	t.kept = append(t.kept, p...)
	if len(t.kept) > 2*explainLimit {
		t.kept = append([]byte(nil), t.kept[len(t.kept)-explainLimit:]...)
	}
	return len(p), nil
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
			if hint := e.about.For(p); hint != "" {
				e.line("  in a terminal: %s", inert(hint))
			}
		}
	})
}
