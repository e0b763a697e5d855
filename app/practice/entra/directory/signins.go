package directory

import (
	"cmp"
	"maps"
	"slices"

	"latchkey/app/practice/entra/aadsts"
)

// AuthRequest is what a client asked of the authorization endpoint. It is kept as
// long as the sign-in goes on and never changes.
type AuthRequest struct {
	Tenant    string `json:"tenant"` // the segment of the path
	Client    string `json:"client"`
	Redirect  string `json:"redirect"`
	Mode      string `json:"mode"`
	State     string `json:"state,omitempty"`
	Nonce     string `json:"nonce,omitempty"`
	Challenge string `json:"challenge,omitempty"` // S256, whichever method was asked for
	Scope     string `json:"scope"`
	Type      string `json:"type,omitempty"` // response_type, unless it is "code"
	// AskConsent is prompt=consent; AdminConsent is the kind of address that an
	// administrator opened to agree for everybody.
	AskConsent    bool   `json:"askConsent,omitempty"`
	ClientInfo    bool   `json:"clientInfo,omitempty"`    // the answer is to name the account
	InstanceAware bool   `json:"instanceAware,omitempty"` // the answer is to name the cloud
	AdminConsent  string `json:"adminConsent,omitempty"`
	Claims        string `json:"claims,omitempty"` // JSON, as it was asked
	Device        string `json:"device,omitempty"` // key of the device code that the sign-in is for
	Info          bool   `json:"info,omitempty"`   // it is for "My security info"
	Correlation   string `json:"correlation,omitempty"`
	Browser       string `json:"browser"` // hash of the browser's cookie
	Created       int64  `json:"created"` // Unix seconds
}

// TargetTenant is the tenant that the sign-in is for.
func (q AuthRequest) TargetTenant() aadsts.Tenant { return aadsts.TenantOf(q.Tenant) }

// Way is how rules call this sign-in.
func (q AuthRequest) Way() string {
	if q.Device != "" {
		return WayDeviceCode
	}
	return WayBrowser
}

// The steps of a sign-in; each is a page.
const (
	StepPick     = "pick"
	StepUser     = "user"
	StepPassword = "password"
	StepPush     = "push"
	StepKey      = "key"    // a security key is to be touched
	StepDenied   = "denied" // the push was not approved
	StepCode     = "code"
	StepWays     = "ways"
	StepDigits   = "digits" // the last ones of a telephone number, before a text or a call
	StepText     = "text"
	StepCall     = "call"
	StepPass     = "pass"     // Temporary Access Pass
	StepExpired  = "expired"  // choose another password
	StepTwin     = "twin"     // a personal account has the same name
	StepPersonal = "personal" // it was chosen
	StepKeep     = "kmsi"     // keep me signed in
	StepDevice   = "device"   // go on with the sign-in on another device?
)

// Flow is how far a user has come.
type Flow struct {
	Step   string `json:"step"`
	User   string `json:"user,omitempty"`
	First  bool   `json:"first,omitempty"`  // the password was right
	Second bool   `json:"second,omitempty"` // so was the second factor
	// ByText says that a text or an e-mail stands for the password: it was sent, and First says whether its code was right.
	ByText bool   `json:"byText,omitempty"`
	Prompt string `json:"prompt,omitempty"` // id of the push prompt
	// Message is the id of the text or the call, and Method the second factor that is
	// asked for.
	Message string `json:"message,omitempty"`
	Method  string `json:"method,omitempty"`
	Trust   bool   `json:"trust,omitempty"` // don't ask this browser again
	// Until is when the Temporary Access Pass that was used ends; 0 is none.
	Until int64 `json:"until,omitempty"`
	// Strong says that it was passed by a method that no page can fish for.
	Strong bool `json:"strong,omitempty"`
	// Proved says that the second factor was passed now, not remembered.
	Proved bool `json:"proved,omitempty"`
	// Asked are the pages that were shown, in their order, each once.
	Asked []string `json:"asked,omitempty"`
	// Consented says that the person has just agreed to what the program asks for.
	Consented bool `json:"consented,omitempty"`
	// Above says that an administrator was sent for, to agree in this sign-in.
	Above bool `json:"above,omitempty"`
	// Adding says that "My security info" began this, to add a method.
	Adding bool `json:"adding,omitempty"`
	// ResetBy are the methods that the person has proved themselves by to reset a forgotten password.
	ResetBy []string `json:"resetBy,omitempty"`
	// Nudged says that a registration campaign began this enrolment, after the second factor.
	Nudged bool `json:"nudged,omitempty"`
	// Account waits for the answer whether a device or a program may have it.
	Account *Account `json:"account,omitempty"`
}

// FlowLifetime is how long a sign-in may take, in seconds; a client waits ten
// minutes and may be told to keep waiting.
const FlowLifetime = 60 * 60

// mostFlows is how many sign-ins may be under way.
const mostFlows = 200

// MakeRoomForFlow forgets the oldest sign-ins when there are too many, those without a
// password first: whoever opens them without end pushes out their own.
func (l *Locked) MakeRoomForFlow() {
	surplus := len(l.Requests.rows) - mostFlows + 1
	if surplus <= 0 {
		return
	}
	ids := slices.SortedFunc(maps.Keys(l.Requests.rows), func(a, b string) int {
		if a, b := l.Flows.rows[a].First, l.Flows.rows[b].First; a != b {
			if a {
				return 1
			}
			return -1
		}
		return cmp.Compare(l.Requests.rows[a].Created, l.Requests.rows[b].Created)
	})
	for _, id := range ids[:surplus] {
		l.DropFlow(id)
	}
}

// DropFlow forgets a sign-in and ends what it has on the phone.
func (l *Locked) DropFlow(id string) {
	l.SilenceFlow(id)
	l.Flows.Remove(id)
	l.Requests.Remove(id)
}
