package terminal

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"testing"

	"latchkey/app/problem"
	"latchkey/app/profile"
)

// dialogWords are about things that only a window has.
var dialogWords = regexp.MustCompile(`(?i)\b(click\w*|press(?:ing)?|buttons?|tick\w*|untick\w*|checkbox\w*|dialogs?|in settings|prompt again|other ways|of the list|paste it here)\b`)

// elsewhere are codes whose words speak of a button on the identity provider's page.
var elsewhere = []string{"AADSTS90095"}

func TestWordsFitATerminal(t *testing.T) {
	for _, code := range problem.Codes() {
		w, _ := problem.Lookup(code)
		for _, text := range []string{w.Title, w.What, w.You} {
			if m := dialogWords.FindString(text); m != "" && !slices.Contains(elsewhere, code) {
				t.Errorf("%s: %q in %q", code, m, text)
			}
		}
	}
}

func TestEveryNextStepIsACommandOrDropped(t *testing.T) {
	for _, action := range problem.Actions() {
		_, command := nextHints[action]
		if dropped := slices.Contains(hintless, action); command == dropped {
			t.Errorf("%s: command %v, dropped %v", action, command, dropped)
		}
	}
}

// What the words tell to do has its command, or is one of the steps that have none.
func TestEveryProblemHasItsHint(t *testing.T) {
	for _, code := range problem.Codes() {
		p := problem.New(problem.Refused, code)
		hint := (&Environment{}).hintFor(p)
		_, own := hints[code]
		next := p.Words().Next
		if hint == "" && !own && !slices.Contains(hintless, next) {
			t.Errorf("%s: no hint for %s", code, next)
		}
		if dialogWords.MatchString(hint) {
			t.Errorf("%s: %q", code, hint)
		}
	}
}

func TestHintsFitTheProfileAndTheCommand(t *testing.T) {
	application := profile.Profile{Name: "S", SignInAs: profile.AsApplication}
	custom := profile.Profile{Name: "C", Cloud: "custom"}
	for name, c := range map[string]struct {
		e    *Environment
		p    *problem.Problem
		want string
	}{
		"a person picks":          {&Environment{about: profile.Profile{Name: "P"}}, problem.New(problem.Input, "organization-missing"), "hint: latchkey use P ORG; latchkey orgs P lists what there is\n"},
		"an application":          {&Environment{about: application}, problem.New(problem.Input, "organization-missing"), "hint: latchkey use S https://ADDRESS\n"},
		"a custom cloud's CA":     {&Environment{about: custom}, problem.New(problem.Network, "tls-untrusted"), "hint: latchkey profile edit C --ca-file FILE --confirm-hosts\n"},
		"an inspecting company's": {&Environment{about: application}, problem.New(problem.Network, "tls-intercepted"), "hint: latchkey authority add FILE\n"},
		"while a profile is made": {&Environment{editing: true}, problem.New(problem.Input, "application-id-missing").At("applicationId"), "hint: say the command again with --application-id GUID\n"},
		"of a saved one":          {&Environment{about: application}, problem.New(problem.Input, "application-id-missing").At("applicationId"), "hint: latchkey profile edit S --application-id GUID\n"},
		"a name that is taken":    {&Environment{editing: true}, problem.New(problem.Input, "name-taken").At("name"), ""},
		"another cloud's address": {&Environment{about: application}, problem.New(problem.Input, "organization-url-other-cloud").At("resource"), "hint: latchkey profile edit S --cloud CLOUD\n"},
		"the exchange's secret":   {&Environment{about: application, secretHint: "latchkey exchange NAME"}, problem.New(problem.Refused, "AADSTS7000215"), "hint: latchkey exchange S\n"},
		"a sign-in's secret":      {&Environment{about: application}, problem.New(problem.Refused, "AADSTS7000215"), "hint: latchkey credential set S --secret\n"},
		"the account wanted":      {&Environment{about: application}, problem.New(problem.Refused, "account-not-wanted").With("wanted", "a b"), "hint: latchkey signin S --prompt always --account 'a b'\n"},
	} {
		var out bytes.Buffer
		c.e.Err = &out
		c.e.giveHint(c.p)
		if out.String() != c.want {
			t.Errorf("%s: %q, want %q", name, out.String(), c.want)
		}
	}
}

// Words that send people to the details have them below.
func TestDetailsAreShownWhereTheWordsSpeakOfThem(t *testing.T) {
	for _, code := range problem.Codes() {
		p := problem.New(problem.Refused, code).Raw("raw text")
		words := p.Words()
		speaks := strings.Contains(words.You, "etails")
		shown := slices.Contains(problemLines(p), "details: raw text")
		if speaks && !shown {
			t.Errorf("%s: %q, and no details", code, words.You)
		}
	}
}
