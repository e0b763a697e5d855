package api

import (
	"strings"
	"testing"
	"time"

	"latchkey/app/problem"
)

func TestTheListOfSystemsKeepsNoPlace(t *testing.T) {
	list, err := newHouse(t).Guides.Recipes()
	if err != nil || len(list) < 8 {
		t.Fatalf("%d recipes: %v", len(list), err)
	}
	for _, r := range list {
		if r.Summary == "" || strings.Contains(r.Summary, "{") {
			t.Errorf("%s: %q", r.ID, r.Summary)
		}
	}
}

func TestADayThatIsNoneIsRefusedAtItsField(t *testing.T) {
	h := newHouse(t)
	typed := map[string]string{"start": "32.13.2026"}
	_, err := h.Guides.Recipe("mfa-rollout", "", typed)
	if p := problem.From(err); p.Code != "not-a-day" || p.Field != "start" {
		t.Errorf("shown: %v", err)
	}
	if _, err = h.Guides.Print("mfa-rollout", "before", "", "html", typed); problem.From(err).Code != "not-a-day" {
		t.Errorf("printed: %v", err)
	}
	view, err := h.Guides.Recipe("mfa-rollout", "", map[string]string{"start": "2016-12-01"})
	if err != nil || view.Today != h.program.Now().Format(time.DateOnly) {
		t.Errorf("a day in the past: %v, today is %q", err, view.Today)
	}
}
