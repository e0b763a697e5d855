package exchange

import (
	"encoding/json"
	"net/url"
	"strings"

	"latchkey/app/secret"
)

// Field is one row of the form body, as Postman shows x-www-form-urlencoded.
type Field struct {
	Name  string
	Value string // of a secret field: its variable, as "{{code}}"
	// Secret marks a field whose value is not shown.
	Secret bool
}

// contentType of the POST (RFC 6749 appendix B).
const contentType = "application/x-www-form-urlencoded"

// The variables that stand for what is not shown.
const (
	codeField   = "code"
	secretField = "client_secret"
)

// Form is the body of the POST with variables in place of the secrets.
func (p Plan) Form() []Field {
	fields := p.form(secret.New(variable(codeField)), secret.New(variable(secretField)))
	if p.Public {
		return fields[:len(fields)-1]
	}
	return fields
}

// form is the body of the POST, in the order of the guides; the client secret comes
// last, and only when there is one.
func (p Plan) form(code, clientSecret secret.String) []Field {
	fields := []Field{
		{Name: "client_id", Value: p.ClientID},
		{Name: "grant_type", Value: "authorization_code"},
		{Name: codeField, Value: code.Reveal(), Secret: true},
		{Name: "redirect_uri", Value: p.RedirectURI},
		{Name: "resource", Value: p.Resource},
	}
	if !clientSecret.Empty() {
		fields = append(fields, Field{Name: secretField, Value: clientSecret.Reveal(), Secret: true})
	}
	return fields
}

// variable is a name as Postman writes its variables.
func variable(name string) string { return "{{" + name + "}}" }

// Shell is the program that a command is quoted for.
type Shell string

// The shells.
const (
	// Sh is any POSIX shell.
	Sh Shell = "sh"
	// PowerShell is Windows PowerShell 5.1 and every newer PowerShell.
	PowerShell Shell = "powershell"
)

// Curl is the POST as a command, with the shell's variables CODE and CLIENT_SECRET in
// place of the secrets.
func (p Plan) Curl(shell Shell) string {
	return p.curl(shell, secret.String{}, secret.String{})
}

// FilledCurl is the same command with the values in it; an empty one stays a variable.
func (p Plan) FilledCurl(shell Shell, code, clientSecret secret.String) secret.String {
	return secret.New(p.curl(shell, code, clientSecret))
}

// curl writes the command with one parameter on each line. With an unknown value
// stands the variable of the shell.
func (p Plan) curl(shell Shell, code, clientSecret secret.String) string {
	s := posix
	if shell == PowerShell {
		s = power
	}
	lines := []string{
		s.program + " --silent --show-error --request POST " + s.quote(p.TokenURL()),
		"--header " + s.quote("Content-Type: "+contentType),
	}
	for _, f := range p.Form() {
		known := map[string]secret.String{codeField: code, secretField: clientSecret}[f.Name]
		switch {
		case f.Secret && known.Empty():
			lines = append(lines, s.variable(f.Name))
		case f.Secret:
			lines = append(lines, s.value(f.Name, known.Reveal()))
		default:
			lines = append(lines, s.value(f.Name, f.Value))
		}
	}
	return strings.Join(lines, s.next)
}

// writer is how a shell is written.
type writer struct {
	program  string
	next     string // what ends a line that goes on
	quote    func(text string) string
	value    func(name, value string) string
	variable func(name string) string
}

// posix quotes with ', inside which only ' itself means something (POSIX.1-2017,
// Shell Command Language, section 2.2.2). curl encodes the values.
var posix = writer{
	program: "curl", next: " \\\n  ", quote: singleQuoted,
	value:    func(name, value string) string { return "--data-urlencode " + singleQuoted(name+"="+value) },
	variable: func(name string) string { return `--data-urlencode "` + name + `=$` + strings.ToUpper(name) + `"` },
}

func singleQuoted(text string) string { return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'" }

// power encodes the values itself: Windows PowerShell passes a " to a program in
// another way than PowerShell 7.3 does (about_Parsing, "Passing arguments that contain
// quote characters"), and so no value may have one. curl alone is an alias there.
var power = writer{
	program: "curl.exe", next: " `\n  ", quote: func(text string) string { return "'" + strings.ReplaceAll(text, "'", "''") + "'" },
	value: func(name, value string) string { return "--data '" + name + "=" + url.QueryEscape(value) + "'" },
	variable: func(name string) string {
		return "--data ('" + name + "=' + [uri]::EscapeDataString($env:" + strings.ToUpper(name) + "))"
	},
}

// postmanSchema names the format (Postman Collection Format v2.1.0).
const postmanSchema = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"

type collection struct {
	Info     collectionInfo `json:"info"`
	Items    []item         `json:"item"`
	Variable []keyValue     `json:"variable"`
}

type collectionInfo struct {
	Name        string `json:"name"`
	Description string `json:"description"`
	Schema      string `json:"schema"`
}

type item struct {
	Name    string  `json:"name"`
	Request request `json:"request"`
}

type request struct {
	Method string     `json:"method"`
	Header []keyValue `json:"header"`
	Body   body       `json:"body"`
	URL    string     `json:"url"`
}

type body struct {
	Mode       string     `json:"mode"`
	URLEncoded []keyValue `json:"urlencoded"`
}

type keyValue struct {
	Key   string `json:"key"`
	Value string `json:"value"`
	Type  string `json:"type,omitempty"`
}

// Postman is a collection to import into Postman. Its variables for the secrets are
// empty: fill in their current values there, which Postman does not upload.
func (p Plan) Postman() []byte {
	c := collection{
		Info: collectionInfo{
			Name:        "Token for " + p.Resource,
			Description: "Open this address in a browser and sign in. Copy the code from the address where the browser ends into the variable \"code\":\n\n" + p.AuthorizeURL(),
			Schema:      postmanSchema,
		},
		Variable: []keyValue{},
	}
	post := request{
		Method: "POST", URL: p.TokenURL(), Header: []keyValue{{Key: "Content-Type", Value: contentType}},
		Body: body{Mode: "urlencoded"},
	}
	for _, f := range p.Form() {
		post.Body.URLEncoded = append(post.Body.URLEncoded, keyValue{Key: f.Name, Value: f.Value, Type: "text"})
		if f.Secret {
			c.Variable = append(c.Variable, keyValue{Key: f.Name, Type: "string"})
		}
	}
	c.Items = []item{{Name: "Exchange the code for tokens", Request: post}}
	text, err := json.MarshalIndent(c, "", "  ")
	if err != nil {
		panic("exchange: " + err.Error()) // it is made of strings
	}
	return append(text, '\n')
}
