package entra

import "time"

// What the control side shows and takes.

// Settings are what a person or a script may set.
type Settings struct {
	// TokenLifetime of access tokens from now on; 0 is Entra's: 60 to 80 minutes,
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
	Methods           []string `json:"methods"`    // PhoneAppNotification, OneWaySMS ...; empty without MFA
	LockedUntil       string   `json:"lockedUntil,omitempty"`
	// GuestIn is the domain of the other tenant where the user is a guest, or "*" for
	// every other tenant, and GuestMethods are what is registered and demanded there.
	GuestIn      string   `json:"guestIn,omitempty"`
	GuestMethods []string `json:"guestMethods,omitempty"`
	UserState
}

// Prompt is a question on the simulated phone.
type Prompt struct {
	ID                string `json:"id"`
	UserPrincipalName string `json:"userPrincipalName"`
	DisplayName       string `json:"displayName"`
	Application       string `json:"application"`
	// Number is what the browser shows. A real phone doesn't know it: show it to
	// scripts, not on the phone. "" is a prompt that is approved without a number.
	Number    string    `json:"number"`
	Key       bool      `json:"key,omitempty"`      // a security key that wants to be touched
	NoReport  bool      `json:"noReport,omitempty"` // fraud can't be reported
	CreatedAt time.Time `json:"createdAt"`
	ExpiresAt time.Time `json:"expiresAt"` // by the practice clock
}

// Code is the current one-time code of a user.
type Code struct {
	UserPrincipalName string    `json:"userPrincipalName"`
	Code              string    `json:"code"`
	ValidUntil        time.Time `json:"validUntil"` // by the practice clock
	Used              bool      `json:"used"`       // it was used and will be refused
	// Tenant is the domain where the code is good: "" is the user's home, and whatever
	// tenant has no code of its own in the list; "*" is every other tenant.
	Tenant string `json:"tenant,omitempty"`
	// New is of an account that the phone has just scanned and that isn't registered yet.
	New bool `json:"new,omitempty"`
}
