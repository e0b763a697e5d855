package terminal

import (
	"context"
	"errors"
	"io"
	"os"
	"strings"

	"latchkey/app/credential"
	"latchkey/app/problem"
	"latchkey/app/secret"
	"latchkey/app/terminal/tty"
)

// inputLimit bounds what is read of a file or of standard input, in bytes: a certificate's is the largest.
const inputLimit = credential.FileLimit + 1

// canAsk reports whether a person sits at standard input: it is a terminal, and this
// process is the one that may read from it.
func (e *Environment) canAsk() bool {
	f, ok := e.In.(*os.File)
	return ok && tty.Foreground(f)
}

// secretFrom reads a secret: from a file, from all of standard input ("-"), or when
// nothing is said from the person, else from a line of standard input. A secret is never
// an argument: other users of the computer can read those.
func (e *Environment) secretFrom(ctx context.Context, from, what string) (secret.String, error) {
	var text string
	var err error
	switch {
	case from == "" && e.canAsk():
		return e.askHidden(ctx, what)
	case from == "":
		text, err = inTime(ctx, tty.Lines(e.In))
		if errors.Is(err, io.EOF) {
			err = nil // nothing came; what that means is the caller's to say
		}
	case from == "-":
		text, err = inTime(ctx, func() (string, error) { return readSome(e.In) })
	default:
		text, err = readFile(from)
	}
	return secret.New(bare(text)), err
}

// bare takes off what editors put around a line of text: a byte order mark, a line end.
func bare(text string) string {
	text = strings.TrimPrefix(text, "\ufeff")
	return strings.TrimSuffix(strings.TrimSuffix(text, "\n"), "\r")
}

func readFile(name string) (string, error) {
	text, err := "", error(nil)
	f, err := os.Open(name)
	if err == nil {
		defer f.Close()
		text, err = readSome(f)
	}
	if err != nil {
		return "", problem.New(problem.Input, "file-unreadable").With("path", name).Because(err)
	}
	return text, nil
}

func readSome(from io.Reader) (string, error) {
	data, err := io.ReadAll(io.LimitReader(from, inputLimit))
	return string(data), err
}

// askHidden asks for a line that the terminal does not show.
func (e *Environment) askHidden(ctx context.Context, what string) (secret.String, error) {
	in := e.In.(*os.File)
	restore, err := tty.Hide(in)
	if err != nil {
		return secret.String{}, problem.New(problem.Input, "terminal-shows-secrets").Because(err)
	}
	e.setRestore(restore)
	defer e.restoreTerminal()
	e.prompt("%s (it is not shown): ", what)
	line, err := inTime(ctx, tty.Lines(in))
	if ctx.Err() == nil { // else the end of the command does it
		e.note("")
	}
	switch {
	case ctx.Err() != nil, errors.Is(err, io.EOF):
		return secret.String{}, problem.New(problem.Cancelled, "cancelled")
	case err != nil:
		return secret.String{}, err
	}
	return secret.New(line), nil
}

// inTime reads until something came, or the person stops.
func inTime(ctx context.Context, read func() (string, error)) (string, error) {
	type result struct {
		text string
		err  error
	}
	done := make(chan result, 1)
	go func() {
		text, err := read()
		done <- result{text, err}
	}()
	select {
	case r := <-done:
		return r.text, r.err
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

// lines reads pasted lines, which can be longer than a terminal's own editing takes: it is off
// until restoreTerminal.
func (e *Environment) lines() func() (string, error) {
	next, restore := tty.LongLines(e.In)
	if restore != nil {
		e.setRestore(restore)
	}
	return next
}

func (e *Environment) setRestore(restore func()) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.restore = restore
}

// restoreTerminal puts the terminal back as it was.
func (e *Environment) restoreTerminal() {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.restore != nil {
		e.restore()
		e.restore = nil
	}
}

// freshLine ends a line on which Ctrl+C was pressed: the terminal shows it as ^C there.
func (e *Environment) freshLine() {
	if f, ok := e.Err.(*os.File); ok && tty.IsTerminal(f) {
		e.note("")
	}
}
