package directory

import (
	"latchkey/app/practice/entra/aadsts"
)

// MessageRow is a text or a call to a person's telephone.
type MessageRow struct {
	User    string `json:"user"`
	App     string `json:"app"`            // ApplicationID
	Call    bool   `json:"call,omitempty"` // otherwise a text
	Mail    bool   `json:"mail,omitempty"` // an e-mail
	Number  string `json:"number"`         // that was dialled; of an e-mail the address
	Code    string `json:"code,omitempty"` // of a text or an e-mail
	Keys    string `json:"keys,omitempty"` // pressed in a call since the voice last spoke
	State   string `json:"state"`
	Place   int    `json:"place"` // in the order of sending
	Created int64  `json:"created"`
	Expires int64  `json:"expires"`
}

// The states of a text and of a call.
const (
	MessageSent      = "sent" // a text whose code is good
	MessageUsed      = "used"
	MessageExpired   = "expired" // nobody typed the code, nobody answered the call
	CallRinging      = "ringing"
	CallAnswered     = "answered"
	CallReporting    = "reporting" // the voice asks for the confirmation
	CallApproved     = "approved"
	CallDenied       = "denied" // hung up, or wrong keys
	CallReported     = "reported"
	messageWithdrawn = "withdrawn" // the sign-in doesn't wait for it any more
)

// MessageState is how a text or a call is; "" for one that is not there.
func (l *Locked) MessageState(id string) string {
	m, ok := l.Messages.Find(id)
	if ok && l.Unix() >= m.Expires && (m.State == MessageSent || m.Waits()) {
		return MessageExpired
	}
	return m.State
}

// Waits says whether the call was begun and not ended.
func (m MessageRow) Waits() bool {
	return m.State == CallRinging || m.State == CallAnswered || m.State == CallReporting
}

// CallWaits says whether a call waits for an answer.
func (l *Locked) CallWaits(id string) bool {
	return l.Messages.Row(id).Waits() && l.MessageState(id) != MessageExpired
}

// EndMessage ends a call that nobody waits for any more, and a text whose code nobody
// takes; anything else stays as it is.
func (l *Locked) EndMessage(id string) {
	if l.MessageState(id) != MessageSent && !l.CallWaits(id) {
		return
	}
	m := l.Messages.Row(id)
	m.State = messageWithdrawn
	l.Messages.Put(id, m)
	l.NotifyChange()
}

// PromptRow is a question on a user's phone.
type PromptRow struct {
	User    string `json:"user"`
	App     string `json:"app"`
	Number  int    `json:"number"`        // 10 to 99; the browser shows it; 0 means that there is none to type
	Key     bool   `json:"key,omitempty"` // a security key that wants to be touched
	State   string `json:"state"`
	Created int64  `json:"created"`
	Expires int64  `json:"expires"`
}

// The states of a prompt.
const (
	PromptWaiting  = "waiting"
	PromptApproved = "approved"
	PromptWrong    = "wrong" // another number was typed
	PromptDenied   = "denied"
	PromptReported = "reported" // as suspicious
	PromptExpired  = "expired"
)

// WithdrawPrompt takes a question off the phone; an empty or unknown id is fine.
func (l *Locked) WithdrawPrompt(id string) {
	if _, ok := l.Prompts.Find(id); ok {
		l.Prompts.Remove(id)
		l.NotifyChange()
	}
}

// PromptState is how a prompt is now: one that nobody answered in time has expired.
func (l *Locked) PromptState(p PromptRow) string {
	if p.State == PromptWaiting && l.Unix() >= p.Expires {
		return PromptExpired
	}
	return p.State
}

// EnrolmentRow is how far a person has come in one tenant; it outlives the sign-in, so that
// the next one goes on where this one stopped.
type EnrolmentRow struct {
	ID     string `json:"id"`
	User   string `json:"user"`
	Tenant string `json:"tenant"` // id
	Flow   string `json:"flow"`   // the sign-in that uses it now
	Step   string `json:"step"`
	Method string `json:"method,omitempty"` // that is being set up
	// Secret is of the QR code that counts now; each showing by another sign-in makes
	// another. Only a new one is ever shown, never one that was registered.
	Secret  string `json:"secret,omitempty"`
	Scanned bool   `json:"scanned,omitempty"` // by the practice phone
	Country string `json:"country,omitempty"`
	Number  string `json:"number,omitempty"` // as typed
	Phone   string `json:"phone,omitempty"`  // as dialled
	// Registered are the methods that were proved; Fallback says that one of them was the
	// first and this is the second.
	Registered []string `json:"registered,omitempty"`
	Fallback   bool     `json:"fallback,omitempty"`
	Changed    int64    `json:"changed"`
}

// EnrolmentMemory is how long an interrupted enrolment is remembered, in seconds.
const EnrolmentMemory = DaySeconds

// EnrolmentKey is the key of a person's enrolment in a tenant.
func EnrolmentKey(name string, t aadsts.Tenant) string { return name + " " + t.ID }
