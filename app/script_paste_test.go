//go:build linux

package app_test

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"strings"

	"latchkey/app/pattern"
)

// pasteBack runs `latchkey ARGS`, opens the address that it prints as $PERSON, and
// pastes what $PASTE says, one after the other: "end" for the address where the
// browser ended, or a variation of it.
//
// With $TTY set, the command runs in a terminal of its own, whose line editing would cut
// a long line.
func pasteBack() {
	cmd := exec.Command("latchkey", os.Args[1:]...)
	if os.Getenv("TTY") != "" {
		cmd = inTerminal(os.Args[1:])
	}
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	must(err)
	out, err := cmd.StdoutPipe()
	must(err)
	must(cmd.Start())
	lines := bufio.NewReader(out)
	final := endOf(lines)
	first := final
	for _, p := range strings.Fields(os.Getenv("PASTE")) {
		switch p {
		case "next":
			final = endOf(lines)
		case "first":
			fmt.Fprint(in, first, enter())
		default:
			fmt.Fprint(in, variation(p, final), enter())
		}
	}
	if os.Getenv("TTY") == "" {
		must(in.Close())
	}
	_, err = io.Copy(os.Stdout, lines)
	must(err)
	if err := cmd.Wait(); err != nil {
		os.Exit(cmd.ProcessState.ExitCode())
	}
}

// endOf reads up to the next address that is to be opened, signs in there as $PERSON, and
// returns where the browser ended.
func endOf(lines *bufio.Reader) string {
	var address string
	var err error
	for !strings.HasPrefix(address, "http://127.0.0.1:") {
		address, err = lines.ReadString('\n')
		must(err)
	}
	if _, behaviour, _ := strings.Cut(os.Getenv("PERSON"), "/"); behaviour == "elsewhere" {
		address = loopbackPort().ReplaceAllString(address, "$1") // a browser that cannot come back
	}
	end, err := signInAs(os.Getenv("PERSON"), strings.TrimSpace(address))
	final := end.Address
	var nobody *url.Error
	if errors.As(err, &nobody) { // nobody listens there: the browser shows an error, and the address
		final, err = url.Parse(nobody.URL)
	}
	must(err)
	note("secret", final.Query().Get("code"))
	return final.String()
}

// loopbackPort finds the port of a listener in an authorization request.
var loopbackPort = pattern.Lazy(`(redirect_uri=http%3A%2F%2Flocalhost)%3A[0-9]+`)

// enter is what the Enter key sends.
func enter() string {
	if os.Getenv("TTY") != "" {
		return "\r"
	}
	return "\n"
}

func variation(kind, final string) string {
	before, query, _ := strings.Cut(final, "?")
	switch kind {
	case "nocode":
		return before + "?state=abc"
	case "state":
		return strings.Replace(final, "&state=", "&state=x", 1)
	case "long": // as long as the codes of real tenants, and longer than a terminal's line
		return before + "?padding=" + strings.Repeat("x", 8000) + "&" + query
	case "query":
		return query
	case "code": // alone, without the address around it
		values, err := url.ParseQuery(query)
		must(err)
		return values.Get("code")
	case "console": // what Chromium says of a scheme that it has no program for
		return "login:1 Failed to launch '" + final + "' because the scheme does not have a registered handler."
	case "header": // what the Network panel shows
		return "location: " + final
	case "broken":
		return before + "?code=%zz"
	}
	return final
}
