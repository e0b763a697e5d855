//go:build unix

package exchange

import (
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"latchkey/app/secret"
)

// ran gives the arguments that a real shell passes to curl for a command.
func ran(t *testing.T, command string, variables ...string) []string {
	t.Helper()
	dir := t.TempDir()
	fake := "#!/bin/sh\nprintf '%s\\0' \"$@\"\n"
	if err := os.WriteFile(filepath.Join(dir, "curl"), []byte(fake), 0o700); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("sh", "-c", command)
	cmd.Dir = dir
	cmd.Env = append([]string{"PATH=" + dir + ":/usr/bin:/bin"}, variables...)
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v", command, err)
	}
	return strings.Split(strings.TrimSuffix(string(out), "\x00"), "\x00")
}

// nasty is a secret with everything that a shell could take for its own.
const nasty = "it's \"8Q~\" $HOME `id` $(id) & ; | < > * ? ! # \\ %41 + =\t~"

func argumentsOf(p Plan, code, clientSecret string) []string {
	return []string{
		"--silent", "--show-error", "--request", "POST", p.TokenURL(), "--header", "Content-Type: application/x-www-form-urlencoded",
		"--data-urlencode", "client_id=" + p.ClientID, "--data-urlencode", "grant_type=authorization_code",
		"--data-urlencode", "code=" + code, "--data-urlencode", "redirect_uri=" + p.RedirectURI,
		"--data-urlencode", "resource=" + p.Resource, "--data-urlencode", "client_secret=" + clientSecret,
	}
}

func TestShellPassesEveryValueAsItIs(t *testing.T) {
	for name, p := range map[string]Plan{"plain": planOf(t, sample(), ""), "odd": odd()} {
		got := ran(t, p.Curl(Sh), "CODE="+nasty, "CLIENT_SECRET="+nasty)
		if want := argumentsOf(p, nasty, nasty); !slices.Equal(got, want) {
			t.Errorf("%s, by variables:\n%q, want\n%q", name, got, want)
		}
		got = ran(t, p.FilledCurl(Sh, secret.New(nasty), secret.New("x'"+nasty)).Reveal())
		if want := argumentsOf(p, nasty, "x'"+nasty); !slices.Equal(got, want) {
			t.Errorf("%s, filled in:\n%q, want\n%q", name, got, want)
		}
	}
}

func TestARegistrationWithoutSecretSendsNone(t *testing.T) {
	p := planOf(t, sample(), "")
	p.Public = true
	for _, shell := range []Shell{Sh, PowerShell} {
		if got := p.Curl(shell); strings.Contains(strings.ToLower(got), "secret") {
			t.Errorf("%s: %s", shell, got)
		}
	}
}

// PowerShell reads a string in single quotes as it is, but for quotes, of which
// Unicode has several ("about_Quoting_Rules"); nothing that is encoded has one.
func TestPowerShellCommandHasNothingToMisread(t *testing.T) {
	p := odd()
	command := p.FilledCurl(PowerShell, secret.New(nasty+"‘’‚‛“”„"), secret.New(nasty)).Reveal()
	sent := map[string]string{}
	for line := range strings.Lines(command) {
		line = strings.TrimSuffix(strings.TrimSpace(line), " `")
		text, ok := strings.CutPrefix(line, "--data '")
		if !ok {
			continue
		}
		body, ok := strings.CutSuffix(text, "'")
		if !ok || strings.ContainsAny(body, "'\"`$&; \t‘’‚‛“”„") {
			t.Errorf("line %q", line)
		}
		name, value, _ := strings.Cut(body, "=")
		decoded, err := url.QueryUnescape(value)
		if err != nil {
			t.Error(err)
		}
		sent[name] = decoded
	}
	for name, want := range map[string]string{
		"client_id": p.ClientID, "redirect_uri": p.RedirectURI, "resource": p.Resource,
		"code": nasty + "‘’‚‛“”„", "client_secret": nasty, "grant_type": "authorization_code",
	} {
		if sent[name] != want {
			t.Errorf("%s is %q, want %q", name, sent[name], want)
		}
	}
	if shown := p.Curl(PowerShell); !strings.HasPrefix(shown, "curl.exe ") ||
		!strings.Contains(shown, "--data ('code=' + [uri]::EscapeDataString($env:CODE))") ||
		!strings.Contains(shown, "--data ('client_secret=' + [uri]::EscapeDataString($env:CLIENT_SECRET))") {
		t.Errorf("with variables: %s", shown)
	}
}
