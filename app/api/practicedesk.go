package api

import (
	"context"
	"time"

	"latchkey/app/practice"
	"latchkey/app/practice/scenario"
	"latchkey/app/problem"
)

// Apps lists the registrations; the first is what a practice profile gets.
func (s *Practice) Apps() ([]practice.App, error) { return asked(s, practice.Control.Apps) }

// PutApp adds or replaces a registration; without an ApplicationID it gets a new one.
func (s *Practice) PutApp(a practice.App) (practice.App, error) {
	return asked(s, func(c practice.Control, ctx context.Context) (practice.App, error) { return c.PutApp(ctx, a) })
}

// RemoveApp takes a registration away.
func (s *Practice) RemoveApp(applicationID string) error {
	return s.answer(func(ctx context.Context, c practice.Control) error { return c.RemoveApp(ctx, applicationID) })
}

// GrantConsent agrees for everybody to what a registration asks for.
func (s *Practice) GrantConsent(applicationID string) error {
	return s.answer(func(ctx context.Context, c practice.Control) error { return c.GrantConsent(ctx, applicationID, "") })
}

// RevokeConsent takes back what an administrator has granted for everybody. Where people
// decide themselves, everybody who has not agreed is refused silently with AADSTS65001 from then on.
func (s *Practice) RevokeConsent(applicationID string) error {
	return s.answer(func(ctx context.Context, c practice.Control) error {
		return c.RevokeConsent(ctx, applicationID, "*", "")
	})
}

// Policies are what is demanded of everybody.
func (s *Practice) Policies() (practice.Policies, error) { return asked(s, practice.Control.Policies) }

// SetPolicies replaces all of them.
func (s *Practice) SetPolicies(p practice.Policies) error {
	return s.answer(func(ctx context.Context, c practice.Control) error { return c.SetPolicies(ctx, p) })
}

// Outcomes are what a rule can make of a sign-in.
func (s *Practice) Outcomes() ([]practice.Outcome, error) { return asked(s, practice.Control.Outcomes) }

// SignIns is the sign-in log, oldest first.
func (s *Practice) SignIns() ([]practice.SignIn, error) { return asked(s, practice.Control.SignIns) }

// ConsentRequests lists what people asked of the administrators, those who wait last.
func (s *Practice) ConsentRequests() ([]practice.ConsentRequest, error) {
	return asked(s, practice.Control.ConsentRequests)
}

// DecideConsent approves a request for everybody, or denies it.
func (s *Practice) DecideConsent(requestID string, approve bool) error {
	return s.answer(func(ctx context.Context, c practice.Control) error {
		return c.DecideConsentRequest(ctx, requestID, approve)
	})
}

// Scenarios lists those that come with Latchkey.
func (s *Practice) Scenarios() ([]ScenarioInfo, error) {
	list := []ScenarioInfo{}
	for _, name := range scenario.Names() {
		text, _ := scenario.Text(name)
		read, err := scenario.Parse(name, text)
		if err != nil {
			return nil, err
		}
		list = append(list, ScenarioInfo{Name: name, Title: read.Title})
	}
	return list, nil
}

// LoadScenario puts one of them in the place of everything that is in the tenant.
func (s *Practice) LoadScenario(name string) error {
	text, ok := scenario.Text(name)
	if !ok {
		return problem.New(problem.NotFound, "scenario-not-found").With("name", name)
	}
	return s.answer(func(ctx context.Context, c practice.Control) error {
		_, err := c.LoadScenario(ctx, name, text)
		return err
	})
}

// AdvanceClock moves the practice clock on.
func (s *Practice) AdvanceClock(seconds int) error {
	return s.answer(func(ctx context.Context, c practice.Control) error {
		return c.AdvanceClock(ctx, time.Duration(seconds)*time.Second)
	})
}

// Person is a person as an administrator keeps them.
func (s *Practice) Person(userPrincipalName string) (practice.Person, error) {
	return asked(s, func(c practice.Control, ctx context.Context) (practice.Person, error) {
		return c.Person(ctx, userPrincipalName)
	})
}

// PutPerson adds or replaces a person.
func (s *Practice) PutPerson(p practice.Person) error {
	return s.answer(func(ctx context.Context, c practice.Control) error { return c.PutPerson(ctx, p) })
}

// RemovePerson takes a person away.
func (s *Practice) RemovePerson(userPrincipalName string) error {
	return s.answer(func(ctx context.Context, c practice.Control) error { return c.RemovePerson(ctx, userPrincipalName) })
}

// RequireRegistration removes what a person has registered; the next sign-in asks anew.
func (s *Practice) RequireRegistration(userPrincipalName string) error {
	return s.answer(func(ctx context.Context, c practice.Control) error {
		return c.RequireRegistration(ctx, userPrincipalName)
	})
}

// IssuePass gives a person a Temporary Access Pass, which is told this once.
func (s *Practice) IssuePass(userPrincipalName string, minutes int, once bool) (string, error) {
	return asked(s, func(c practice.Control, ctx context.Context) (string, error) {
		return c.IssuePass(ctx, userPrincipalName, minutes, once)
	})
}

// AppPasswords lists a person's app passwords without their values.
func (s *Practice) AppPasswords(userPrincipalName string) ([]practice.AppPassword, error) {
	return asked(s, func(c practice.Control, ctx context.Context) ([]practice.AppPassword, error) {
		return c.AppPasswords(ctx, userPrincipalName)
	})
}

// MakeAppPassword makes one for a device; its value is told this once.
func (s *Practice) MakeAppPassword(userPrincipalName, label string) (practice.AppPassword, error) {
	return asked(s, func(c practice.Control, ctx context.Context) (practice.AppPassword, error) {
		return c.AddAppPassword(ctx, userPrincipalName, label)
	})
}

// DeleteAppPasswords takes all of a person's away.
func (s *Practice) DeleteAppPasswords(userPrincipalName string) error {
	return s.answer(func(ctx context.Context, c practice.Control) error {
		return c.DeleteAppPasswords(ctx, userPrincipalName)
	})
}
