package hint

import (
	"slices"
	"testing"

	"latchkey/app/problem"
)

// hintless are the next steps that no command does: the same command again, waiting,
// asking somebody.
var hintless = []problem.Action{problem.Retry, problem.Wait, problem.AskAdmin, problem.None}

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
		hint := About{}.For(p)
		_, own := hints[code]
		next := p.Words().Next
		if hint == "" && !own && !slices.Contains(hintless, next) {
			t.Errorf("%s: no hint for %s", code, next)
		}
	}
}
