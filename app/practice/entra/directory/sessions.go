package directory

import (
	"slices"

	"latchkey/app/practice/entra/aadsts"
)

// SessionRow is a browser that is signed in: what its next sign-in may rely on.
type SessionRow struct {
	Accounts []Account `json:"accounts"`
	Keep     bool      `json:"keep,omitempty"` // stay signed in: outlives the browser
	Expires  int64     `json:"expires"`
}

// Account is a user who is signed in in a browser.
type Account struct {
	User string `json:"user"`
	At   int64  `json:"at"` // when the user proved who they are
	Passed
	// Until is when what was proved ends by itself, in Unix seconds: that of the Temporary
	// Access Pass that proved it. 0 is never.
	Until int64 `json:"until,omitempty"`
	// Session is the id of the user's session in this browser, a GUID, and Clients are the
	// programs that they are signed in to by it.
	Session string   `json:"session,omitempty"`
	Clients []string `json:"clients,omitempty"`
}

// mostClients bounds the programs of one session; the oldest make room.
const mostClients = 50

// AddClient notes that a user of the session is signed in to a program; false is that it
// was known.
func (r *SessionRow) AddClient(user, client string) bool {
	for i, a := range r.Accounts {
		if a.User != user || slices.Contains(a.Clients, client) {
			continue
		}
		r.Accounts = slices.Clone(r.Accounts)
		r.Accounts[i].Clients = append(slices.Clone(a.Clients[max(0, len(a.Clients)-mostClients+1):]), client)
		return true
	}
	return false
}

// TrustedRow is a browser in which a user asked not to be asked for the second
// factor again.
type TrustedRow struct {
	User    string `json:"user"`
	Tenant  string `json:"tenant,omitempty"` // "" is home
	At      int64  `json:"at,omitempty"`     // when the second factor was passed
	Expires int64  `json:"expires"`
}

// How long a browser is remembered, in seconds: signed in, signed in for good ("Stay signed in"),
// and without being asked for the second factor.
const (
	DaySeconds     = 24 * 60 * 60
	SessionSeconds = DaySeconds
	KeepSeconds    = 90 * DaySeconds
	trustSeconds   = 14 * DaySeconds
)

// OldestProof is the time before which a proof is too old, by the policy of sign-in
// frequency; 0 without that policy.
func (l *Locked) OldestProof() int64 {
	if h := l.Policies().SignInHours; h > 0 {
		return l.Unix() - int64(h)*60*60 + 1
	}
	return 0
}

// RememberDays is for how many days a browser may skip the second factor; 0 is not at
// all.
func (l *Locked) RememberDays() int {
	switch days := l.Policies().RememberDays; days {
	case 0:
		return trustSeconds / DaySeconds
	case -1:
		return 0
	default:
		return days
	}
}

// Passed are the tenants in which a browser's or a client's user has passed the
// second factor. MFA is that of home.
type Passed struct {
	MFA  bool     `json:"mfa,omitempty"`
	Away []string `json:"away,omitempty"` // ids of other tenants
	// Strong are ids of tenants in which it was a method that no page can fish for.
	Strong []string `json:"strong,omitempty"`
}

// PassedIn is the second factor passed in one tenant.
func PassedIn(t aadsts.Tenant) Passed {
	if t == aadsts.Contoso {
		return Passed{MFA: true}
	}
	return Passed{Away: []string{t.ID}}
}

// In says whether the second factor was passed in a tenant.
func (p Passed) In(t aadsts.Tenant) bool {
	if t == aadsts.Contoso {
		return p.MFA
	}
	return slices.Contains(p.Away, t.ID)
}

// And is both together.
func (p Passed) And(other Passed) Passed {
	p.MFA = p.MFA || other.MFA
	p.Away = slices.Compact(slices.Sorted(slices.Values(slices.Concat(p.Away, other.Away))))
	p.Strong = slices.Compact(slices.Sorted(slices.Values(slices.Concat(p.Strong, other.Strong))))
	return p
}

// StrengthIn is how well somebody proved who they are in a tenant.
func (p Passed) StrengthIn(t aadsts.Tenant) aadsts.Strength {
	switch {
	case !p.In(t):
		return aadsts.PasswordStrength
	case slices.Contains(p.Strong, t.ID):
		return aadsts.PhishingResistantStrength
	}
	return aadsts.MFAStrength
}
