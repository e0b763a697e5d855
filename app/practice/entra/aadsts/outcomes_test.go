package aadsts

import "testing"

func TestEveryOutcomeIsItsRow(t *testing.T) {
	byCode := map[int]ErrorCode{}
	for _, c := range Codes() {
		byCode[c.Code] = c
	}
	for _, o := range Outcomes() {
		c, ok := byCode[o.Code]
		if !ok || c.Rule != "" && c.Rule != o.Word {
			t.Errorf("%s: %+v", o.Word, c)
		}
	}
	for _, c := range Codes() {
		if o, ok := OutcomeOf(c.Rule); c.Rule != "" && (!ok || o.Code != c.Code) {
			t.Errorf("%d: the rule %q causes %d", c.Code, c.Rule, o.Code)
		}
	}
}
