package directory

import "latchkey/app/practice/entra/aadsts"

// EnrolmentRow is how far a person has come in one tenant; it outlives the sign-in, so that
// the next one goes on where this one stopped.
type EnrolmentRow struct {
	ID     string `json:"id"`
	User   string `json:"user"`
	Tenant string `json:"tenant"` // id
	Flow   string `json:"flow"`   // the sign-in that goes on with it now
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

func EnrolmentKey(name string, t aadsts.Tenant) string { return name + " " + t.ID }
