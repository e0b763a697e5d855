// Package fault describes troubles that are injected into the practice tenant's answers,
// so that a client can be tested against what networks, proxies and busy services do:
// error statuses, waiting, cut-off bodies, web pages where JSON should be, dropped
// connections.
//
// It promises that a list of faults is checked before it is used, and that matching and
// counting change nothing but the list: who keeps it, waits, and cuts connections is
// package practice.
//
// Sources: RFC 9110 (status codes, Retry-After, Content-Type), RFC 9112 section 8
// (incomplete messages).
package fault

import (
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"latchkey/app/problem"
)

// The endpoints that can have faults.
const (
	Token        = "token"
	Authorize    = "authorize"
	DeviceCode   = "devicecode"
	Metadata     = "metadata" // OpenID configuration, keys, instance discovery
	Discovery    = "discovery"
	Organization = "organization" // Web API
	Realm        = "realm"
	// The pages of a sign-in, which real ones draw late and redraw: a page itself, what is typed
	// into it, and its question whether the phone has answered.
	Page   = "page"
	Submit = "submit"
	Poll   = "poll"
)

// Endpoints lists them.
func Endpoints() []string {
	return []string{Token, Authorize, DeviceCode, Metadata, Discovery, Organization, Realm, Page, Submit, Poll}
}

// codes are refusals of Dataverse with a meaning of their own, and their statuses: requests of a
// user in five minutes, their execution time, requests at once ("Service protection API limits"),
// and an application that an administrator has not allowed (ServiceClient #528).
func codes() map[string]int {
	return map[string]int{"0x80072322": 429, "0x80072321": 429, "0x80072326": 429, "0x80095ffc": 403}
}

// Codes lists them.
func Codes() []string { return slices.Sorted(maps.Keys(codes())) }

// Fault is one trouble at one endpoint.
//
// With Status, Code, HTML or Drop, the tenant does not see the request: it is as if a proxy in
// between had answered. Otherwise it answers, and its answer comes late, cut off or under
// another name.
type Fault struct {
	Endpoint string `json:"endpoint"`
	// Status is an HTTP status from 200 to 599; 0 is the tenant's own answer, or 200 with HTML.
	Status int `json:"status,omitempty"`
	// Code is one of Codes, by which an organization refuses; it brings its status along.
	Code string `json:"code,omitempty"`
	// RetryAfterSeconds is sent as Retry-After.
	RetryAfterSeconds int `json:"retryAfterSeconds,omitempty"`
	// DelaySeconds is how long the answer takes, at most 60.
	DelaySeconds float64 `json:"delaySeconds,omitempty"`
	// TruncateAt cuts the body after so many bytes and ends the connection; nil doesn't.
	TruncateAt *int `json:"truncateAt,omitempty"`
	// HTML answers with a web page, as a proxy's sign-in page does.
	HTML bool `json:"html,omitempty"`
	// ContentType is sent instead of the right one.
	ContentType string `json:"contentType,omitempty"`
	// Drop ends the connection without an answer.
	Drop bool `json:"drop,omitempty"`
	// Times is how often it happens; 0 is until it is removed.
	Times int `json:"times,omitempty"`
	// Happened is how often it has; it is told, not taken.
	Happened int `json:"happened,omitempty"`
}

// Bounds of faults.
const (
	Most         = 50 // of a list
	MostDelay    = 60 // seconds
	mostTimes    = 1_000_000
	mostRetry    = 24 * 60 * 60
	mostTruncate = 1 << 30
	longestType  = 100
)

// Check is the Input problem "practice-fault" at the field that is wrong, or nil.
func (f Fault) Check() *problem.Problem {
	bad := func(field string) *problem.Problem {
		return problem.New(problem.Input, "practice-fault").With("endpoint", f.Endpoint).At(field)
	}
	switch {
	case !slices.Contains(Endpoints(), f.Endpoint):
		return problem.New(problem.Input, "practice-fault").At("endpoint")
	case f.Status != 0 && (f.Status < 200 || f.Status > 599):
		return bad("status")
	case f.Code != "" && (f.Endpoint != Organization || codes()[f.Code] == 0 || f.HTML || f.Drop || f.Status != 0 && f.Status != codes()[f.Code]):
		return bad("code")
	case f.RetryAfterSeconds < 0 || f.RetryAfterSeconds > mostRetry:
		return bad("retryAfterSeconds")
	case !(f.DelaySeconds >= 0 && f.DelaySeconds <= MostDelay):
		return bad("delaySeconds")
	case f.TruncateAt != nil && (*f.TruncateAt < 0 || *f.TruncateAt > mostTruncate):
		return bad("truncateAt")
	case !mediaType(f.ContentType):
		return bad("contentType")
	case f.Drop && (f.Status != 0 || f.HTML || f.TruncateAt != nil || f.ContentType != "" || f.RetryAfterSeconds != 0):
		return bad("drop") // there is no answer that the rest could be about
	case f.Times < 0 || f.Times > mostTimes:
		return bad("times")
	case f.Status == 0 && f.Code == "" && f.RetryAfterSeconds == 0 && f.DelaySeconds == 0 && f.TruncateAt == nil && !f.HTML && f.ContentType == "" && !f.Drop:
		return bad("status") // nothing would happen
	}
	return nil
}

// mediaType says whether a text can be in a header; it need not be a known type.
func mediaType(text string) bool {
	return utf8.RuneCountInString(text) <= longestType && !strings.ContainsFunc(text, func(r rune) bool { return r < ' ' || r > '~' })
}

// OnPage says whether a person sees the answer.
func (f Fault) OnPage() bool { return slices.Contains([]string{Authorize, Page, Submit}, f.Endpoint) }

// Answers says whether the fault answers in the tenant's place.
func (f Fault) Answers() bool { return f.Status != 0 || f.Code != "" || f.HTML || f.Drop }

// Next finds the first fault for an endpoint that has not happened often enough, and
// counts it: the list that comes back has it.
func Next(list []Fault, endpoint string) (Fault, []Fault, bool) {
	for i, f := range list {
		if f.Endpoint != endpoint || f.Times != 0 && f.Happened >= f.Times {
			continue
		}
		next := slices.Clone(list)
		if f.Happened < mostTimes {
			next[i].Happened++
		}
		return f, next, true
	}
	return Fault{}, list, false
}
