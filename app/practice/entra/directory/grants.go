package directory

// CodeRow is an authorization code that was given out.
type CodeRow struct {
	Tenant    string `json:"tenant,omitempty"` // id; "" is home
	Client    string `json:"client"`
	Redirect  string `json:"redirect"`
	Challenge string `json:"challenge,omitempty"`
	Nonce     string `json:"nonce,omitempty"`
	Scope     string `json:"scope"`
	Claims    string `json:"claims,omitempty"` // JSON, as it was asked
	User      string `json:"user"`
	At        int64  `json:"at"`                // when the user proved who they are
	Session   string `json:"session,omitempty"` // of the browser
	MFA       bool   `json:"mfa,omitempty"`
	Until     int64  `json:"until,omitempty"`  // see Account
	Strong    bool   `json:"strong,omitempty"` // by a method that no page can fish for
	// Contexts are the authentication contexts that the sign-in was asked for and met; Capable
	// says that the program claimed cp1.
	Contexts []string `json:"contexts,omitempty"`
	Capable  bool     `json:"capable,omitempty"`
	Used     bool     `json:"used,omitempty"`
	Expires  int64    `json:"expires"`
}

// codeMemory is how much longer a code is remembered, in seconds, so that it can be told
// what is wrong with it.
const codeMemory = 60 * 60

// DeviceRow is a device code that was given out (RFC 8628). Its key is the hash of
// the device code.
type DeviceRow struct {
	Tenant  string   `json:"tenant"` // the segment of the path
	Client  string   `json:"client"`
	Scope   string   `json:"scope"`
	Claims  string   `json:"claims,omitempty"` // JSON, as it was asked
	Code    string   `json:"code"`             // hash of what the person types
	State   string   `json:"state"`
	Account *Account `json:"account,omitempty"` // who agreed
	Expires int64    `json:"expires"`
}

// The states of a device code.
const (
	DeviceWaiting  = "waiting"
	DeviceAgreed   = "agreed"
	DeviceDeclined = "declined"
	DeviceBlocked  = "blocked" // by policy
	DeviceUsed     = "used"
)

// DeviceSeconds is how long a device code is good.
const DeviceSeconds = 15 * 60

// GuessRow counts device codes that a browser typed and that nobody was given. Its key is
// the hash of the browser's cookie; "" is everybody together, because whoever guesses can
// come as another browser each time.
type GuessRow struct {
	Misses      int   `json:"misses,omitempty"` // since the last right one
	At          int64 `json:"at"`               // of the last one
	LockedUntil int64 `json:"lockedUntil,omitempty"`
}

// GuessMemory is how long a wrong code counts, in seconds.
const GuessMemory = DeviceSeconds

// FamilyRow is the line of refresh tokens that began with one sign-in. Each
// refresh gives another token; the last one's hash is all that is kept.
type FamilyRow struct {
	Tenant  string `json:"tenant,omitempty"` // id, of the sign-in; "" is home
	Client  string `json:"client"`
	User    string `json:"user"`
	Scope   string `json:"scope"`
	At      int64  `json:"at"`
	Session string `json:"session,omitempty"` // of the browser
	MFA     bool   `json:"mfa,omitempty"`     // in that tenant
	Until   int64  `json:"until,omitempty"`   // see Account
	Issued  int64  `json:"issued,omitempty"`  // when the first was given out
	Strong  bool   `json:"strong,omitempty"`  // by a method that no page can fish for
	Token   string `json:"token"`             // hash of the last one
	Used    int64  `json:"used"`              // when it was given out
	Revoked bool   `json:"revoked,omitempty"`
	// Device says that the sign-in was by device code.
	Device bool `json:"device,omitempty"`
}

// RefreshIdle is how long a refresh token lives unused, in seconds: Entra's 90 days.
const RefreshIdle = 90 * DaySeconds

// RefreshOfPages is how long those of single-page applications live at most, whatever they are
// used for ("Refresh tokens in the Microsoft identity platform").
const RefreshOfPages = DaySeconds
