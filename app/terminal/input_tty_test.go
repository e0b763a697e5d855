//go:build linux || darwin

package terminal

import (
	"context"
	"io"
	"os"
	"os/exec"
	"reflect"
	"strings"
	"testing"

	"github.com/creack/pty"
	"golang.org/x/term"

	"latchkey/app/problem"
)

// prompts says when something is asked for.
type prompts chan string

func (p prompts) Write(text []byte) (int, error) {
	if strings.Contains(string(text), "(it is not shown)") {
		p <- string(text)
	}
	return len(text), nil
}

// stty changes a terminal's settings.
func stty(terminal *os.File, args ...string) (string, error) {
	cmd := exec.Command("stty", args...)
	cmd.Stdin = terminal
	out, err := cmd.CombinedOutput()
	return string(out), err
}

// openTerminal is a terminal with a person at it, who types UTF-8 as terminal programs have it.
func openTerminal(t *testing.T) (person, terminal *os.File) {
	t.Helper()
	person, terminal, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _, _ = person.Close(), terminal.Close() })
	if out, err := stty(terminal, "iutf8"); err != nil {
		t.Fatal(err, out)
	}
	return person, terminal
}

func TestASecretIsEditedAsPeopleKnowIt(t *testing.T) {
	for name, c := range map[string]struct{ typed, want string }{
		"as it is":                {"Correct Horse", "Correct Horse"},
		"Ctrl+U":                  {"wrong\x15right", "right"},
		"Ctrl+W":                  {"correct house\x17horse", "correct horse"},
		"Backspace over a letter": {"schö\x7fon", "schon"},
	} {
		t.Run(name, func(t *testing.T) {
			person, terminal := openTerminal(t)
			before, err := term.GetState(int(terminal.Fd()))
			if err != nil {
				t.Fatal(err)
			}
			asked := make(prompts, 1)
			go func() {
				<-asked
				_, _ = io.WriteString(person, c.typed+"\r")
			}()
			e := &Environment{In: terminal, Err: asked}
			got, err := e.askHidden(t.Context(), "password")
			if err != nil || got.Reveal() != c.want {
				t.Errorf("%q, %v, want %q", got.Reveal(), err, c.want)
			}
			if after, err := term.GetState(int(terminal.Fd())); err != nil || !reflect.DeepEqual(before, after) {
				t.Errorf("the terminal is not as it was: %v", err)
			}
			_, _ = terminal.WriteString("end")
			shown := make([]byte, 100)
			n, err := person.Read(shown)
			if err != nil || strings.TrimSpace(string(shown[:n])) != "end" {
				t.Errorf("the terminal showed %q, %v", shown[:n], err)
			}
		})
	}
}

func TestATerminalIsPutBackWhenThePersonStops(t *testing.T) {
	_, terminal := openTerminal(t)
	before, err := term.GetState(int(terminal.Fd()))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	asked := make(prompts, 1)
	go func() {
		<-asked
		cancel()
	}()
	e := &Environment{In: terminal, Err: asked}
	if _, err := e.askHidden(ctx, "password"); problem.From(err).Code != "cancelled" {
		t.Errorf("%v", err)
	}
	if after, err := term.GetState(int(terminal.Fd())); err != nil || !reflect.DeepEqual(before, after) {
		t.Errorf("the terminal is not as it was: %v", err)
	}
}
