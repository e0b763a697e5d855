package recipe

import (
	"strings"
	"testing"

	"latchkey/app/pattern"
)

var onlyPlaces = pattern.Lazy("^[`{}A-Za-z]*}`?( and `?{[A-Za-z]+}`?)?$")

// eachStep calls a test with every step of the recipes, as they are without values.
func eachStep(do func(where string, w Walkthrough, s Step)) {
	for _, r := range All() {
		for _, w := range r.Walkthroughs {
			for _, s := range w.Steps {
				do(r.ID+", "+w.ID+", "+s.ID, w, s)
			}
		}
	}
}

func TestWhatIsSeenIsSaidWithoutAProfileToo(t *testing.T) {
	eachStep(func(where string, _ Walkthrough, s Step) {
		if onlyPlaces().MatchString(s.See) || strings.HasPrefix(s.See, "No code") {
			t.Errorf("%s: you should see %q", where, s.See)
		}
	})
}

func TestWhoMakesAProfileIsAskedForASetupFileFirst(t *testing.T) {
	found := 0
	eachStep(func(where string, w Walkthrough, s Step) {
		if w.Role != RoleUser || !strings.Contains(strings.Join(s.Do, " "), "**New profile**") {
			return
		}
		found++
		if !strings.Contains(s.Do[0], "**Open setup file**") {
			t.Errorf("%s begins with %q", where, s.Do[0])
		}
	})
	if found == 0 {
		t.Error("nobody makes a profile")
	}
}

func TestAnEMailSpeaksOfNothingBelowIt(t *testing.T) {
	for _, r := range All() {
		for _, d := range r.Documents {
			if text := strings.Join(d.Text, "\n"); d.Kind == "e-mail" && strings.Contains(text, " below") {
				t.Errorf("%s, %s: %s", r.ID, d.ID, text)
			}
		}
	}
}
