package entra

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/problem"
)

// The control side: what the owner's control API offers. Its methods take the
// lock themselves and never wait for anybody but Wait.

// State tells how the tenant is.
func (s *Store) State() State {
	l := s.Lock()
	defer l.Unlock()
	st := State{
		Rev: l.rev, Time: l.now().UTC(), ClockOffset: l.offset(), Settings: l.Settings(),
		TenantID: aadsts.ContosoID, Domain: aadsts.ContosoDomain, Alarms: []Alarm{},
	}
	for _, q := range l.requests.all() {
		if l.unix() < q.Created+flowLifetime {
			st.SignIns++
		}
	}
	for _, p := range l.prompts.all() {
		if l.promptState(p) == promptWaiting {
			st.Prompts++
		}
	}
	for _, f := range l.families.all() {
		if !f.Revoked {
			st.Sessions++
		}
	}
	for _, k := range l.alarms.keys() {
		a := l.alarms.row(k)
		st.Alarms = append(st.Alarms, Alarm{Kind: a.Kind, User: a.User, Time: time.Unix(a.At, 0).UTC()})
	}
	return st
}

// SetSettings changes the settings; tokens already issued keep their lifetime, and
// sign-ins at tenants that are there no more end.
// Values out of range are an Input problem "practice-settings" that names the field.
func (s *Store) SetSettings(v Settings) error {
	if err := v.check(); err != nil {
		return err
	}
	l := s.Lock()
	defer l.Unlock()
	l.settings.put("", v)
	if v.Tenants == l.dir().tenants {
		l.bump()
		return nil
	}
	l.change(func(d *directory) { d.tenants = v.Tenants })
	for id, q := range l.requests.all() {
		if !l.has(q.tenant()) {
			l.dropFlow(id)
		}
	}
	return nil
}

func (v Settings) check() error {
	bad := func(field string) error { return problem.New(problem.Input, "practice-settings").At(field) }
	switch {
	case v.TokenLifetime != 0 && (v.TokenLifetime < time.Second || v.TokenLifetime > 24*time.Hour):
		return bad("tokenLifetimeSeconds")
	case v.Organizations < 0 || v.Organizations > maxOrganizations:
		return bad("organizations")
	case v.Tenants < 0 || v.Tenants > aadsts.MostTenants:
		return bad("tenants")
	}
	return nil
}

// Users lists the users, in a fixed order.
func (s *Store) Users() []User {
	l := s.Lock()
	defer l.Unlock()
	list := make([]User, 0, len(l.dir().users))
	for _, u := range l.dir().users {
		v := User{
			UserPrincipalName: u.name, DisplayName: u.display(), Password: l.passwordOf(u),
			Methods: slices.Clone(u.Methods),
		}
		if l.users.row(u.name).PasswordMAC != nil {
			v.Password = "" // the person chose another one
		}
		if v.Methods == nil {
			v.Methods = []string{}
		}
		if u.has(methodCode) {
			v.TOTPSecret = u.totp
		}
		v.UserState = l.stateOf(u)
		v.GuestIn, v.GuestMethods = u.GuestIn, slices.Clone(u.GuestMethods)
		if st := l.users.row(u.name); st.LockedUntil > l.unix() {
			v.LockedUntil = time.Unix(st.LockedUntil, 0).UTC().Format(time.RFC3339)
		}
		list = append(list, v)
	}
	return list
}

// Apps lists the registrations; the first is what a practice profile gets.
func (s *Store) Apps() []App {
	l := s.Lock()
	defer l.Unlock()
	list := make([]App, len(l.dir().apps))
	for i, known := range l.dir().apps {
		a := known.clone()
		a.Certificates = []AppCertificate{}
		for _, c := range l.certificatesOf(a.ApplicationID) {
			a.Certificates = append(a.Certificates, shownCertificate(c))
		}
		list[i] = a
	}
	return list
}

// Prompts lists the waiting prompts, oldest first.
func (s *Phone) Prompts() []Prompt {
	l := s.Lock()
	defer l.Unlock()
	list := []Prompt{}
	for id, p := range l.prompts.all() {
		if l.promptState(p) != promptWaiting {
			continue
		}
		v := Prompt{
			ID: id, UserPrincipalName: p.User, Number: strconv.Itoa(p.Number),
			CreatedAt: time.Unix(p.Created, 0).UTC(), ExpiresAt: time.Unix(p.Expires, 0).UTC(),
		}
		v.Key, v.NoReport = p.Key, p.Key || l.Policies().NoFraudReports
		if p.Number == 0 {
			v.Number = ""
		}
		if u := l.user(p.User); u != nil {
			v.DisplayName = u.display()
		}
		if a := l.app(p.App); a != nil {
			v.Application = a.Name
		}
		list = append(list, v)
	}
	slices.SortFunc(list, func(a, b Prompt) int {
		if c := a.CreatedAt.Compare(b.CreatedAt); c != 0 {
			return c
		}
		return strings.Compare(a.ID, b.ID)
	})
	return list
}

// Codes lists the current one-time codes, in the order of Users.
func (s *Phone) Codes() []Code {
	l := s.Lock()
	defer l.Unlock()
	list := []Code{}
	step := l.unix() / codePeriod
	for _, u := range l.dir().users {
		if !u.has(methodCode) {
			continue
		}
		list = append(list, Code{
			UserPrincipalName: u.name, Code: codeOf(u.totp, step),
			ValidUntil: time.Unix((step+1)*codePeriod, 0).UTC(),
			Used:       l.users.row(u.name).CodeStep >= step,
		})
		if u.away != "" && u.GuestIn != "" {
			away := list[len(list)-1]
			away.Code, away.Tenant = codeOf(u.away, step), u.GuestIn
			list = append(list, away)
		}
	}
	return append(list, scannedCodes(l, step)...)
}

// AdvanceClock moves the practice clock; it can't go back. A negative or a huge
// step is an Input problem "practice-clock".
func (s *Store) AdvanceClock(d time.Duration) error {
	l := s.Lock()
	defer l.Unlock()
	const most = 10 * 365 * 24 * time.Hour
	if d < 0 || d > most || l.offset()+d > most {
		return problem.New(problem.Input, "practice-clock")
	}
	l.clock.put("", clockRow{Offset: int64(l.offset() + d)})
	l.bump()
	return nil
}
