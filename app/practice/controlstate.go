package practice

import "time"

// stateAnswer is State as the control interface writes it: durations in seconds.
type stateAnswer struct {
	Rev               int       `json:"rev"`
	Time              time.Time `json:"time"`
	ClockAheadSeconds float64   `json:"clockAheadSeconds"`
	Settings          settings  `json:"settings"`
	TenantID          string    `json:"tenantId"`
	Domain            string    `json:"domain"`
	Prompts           int       `json:"prompts"`
	SignIns           int       `json:"signIns"`
	Sessions          int       `json:"sessions"`
	Alarms            []Alarm   `json:"alarms"`
}

func newStateAnswer(s State) stateAnswer {
	return stateAnswer{
		Rev: s.Rev, Time: s.Time, ClockAheadSeconds: s.ClockOffset.Seconds(), Settings: newSettings(s.Settings),
		TenantID: s.TenantID, Domain: s.Domain, Prompts: s.Prompts, SignIns: s.SignIns, Sessions: s.Sessions,
		Alarms: s.Alarms,
	}
}

func (a stateAnswer) state() (State, error) {
	ahead, err := seconds(a.ClockAheadSeconds)
	if err != nil {
		return State{}, err
	}
	set, err := a.Settings.typed()
	return State{
		Rev: a.Rev, Time: a.Time, ClockOffset: ahead, Settings: set,
		TenantID: a.TenantID, Domain: a.Domain, Prompts: a.Prompts, SignIns: a.SignIns, Sessions: a.Sessions,
		Alarms: a.Alarms,
	}, err
}

func newSettings(s Settings) settings {
	lifetime := s.TokenLifetime.Seconds()
	return settings{
		TokenLifetimeSeconds: &lifetime, Organizations: &s.Organizations, Tenants: &s.Tenants,
		BlockDeviceCode: &s.BlockDeviceCode, DoubleSlash: &s.DoubleSlash, StrictRefreshTokens: &s.StrictRefreshTokens,
	}
}

func (s settings) typed() (Settings, error) {
	var typed Settings
	if s.Organizations != nil {
		typed.Organizations = *s.Organizations
	}
	if s.Tenants != nil {
		typed.Tenants = *s.Tenants
	}
	if s.BlockDeviceCode != nil {
		typed.BlockDeviceCode = *s.BlockDeviceCode
	}
	if s.DoubleSlash != nil {
		typed.DoubleSlash = *s.DoubleSlash
	}
	if s.StrictRefreshTokens != nil {
		typed.StrictRefreshTokens = *s.StrictRefreshTokens
	}
	if s.TokenLifetimeSeconds == nil {
		return typed, nil
	}
	var err error
	typed.TokenLifetime, err = seconds(*s.TokenLifetimeSeconds)
	return typed, err
}
