package terminal

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"testing"

	"latchkey/app/problem"
	"latchkey/app/profile"
	"latchkey/app/terminal/hint"
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

func TestHintsFitATerminal(t *testing.T) {
	for _, code := range problem.Codes() {
		if hint := (hint.About{}).For(problem.New(problem.Refused, code)); dialogWords.MatchString(hint) {
			t.Errorf("%s: %q", code, hint)
		}
	}
}

func TestHintsFitTheProfileAndTheCommand(t *testing.T) {
	application := profile.Profile{Name: "S", SignInAs: profile.AsApplication}
	custom := profile.Profile{Name: "C", Cloud: "custom"}
	for name, c := range map[string]struct {
		about hint.About
		p     *problem.Problem
		want  string
	}{
		"a person picks":          {hint.About{Profile: profile.Profile{Name: "P"}}, problem.New(problem.Input, "organization-missing"), "hint: latchkey use P ORG; latchkey orgs P lists what there is\n"},
		"an application":          {hint.About{Profile: application}, problem.New(problem.Input, "organization-missing"), "hint: latchkey use S https://ADDRESS\n"},
		"a custom cloud's CA":     {hint.About{Profile: custom}, problem.New(problem.Network, "tls-untrusted"), "hint: latchkey profile edit C --ca-file FILE --confirm-hosts\n"},
		"an inspecting company's": {hint.About{Profile: application}, problem.New(problem.Network, "tls-intercepted"), "hint: latchkey authority add FILE\n"},
		"while a profile is made": {hint.About{Editing: true}, problem.New(problem.Input, "application-id-missing").At("applicationId"), "hint: say the command again with --application-id GUID\n"},
		"of a saved one":          {hint.About{Profile: application}, problem.New(problem.Input, "application-id-missing").At("applicationId"), "hint: latchkey profile edit S --application-id GUID\n"},
		"a name that is taken":    {hint.About{Editing: true}, problem.New(problem.Input, "name-taken").At("name"), ""},
		"another cloud's address": {hint.About{Profile: application}, problem.New(problem.Input, "organization-url-other-cloud").At("resource"), "hint: latchkey profile edit S --cloud CLOUD\n"},
		"the exchange's secret":   {hint.About{Profile: application, Secret: "latchkey exchange NAME"}, problem.New(problem.Refused, "AADSTS7000215"), "hint: latchkey exchange S\n"},
		"a sign-in's secret":      {hint.About{Profile: application}, problem.New(problem.Refused, "AADSTS7000215"), "hint: latchkey credential set S --secret\n"},
		"the account wanted":      {hint.About{Profile: application}, problem.New(problem.Refused, "account-not-wanted").With("wanted", "a b"), "hint: latchkey signin S --prompt always --account 'a b'\n"},
		"one from elsewhere":      {hint.About{Profile: application}, problem.New(problem.Refused, "account-not-wanted").With("wanted", "a\x1bb"), "hint: latchkey signin S --prompt always --account 'a\ufffdb'\n"},
	} {
		var out bytes.Buffer
		(&Environment{Err: &out, about: c.about}).giveHint(c.p)
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
