package terminal

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"latchkey/app/problem"
	"latchkey/app/terminal/usage"
)

// writer remembers that a result could not be written: a full disk or a closed pipe
// must not look like success.
type writer struct {
	to  io.Writer
	err error
}

// Write writes. Problem: Storage "output-not-written", so that a command that looks at it
// says the same as one that doesn't.
func (w *writer) Write(p []byte) (int, error) {
	n, err := w.to.Write(p)
	if err == nil {
		return n, nil
	}
	if w.err == nil {
		w.err = err
	}
	return n, problem.New(problem.Storage, "output-not-written").Because(err)
}

// inert makes foreign text harmless for a terminal: no control characters, no
// change of direction.
func inert(text string) string {
	return strings.Map(func(r rune) rune {
		if moves(r) {
			return '\ufffd'
		}
		return r
	}, text)
}

// moves reports a character that a terminal obeys instead of showing it.
func moves(r rune) bool {
	return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || !unicode.IsGraphic(r) && r != ' '
}

// writeJSON writes one line of JSON in which such characters are escaped.
func writeJSON(to io.Writer, value any) error {
	var line bytes.Buffer
	encoder := json.NewEncoder(&line)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return err
	}
	var safe strings.Builder
	for _, r := range line.String() {
		if r < utf8.RuneSelf || !moves(r) {
			safe.WriteRune(r)
			continue
		}
		for _, unit := range utf16.Encode([]rune{r}) {
			fmt.Fprintf(&safe, "\\u%04x", unit)
		}
	}
	_, err := io.WriteString(to, safe.String())
	return err
}

// note tells the person something; it is no result.
func (e *Environment) note(format string, args ...any) {
	fmt.Fprintf(e.Err, format+"\n", args...)
}

// prompt is a note that is answered on the same line.
func (e *Environment) prompt(format string, args ...any) { fmt.Fprintf(e.Err, format, args...) }

// print gives the result: value as one line of JSON with --json, else what text writes.
func (e *Environment) print(value any, text func()) error {
	if !e.json {
		text()
		return nil
	}
	return writeJSON(e.Out, value)
}

// line writes one line of the result.
func (e *Environment) line(format string, args ...any) { fmt.Fprintf(e.Out, format+"\n", args...) }

// table writes rows under a header, which may be nil, aligned.
func (e *Environment) table(header []string, rows [][]string) {
	w := tabwriter.NewWriter(e.Out, 0, 4, 2, ' ', 0)
	if header != nil {
		fmt.Fprintln(w, strings.Join(header, "\t"))
	}
	for _, row := range rows {
		for i := range row {
			row[i] = inert(row[i])
		}
		fmt.Fprintln(w, strings.Join(row, "\t"))
	}
	_ = w.Flush()
}

// report tells what went wrong, in the catalogue's words.
func (e *Environment) report(err error) {
	var p *problem.Problem
	switch {
	case errors.As(err, &p) && p.Kind != problem.Internal:
	case errors.Is(err, context.Canceled):
		p = problem.New(problem.Cancelled, "cancelled")
	default:
		p = problem.From(err)
	}
	if e.json {
		_ = writeJSON(e.Err, map[string]any{"problem": p, "words": p.Words()})
		return
	}
	e.explain(p)
}

// reportUsage tells in one sentence what is wrong with a command line, and how that
// command is used.
func (e *Environment) reportUsage(cmd *cobra.Command, err error) {
	sentence := inert(usage.Sentence(err))
	if e.json {
		p := problem.New(problem.Input, "usage").With("mistake", sentence).With("command", cmd.CommandPath())
		_ = writeJSON(e.Err, map[string]any{"problem": p, "words": p.Words()})
		return
	}
	e.note("latchkey: %s", sentence)
	e.note("usage: %s", usage.Line(cmd))
	e.note("hint: %s --help", cmd.CommandPath())
}

// explain writes one problem as a person reads it.
func (e *Environment) explain(p *problem.Problem) {
	if len(p.Fields) > 0 {
		for _, f := range p.Fields {
			e.explain(f)
		}
		return
	}
	e.note("latchkey: %s", inert(p.Words().Title))
	for _, line := range problemLines(p) {
		e.note("  %s", line)
	}
	e.giveHint(p)
}

// giveHint tells the command that goes on after a problem.
func (e *Environment) giveHint(p *problem.Problem) {
	if text := e.about.For(p); text != "" {
		e.note("hint: %s", inert(text))
	}
}

// nameOrNAME is the profile that the command is about, as a shell takes it.
func (e *Environment) nameOrNAME() string { return inert(e.about.Name()) }

// warn tells what is worth knowing about work that goes on.
func (e *Environment) warn(p *problem.Problem) {
	words := p.Words()
	e.note("warning: %s. %s", inert(words.Title), inert(strings.TrimSpace(words.What+" "+words.You)))
}

// warnUnsaved says that tokens which are good could not be kept, and why.
func (e *Environment) warnUnsaved(why *problem.Problem) {
	e.note("note: the new tokens are good, but they could not be kept for the next time")
	e.warn(why)
}

// problemLines are the words of a problem and what an administrator searches for.
func problemLines(p *problem.Problem) []string {
	words := p.Words()
	var lines []string
	add := func(label, text string) {
		if text != "" {
			lines = append(lines, label+inert(text))
		}
	}
	add("", words.What)
	add("what you can do: ", words.You)
	add("your administrator: ", words.Admin)
	if strings.HasPrefix(p.Code, "AADSTS") {
		add("code: ", p.Code)
	}
	add("correlation id: ", p.CorrelationID)
	add("time: ", p.Time)
	if words.What == "" || strings.Contains(words.You, "etails") || p.Kind == problem.Internal || p.Kind == problem.Storage {
		add("details: ", strings.Join(strings.Fields(p.Detail), " "))
	}
	return lines
}
