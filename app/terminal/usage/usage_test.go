package usage

import "testing"

func TestTheNearestNameIsMeant(t *testing.T) {
	names := []string{"help", "method", "prompt", "response-mode", "account", "silent"}
	for typed, want := range map[string]string{
		"metod": "; did you mean --method?", "promt": "; did you mean --prompt?", "Silent": "; did you mean --silent?",
		"respnse-mod": "; did you mean --response-mode?", "xyzzy": "", "": "",
	} {
		if got := didYouMean("--", typed, names); got != want {
			t.Errorf("%q: %q, want %q", typed, got, want)
		}
	}
}
