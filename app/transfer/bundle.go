package transfer

import (
	"time"

	"latchkey/app/problem"
)

// Bundle is what a user sends to the helpdesk: to be looked at, never to be used. Times are
// RFC 3339.
type Bundle struct {
	Made string `json:"made" text:"35" says:"When it was made."`
	// IncludeNames keeps e-mail addresses and home directories whole.
	IncludeNames bool          `json:"includesNames" says:"E-mail addresses and home directories are whole."`
	Note         string        `json:"note,omitempty" lines:"2000" says:"What the user says about it."`
	System       System        `json:"system" says:"What it was made on."`
	Profile      *Settings     `json:"profile,omitempty" says:"The profile, as a setup file would have it."`
	Findings     []Finding     `json:"findings" most:"200" says:"What the checks found."`
	Session      *SessionFacts `json:"session,omitempty" says:"What is known of the session; no token."`
	Problems     []LastProblem `json:"problems" most:"100" says:"The last problems, the newest first."`
	Log          []string      `json:"log" most:"5000" lines:"4000" says:"The end of the log, line by line."`
}

// System is what Latchkey runs on.
type System struct {
	Latchkey string `json:"latchkey" text:"60" says:"The version."`
	OS       string `json:"os" text:"100"`
	Arch     string `json:"arch" text:"20"`
	Go       string `json:"go,omitempty" text:"60"`
	Door     string `json:"door,omitempty" text:"20" says:"window, browser or terminal."`
	Keychain string `json:"keychain,omitempty" text:"100"`
	TimeZone string `json:"timeZone,omitempty" text:"60"`
}

// Finding is the result of one check.
type Finding struct {
	ID      string       `json:"id" text:"60"`
	State   string       `json:"state" text:"20" says:"ok, warning or failed."`
	Detail  string       `json:"detail,omitempty" lines:"4000" says:"What was seen."`
	Problem *LastProblem `json:"problem,omitempty"`
}

// SessionFacts are what this computer knows of a session, without its tokens.
type SessionFacts struct {
	Account   string `json:"account,omitempty" text:"320" says:"Who is signed in."`
	Tenant    string `json:"tenant,omitempty" text:"253"`
	Guest     bool   `json:"guest,omitempty" says:"The account is a guest there."`
	Since     string `json:"since,omitempty" text:"35" says:"When a person signed in."`
	IssuedAt  string `json:"issuedAt,omitempty" text:"35"`
	ExpiresAt string `json:"expiresAt,omitempty" text:"35"`
	MFA       string `json:"mfa,omitempty" text:"20" says:"yes, no or not-reported."`
	Prompt    string `json:"prompt,omitempty" text:"60" says:"Why there was or wasn't a prompt."`
	Storage   string `json:"storage,omitempty" text:"20" says:"keychain or memory."`
	Accounts  int    `json:"accounts,omitempty" says:"How many accounts are kept."`

	Problem *LastProblem `json:"problem,omitempty"`
}

// LastProblem is a problem.Problem without what only the program needs.
type LastProblem struct {
	Time    string     `json:"time,omitempty" text:"35"`
	Kind    string     `json:"kind" text:"20"`
	Code    string     `json:"code" text:"60" says:"The key of its explanation."`
	Warning bool       `json:"warning,omitempty"`
	Field   string     `json:"field,omitempty" text:"60"`
	Args    []Argument `json:"args,omitempty" most:"20" says:"What stands in the places of the explanation."`

	OAuthError    string `json:"oauthError,omitempty" text:"100"`
	Suberror      string `json:"suberror,omitempty" text:"100"`
	CorrelationID string `json:"correlationId,omitempty" text:"60"`
	TraceID       string `json:"traceId,omitempty" text:"60"`
	Detail        string `json:"detail,omitempty" lines:"4000"`
}

// Argument is one of a problem's.
type Argument struct {
	Name  string `json:"name" text:"60"`
	Value string `json:"value" lines:"1000"`
}

// bundleFile is the file.
type bundleFile struct {
	Latchkey string `json:"latchkey" one:"bundle" says:"What kind of file it is."`
	Schema   int    `json:"schema" says:"The version of this format."`
	Bundle   Bundle `json:"bundle"`
	Checksum string `json:"checksum" text:"71" says:"SHA-256 over the rest: with sorted keys, without white space. It finds damage, not forgery."`
}

// ReadBundle reads a bundle. Problems, all of kind Input: "bundle-too-large",
// "bundle-broken" (no JSON, or cut off), "bundle-unknown" (another kind of file),
// "bundle-newer", "bundle-damaged" (the checksum), a form of "bundle-key" and "bundle-value".
// Nothing in it is proved, addresses neither: it is text to show.
func ReadBundle(data []byte) (Bundle, error) {
	var file bundleFile
	if err := bundleKind().read(data, &file); err != nil {
		return Bundle{}, err
	}
	if _, err := time.Parse(time.RFC3339, file.Bundle.Made); err != nil {
		return Bundle{}, problem.Form([]*problem.Problem{wrongValue(bundleKind(), "bundle.made", "a time such as 2026-11-22T10:00:00Z")})
	}
	return file.Bundle, nil
}
