package logging

import (
	"bytes"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"latchkey/app/secret"
)

const canary = "eyJhbGciOiJub25lIn0.eyJDQU5BUlkiOjF9.x"

func TestNoLineCarriesACredential(t *testing.T) {
	var console bytes.Buffer
	dir := filepath.Join(t.TempDir(), "state")
	log, file := New(&console, dir)
	defer file.Close()
	log.Warn("token "+canary, "error", errors.New("access_token="+canary), "secret", secret.New(canary),
		slog.Group("g", "address", "http://localhost/?code=CANARY-code&state=CANARY-state"))
	log.With("kept", "code=CANARY-with").Info("for the file only")
	written, err := os.ReadFile(filepath.Join(dir, FileName))
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"console": console.String(), "file": string(written)} {
		if strings.Contains(text, canary) || strings.Contains(text, "CANARY") {
			t.Errorf("%s: %s", name, text)
		}
		if !strings.Contains(text, "***") {
			t.Errorf("%s says nothing: %q", name, text)
		}
	}
	if strings.Contains(console.String(), "for the file only") || !strings.Contains(string(written), "for the file only") {
		t.Error("information goes to the file, not to the console")
	}
	info, err := os.Stat(filepath.Join(dir, FileName))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
}

func TestNothingIsMadeBeforeTheFirstLine(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "state")
	log, file := New(os.Stderr, dir)
	log.Debug("too small to keep")
	if err := file.Close(); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(dir); !os.IsNotExist(err) {
		t.Errorf("the directory is there: %v", err)
	}
}

func TestALogThatCannotBeWrittenStopsNothing(t *testing.T) {
	blocked := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(blocked, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	var console bytes.Buffer
	log, _ := New(&console, filepath.Join(blocked, "state"))
	log.Warn("still said")
	if !strings.Contains(console.String(), "still said") {
		t.Errorf("the console got %q", console.String())
	}
}

func TestTheTailIsWholeLines(t *testing.T) {
	long := strings.Repeat("x", tailBytes)
	for name, c := range map[string]struct{ log, want string }{
		"a short log":            {"first\nsecond\n", "first|second"},
		"an empty one":           {"", ""},
		"a line that was cut":    {"half a secret" + long[20:] + "\nsecond\nthird\n", "second|third"},
		"nothing but half a one": {long + "x", ""},
	} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, FileName), []byte(c.log), 0o600); err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(Tail(dir), "|"); got != c.want {
			t.Errorf("%s: %.60q", name, got)
		}
	}
	if got := Tail(t.TempDir()); got != nil {
		t.Errorf("no log: %q", got)
	}
}
