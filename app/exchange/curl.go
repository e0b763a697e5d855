package exchange

import (
	"net/url"
	"strings"

	"latchkey/app/secret"
)

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
