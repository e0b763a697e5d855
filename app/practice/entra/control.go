package entra

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/problem"
)

// The control side: what the owner's control door offers. Its methods take the
// lock themselves and never wait for anybody but Wait.

// State tells how the tenant is.
func (s *Server) State() State {
	s.mu.Lock()
	defer s.mu.Unlock()
	st := State{
		Rev: s.rev, Time: s.now().UTC(), ClockOffset: s.offset(), Settings: s.settings(),
		TenantID: aadsts.ContosoID, Domain: aadsts.ContosoDomain, Alarms: []Alarm{},
	}
	for _, q := range s.data.requests.rows {
		if s.unix() < q.Created+flowLifetime {
			st.SignIns++
		}
	}
	for _, p := range s.data.prompts.rows {
		if s.promptState(p) == promptWaiting {
			st.Prompts++
		}
	}
	for _, f := range s.data.families.rows {
		if !f.Revoked {
			st.Sessions++
		}
	}
	for _, k := range s.data.alarms.keys() {
		a := s.data.alarms.rows[k]
		st.Alarms = append(st.Alarms, Alarm{Kind: a.Kind, User: a.User, Time: time.Unix(a.At, 0).UTC()})
	}
	return st
}

// SetSettings changes the settings; tokens already issued keep their lifetime, and
// sign-ins at tenants that are there no more end.
// Values out of range are an Input problem "practice-settings" that names the field.
func (s *Server) SetSettings(v Settings) error {
	if err := v.check(); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.data.settings.put("", v)
	if v.Tenants == s.dir().tenants {
		s.bump()
		return nil
	}
	s.change(func(d *directory) { d.tenants = v.Tenants })
	for id, q := range s.data.requests.rows {
		if !s.has(q.tenant()) {
			s.dropFlow(id)
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
func (s *Server) Users() []User {
	s.mu.Lock()
	defer s.mu.Unlock()
	list := make([]User, 0, len(s.dir().users))
	for _, u := range s.dir().users {
		v := User{
			UserPrincipalName: u.name, DisplayName: u.display(), Password: s.passwordOf(u),
			Methods: slices.Clone(u.Methods),
		}
		if s.data.users.rows[u.name].PasswordMAC != nil {
			v.Password = "" // the person chose another one
		}
		if v.Methods == nil {
			v.Methods = []string{}
		}
		if u.has(methodCode) {
			v.TOTPSecret = u.totp
		}
		v.UserState = s.stateOf(u)
		v.GuestIn, v.GuestMethods = u.GuestIn, slices.Clone(u.GuestMethods)
		if st := s.data.users.rows[u.name]; st.LockedUntil > s.unix() {
			v.LockedUntil = time.Unix(st.LockedUntil, 0).UTC().Format(time.RFC3339)
		}
		list = append(list, v)
	}
	return list
}

// Apps lists the registrations; the first is what a practice profile gets.
func (s *Server) Apps() []App {
	s.mu.Lock()
	defer s.mu.Unlock()
	list := make([]App, len(s.dir().apps))
	for i, known := range s.dir().apps {
		a := known.clone()
		a.Certificates = []AppCertificate{}
		for _, c := range s.certificatesOf(a.ApplicationID) {
			a.Certificates = append(a.Certificates, shownCertificate(c))
		}
		list[i] = a
	}
	return list
}

// Prompts lists the waiting prompts, oldest first.
func (s *Server) Prompts() []Prompt {
	s.mu.Lock()
	defer s.mu.Unlock()
	list := []Prompt{}
	for id, p := range s.data.prompts.rows {
		if s.promptState(p) != promptWaiting {
			continue
		}
		v := Prompt{
			ID: id, UserPrincipalName: p.User, Number: strconv.Itoa(p.Number),
			CreatedAt: time.Unix(p.Created, 0).UTC(), ExpiresAt: time.Unix(p.Expires, 0).UTC(),
		}
		v.Key, v.NoReport = p.Key, p.Key || s.policies().NoFraudReports
		if p.Number == 0 {
			v.Number = ""
		}
		if u := s.user(p.User); u != nil {
			v.DisplayName = u.display()
		}
		if a := s.app(p.App); a != nil {
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
func (s *Server) Codes() []Code {
	s.mu.Lock()
	defer s.mu.Unlock()
	list := []Code{}
	step := s.unix() / codePeriod
	for _, u := range s.dir().users {
		if !u.has(methodCode) {
			continue
		}
		list = append(list, Code{
			UserPrincipalName: u.name, Code: u.codeAt(step),
			ValidUntil: time.Unix((step+1)*codePeriod, 0).UTC(),
			Used:       s.data.users.rows[u.name].CodeStep >= step,
		})
		if u.away != "" && u.GuestIn != "" {
			away := list[len(list)-1]
			away.Code, away.Tenant = codeOf(u.away, step), u.GuestIn
			list = append(list, away)
		}
	}
	return append(list, s.scannedCodes(step)...)
}

// AdvanceClock moves the practice clock; it can't go back. A negative or a huge
// step is an Input problem "practice-clock".
func (s *Server) AdvanceClock(d time.Duration) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	const most = 10 * 365 * 24 * time.Hour
	if d < 0 || d > most || s.offset()+d > most {
		return problem.New(problem.Input, "practice-clock")
	}
	s.data.clock.put("", clockRow{Offset: int64(s.offset() + d)})
	s.bump()
	return nil
}

// Reset puts everything back as it was at first: users unlocked; sign-ins,
// sessions, tokens, prompts, alarms and settings gone, the clock right.
func (s *Server) Reset() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.data.clear()
	s.record("reset", "", json.RawMessage("null"))
	s.assemble()
	s.bump()
}

// Wait returns as soon as the state's rev is another than rev; the new one comes
// back. It ends early with the context's error.
func (s *Server) Wait(ctx context.Context, rev int) (int, error) {
	for {
		s.mu.Lock()
		now, changed := s.rev, s.changed
		s.mu.Unlock()
		if now != rev {
			return now, nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return now, fmt.Errorf("waiting for the practice tenant: %w", ctx.Err())
		}
	}
}
