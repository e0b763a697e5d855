package terminal

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"
)

// hostile is a name that would clear the screen, change direction and colour.
const hostile = "A\x1b[2J\u009b31m\u202eB\u2066\U000e0041 end"

func TestForeignTextCannotMoveTheCursor(t *testing.T) {
	var out bytes.Buffer
	e := &Environment{Out: &out}
	e.table([]string{"NAME"}, [][]string{{hostile}})
	if err := writeJSON(&out, map[string]string{"name": hostile}); err != nil {
		t.Fatal(err)
	}
	for _, r := range out.String() {
		if r != '\n' && moves(r) {
			t.Errorf("%U is in %q", r, out.String())
		}
	}
	line := out.String()[strings.Index(out.String(), "{"):]
	var back map[string]string
	if err := json.Unmarshal([]byte(line), &back); err != nil || back["name"] != hostile {
		t.Errorf("the JSON says %q, %v", back["name"], err)
	}
}

func TestAResultThatCannotBeWrittenIsAFailure(t *testing.T) {
	// In text, as JSON, and what is written as it stands.
	for _, args := range [][]string{{"version"}, {"version", "--json"}, {"guide"}, {"guide", "--json"}, {"guide", "schema"}, {"practice", "scenario", "schema"}} {
		var problems bytes.Buffer
		e := &Environment{In: strings.NewReader(""), Out: full{}, Err: &problems, Version: "1"}
		if code := Run(t.Context(), e, args); code != exitFailed || !strings.Contains(problems.String(), "The result could not be written") {
			t.Errorf("%v: exit code %d, %s", args, code, problems.String())
		}
	}
}

// full is a full disk.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left on device") }

func TestMistakesOnTheCommandLineAreUsageErrors(t *testing.T) {
	for _, args := range [][]string{
		{"nonsense"}, {"token"}, {"token", "a", "b"}, {"--nonsense"}, {"signin", "P", "--silent"},
		{"practice", "phone", "u", "--approve", "--deny"}, {"profile", "create", "P", "--online", "--on-premises"},
		{"signout"}, {"signout", "P", "--all"}, {"credential", "set", "P"}, {"credential", "set", "P", "--secret", "--password"},
		{"credential", "set", "P", "--certificate", "f", "--from", "-"}, {"credential", "set", "P", "--password", "--expires", "2027-01-31"},
		{"credential", "set", "P", "--secret", "--passphrase-from", "-"}, {"profile", "create", "P", "--as", "robot"},
		{"profile", "create", "P", "--response-mode", "fragment"}, {"profile", "create", "P", "--authority-host", "login.lab.example"},
	} {
		var problems bytes.Buffer
		e := &Environment{In: strings.NewReader(""), Out: &bytes.Buffer{}, Err: &problems}
		if code := Run(t.Context(), e, args); code != exitUsage || !strings.Contains(problems.String(), "latchkey: ") {
			t.Errorf("%v: exit code %d, %q", args, code, problems.String())
		}
	}
}
