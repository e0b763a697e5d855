package api

import (
	"context"

	"latchkey/app/practice"
)

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
