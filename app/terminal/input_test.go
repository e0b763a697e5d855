package terminal

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"latchkey/app/problem"
)

func TestASecretComesFromAFileOrStandardInput(t *testing.T) {
	name := filepath.Join(t.TempDir(), "secret.txt")
	if err := os.WriteFile(name, []byte("\ufefffrom file\r\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for from, want := range map[string]string{name: "from file", "-": "line one\nline two", "": "line one"} {
		var said bytes.Buffer
		e := &Environment{In: strings.NewReader("line one\nline two\n"), Out: io.Discard, Err: &said}
		got, err := e.secretFrom(t.Context(), from, "secret")
		if err != nil || got.Reveal() != want {
			t.Errorf("%q: %q, %v, want %q", from, got.Reveal(), err, want)
		}
		if said.Len() > 0 {
			t.Errorf("%q: said %q", from, said.String())
		}
	}
}

func TestInputThatEndsIsAnEmptySecret(t *testing.T) {
	e := &Environment{In: strings.NewReader("")}
	if got, err := e.secretFrom(t.Context(), "", "secret"); err != nil || !got.Empty() {
		t.Errorf("%q, %v", got.Reveal(), err)
	}
}

func TestAFileThatCannotBeReadIsNamed(t *testing.T) {
	e := &Environment{In: strings.NewReader("")}
	_, err := e.secretFrom(t.Context(), filepath.Join(t.TempDir(), "missing.txt"), "secret")
	if p := problem.From(err); p == nil || p.Code != "file-unreadable" || !strings.HasSuffix(p.Args["path"], "missing.txt") {
		t.Errorf("%v", err)
	}
}

func TestAskingEndsWhenThePersonStops(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	in, out := io.Pipe()
	defer out.Close()
	cancel()
	e := &Environment{In: in}
	if _, err := e.secretFrom(ctx, "-", "secret"); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}

func TestNobodyIsAskedWithoutATerminal(t *testing.T) {
	null, err := os.Open(os.DevNull)
	if err != nil {
		t.Fatal(err)
	}
	defer null.Close()
	for _, in := range []io.Reader{null, strings.NewReader("")} {
		if (&Environment{In: in}).canAsk() {
			t.Errorf("%T counts as a person", in)
		}
	}
}
