// Package api is the facade that the front end is bound to: one table of methods,
// used by the window through Wails and by browser mode through reflection.
//
// It promises that no method returns a token or a secret, except those of the practice
// tenant, which open nothing else; that no method takes a file path;
// that every rejection is a problem.Problem; that a method returns at once, except
// where it asks the practice tenant or a file; and that long work is an Operation
// which can be watched, kept waiting and cancelled. What changed is announced by
// the event "changed" with a topic and a revision, and fetched again.
package api

import (
	"sync/atomic"
	"time"

	"latchkey/app/problem"
	"latchkey/app/program"
)

// Topics of the event "changed".
const (
	TopicProfiles  = "profiles"
	TopicOperation = "operation"
	TopicPractice  = "practice"
	TopicApp       = "app"
	TopicLeave     = "leave" // the person wants to close the window: ask, then App.Leave
)

// Changed is the event's payload.
type Changed struct {
	Topic string `json:"topic"`
	Rev   int64  `json:"rev"`
}

// Door is what the facade needs of the door it is bound in.
type Door struct {
	// Name is "window" or "browser".
	Name string
	// Version is the program's.
	Version string
	// Emit announces an event to the front end.
	Emit func(name string, payload any)
	// Front brings Latchkey to the front, where a door can.
	Front func()
	// Close closes the window; a door without one has nothing to close.
	Close func()
	// PhonePage gives a one-time address of the page that shows the simulated phone alone.
	PhonePage func() (string, error)
	// Save asks where to keep a file, and keeps it; saved is false when the person changed
	// their mind. A door without it leaves saving to the page.
	Save func(name, text string) (saved bool, err error)
}

// API is the facade: the structs to bind.
type API struct {
	Profiles    *Profiles
	Connection  *Connection
	Credentials *Credentials
	Exchange    *Exchange
	Practice    *Practice
	Guides      *Guides
	Transfer    *Transfer
	App         *App

	hub *hub
}

// New makes the facade; it starts nothing.
func New(p *program.Program, d Door) *API {
	h := &hub{door: d, now: func() time.Time { return p.Now() }, shown: func(wrong *problem.Problem, of string) { program.LogProblemOf(p.Log, wrong, of) }}
	operations := newOperations(h)
	verified := &verifications{}
	a := &API{hub: h, Practice: &Practice{program: p, hub: h}}
	a.Profiles = &Profiles{program: p, hub: h, verified: verified, practice: a.Practice}
	a.Connection = &Connection{program: p, hub: h, operations: operations, verified: verified}
	a.Credentials = &Credentials{program: p, hub: h, verified: verified}
	a.Exchange = newExchange(p, nil)
	a.Guides = &Guides{program: p, hub: h}
	a.Transfer = &Transfer{program: p, hub: h}
	a.App = &App{program: p, hub: h, operations: operations}
	return a
}

// Bound lists the structs in the order in which they are bound.
func (a *API) Bound() []any {
	return []any{a.Profiles, a.Connection, a.Credentials, a.Exchange, a.Practice, a.Guides, a.Transfer, a.App}
}

// Close cancels all operations and ends what they started.
func (a *API) Close() {
	a.Connection.operations.close()
	a.Practice.close()
}

// hub announces changes.
type hub struct {
	door Door
	now  func() time.Time
	// shown puts a problem that the person sees into the log; of is the profile, or "".
	shown func(*problem.Problem, string)
	rev   atomic.Int64
}

func (h *hub) changed(topic string) {
	rev := h.rev.Add(1)
	if h.door.Emit != nil {
		h.door.Emit("changed", Changed{Topic: topic, Rev: rev})
	}
}

// keep saves a text in the door's own way, or hands it to the page.
func (h *hub) keep(name, text string) (Sheet, error) {
	if h.door.Save == nil {
		return Sheet{Name: name, Text: text}, nil
	}
	saved, err := h.door.Save(name, text)
	return Sheet{Name: name, Saved: saved}, err
}

func (h *hub) front() {
	if h.door.Front != nil {
		h.door.Front()
	}
}
