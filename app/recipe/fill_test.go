package recipe

import (
	"testing"

	"latchkey/app/profile"
)

// A person's second factor is asked for in the browser, with the box ticked.
func TestAProfileOfATargetForPeopleBeginsWithTwoFactor(t *testing.T) {
	for name, test := range map[string]struct {
		recipe string
		p      profile.Profile
		want   bool
	}{
		"a person":            {"telephoneintegration", profile.Profile{Online: true}, true},
		"an application":      {"magentrix", profile.Profile{Online: true}, false},
		"already":             {"documentscorepack", profile.Profile{Online: true, SignInAs: profile.AsApplication}, false},
		"no profile to make":  {"mfa-rollout", profile.Profile{Online: true}, false},
		"one that was saved":  {"documentscorepack", profile.Profile{Online: true, ID: "x"}, false},
		"one's own computers": {"documentscorepack", profile.Profile{}, false},
	} {
		r, err := Get(test.recipe)
		if err != nil {
			t.Fatal(err)
		}
		p := test.p
		if r.Begin(&p); p.TwoFactor != test.want {
			t.Errorf("%s: %t", name, p.TwoFactor)
		}
	}
}
