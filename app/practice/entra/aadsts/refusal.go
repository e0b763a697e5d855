package aadsts

import (
	"fmt"
	"net/http"
	"strconv"
	"time"
)

// Refusal is an error of the protocol: OAuth's word for it and Entra's number.
type Refusal struct {
	OAuth    string // RFC 6749's error
	Code     int    // AADSTS number
	Text     string
	Suberror string
	Claims   string // what the next sign-in has to ask for, as JSON
	Rule     string // the rule that decided, for administrators only
	Status   int    // of the HTTP answer
}

// Refuse makes a Refusal of OAuth's word, the AADSTS number and a text; its status is 400.
// Whatever comes from outside goes through Show first.
func Refuse(oauth string, code int, format string, args ...any) *Refusal {
	return &Refusal{OAuth: oauth, Code: code, Text: fmt.Sprintf(format, args...), Status: http.StatusBadRequest}
}

// WithSuberror adds Entra's finer word for the error.
func (r *Refusal) WithSuberror(suberror string) *Refusal {
	r.Suberror = suberror
	return r
}

// WithStatus sets the HTTP status, which is 400 otherwise.
func (r *Refusal) WithStatus(status int) *Refusal {
	r.Status = status
	return r
}

// Why is the error's text as the sign-in log has it: with the rule that decided.
func (r *Refusal) Why() string {
	if r.Rule == "" {
		return r.Text
	}
	return r.Rule + ": " + r.Text
}

// Name is the error as people look it up: "AADSTS50126".
func (r *Refusal) Name() string { return "AADSTS" + strconv.Itoa(r.Code) }

// Incident is one occurrence of a refusal, with what a sign-in log is searched for.
type Incident struct {
	*Refusal
	Trace, Correlation string
	At                 time.Time
}

// Stamp is the time as Entra writes it in texts.
func (i Incident) Stamp() string { return i.At.Format("2006-01-02 15:04:05Z") }

// Description is OAuth's error_description: the text and what to search the log for.
func (i Incident) Description() string {
	return fmt.Sprintf("%s: %s Trace ID: %s Correlation ID: %s Timestamp: %s",
		i.Name(), i.Text, i.Trace, i.Correlation, i.Stamp())
}
