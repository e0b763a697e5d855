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
	l.people.Put(p.UserPrincipalName, personRow{Person: p.Clone()})
	l.change(func(d *catalog) { d.addPerson(l.userOf(p)) })
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

// Person is a user as an administrator keeps them. The zero value of each field is the
// ordinary case.
type Person struct {
	UserPrincipalName string `json:"userPrincipalName"`
	GivenName         string `json:"givenName,omitempty"`
	Surname           string `json:"surname,omitempty"`
	// Password is "" for the one that is derived from the installation's seed.
	Password string `json:"password,omitempty"`
	// Methods are what is registered, by the names of Entra's pages; the first is asked
	// for first.
	Methods     []string `json:"methods,omitempty"`
	MobilePhone string   `json:"mobilePhone,omitempty"`
	OfficePhone string   `json:"officePhone,omitempty"`
	// GuestIn is the domain of the other tenant where the person is a guest, or "*" for
	// every other tenant, and GuestMethods are what is registered there.
	GuestIn      string   `json:"guestIn,omitempty"`
	GuestMethods []string `json:"guestMethods,omitempty"`
	// MFA is "", "disabled", "enabled" or "enforced".
	MFA           string `json:"mfa,omitempty"`
	Administrator bool   `json:"administrator,omitempty"`
	// RegisterAgain asks for new methods at the next sign-in.
	RegisterAgain bool `json:"registerAgain,omitempty"`
	// What keeps a person out: the account is switched off, locked after too many wrong
	// passwords for good, its password has expired, it was blocked from second factors
	// after a fraud report, or the sign-in looks risky.
	Disabled        bool `json:"disabled,omitempty"`
	Locked          bool `json:"locked,omitempty"`
	PasswordExpired bool `json:"passwordExpired,omitempty"`
	Blocked         bool `json:"blocked,omitempty"`
	Risky           bool `json:"risky,omitempty"`
	// Consent is "" when everything was consented to for this person, "ask" when they
	// decide themselves, "admin" when an administrator has to.
	Consent string `json:"consent,omitempty"`
	// Personal says that a personal account has the same name.
	Personal bool `json:"personal,omitempty"`
}
