package terminal

import (
	"bytes"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"latchkey/app/cloud"
	"latchkey/app/problem"
	"latchkey/app/profile"
	"latchkey/app/terminal/hint"
)

// commandsIn finds the command lines in a hint.
func commandsIn(hint string) [][]string {
	var found [][]string
	for _, part := range strings.Split(hint, "latchkey ")[1:] {
		words := strings.Fields(strings.TrimSuffix(strings.Split(part, ",")[0], "."))
		found = append(found, words)
	}
	return found
}

// everyHint is each that there can be: for every code, at every field, with every kind of profile.
func everyHint() []string {
	fields := []string{"", "password", "clientSecret", "certificate", "passphrase"}
	for f := range reflect.TypeFor[profile.Profile]().Fields() {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		fields = append(fields, name)
	}
	found := map[string]bool{exchangeSecretHint: true}
	for _, about := range []hint.About{
		{}, {Editing: true}, {Profile: profile.Profile{Cloud: cloud.Custom}}, {Profile: profile.Profile{SignInAs: profile.AsApplication}},
	} {
		for _, code := range problem.Codes() {
			for _, field := range fields {
				found[about.For(problem.New(problem.Input, code).At(field))] = true
			}
		}
	}
	return slices.Collect(maps.Keys(found))
}

func TestHintsNameCommandsThatExist(t *testing.T) {
	all := everyHint()
	if len(all) < 50 {
		t.Fatalf("only %d hints", len(all))
	}
	root := (&Environment{}).root(nil)
	for _, text := range all {
		for _, words := range commandsIn(text) {
			cmd, _, err := root.Find(words)
			if err != nil || cmd == root {
				t.Errorf("%q: no such command: %v", text, err)
				continue
			}
			for _, word := range words {
				if name, ok := strings.CutPrefix(word, "--"); ok && name != "help" && cmd.Flags().Lookup(name) == nil {
					t.Errorf("%q: %s has no flag --%s", text, cmd.CommandPath(), name)
				}
			}
		}
	}
}

func TestHintsFollowTheProblem(t *testing.T) {
	for name, c := range map[string]struct {
		problem *problem.Problem
		want    string
	}{
		"a code's own":    {problem.New(problem.SignInNeeded, "signin-needed"), "hint: latchkey signin Sales\n"},
		"the next step's": {problem.New(problem.Refused, "password-needs-mfa"), "hint: latchkey profile edit Sales --two-factor\n"},
		"a secret's":      {problem.New(problem.Input, "secret-id-not-value").At("clientSecret"), "hint: latchkey credential set Sales --secret\n"},
		"a passphrase's":  {problem.New(problem.Input, "passphrase-wrong").At("passphrase"), "hint: latchkey credential set Sales --certificate FILE --passphrase-from FILE\n"},
		"of no field":     {problem.New(problem.NotFound, "credential-missing"), "hint: latchkey credential set Sales --secret, or --certificate FILE\n"},
		"none":            {problem.New(problem.Refused, "AADSTS53003"), ""},
	} {
		var out bytes.Buffer
		e := &Environment{Err: &out, about: hint.About{Profile: profile.Profile{Name: "Sales"}}}
		e.giveHint(c.problem)
		if out.String() != c.want {
			t.Errorf("%s: %q, want %q", name, out.String(), c.want)
		}
	}
}

func TestNamesInHintsAreForAShell(t *testing.T) {
	for name, want := range map[string]string{
		"": "NAME", "Sales-2_x": "Sales-2_x", "Contoso Sales": "'Contoso Sales'", "it's": `'it'\''s'`, "$(rm)": "'$(rm)'", "a\x1bb": "'a\ufffdb'",
	} {
		if got := (&Environment{about: hint.About{Profile: profile.Profile{Name: name}}}).nameOrNAME(); got != want {
			t.Errorf("%q: %s, want %s", name, got, want)
		}
	}
}
