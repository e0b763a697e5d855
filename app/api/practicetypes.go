package api

// PracticeUser is a user of the practice tenant with what is needed to play them.
// Practice passwords open nothing but the practice tenant on this machine.
type PracticeUser struct {
	UserPrincipalName string   `json:"userPrincipalName"`
	DisplayName       string   `json:"displayName"`
	Password          string   `json:"password"` // "" when the person has chosen another one
	TOTPSecret        string   `json:"totpSecret"`
	Methods           []string `json:"methods"` // "PhoneAppNotification", "PhoneAppOTP" ...; empty without MFA
	States            []string `json:"states"`  // "blocked", "disabled" ..., see practice.User.Special
}

// PracticeState is what the practice view shows.
type PracticeState struct {
	TenantID      string `json:"tenantId"`
	Domain        string `json:"domain"`
	ApplicationID string `json:"applicationId"`
	RedirectURI   string `json:"redirectUri"`
	Organizations int    `json:"organizations"`
	Rev           int    `json:"rev"`
	Time          string `json:"time"` // of the practice clock
	AheadSeconds  int    `json:"aheadSeconds"`
	Scenario      string `json:"scenario"` // loaded last, "" without one
}

// Phone is the simulated phone: everything that waits for an answer now, and what came
// lately.
type Phone struct {
	Prompts []PhonePrompt `json:"prompts"`
	Codes   []PhoneCode   `json:"codes"`
	// HiddenCodes is how many codes were left out because everybody's are too many.
	HiddenCodes int              `json:"hiddenCodes"`
	Messages    []PhoneMessage   `json:"messages"` // newest first
	Enrolments  []PhoneEnrolment `json:"enrolments"`
}

// PhonePrompt is one sign-in request on the simulated phone. The number that the browser
// shows is not in it: the person reads it there, as with a real phone.
type PhonePrompt struct {
	ID                string `json:"id"`
	UserPrincipalName string `json:"userPrincipalName"`
	DisplayName       string `json:"displayName"`
	Application       string `json:"application"`
	Number            bool   `json:"number"` // one has to be typed
	Key               bool   `json:"key"`    // a security key that wants to be touched
	Report            bool   `json:"report"` // fraud can be reported
	SecondsLeft       int    `json:"secondsLeft"`
}

// PhoneCode is a user's current one-time code.
type PhoneCode struct {
	UserPrincipalName string `json:"userPrincipalName"`
	Code              string `json:"code"`
	SecondsLeft       int    `json:"secondsLeft"`
	Used              bool   `json:"used"`   // typed already: the next one is needed
	Tenant            string `json:"tenant"` // where it is good, "" for the user's home
	Fresh             bool   `json:"fresh"`  // of an account that isn't registered yet
}

// PhoneMessage is a text or a call; see practice.Message for its states.
type PhoneMessage struct {
	ID                string `json:"id"`
	UserPrincipalName string `json:"userPrincipalName"`
	DisplayName       string `json:"displayName"`
	Application       string `json:"application"`
	Kind              string `json:"kind"`   // "text" or "call"
	Number            string `json:"number"` // that was dialled
	Body              string `json:"body"`   // the text, or what the voice says
	Code              string `json:"code"`
	State             string `json:"state"`
	CreatedAt         string `json:"createdAt"`
	SecondsLeft       int    `json:"secondsLeft"`
}

// PhoneEnrolment is a QR code that a browser shows now.
type PhoneEnrolment struct {
	ID                string `json:"id"`
	UserPrincipalName string `json:"userPrincipalName"`
	DisplayName       string `json:"displayName"`
	Tenant            string `json:"tenant"`
	Typed             string `json:"typed"` // what stands beside the QR code for typing
	Scanned           bool   `json:"scanned"`
}

// ScenarioInfo is a scenario that comes with Latchkey.
type ScenarioInfo struct {
	Name  string `json:"name"`
	Title string `json:"title"`
}
