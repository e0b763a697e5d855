package aadsts

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Refusal is an error of the protocol: OAuth's word for it and Entra's number.
type Refusal struct {
	OAuth    string // RFC 6749's error, as it comes by way of the browser: Word has the others
	Code     int    // AADSTS number
	Text     string
	Suberror string
	Claims   string // what the next sign-in has to ask for, as JSON
	Rule     string // the rule that decided, for administrators only
	Status   int    // of the HTTP answer
	// ByPolicy marks what the second factor or Conditional Access demands.
	ByPolicy bool
}

// Endpoint is where a refusal is answered. The same one has another word at each.
type Endpoint int

// The endpoints whose words differ.
const (
	TokenV2 Endpoint = iota // the v2 token endpoint, and whatever else a program asks
	TokenV1
	Browser // the authorization endpoints, by way of the redirect URI
)

// EndpointAt is the endpoint of a path that programs ask.
func EndpointAt(path string) Endpoint {
	path = strings.ToLower(path)
	if strings.Contains(path, "/oauth2/") && !strings.Contains(path, "/oauth2/v2.0/") {
		return TokenV1
	}
	return TokenV2
}

// Word is OAuth's error at an endpoint. What a policy demands is interaction_required at v1 and
// invalid_grant at v2, so that only suberror and claims tell it from a refresh token that is no
// longer any good (answers that people pasted: MSAL.js issue 5491, msgraph-docs 6311 and an
// azidentity log of 2025-03 for v2; adal-node issue 151 and MSOLSpray issue 5 for v1). Other
// refusals of access are invalid_grant there, because RFC 6749 section 5.2 has no access_denied.
func (r *Refusal) Word(e Endpoint) string {
	switch {
	case e == Browser:
		return r.OAuth
	case r.ByPolicy && e == TokenV1:
		return "interaction_required"
	case r.ByPolicy, r.OAuth == "access_denied":
		return "invalid_grant"
	}
	return r.OAuth
}

// withoutURI are errors whose recorded answers have no error_uri: 70003 and 700038 in fixtures of
// 2026-08, 70011 in vippsas/deno-sdk issue 47, 500112 in django-auth-adfs issue 354. All others
// that were recorded have one.
var withoutURI = []int{70003, 70011, 500112, 700038}

// HasURI says whether the answer of a token endpoint carries an error_uri.
func (r *Refusal) HasURI() bool { return !slices.Contains(withoutURI, r.Code) }

// Refuse makes a Refusal of OAuth's word, the AADSTS number and a text; its status is 400.
// Whatever comes from outside goes through Show first.
func Refuse(oauth string, code int, format string, args ...any) *Refusal {
	return &Refusal{OAuth: oauth, Code: code, Text: fmt.Sprintf(format, args...), Status: http.StatusBadRequest}
}

// RefuseByPolicy is Refuse for what the second factor or Conditional Access demands.
func RefuseByPolicy(suberror string, code int, format string, args ...any) *Refusal {
	return &Refusal{OAuth: "interaction_required", Code: code, Text: fmt.Sprintf(format, args...), Suberror: suberror, Status: http.StatusBadRequest, ByPolicy: true}
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
