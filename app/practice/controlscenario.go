package practice

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"latchkey/app/practice/scenario"
	"latchkey/app/problem"
)

func (a controlAPI) faultRoutes(on routes) {
	on("GET /faults", func(*http.Request) (any, error) { return a.leader.faults.all(), nil })
	on("PUT /faults", a.setFaults)
	on("DELETE /faults", func(*http.Request) (any, error) { return done{}, a.leader.faults.set(nil) })
}

func (a controlAPI) setFaults(r *http.Request) (any, error) {
	list := []Fault{}
	if err := readJSON(r, &list); err != nil {
		return nil, err
	}
	if err := a.leader.faults.set(list); err != nil {
		return nil, err
	}
	return a.leader.faults.all(), nil
}

// Faults lists what is injected, with how often it happened.
func (c Control) Faults(ctx context.Context) (all []Fault, err error) {
	err = c.call(ctx, http.MethodGet, "/faults", nil, &all)
	return all, err
}

// SetFaults replaces the faults; none takes them all away. Problem: Input
// "practice-fault".
func (c Control) SetFaults(ctx context.Context, list ...Fault) error {
	if list == nil {
		list = []Fault{}
	}
	return c.call(ctx, http.MethodPut, "/faults", list, nil)
}

// ScenarioInfo says what was loaded.
type ScenarioInfo struct {
	Scenario string `json:"scenario"` // "" when everything is as at first
	Title    string `json:"title,omitempty"`
	Users    int    `json:"users"`
	Apps     int    `json:"apps"`
	Answers  int    `json:"answers"` // that are left
	Faults   int    `json:"faults"`
}

func (a controlAPI) scenarioRoutes(on routes) {
	on("GET /scenario", func(*http.Request) (any, error) { return a.scenarioInfo(""), nil })
	on("PUT /scenario", a.loadScenario)
	on("GET /answers", func(*http.Request) (any, error) { return a.leader.answers.left(), nil })
	on("PUT /answers", a.setAnswers)
}

// loadScenario takes the file as it is, YAML or JSON; ?name= is what it is called. No body
// loads one that comes with Latchkey.
func (a controlAPI) loadScenario(r *http.Request) (any, error) {
	name := r.URL.Query().Get("name")
	text, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, badRequest(err)
	}
	if len(text) == 0 {
		var ok bool
		if text, ok = scenario.Text(name); !ok {
			return nil, problem.New(problem.NotFound, "scenario-not-found").With("name", name)
		}
	}
	if name == "" {
		name = "scenario"
	}
	s, err := scenario.Parse(name, text)
	if err != nil {
		return nil, err
	}
	if err := a.engine.Load(s.Directory(name)); err != nil {
		return nil, err
	}
	a.leader.forget()
	if err := a.leader.faults.set(s.Faults); err != nil {
		return nil, err
	}
	if err := a.leader.answers.set(s.Answers); err != nil {
		return nil, err
	}
	return a.scenarioInfo(s.Title), nil
}

func (a controlAPI) scenarioInfo(title string) ScenarioInfo {
	return ScenarioInfo{
		Scenario: a.engine.Scenario(), Title: title, Users: len(a.engine.Users()), Apps: len(a.engine.Apps()),
		Answers: len(a.leader.answers.left()), Faults: len(a.leader.faults.all()),
	}
}

// setAnswers replaces what phones do by themselves.
func (a controlAPI) setAnswers(r *http.Request) (any, error) {
	list := []Answer{}
	if err := readJSON(r, &list); err != nil {
		return nil, err
	}
	for i, one := range list {
		field := one.Check()
		if _, err := a.engine.Person(one.User); err != nil && field == "" {
			field = "user"
		}
		if field != "" || len(list) > scenario.MostAnswers {
			return nil, problem.New(problem.Input, "practice-control-request").At(strings.TrimSuffix("["+strconv.Itoa(i)+"]."+field, "."))
		}
	}
	if err := a.leader.answers.set(list); err != nil {
		return nil, err
	}
	a.leader.answers.look()
	return a.leader.answers.left(), nil
}

// Scenario returns what was loaded last.
func (c Control) Scenario(ctx context.Context) (info ScenarioInfo, err error) {
	err = c.call(ctx, http.MethodGet, "/scenario", nil, &info)
	return info, err
}

// LoadScenario replaces everything in the tenant with what a scenario file says. Problems
// are those of scenario.Parse; nothing changed then.
func (c Control) LoadScenario(ctx context.Context, name string, text []byte) (info ScenarioInfo, err error) {
	path := "/scenario?" + url.Values{"name": {name}}.Encode()
	err = c.send(ctx, http.MethodPut, path, "application/yaml", string(text), &info)
	return info, err
}

// Answers are what phones will do by themselves.
func (c Control) Answers(ctx context.Context) (all []Answer, err error) {
	err = c.call(ctx, http.MethodGet, "/answers", nil, &all)
	return all, err
}

// SetAnswers replaces them.
func (c Control) SetAnswers(ctx context.Context, list ...Answer) error {
	if list == nil {
		list = []Answer{}
	}
	return c.call(ctx, http.MethodPut, "/answers", list, nil)
}
