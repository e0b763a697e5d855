package practice

import (
	"maps"
	"slices"
	"strconv"
	"sync"

	"latchkey/app/practice/entra"
	"latchkey/app/practice/scenario"
)

// Answer is what a phone does by itself.
type Answer = scenario.Answer

// answerTable holds the answers among the engine's records.
const answerTable = "practice-answers"

// answerer plays the people at the phones as a scenario says. It has no goroutine: the
// leader has it look after each request that may have made a phone ring.
type answerer struct {
	engine *entra.Server
	mu     sync.Mutex
	row    kept[answerRow]
}

// answerRow is what is left to answer, and what was taken for which prompt or call: it
// is noted before it is done, so that the next leader does the same and no more.
type answerRow struct {
	Left  []Answer          `json:"left"`
	Taken map[string]Answer `json:"taken,omitempty"`
}

func restoreAnswers(engine *entra.Server, s *store) *answerer {
	return &answerer{engine: engine, row: restore(s, answerTable, answerRow{})}
}

func (a *answerer) left() []Answer {
	a.mu.Lock()
	defer a.mu.Unlock()
	return append([]Answer{}, a.row.value.Left...)
}

func (a *answerer) set(list []Answer) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.row.set(answerRow{Left: list})
}

func (a *answerer) reset() {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.row.reset(answerRow{})
}

// look answers what rings now.
func (a *answerer) look() {
	a.mu.Lock()
	defer a.mu.Unlock()
	if len(a.row.value.Left) == 0 && len(a.row.value.Taken) == 0 {
		return
	}
	ringing := waitingFor(a.engine, "", "")
	taken := map[string]Answer{}
	left := slices.Clone(a.row.value.Left)
	for _, w := range ringing {
		if before, ok := a.row.value.Taken[w.ID]; ok {
			taken[w.ID] = before
			continue
		}
		if answer, rest, ok := take(left, w); ok {
			taken[w.ID], left = answer, rest
		}
	}
	if !slices.Equal(left, a.row.value.Left) || !maps.Equal(taken, a.row.value.Taken) {
		if a.row.set(answerRow{Left: left, Taken: taken}) != nil {
			return
		}
	}
	for _, w := range ringing {
		if answer, ok := taken[w.ID]; ok {
			a.do(answer, w)
		}
	}
}

// take finds the first answer for a prompt or a call, and counts it off.
func take(left []Answer, w Waiting) (Answer, []Answer, bool) {
	for i, a := range left {
		if normal(a.User) != w.UserPrincipalName || a.Push != "" != (w.Kind == KindPush) || a.Call != "" != (w.Kind == KindCall) {
			continue
		}
		switch {
		case a.Always:
		case a.Times > 1:
			left = slices.Clone(left)
			left[i].Times--
		default:
			left = slices.Delete(slices.Clone(left), i, i+1)
		}
		return a, left, true
	}
	return Answer{}, left, false
}

// do answers. That somebody else was quicker is fine.
func (a *answerer) do(answer Answer, w Waiting) {
	switch {
	case answer.Push == scenario.Approve:
		_ = a.engine.Approve(w.ID, w.Number)
	case answer.Push == scenario.WrongNumber:
		_ = a.engine.Approve(w.ID, otherNumber(w.Number))
	case answer.Push == scenario.Deny:
		_ = a.engine.Deny(w.ID)
	case answer.Push == scenario.Report:
		_ = a.engine.Report(w.ID)
	case answer.Push == scenario.TimeOut, answer.Call == scenario.TimeOut: // it rings on
	case answer.Call == scenario.HangUp:
		_ = a.engine.HangUp(w.ID)
	case answer.Call == scenario.Approve:
		_ = a.engine.AnswerCall(w.ID, "#")
	case answer.Call == scenario.Report:
		_ = a.engine.AnswerCall(w.ID, "0#1")
	case answer.Call != "":
		_ = a.engine.AnswerCall(w.ID, answer.Call)
	}
}

// otherNumber is one that the browser doesn't show.
func otherNumber(shown string) string {
	n, err := strconv.Atoi(shown)
	if err != nil || n < 10 || n > 98 {
		return "10"
	}
	return strconv.Itoa(n + 1)
}
