package transfer

import (
	"maps"
	"reflect"
	"slices"
	"strings"
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
	// Unanswered helps whoever reads it: what the browser's page said, the user alone has seen.
	Unanswered bool     `json:"unanswered,omitempty" says:"No answer came back from the browser at the last try to sign in."`
	Log        []string `json:"log" most:"5000" lines:"4000" says:"The end of the log, line by line."`
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

// WriteBundle makes the file of a bundle. Every text is redacted and cut to what may stand
// there, lists as well; a custom cloud's certificates are left as fingerprints. Made has to
// be set: the clock is the caller's.
func WriteBundle(b Bundle) ([]byte, error) {
	b.Log = lastLines(b.Log, b.IncludeNames)
	b.Note = plainLines(b.Note)
	if b.Profile != nil {
		own := *b.Profile
		own.Notes = plainLines(own.Notes)
		b.Profile = &own
	}
	b = tidied(reflect.ValueOf(b), "", cleaner(b.IncludeNames)).Interface().(Bundle)
	file := bundleFile{Latchkey: bundleKind().prefix, Schema: schemaVersion, Bundle: b}
	data, err := sealed(&file, func(sum string) { file.Checksum = sum })
	if err != nil {
		return nil, err
	}
	if _, err := ReadBundle(data); err != nil {
		return nil, err
	}
	return data, nil
}

// tidied is a copy of a value in which every text has been cleaned, and fits its tag.
func tidied(from reflect.Value, tag reflect.StructTag, clean func(string) string) reflect.Value {
	to := reflect.New(from.Type()).Elem()
	switch from.Kind() {
	case reflect.Pointer:
		if !from.IsNil() {
			to.Set(reflect.New(from.Type().Elem()))
			to.Elem().Set(tidied(from.Elem(), tag, clean))
		}
	case reflect.Struct:
		for i, f := range slices.Collect(from.Type().Fields()) {
			to.Field(i).Set(tidied(from.Field(i), f.Tag, clean))
		}
		tidyWhole(to.Addr().Interface())
	case reflect.Slice:
		n := min(from.Len(), number(tag, "most"))
		to.Set(reflect.MakeSlice(from.Type(), n, n))
		for i := range n {
			to.Index(i).Set(tidied(from.Index(i), tag, clean))
		}
	case reflect.String:
		to.SetString(tidyText(from.String(), tag, clean))
	default:
		to.Set(from)
	}
	return to
}

// tidyText is a text as it may be in a file. What is hidden goes first: a token with an
// invisible character in it wouldn't be recognized.
func tidyText(text string, tag reflect.StructTag, clean func(string) string) string {
	if words := strings.Fields(tag.Get("one")); len(words) > 0 {
		if slices.Contains(words, text) {
			return text
		}
		return ""
	}
	most, drop := limits(tag)
	return cut(clean(without(strings.ToValidUTF8(text, ""), drop)), most)
}

// tidyWhole takes out what only two values together give away.
func tidyWhole(value any) {
	switch v := value.(type) {
	case *Certificate:
		v.PEM = ""
	case *Argument:
		v.Value = redactedValue(v.Name, v.Value)
	}
}

// ProblemsOf describes a problem; one of a form is as many as there are fields.
func ProblemsOf(p *problem.Problem) []LastProblem {
	if p == nil {
		return nil
	}
	if len(p.Fields) > 0 {
		var all []LastProblem
		for _, f := range p.Fields {
			all = append(all, ProblemsOf(f)...)
		}
		return all
	}
	one := LastProblem{
		Time: p.Time, Kind: string(p.Kind), Code: p.Code, Warning: p.Warning, Field: p.Field,
		OAuthError: p.OAuthError, Suberror: p.Suberror, CorrelationID: p.CorrelationID, TraceID: p.TraceID, Detail: p.Detail,
	}
	for _, name := range slices.Sorted(maps.Keys(p.Args)) {
		one.Args = append(one.Args, Argument{Name: name, Value: p.Args[name]})
	}
	return []LastProblem{one}
}

// Problem is the problem again, to be explained.
func (l LastProblem) Problem() *problem.Problem {
	p := &problem.Problem{
		Kind: problem.Kind(l.Kind), Code: l.Code, Warning: l.Warning, Field: l.Field, Args: map[string]string{}, Time: l.Time,
		OAuthError: l.OAuthError, Suberror: l.Suberror, CorrelationID: l.CorrelationID, TraceID: l.TraceID, Detail: l.Detail,
	}
	for _, a := range l.Args {
		p.Args[a.Name] = a.Value
	}
	return p
}
