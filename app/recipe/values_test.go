package recipe

import (
	"slices"
	"strings"
	"testing"
	"time"

	"latchkey/app/problem"
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

func TestADayThatIsNoneIsRefused(t *testing.T) {
	for _, text := range []string{"2026-02-30", "garbage", "32.13.2026", "1.12.2026", "2026-12-1"} {
		v := Values{}
		p := problem.From(v.Type(map[string]string{"start": text}))
		if p.Kind != problem.Input || p.Code != "not-a-day" || p.Field != "start" || !strings.Contains(p.Words().What, "YYYY-MM-DD") || v["start"] != "" {
			t.Errorf("%q: %v, filled in as %q", text, p, v["start"])
		}
	}
	for _, text := range []string{"2026-12-01", " 2024-02-29 ", ""} {
		v := Values{}
		if err := v.Type(map[string]string{"start": text}); err != nil || v["start"] != strings.TrimSpace(text) {
			t.Errorf("%q: %v, %q", text, err, v["start"])
		}
	}
}

func TestOnlyWhatAPersonSaysIsTyped(t *testing.T) {
	v := Values{}
	if err := v.Type(map[string]string{"product": "x", "nonsense": "y", "company": " Contoso "}); err != nil || len(v) != 1 || v["company"] != "Contoso" {
		t.Errorf("%v: %v", err, v)
	}
	if slices.Contains(Typable(), "product") {
		t.Error("the program's name can be typed, and is the recipe's")
	}
}

func TestAHelpdeskMayBeANumber(t *testing.T) {
	for value, want := range map[string]string{"+49 30 1234": "Tell the helpdesk (+49 30 1234) now", "IT, 4711": "Tell IT, 4711 now", "": "Tell the helpdesk now"} {
		if got := (Values{"helpdesk": value}).Fill("Tell {helpdesk} now"); got != want {
			t.Errorf("%q: %q", value, got)
		}
	}
}

func TestWhatIsNotKnownIsNotToBeTyped(t *testing.T) {
	const text = "Paste `{applicationId}`."
	if got := (Values{}).Fill(text); got != "Paste the ApplicationID." {
		t.Errorf("not known: %q", got)
	}
	if got := (Values{"applicationId": "1a2b"}).Fill(text); got != "Paste `1a2b`." {
		t.Errorf("known: %q", got)
	}
}

// plan is a checklist before, on and after a day.
var plan = Document{ID: "plan", Title: "Plan", Kind: "checklist", Items: []Item{{"Before", -1}, {"Switch", 0}, {"After", 1}}}

func TestAPlanMarksWhatIsPast(t *testing.T) {
	today := time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC)
	v := Values{"start": "2026-12-01"}
	page, err := plan.HTML(Recipe{}, v, today)
	if err != nil || strings.Count(string(page), ">past</span>") != 1 || !strings.Contains(string(page), `Mon 2026-11-30 <span class="quiet">past</span>`) {
		t.Errorf("%v: %s", err, page)
	}
	for form, text := range map[string]string{"Markdown": plan.Markdown(v, today), "text": plan.PlainText(v, today)} {
		if strings.Count(text, "(past)") != 1 || !strings.Contains(text, "[ ] Mon 2026-11-30 (past): Before\n") {
			t.Errorf("%s: %s", form, text)
		}
	}
	if text := plan.Markdown(v, time.Time{}) + plan.Markdown(Values{}, today); strings.Contains(text, "past") {
		t.Errorf("without today, or without the day: %s", text)
	}
}
