package api

import (
	"latchkey/app/problem"
	"latchkey/app/profile"
)

// Times are RFC 3339 strings, durations whole seconds: the generated TypeScript
// has no better type for either.

// Draft is a profile as the dialog edits it: the profile, and the one field
// "E-mail, organization address or tenant" that stands for three of its own.
type Draft struct {
	Profile profile.Profile `json:"profile"`
	// Where is what was typed in that field; Go decides what it is.
	Where string `json:"where"`
	// Shown is what Go put into that field with this profile: only what stood there is
	// replaced by what is typed. The front end hands it back as it came.
	Shown string `json:"shown"`
	// Key tells unsaved drafts apart: each has its own sign-in.
	Key string `json:"key"`
	// ReadOnly says that a newer Latchkey wrote the file.
	ReadOnly bool `json:"readOnly"`
	// Problem says what beside the profile could not be kept by the save that returned
	// this draft, or is nil: a password stays for this run, and saving again tries again.
	Problem *problem.Problem `json:"problem"`
}

// RedirectInfo says how the browser will come back, shown while the user types.
type RedirectInfo struct {
	// Kind is "loopback" (comes back by itself), "paste" (the user pastes an
	// address), "foreign" (as paste, and the address belongs to someone else, who
	// would see the code in a log), "private", "nativeclient" or "urn" (no browser
	// shows the code: a device code), or "invalid".
	Kind string `json:"kind"`
	Host string `json:"host"`
}

// Step is one line of the signing-in panel.
type Step struct {
	// ID is one of "silent", "browser", "wait", "exchange", "organizations", "whoami".
	ID string `json:"id"`
	// State is "todo", "doing", "done", "skipped" or "failed".
	State string `json:"state"`
}

// Operation is long work that the user watches: a retrieval of organizations, a
// test of a connection, an unlocking of the keychain.
type Operation struct {
	ID   string `json:"id"`
	Kind string `json:"kind"` // "retrieve", "test", "unlock"
	Rev  int    `json:"rev"`
	// State is "running", "waiting" (for the person in the browser), "overdue"
	// (the limit has passed; Keep waiting or Cancel), "done", "failed", "cancelled".
	State string `json:"state"`
	Steps []Step `json:"steps"`
	// Flow is what is used: "post", "query", "paste", "device-code", or "" while nobody is
	// awaited.
	Flow string `json:"flow"`
	// Fallback says why it is not the one that the profile asks for, or nil.
	Fallback *problem.Problem `json:"fallback"`
	// InsecureFormSuspected asks whether the browser warned of an insecure form.
	InsecureFormSuspected bool `json:"insecureFormSuspected"`
	// HTTPSForced says that the browser came with https to the http redirect URI.
	HTTPSForced bool        `json:"httpsForced"`
	DeviceCode  *DeviceCode `json:"deviceCode"`
	// Guest names the tenant that is being signed in to as a guest, "" at home.
	Guest string `json:"guest"`
	// Tenants are the results of a retrieval, tenant by tenant.
	Tenants []TenantResult `json:"tenants"`
	// StartedAt is when waiting for the person began, Limit how long it may take.
	StartedAt    string `json:"startedAt"`
	LimitSeconds int    `json:"limitSeconds"`
	// ForeignHost is set when pasting shows the code to someone else's server.
	ForeignHost string `json:"foreignHost"`
	// BrowserFailed says that no browser could be opened: show the address.
	BrowserFailed bool `json:"browserFailed"`
	// RejectedRequests counts requests that did not belong to this sign-in.
	RejectedRequests int `json:"rejectedRequests"`
	// Prompt says why there was or was not a prompt: "saved-session" (no browser was
	// needed), "browser-session" (the browser came straight back), "prompted",
	// "password", "application" (neither has one), "".
	Prompt string `json:"prompt"`
	// PromptGuessed says that Prompt is only likely: the token doesn't say so.
	PromptGuessed bool   `json:"promptGuessed"`
	Account       string `json:"account"`
	// Storage is "keychain" or "memory": where the session is kept.
	Storage string `json:"storage"`
	// StorageProblem says why the session is in memory only.
	StorageProblem *problem.Problem `json:"storageProblem"`
	// Notice is a warning about a sign-in that worked.
	Notice        *problem.Problem `json:"notice"`
	Organizations int              `json:"organizations"` // how many were found
	WhoAmI        *WhoAmI          `json:"whoAmI"`
	Problem       *problem.Problem `json:"problem"`
}

// WhoAmI is the organization's own answer to "who is this".
type WhoAmI struct {
	UserID         string `json:"userId"`
	BusinessUnitID string `json:"businessUnitId"`
	OrganizationID string `json:"organizationId"`
	UserName       string `json:"userName"` // from the token, for people
	Milliseconds   int    `json:"milliseconds"`
}

// OrganizationRow is one row of the grid.
type OrganizationRow struct {
	ID           string `json:"id"`
	FriendlyName string `json:"friendlyName"`
	UniqueName   string `json:"uniqueName"`
	URL          string `json:"url"`
	Region       string `json:"region"`
	Version      string `json:"version"`
	Disabled     bool   `json:"disabled"`
	TenantID     string `json:"tenantId"`
	Guest        bool   `json:"guest"` // another tenant than the account's own holds it
}

// DeviceCode is what a person types on another page (RFC 8628).
type DeviceCode struct {
	UserCode        string `json:"userCode"`
	VerificationURL string `json:"verificationUrl"`
	ExpiresAt       string `json:"expiresAt"`
	// QR is VerificationURL as a square of modules, row by row; "1" is dark.
	QR []string `json:"qr"`
}

// TenantResult is what one tenant of a retrieval gave.
type TenantResult struct {
	Tenant        string           `json:"tenant"`
	Organizations int              `json:"organizations"`
	Problem       *problem.Problem `json:"problem"`
}

// SessionView is what this computer knows of a profile's session.
type SessionView struct {
	Account       string `json:"account"`
	Name          string `json:"name"`
	HomeAccountID string `json:"homeAccountId"`
	Tenant        string `json:"tenant"` // GUID
	Guest         bool   `json:"guest"`
	Since         string `json:"since"`     // when the person signed in here
	IssuedAt      string `json:"issuedAt"`  // of the token
	ExpiresAt     string `json:"expiresAt"` // of the token
	MFA           string `json:"mfa"`       // "yes", "no" or "not-reported"
	Prompt        string `json:"prompt"`    // as in Operation
	PromptGuessed bool   `json:"promptGuessed"`
	Storage       string `json:"storage"` // "keychain" or "memory"
	// Accounts are all that are cached for the application.
	Accounts []AccountRow     `json:"accounts"`
	Problem  *problem.Problem `json:"problem"` // why there is no usable token
}

// AccountRow is a cached account.
type AccountRow struct {
	HomeAccountID string `json:"homeAccountId"`
	Username      string `json:"username"`
	Tenant        string `json:"tenant"` // GUID of its home
	Current       bool   `json:"current"`
}

// CloudInfo is a cloud that a profile can be for.
type CloudInfo struct {
	ID        string `json:"id"`
	Name      string `json:"name"`
	Authority string `json:"authority"` // host
	Discovery string `json:"discovery"` // host
	Portal    string `json:"portal"`    // Entra's admin center, "" when there is none
}

// Field is one value of the field card, with what to press to copy it.
type Field struct {
	ID    string `json:"id"` // catalogue key of its label, e.g. "applicationId"
	Value string `json:"value"`
}

// SignOut says what a sign-out touched.
type SignOut struct {
	Account  string   `json:"account"`
	Profiles []string `json:"profiles"` // names of all profiles that shared the session
}

// Check is one line of the doctor.
type Check struct {
	ID string `json:"id"` // "keychain", "loopback", "browser", "clock", "practice"
	// State is "ok", "warning" or "failed".
	State   string           `json:"state"`
	Detail  string           `json:"detail"`
	Problem *problem.Problem `json:"problem"`
}

// AppInfo is what the user interface needs to know about the program around it.
type AppInfo struct {
	Version  string `json:"version"`
	Door     string `json:"door"`     // "window" or "browser"
	Platform string `json:"platform"` // GOOS
	// Keychain is "ok", "locked", "unavailable", "timed-out" or "memory".
	Keychain        string           `json:"keychain"`
	KeychainProblem *problem.Problem `json:"keychainProblem"`
}
