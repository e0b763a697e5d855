package aadsts

import "testing"

func TestEveryOutcomeIsItsRow(t *testing.T) {
	byCode := map[int]ErrorCode{}
	for _, c := range Codes() {
		byCode[c.Code] = c
	}
	for _, o := range Outcomes() {
		if _, ok := byCode[o.Code]; !ok {
			t.Errorf("%s: AADSTS%d has no row", o.Word, o.Code)
		}
	}
	for _, c := range Codes() {
		if o, ok := OutcomeOf(c.Rule); c.Rule != "" && (!ok || o.Code != c.Code) {
			t.Errorf("%d: the rule %q causes %d", c.Code, c.Rule, o.Code)
		}
	}
}
