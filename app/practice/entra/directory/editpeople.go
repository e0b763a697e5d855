package directory

import (
	"maps"
	"slices"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/problem"
)

// Person returns a person as an administrator keeps them. There being none is the
// NotFound problem "practice-no-user".
func (s *shared) Person(name string) (Person, error) {
	if u := s.User(aadsts.NormalName(name)); u != nil {
		return u.Person.Clone(), nil
	}
	return Person{}, problem.New(problem.NotFound, "practice-no-user").With("user", aadsts.Show(name))
}

// PutPerson adds or replaces a person. Problems: Input "practice-person", Conflict
// "practice-directory-full".
func (s *Store) PutPerson(p Person) error {
	p.UserPrincipalName = aadsts.NormalName(p.UserPrincipalName)
	if err := p.check(); err != nil {
		return err
	}
	l := s.Lock()
	defer l.Unlock()
	if l.User(p.UserPrincipalName) == nil && len(l.dir().users) >= mostPeople {
		return problem.New(problem.Conflict, "practice-directory-full")
	}
	if other := l.PrincipalByNumber(p.MobilePhone); p.TextSignIn && other != nil && other.Name != p.UserPrincipalName {
		return problem.New(problem.Input, "practice-person").With("user", aadsts.Show(p.UserPrincipalName)).At("textSignIn")
	}
	if old := l.User(p.UserPrincipalName); old != nil {
		if p.Password != old.Password {
			l.resetPassword(old.Name)
		}
		if p.RegisterAgain != old.RegisterAgain || !slices.Equal(p.Methods, old.Methods) || !slices.Equal(p.GuestMethods, old.GuestMethods) {
			l.EndSecondFactors(old.Name)
		}
	}
	l.ChangePerson(p)
	return nil
}

// ChangePerson puts a person who has been checked.
func (l *Locked) ChangePerson(p Person) {
	if old := l.User(p.UserPrincipalName); old != nil && isCriticalEvent(old.Person, p) {
		l.endCapableTokens(old.Name)
	}
	l.people.Put(p.UserPrincipalName, personRow{Person: p.Clone()})
	l.change(func(d *catalog) { d.addPerson(l.userOf(p)) })
}

// isCriticalEvent says whether a change ends tokens of programs that claim cp1, beside what ends
// sign-ins ("Continuous access evaluation", critical event evaluation): the risk has become high, or the
// second factor was switched on for the person.
func isCriticalEvent(old, now Person) bool {
	asks := func(p Person) bool { return p.MFA == MFAEnabled || p.MFA == MFAEnforced }
	return now.RiskLevel() == RiskHigh && old.RiskLevel() != RiskHigh || asks(now) && !asks(old)
}

// AcceptInvitation makes a guest one who has accepted, in every tenant where they are one.
func (l *Locked) AcceptInvitation(name string) {
	p := l.User(name).Person.Clone()
	p.Invited = false
	l.ChangePerson(p)
}

// RemovePerson takes a person away, with everything that they have begun. Problem:
// NotFound "practice-no-user".
func (s *Store) RemovePerson(name string) error {
	name = aadsts.NormalName(name)
	l := s.Lock()
	defer l.Unlock()
	if l.User(name) == nil {
		return problem.New(problem.NotFound, "practice-no-user").With("user", aadsts.Show(name))
	}
	l.signOutEverywhere(name)
	l.Users.Remove(name)
	l.appPasswords.removeIf(func(row appPasswordRow) bool { return row.User == name })
	l.Enrolments.removeIf(func(row EnrolmentRow) bool { return row.User == name })
	l.forgetConsents(func(user, _ string) bool { return user == name })
	l.people.Put(name, personRow{Person: Person{UserPrincipalName: name}, Removed: true})
	l.change(func(d *catalog) { d.removePerson(name) })
	return nil
}

// Phones are a person's telephone numbers; "" keeps the one that is there.
type Phones struct {
	Mobile string `json:"mobile,omitempty"`
	Office string `json:"office,omitempty"`
}

// SetMethods replaces what a person has registered at home, as an administrator does it.
// Nothing has to be registered afterwards that isn't missing. Problems: NotFound
// "practice-no-user", Input "practice-person".
func (s *Store) SetMethods(name string, methods []string, phones Phones) error {
	return s.editPerson(name, func(l *Locked, p *Person) {
		p.Methods, p.RegisterAgain = slices.Clone(methods), false
		if phones.Mobile != "" {
			p.MobilePhone = phones.Mobile
		}
		if phones.Office != "" {
			p.OfficePhone = phones.Office
		}
	})
}

// RequireRegistration is Entra's "Require re-register MFA": what the person has
// registered at home is removed, and the next sign-in asks for it anew. Problem:
// NotFound "practice-no-user".
func (s *Store) RequireRegistration(name string) error {
	return s.editPerson(name, func(l *Locked, p *Person) {
		p.Methods, p.MobilePhone, p.OfficePhone, p.RegisterAgain = nil, "", "", true
		row := l.Users.Row(p.UserPrincipalName)
		row.Secrets = maps.Clone(row.Secrets)
		delete(row.Secrets, aadsts.Contoso.ID)
		row.EnrolAsked, row.EnrolSkipped = 0, false
		l.Users.Put(p.UserPrincipalName, row)
	})
}

// editPerson changes a person's second factors. What was asked by the old ones is void,
// and so is every browser that was to be asked no more.
func (s *Store) editPerson(name string, edit func(*Locked, *Person)) error {
	name = aadsts.NormalName(name)
	l := s.Lock()
	defer l.Unlock()
	u := l.User(name)
	if u == nil {
		return problem.New(problem.NotFound, "practice-no-user").With("user", aadsts.Show(name))
	}
	p := u.Person.Clone()
	edit(l, &p)
	if err := p.check(); err != nil {
		return err
	}
	l.SilenceFlow(l.Enrolments.Row(EnrolmentKey(name, aadsts.Contoso)).Flow)
	l.Enrolments.Remove(EnrolmentKey(name, aadsts.Contoso))
	l.EndSecondFactors(name)
	l.ChangePerson(p)
	return nil
}
