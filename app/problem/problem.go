// Package problem is how Latchkey says that something did not work: one typed
// Problem for every door, and one catalogue of words (en.json) that explains it
// to the person, in two voices, for the user and for the administrator.
//
// It promises that a Problem carries no credential: Detail is redacted when the
// problem is made. The window, the browser and the terminal show the same words
// for the same code. OAuth error and suberror decide what Latchkey does; AADSTS
// codes only explain (Microsoft asks clients not to depend on them).
//
// It is a leaf: apart from secret it imports nothing of Latchkey's.
package problem

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"latchkey/app/secret"
)

// Kind says what sort of trouble it is. The set is closed: the terminal maps
// each kind to one exit code.
type Kind string

// The kinds of problem.
const (
	Input        Kind = "input"          // something typed is wrong; Field or Fields say where
	SignInNeeded Kind = "sign-in-needed" // no silent way; a person has to sign in
	Keychain     Kind = "keychain"       // the OS keychain is locked, missing or silent
	Network      Kind = "network"        // the other side could not be reached or understood
	Refused      Kind = "refused"        // the identity provider said no
	Organization Kind = "organization"   // discovery or the organization's Web API said no
	Cancelled    Kind = "cancelled"      // the person stopped it
	TimedOut     Kind = "timed-out"      // nobody answered in time
	NotFound     Kind = "not-found"      // no such profile, organization, operation, prompt
	Conflict     Kind = "conflict"       // somebody else changed it meanwhile
	Storage      Kind = "storage"        // a file could not be read or written
	Internal     Kind = "internal"       // a fault in Latchkey itself
)

// Problem is one thing that did not work. It is an error, and it is what the
// user interface receives as JSON; Code is its key in the catalogue.
type Problem struct {
	Kind Kind `json:"kind"`
	// Code is the catalogue's key: "AADSTS50011" or Latchkey's own, such as
	// "application-id-not-guid".
	Code string `json:"code"`
	// Warning marks advice that stops nothing.
	Warning bool `json:"warning,omitempty"`
	// Field is the JSON name of the profile's field that an Input problem is about.
	Field string `json:"field,omitempty"`
	// Fields are the single problems of a form that has several.
	Fields []*Problem `json:"fields,omitempty"`
	// Args fill the {name} places in the catalogue's words.
	Args map[string]string `json:"args,omitempty"`
	// OAuthError and Suberror are the identity provider's (RFC 6749 section 5.2).
	OAuthError string `json:"oauthError,omitempty"`
	Suberror   string `json:"suberror,omitempty"`
	// Claims is a claims challenge to pass on with the next request.
	Claims string `json:"claims,omitempty"`
	// CorrelationID, TraceID and Time are what an administrator searches a sign-in log for.
	CorrelationID string `json:"correlationId,omitempty"`
	TraceID       string `json:"traceId,omitempty"`
	Time          string `json:"time,omitempty"` // RFC 3339
	// RetryAfter is how many seconds the other side asked to wait; 0 when it did not.
	RetryAfter int `json:"retryAfter,omitempty"`
	// Detail is the raw text, redacted.
	Detail string `json:"detail,omitempty"`

	cause error
}

// New makes a problem of a kind with a code of the catalogue.
func New(kind Kind, code string) *Problem { return &Problem{Kind: kind, Code: code} }

// With sets an argument for the words.
func (p *Problem) With(name, value string) *Problem {
	if p.Args == nil {
		p.Args = map[string]string{}
	}
	p.Args[name] = value
	return p
}

// At names the field that an Input problem is about.
func (p *Problem) At(field string) *Problem {
	p.Field = field
	return p
}

// Raw keeps foreign text, redacted and bounded, as the detail.
func (p *Problem) Raw(text string) *Problem {
	const most = 4000
	text = secret.Redact(strings.ToValidUTF8(text, "?"))
	if len(text) > most {
		text = strings.ToValidUTF8(text[:most], "") + " ..."
	}
	p.Detail = text
	return p
}

// Because keeps the cause for errors.Is and errors.As and, when there is no
// detail yet, its redacted text as the detail.
func (p *Problem) Because(err error) *Problem {
	p.cause = err
	if p.Detail == "" && err != nil {
		p.Raw(err.Error())
	}
	return p
}

// When stamps the problem.
func (p *Problem) When(t time.Time) *Problem {
	p.Time = t.UTC().Format(time.RFC3339)
	return p
}

// Error gives kind and code, for logs; people get the catalogue's words.
func (p *Problem) Error() string {
	if p.Field != "" {
		return fmt.Sprintf("%s: %s (%s)", p.Kind, p.Code, p.Field)
	}
	return fmt.Sprintf("%s: %s", p.Kind, p.Code)
}

// Unwrap returns the cause.
func (p *Problem) Unwrap() error { return p.cause }

// Form gathers the problems of single fields into one, or returns nil when none
// of them is more than a warning.
func Form(fields []*Problem) error {
	var wrong []*Problem
	for _, f := range fields {
		if !f.Warning {
			wrong = append(wrong, f)
		}
	}
	if len(wrong) == 0 {
		return nil
	}
	return &Problem{Kind: Input, Code: "form", Fields: wrong}
}

// From returns err as a problem: itself when it is one, else an Internal one.
func From(err error) *Problem {
	if err == nil {
		return nil
	}
	var p *Problem
	if errors.As(err, &p) {
		return p
	}
	return New(Internal, "internal").Because(err)
}
