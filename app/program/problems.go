package program

import (
	"encoding/json"
	"log/slog"
	"maps"
	"slices"

	"latchkey/app/logging"
	"latchkey/app/problem"
)

// shownMessage is how the log calls a problem that a person was shown.
const shownMessage = "problem shown"

// lastProblems is how many of them are told.
const lastProblems = 50

// Shown puts a problem that a person is shown into the log, so that a bundle for the
// helpdesk can tell of it. What the person stopped is none.
func Shown(log *slog.Logger, p *problem.Problem) {
	if p == nil || p.Kind == problem.Cancelled {
		return
	}
	if len(p.Fields) > 0 {
		for _, field := range p.Fields {
			Shown(log, field)
		}
		return
	}
	// One value each: the log redacts them one by one. The names are those of its JSON.
	args := make([]any, 0, 2*len(p.Args))
	for _, name := range slices.Sorted(maps.Keys(p.Args)) {
		args = append(args, name, p.Args[name])
	}
	log.Info(shownMessage, slog.Group("problem",
		"kind", string(p.Kind), "code", p.Code, "warning", p.Warning, "field", p.Field, slog.Group("args", args...),
		"oauthError", p.OAuthError, "suberror", p.Suberror, "correlationId", p.CorrelationID, "traceId", p.TraceID,
		"time", p.Time, "detail", p.Detail))
}

// LastProblems are the last that a person was shown, the newest first. One that came
// several times in a row is there once. Their times are RFC 3339.
func (p *Program) LastProblems() []*problem.Problem {
	var last []*problem.Problem
	before := ""
	for _, line := range slices.Backward(logging.Tail(p.Home.State)) {
		var entry struct {
			Message string           `json:"msg"`
			Time    string           `json:"time"`
			Problem *problem.Problem `json:"problem"`
		}
		if json.Unmarshal([]byte(line), &entry) != nil || entry.Message != shownMessage || entry.Problem == nil {
			continue
		}
		if same := entry.Problem.Code + "\n" + entry.Problem.Field + "\n" + entry.Problem.Detail; same != before {
			if entry.Problem.Time == "" {
				entry.Problem.Time = entry.Time
			}
			last, before = append(last, entry.Problem), same
		}
		if len(last) == lastProblems {
			break
		}
	}
	return last
}
