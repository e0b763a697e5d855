package entra

import (
	"maps"
	"slices"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/problem"
)

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
		row := l.users.row(p.UserPrincipalName)
		row.Secrets = maps.Clone(row.Secrets)
		delete(row.Secrets, aadsts.Contoso.ID)
		row.EnrolAsked, row.EnrolSkipped = 0, false
		l.users.put(p.UserPrincipalName, row)
	})
}

// editPerson changes a person's second factors. What was asked by the old ones is void,
// and so is every browser that was to be asked no more.
func (s *Store) editPerson(name string, edit func(*Locked, *Person)) error {
	name = aadsts.NormalName(name)
	l := s.Lock()
	defer l.Unlock()
	u := l.user(name)
	if u == nil {
		return problem.New(problem.NotFound, "practice-no-user").With("user", aadsts.Show(name))
	}
	p := u.Person.clone()
	edit(l, &p)
	if err := p.check(); err != nil {
		return err
	}
	l.silence(l.enrolments.row(enrolKey(name, aadsts.Contoso)).Flow)
	l.enrolments.remove(enrolKey(name, aadsts.Contoso))
	l.endSecondFactors(name)
	l.changePerson(p)
	return nil
}

// register keeps a method that was proved.
func (v *visit) register(row enrolRow) outcome {
	p, t := v.l.user(v.User).Person.clone(), v.tenant()
	state := v.l.users.row(v.User)
	state.CodeMisses, state.EnrolAsked, state.EnrolSkipped = 0, 0, false
	if row.Method == methodCode {
		state = withSecret(state, t, row.Secret)
	}
	v.l.users.put(v.User, state)
	if t == aadsts.Contoso && p.RegisterAgain {
		p.RegisterAgain, p.Methods, p.MobilePhone, p.OfficePhone = false, nil, "", ""
	}
	switch row.Method {
	case methodText, methodMobile:
		p.MobilePhone = row.Phone
	case methodOffice:
		p.OfficePhone = row.Phone
	}
	list := &p.Methods
	if t != aadsts.Contoso {
		list = &p.GuestMethods
	}
	if !slices.Contains(*list, row.Method) {
		*list = append(*list, row.Method)
	}
	if p.MFA == MFAEnabled && t == aadsts.Contoso {
		p.MFA = MFAEnforced
	}
	v.l.changePerson(p)
	v.withdrawTest()
	v.Second, v.Proved = true, true
	row.Registered = append(slices.Clone(row.Registered), row.Method)
	row.Secret, row.Scanned, row.Number, row.Phone = "", false, "", ""
	if row.Fallback || v.Adding || t != aadsts.Contoso || len(v.s.fallbacks(v.User)) == 0 {
		return v.enrolTo(row, stepEnrolled, "")
	}
	row.Fallback = true
	return v.enrolTo(row, stepFallback, "")
}
