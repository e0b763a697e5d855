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

// shownProblem is a problem as the log has it.
type shownProblem struct {
	problem.Problem
	Name string `json:"name"` // its code
}

// lastProblems is how many of them are told.
const lastProblems = 50

// LogProblem puts a problem that a person is shown into the log, so that a bundle for the
// helpdesk can mention it. What the person stopped isn't one, and neither is a name that was
// mistyped.
func LogProblem(log *slog.Logger, p *problem.Problem) { LogProblemOf(log, p, "") }

// LogProblemOf is LogProblem where it is known which profile the problem is about; of is its ID.
func LogProblemOf(log *slog.Logger, p *problem.Problem, of string) {
	if p == nil || p.Kind == problem.Cancelled || p.Code == "profile-not-found" {
		return
	}
	if len(p.Fields) > 0 {
		for _, field := range p.Fields {
			LogProblemOf(log, field, of)
		}
		return
	}
	// One value each: the log redacts them one by one. The names are those of its JSON.
	args := make([]any, 0, 2*len(p.Args))
	for _, name := range slices.Sorted(maps.Keys(p.Args)) {
		args = append(args, name, p.Args[name])
	}
	// A value called "code" would be taken for one of a sign-in when the log is redacted.
	log.Info(shownMessage, "profile", of, slog.Group("problem",
		"kind", string(p.Kind), "name", p.Code, "warning", p.Warning, "field", p.Field, slog.Group("args", args...),
		"oauthError", p.OAuthError, "suberror", p.Suberror, "correlationId", p.CorrelationID, "traceId", p.TraceID,
		"time", p.Time, "detail", p.Detail))
}

// LastProblems are the last that a person was shown, the newest first: those about the
// profile with an ID, and those of which it isn't known what they were about. One that came
// several times in a row is there once. Their times are RFC 3339.
func (p *Program) LastProblems(of string) []*problem.Problem {
	var last []*problem.Problem
	before := ""
	for _, line := range slices.Backward(logging.Tail(p.Home.State)) {
		var entry struct {
			Message string        `json:"msg"`
			Time    string        `json:"time"`
			Profile string        `json:"profile"`
			Problem *shownProblem `json:"problem"`
		}
		if json.Unmarshal([]byte(line), &entry) != nil || entry.Message != shownMessage || entry.Problem == nil ||
			entry.Profile != "" && entry.Profile != of {
			continue
		}
		entry.Problem.Code = entry.Problem.Name
		if same := entry.Problem.Code + "\n" + entry.Problem.Field + "\n" + entry.Problem.Detail; same != before {
			if entry.Problem.Time == "" {
				entry.Problem.Time = entry.Time
			}
			last, before = append(last, &entry.Problem.Problem), same
		}
		if len(last) == lastProblems {
			break
		}
	}
	return last
}
