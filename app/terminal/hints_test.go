package terminal

import (
	"bytes"
	"maps"
	"slices"
	"strings"
	"testing"

	"latchkey/app/problem"
	"latchkey/app/profile"
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

func TestHintsNameCommandsThatExist(t *testing.T) {
	all := slices.Concat(slices.Collect(maps.Values(hints)), slices.Collect(maps.Values(nextHints)), slices.Collect(maps.Values(credentialHints)),
		slices.Collect(maps.Values(applicationHints)), slices.Collect(maps.Values(customCloudHints)), []string{exchangeSecretHint})
	for _, flag := range slices.Concat(slices.Collect(maps.Values(fieldFlags)), slices.Collect(maps.Values(codeFlags))) {
		all = append(all, (&Environment{}).editHint(flag))
	}
	root := (&Environment{}).root(nil)
	for _, hint := range all {
		for _, words := range commandsIn(hint) {
			cmd, _, err := root.Find(words)
			if err != nil || cmd == root {
				t.Errorf("%q: no such command: %v", hint, err)
				continue
			}
			for _, word := range words {
				if name, ok := strings.CutPrefix(word, "--"); ok && name != "help" && cmd.Flags().Lookup(name) == nil {
					t.Errorf("%q: %s has no flag --%s", hint, cmd.CommandPath(), name)
				}
			}
		}
	}
}

func TestHintsAreForCodesAndActionsThatExist(t *testing.T) {
	for code := range hints {
		if _, ok := problem.Lookup(code); !ok {
			t.Errorf("no code %s", code)
		}
	}
	for action := range nextHints {
		if !slices.Contains(problem.Actions(), action) {
			t.Errorf("no action %s", action)
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
		e := &Environment{Err: &out, about: profile.Profile{Name: "Sales"}}
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
		if got := (&Environment{about: profile.Profile{Name: name}}).nameOrNAME(); got != want {
			t.Errorf("%q: %s, want %s", name, got, want)
		}
	}
}
