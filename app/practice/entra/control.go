package entra

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"latchkey/app/problem"
)

// The control side: what the owner's control door offers. Its methods take the
// lock themselves and never wait for anybody but Wait.

// Settings are what a person or a script may set.
type Settings struct {
	// TokenLifetime of access tokens from now on; 0 is Entra's: 60 to 80 minutes,
	// at random. Between 1 s and 24 h otherwise.
	TokenLifetime time.Duration `json:"tokenLifetime"`
	// Organizations is how many there are; 0 is the three that have names. At most 100,000.
	Organizations int `json:"organizations"`
}

// State is the tenant at a glance.
type State struct {
	Rev         int           `json:"rev"`
	Time        time.Time     `json:"time"`        // the practice clock
	ClockOffset time.Duration `json:"clockOffset"` // how far it is ahead of the real one
	Settings    Settings      `json:"settings"`
	TenantID    string        `json:"tenantId"`
	Domain      string        `json:"domain"`
	Prompts     int           `json:"prompts"`  // waiting
	SignIns     int           `json:"signIns"`  // under way in a browser
	Sessions    int           `json:"sessions"` // refresh token families that are good
	Alarms      []Alarm       `json:"alarms"`   // oldest first, at most 100
}

// Alarm is something that a tenant's administrator would want to see.
type Alarm struct {
	// Kind is "refresh-token-reused", "code-replayed", "fraud-reported" or "locked-out".
	Kind string    `json:"kind"`
	User string    `json:"user"`
	Time time.Time `json:"time"`
}

// User is a practice user as the person at the keyboard needs to know them.
type User struct {
	UserPrincipalName string   `json:"userPrincipalName"`
	DisplayName       string   `json:"displayName"`
	Password          string   `json:"password"`
	TOTPSecret        string   `json:"totpSecret"` // base32, "" without one
	Methods           []string `json:"methods"`    // PhoneAppNotification, PhoneAppOTP; empty without MFA
	LockedUntil       string   `json:"lockedUntil,omitempty"`
}

// Prompt is a question on the simulated phone.
type Prompt struct {
	ID                string `json:"id"`
	UserPrincipalName string `json:"userPrincipalName"`
	DisplayName       string `json:"displayName"`
	Application       string `json:"application"`
	// Number is what the browser shows. A real phone doesn't know it: show it to
	// scripts, not on the phone.
	Number    string    `json:"number"`
	CreatedAt time.Time `json:"createdAt"`
	ExpiresAt time.Time `json:"expiresAt"` // by the practice clock
}

// Code is the current one-time code of a user.
type Code struct {
	UserPrincipalName string    `json:"userPrincipalName"`
	Code              string    `json:"code"`
	ValidUntil        time.Time `json:"validUntil"` // by the practice clock
	Used              bool      `json:"used"`       // it was used and will be refused
}

// State tells how the tenant is.
func (s *Server) State() State {
	s.mu.Lock()
	defer s.mu.Unlock()
	st := State{
		Rev: s.rev, Time: s.now().UTC(), ClockOffset: s.offset(), Settings: s.settings(),
		TenantID: TenantID, Domain: Domain, Alarms: []Alarm{},
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
	for _, k := range s.alarmKeys() {
		a := s.data.alarms.rows[k]
		st.Alarms = append(st.Alarms, Alarm{Kind: a.Kind, User: a.User, Time: time.Unix(a.At, 0).UTC()})
	}
	return st
}

// SetSettings changes the settings; tokens already issued keep their lifetime.
// Values out of range are an Input problem "practice-settings".
func (s *Server) SetSettings(v Settings) error {
	if v.TokenLifetime != 0 && (v.TokenLifetime < time.Second || v.TokenLifetime > 24*time.Hour) ||
		v.Organizations < 0 || v.Organizations > maxOrganizations {
		return problem.New(problem.Input, "practice-settings")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.data.settings.put("", v)
	s.bump()
	return nil
}

// Users lists the users, in a fixed order.
func (s *Server) Users() []User {
	s.mu.Lock()
	defer s.mu.Unlock()
	list := make([]User, 0, len(s.users))
	for _, u := range s.users {
		v := User{
			UserPrincipalName: u.name, DisplayName: u.display, Password: s.password(u.name),
			Methods: slices.Clone(u.methods),
		}
		if v.Methods == nil {
			v.Methods = []string{}
		}
		if u.has(methodCode) {
			v.TOTPSecret = u.totp
		}
		if st := s.data.users.rows[u.name]; st.LockedUntil > s.unix() {
			v.LockedUntil = time.Unix(st.LockedUntil, 0).UTC().Format(time.RFC3339)
		}
		list = append(list, v)
	}
	return list
}

// Apps lists the registrations; the first is what a practice profile gets.
func (s *Server) Apps() []App {
	list := make([]App, len(s.apps))
	for i, a := range s.apps {
		a.RedirectURIs = slices.Clone(a.RedirectURIs)
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
		if u := s.byName[p.User]; u != nil {
			v.DisplayName = u.display
		}
		if a := s.byApp[p.App]; a != nil {
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
	for _, u := range s.users {
		if !u.has(methodCode) {
			continue
		}
		list = append(list, Code{
			UserPrincipalName: u.name, Code: u.codeAt(step),
			ValidUntil: time.Unix((step+1)*codePeriod, 0).UTC(),
			Used:       s.data.users.rows[u.name].CodeStep >= step,
		})
	}
	return list
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
