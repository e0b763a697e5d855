package api

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"latchkey/app/practice"
	"latchkey/app/practice/entra/directory"
)

func TestThePhoneIsThatOfItsOwner(t *testing.T) {
	all := []practice.Code{}
	for i := range 40 {
		all = append(all, practice.Code{UserPrincipalName: fmt.Sprintf("user%04d@contoso.example", i), Code: "123456", Tenant: "fabrikam.example"})
	}
	all = append(all, practice.Code{UserPrincipalName: "new@contoso.example", Code: "654321", Tenant: "contoso.example", New: true})

	everybody := phone{}
	everybody.codes(all)
	if len(everybody.Codes) != mostCodes || everybody.HiddenCodes != 41-mostCodes {
		t.Errorf("%d codes, %d hidden", len(everybody.Codes), everybody.HiddenCodes)
	}
	if first := everybody.Codes[0]; !first.Fresh || first.Tenant != "" {
		t.Errorf("the code that is waited for isn't first, or has a tenant at home: %+v", first)
	}
	if everybody.Codes[1].Tenant != "fabrikam.example" {
		t.Errorf("%+v", everybody.Codes[1])
	}
	one := phone{owner: "user0033@contoso.example"}
	one.codes(all)
	if len(one.Codes) != 1 || one.Codes[0].UserPrincipalName != one.owner || one.HiddenCodes != 0 {
		t.Errorf("%+v", one.Phone)
	}
}

func TestTheNumberOfAPromptIsNotOnThePhone(t *testing.T) {
	now := time.Now()
	v := phone{now: now}
	v.prompts([]practice.Prompt{{ID: "a", Number: "47", ExpiresAt: now.Add(30 * time.Second)}, {ID: "b", Key: true, NoReport: true, ExpiresAt: now.Add(-time.Second)}})
	if a := v.Prompts[0]; !a.Number || a.Key || !a.Report || a.SecondsLeft != 30 {
		t.Errorf("%+v", a)
	}
	if b := v.Prompts[1]; b.Number || !b.Key || b.Report || b.SecondsLeft != 0 {
		t.Errorf("%+v", b)
	}
	if strings.Contains(fmt.Sprintf("%+v", v.Phone), "47") {
		t.Error("the number is on the phone")
	}
}

func TestThePhoneNamesTheApplicationOnlyWhereThePolicySaysSo(t *testing.T) {
	v := phone{now: time.Now()}
	v.prompts([]practice.Prompt{{Application: "Client", NoApplication: true}, {Application: "Client", Place: "Graz"}})
	if a, b := v.Prompts[0], v.Prompts[1]; a.Application != "" || b.Application != "Client" || b.Place != "Graz" {
		t.Errorf("%+v", v.Prompts)
	}
}

func TestTheNewestMessageComesFirst(t *testing.T) {
	v := phone{owner: "sms@contoso.example"}
	all := []practice.Message{}
	for i := range 30 {
		all = append(all, practice.Message{ID: fmt.Sprint(i), UserPrincipalName: []string{"sms@contoso.example", "call@contoso.example"}[i%2]})
	}
	v.messages(all)
	if len(v.Messages) != 15 || v.Messages[0].ID != "28" {
		t.Errorf("%d, first %+v", len(v.Messages), v.Messages[0])
	}
}

func TestTheDeskChangesPeopleRegistrationsAndPolicies(t *testing.T) {
	h := newHouse(t)
	p, err := h.Practice.Person("push@contoso.example")
	if err != nil {
		t.Fatal(err)
	}
	p.Blocked = true
	if err := h.Practice.PutPerson(p); err != nil {
		t.Fatal(err)
	}
	if states := h.user(t, "push").States; len(states) != 1 || states[0] != "blocked" {
		t.Errorf("states %v", states)
	}
	if err := h.Practice.RequireRegistration("push@contoso.example"); err != nil {
		t.Fatal(err)
	}
	if u := h.user(t, "push"); len(u.Methods) != 0 {
		t.Errorf("methods %v", u.Methods)
	}
	if pass, err := h.Practice.IssuePass("push@contoso.example", 0, true); err != nil || pass == "" {
		t.Errorf("%q, %v", pass, err)
	}
	if err := h.Practice.RemovePerson("push@contoso.example"); err != nil {
		t.Fatal(err)
	}
	if _, err := h.Practice.Person("push@contoso.example"); codeOf(err) != "practice-no-user" {
		t.Errorf("%v", err)
	}

	app, err := h.Practice.PutApp(practice.App{Name: "Letters", Platform: "web", Keys: []directory.AppKey{{Name: "one", Expires: time.Now().Add(time.Hour)}}})
	if err != nil || len(app.Secrets) != 1 || app.Secrets[0].Value == "" {
		t.Fatalf("%+v, %v", app, err)
	}
	if err := h.Practice.RemoveApp(app.ApplicationID); err != nil {
		t.Error(err)
	}
	if err := h.Practice.SetPolicies(practice.Policies{Rules: []practice.Rule{{Name: "no", Then: "nothing-of-the-kind"}}}); codeOf(err) != "practice-policies" {
		t.Errorf("%v", err)
	}
	if err := h.Practice.SetPolicies(practice.Policies{PushWithoutNumber: true}); err != nil {
		t.Error(err)
	}
	if now, err := h.Practice.Policies(); err != nil || !now.PushWithoutNumber {
		t.Errorf("%+v, %v", now, err)
	}
}

func TestEveryScenarioThatIsOfferedCanBeLoaded(t *testing.T) {
	h := newHouse(t)
	list, err := h.Practice.Scenarios()
	if err != nil || len(list) < 4 {
		t.Fatalf("%v, %v", list, err)
	}
	for _, s := range list {
		if err := h.Practice.LoadScenario(s.Name); err != nil || s.Title == "" {
			t.Errorf("%+v: %v", s, err)
		}
		if state, err := h.Practice.State(); err != nil || state.Scenario != s.Name {
			t.Errorf("%s: %+v, %v", s.Name, state, err)
		}
	}
	if err := h.Practice.LoadScenario("../secret"); codeOf(err) != "scenario-not-found" {
		t.Errorf("%v", err)
	}
	before, _ := h.Practice.State()
	if err := h.Practice.AdvanceClock(3600); err != nil {
		t.Fatal(err)
	}
	if after, err := h.Practice.State(); err != nil || after.AheadSeconds-before.AheadSeconds != 3600 {
		t.Errorf("%+v, %v", after, err)
	}
}

func TestThePhoneOpensOnASecondScreen(t *testing.T) {
	h := newHouse(t)
	if err := h.Practice.OpenPhone(); codeOf(err) != "browser-not-opened" {
		t.Errorf("without a page: %v", err)
	}
	h.Practice.hub.door.PhonePage = func() (string, error) { return "http://127.0.0.1:1/#ticket=t&page=phone", nil }
	if err := h.Practice.OpenPhone(); err != nil {
		t.Fatal(err)
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if last := h.opened[len(h.opened)-1]; last != "http://127.0.0.1:1/#ticket=t&page=phone" {
		t.Errorf("opened %s", last)
	}
}
