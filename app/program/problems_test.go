package program

import (
	"strings"
	"testing"

	"latchkey/app/logging"
	"latchkey/app/problem"
	"latchkey/app/secret"
)

func TestTheLastProblemsAreKeptForABundle(t *testing.T) {
	env := map[string]string{"LATCHKEY_HOME": t.TempDir()}
	p, err := New(Options{Getenv: func(name string) string { return env[name] }})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	if got := p.LastProblems(""); len(got) != 0 {
		t.Errorf("nothing happened yet: %v", got)
	}
	LogProblem(p.Log, nil)
	LogProblem(p.Log, problem.New(problem.Cancelled, "cancelled"))
	refused := problem.New(problem.Refused, "AADSTS50011").With("app", "5d1f0c62").Raw("redirect, access_token=eyJhbGciOiJub25lIn0.eyJDQU5BUlkiOjF9.x")
	LogProblem(p.Log, refused)
	LogProblem(p.Log, problem.From(problem.Form([]*problem.Problem{problem.New(problem.Input, "name-missing").At("name"), problem.New(problem.Input, "application-id-not-guid").At("applicationId")})))
	p.Log.Info("another line", "problem", "none")
	LogProblem(p.Log, refused)
	LogProblem(p.Log, refused)
	got := p.LastProblems("")
	if len(got) != 4 || got[0].Code != "AADSTS50011" || got[1].Field != "applicationId" || got[2].Code != "name-missing" || got[3].Args["app"] != "5d1f0c62" {
		t.Fatalf("%v", got)
	}
	if got[0].Kind != problem.Refused || got[0].Time == "" || got[0].Detail != "redirect, access_token=***" {
		t.Errorf("%+v", got[0])
	}
}

func TestTheProblemsOfOtherProfilesAreLeftOut(t *testing.T) {
	env := map[string]string{"LATCHKEY_HOME": t.TempDir()}
	p, err := New(Options{Getenv: func(name string) string { return env[name] }})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	LogProblemOf(p.Log, problem.New(problem.Refused, "AADSTS50011"), "one")
	LogProblemOf(p.Log, problem.New(problem.Refused, "AADSTS65001"), "other")
	LogProblem(p.Log, problem.New(problem.Keychain, "keychain-locked"))
	LogProblem(p.Log, problem.New(problem.NotFound, "profile-not-found").With("name", "Contso"))
	got := p.LastProblems("one")
	if len(got) != 2 || got[0].Code != "keychain-locked" || got[1].Code != "AADSTS50011" {
		t.Errorf("%v", got)
	}
	// The log as a text is redacted, too, and still says which problem it was.
	if text := secret.Redact(strings.Join(logging.Tail(p.Home.State), "\n")); !strings.Contains(text, "keychain-locked") {
		t.Error(text)
	}
}
