package directory

import (
	"time"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/problem"
)

// Settings are what a person or a script may set.
type Settings struct {
	// TokenLifetime of access tokens from now on; 0 is Entra's: 60 to 90 minutes,
	// at random. Between 1 s and 24 h otherwise.
	TokenLifetime time.Duration `json:"tokenLifetime"`
	// Organizations is how many there are; 0 is the three that have names. At most 100,000.
	Organizations int `json:"organizations"`
	// Tenants is how many other companies there are beside Fabrikam: company0001.example
	// and so on. At most MostTenants.
	Tenants int `json:"tenants,omitempty"`
	// BlockDeviceCode refuses device-code sign-ins as a Conditional Access policy does.
	BlockDeviceCode bool `json:"blockDeviceCode,omitempty"`
	// DoubleSlash lets organizations take only tokens whose audience ends in a slash:
	// those for "https://org//user_impersonation".
	DoubleSlash bool `json:"doubleSlash,omitempty"`
	// StrictRefreshTokens ends a sign-in when one of its refresh tokens is used twice, and
	// raises an alarm, as the OAuth security practice recommends (RFC 9700). Entra lets them
	// be used again.
	StrictRefreshTokens bool `json:"strictRefreshTokens,omitempty"`
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

// Settings are those that hold.
func (l *Locked) Settings() Settings { return l.settings.rows[""] }

// SetSettings changes the settings; tokens already issued keep their lifetime, and
// sign-ins at tenants that are there no more end.
// Values out of range are an Input problem "practice-settings" that names the field.
func (s *Store) SetSettings(v Settings) error {
	if err := v.check(); err != nil {
		return err
	}
	l := s.Lock()
	defer l.Unlock()
	l.settings.Put("", v)
	if v.Tenants == l.dir().tenants {
		l.NotifyChange()
		return nil
	}
	l.change(func(d *catalog) { d.tenants = v.Tenants })
	for id, q := range l.Requests.All() {
		if !l.HasTenant(q.TargetTenant()) {
			l.DropFlow(id)
		}
	}
	return nil
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

// State returns the tenant's state.
func (s *Store) State() State {
	l := s.Lock()
	defer l.Unlock()
	st := State{
		Rev: l.rev, Time: l.Now().UTC(), ClockOffset: l.offset(), Settings: l.Settings(),
		TenantID: aadsts.ContosoID, Domain: aadsts.ContosoDomain, Alarms: []Alarm{},
	}
	for _, q := range l.Requests.All() {
		if l.Unix() < q.Created+FlowLifetime {
			st.SignIns++
		}
	}
	for _, p := range l.Prompts.All() {
		if l.PromptState(p) == PromptWaiting {
			st.Prompts++
		}
	}
	for _, f := range l.Families.All() {
		if !f.Revoked {
			st.Sessions++
		}
	}
	for _, k := range l.alarms.keys() {
		a := l.alarms.Row(k)
		st.Alarms = append(st.Alarms, Alarm{Kind: a.Kind, User: a.User, Time: time.Unix(a.At, 0).UTC()})
	}
	return st
}
