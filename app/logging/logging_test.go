package logging

import (
	"bytes"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
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
	if err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 { // its folder keeps others out there
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
}

func TestNoListAndNoStructCarriesACredential(t *testing.T) {
	type answer struct {
		Token  string
		hidden string
	}
	for name, value := range map[string]any{
		"a list":            []string{"harmless", "code=CANARY-code&x=1"},
		"a map":             map[string]string{"access_token": "CANARY-token"},
		"a struct":          answer{Token: canary},
		"a pointer":         &answer{Token: canary},
		"what only Go sees": answer{hidden: canary},
		"no JSON":           map[any]string{1: canary},
	} {
		var console bytes.Buffer
		dir := t.TempDir()
		log, file := New(&console, dir)
		log.Warn("said", "value", value, "list", []string{"as it is"}, "number", 7)
		written, err := os.ReadFile(filepath.Join(dir, FileName))
		if err != nil {
			t.Fatal(err)
		}
		_ = file.Close()
		for where, text := range map[string]string{"console": console.String(), "file": string(written)} {
			if strings.Contains(text, canary) || strings.Contains(text, "CANARY") {
				t.Errorf("%s, %s: %s", name, where, text)
			}
			if !strings.Contains(text, "as it is") || !strings.Contains(text, "WARN") {
				t.Errorf("%s, %s lost something: %s", name, where, text)
			}
		}
		if !strings.Contains(string(written), `"list":["as it is"]`) {
			t.Errorf("a harmless list is no list any more: %s", written)
		}
	}
}

// stuck is a log that can't be rotated, as on Windows while another program has it open.
type stuck struct{}

func (stuck) Write([]byte) (int, error) { return 0, errors.New("can't rename log file") }
func (stuck) Close() error              { return nil }

func TestALogThatCannotBeRotatedGoesOn(t *testing.T) {
	f := &lazyFile{dir: t.TempDir(), file: stuck{}}
	path := filepath.Join(f.dir, FileName)
	for _, line := range []string{"one\n", "two\n"} {
		if n, err := f.Write([]byte(line)); err != nil || n != len(line) {
			t.Fatalf("%d, %v", n, err)
		}
	}
	if text, err := os.ReadFile(path); err != nil || string(text) != "one\ntwo\n" {
		t.Errorf("%q, %v", text, err)
	}
	if err := os.Truncate(path, mostBytes+1); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Write([]byte("three\n")); err == nil {
		t.Error("it grows without an end")
	}
}

func TestALogThatAnotherProcessHasOpenLosesNoLine(t *testing.T) {
	dir := t.TempDir()
	one, two := &lazyFile{dir: dir}, &lazyFile{dir: dir}
	t.Cleanup(func() { _, _ = one.Close(), two.Close() })
	line := []byte(strings.Repeat("x", 1<<12) + "\n")
	const lines = megabytes<<20>>12 + 20 // one of the two has to rotate
	for n := range lines + 1 {
		of := one
		if n == 0 {
			of = two
		}
		if _, err := of.Write(line); err != nil {
			t.Fatalf("line %d: %v", n, err)
		}
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.log"))
	if err != nil {
		t.Fatal(err)
	}
	kept := 0
	for _, path := range files {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		kept += bytes.Count(text, line)
	}
	if kept != lines+1 {
		t.Errorf("%d lines of %d are in %v", kept, lines+1, files)
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
