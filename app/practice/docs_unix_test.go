//go:build unix

package practice

import (
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"latchkey/app/practice/scenario"
)

// examples are the curl commands of docs/practice-control.md, and lab is its scenario.
func examples(t *testing.T) (commands []string, lab string) {
	t.Helper()
	text, err := os.ReadFile("../../docs/practice-control.md")
	if err != nil {
		t.Fatal(err)
	}
	kind := ""
	for line := range strings.Lines(string(text)) {
		if fence, ok := strings.CutPrefix(line, "```"); ok {
			if kind = strings.TrimSpace(fence); kind == "" {
				kind = "none"
			}
			continue
		}
		switch kind {
		case "sh":
			commands = append(commands, strings.TrimSpace(line))
		case "yaml":
			lab += line
		}
	}
	return commands, lab
}

// curlArguments are what a shell makes of a command.
func curlArguments(t *testing.T, dir, command string, variables []string) []string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "sh", "-c", command)
	cmd.Env = append([]string{"PATH=" + dir + ":/usr/bin:/bin"}, variables...)
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v", command, err)
	}
	return strings.Split(strings.TrimSuffix(string(out), "\x00"), "\x00")
}

// Every example in the control API's documentation works, in the order of the page. A shell
// reads them; net/http sends what curl would.
func TestTheExamplesOfTheDocumentation(t *testing.T) {
	commands, lab := examples(t)
	if len(commands) < 40 {
		t.Fatalf("found only %d examples", len(commands))
	}
	tenant := join(t, t.TempDir())
	info := openListeners(t, tenant, ListenOptions{}).Info()
	dir := t.TempDir()
	fake := "#!/bin/sh\nprintf '%s\\0' \"$@\"\n"
	if err := os.WriteFile(filepath.Join(dir, "curl"), []byte(fake), 0o700); err != nil {
		t.Fatal(err)
	}
	variables := func(command string) []string {
		list := []string{"C=" + info.ControlURL, "T=Authorization: Bearer " + info.ControlToken}
		user := ""
		switch {
		case strings.Contains(command, "$PROMPT"), strings.Contains(command, "kind=push"):
			user = pushUser
		case strings.Contains(command, "$CALL"), strings.Contains(command, "kind=call"):
			user = "call@" + Domain
		}
		if user != "" {
			// Five calls in five minutes are all that a person gets; an old request is over.
			if err := tenant.Control().AdvanceClock(t.Context(), 6*time.Minute); err != nil {
				t.Fatal(err)
			}
			toPhone(t, tenant, newBrowser(t, tenant.Control()), user)
			w, err := tenant.Control().WaitPrompt(t.Context(), user, "", "")
			if err != nil {
				t.Fatal(err)
			}
			list = append(list, "PROMPT="+w.ID, "CALL="+w.ID, "NUMBER="+w.Number)
		}
		if strings.Contains(command, "$APP") {
			apps, err := tenant.Control().Apps(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			list = append(list, "APP="+apps[len(apps)-1].ApplicationID)
		}
		return list
	}
	for _, command := range commands {
		method, body, address := "", "", ""
		var headers []string
		arguments := curlArguments(t, dir, command, variables(command))
		for i := 0; i < len(arguments); i++ {
			value := func() string { i++; return arguments[i] }
			switch arguments[i] {
			case "-s":
			case "-H":
				headers = append(headers, value())
			case "-X":
				method = value()
			case "-d":
				body = value()
			case "--data-binary":
				if file := value(); file != "@lab.yaml" {
					t.Fatalf("%s: no such file", command)
				}
				body = lab
			default:
				address = arguments[i]
			}
		}
		if method == "" && body == "" {
			method = http.MethodGet
		} else if method == "" {
			method = http.MethodPost
		}
		path, ok := strings.CutPrefix(address, info.ControlURL)
		if !ok || len(headers) != 1 {
			t.Fatalf("%s: %q %q", command, address, headers)
		}
		status, text := controlRequest(t, info, method, path, body, func(r *http.Request) {
			r.Header.Set("Authorization", strings.TrimPrefix(headers[0], "Authorization: "))
		})
		if status != http.StatusOK {
			t.Errorf("%s: %d %s", command, status, text)
		}
	}
	if _, err := scenario.Parse("lab.yaml", []byte(lab)); err != nil || lab == "" {
		t.Errorf("the scenario of the documentation: %v", err)
	}
}
