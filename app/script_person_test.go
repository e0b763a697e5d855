//go:build linux

package app_test

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"latchkey/app/pattern"
	"latchkey/app/practice"
	"latchkey/app/practice/rehearsal"
)

// commandLimit bounds what one helper command of a script may take.
const commandLimit = 60 * time.Second

// person plays a browser with a person in it: $PERSON is the practice user's name
// before the @, with "/deny", "/report" or "/wrong" for one who answers the phone with
// No, with "not me", or with a wrong number, and then gives up. What it saw goes to the file $SEEN.
func person() {
	end, err := signInAs(os.Getenv("PERSON"), os.Args[1])
	note("end", fmt.Sprint(end.Address))
	note("text", end.Text)
	if err != nil {
		note("error", err.Error())
		os.Exit(1)
	}
	os.Exit(0)
}

func signInAs(who, address string) (rehearsal.End, error) {
	ctx, cancel := context.WithTimeout(context.Background(), commandLimit)
	defer cancel()
	name, behaviour, _ := strings.Cut(who, "/")
	user := name + "@contoso.example"
	account, err := practiceUser(user)
	if err != nil {
		return rehearsal.End{}, err
	}
	note("secret", account.Password)
	browser := rehearsal.NewBrowser(rehearsal.Person{
		UserName: user, Password: account.Password, Authorities: authorities(),
		DeviceCode: os.Getenv("USERCODE"), Declines: behaviour == "decline",
		Code: func(context.Context) (string, error) { return phoneCode(user) },
		Approve: func(_ context.Context, number string) error {
			switch behaviour {
			case "deny":
				return latchkey("practice", "phone", user, "--deny", "--wait", "20s")
			case "report":
				return latchkey("practice", "phone", user, "--report", "--wait", "20s")
			case "wrong": // the phone says so, and the page goes on
				_ = latchkey("practice", "phone", user, "--approve", "--number", "1"+number, "--wait", "20s")
				return nil
			}
			return latchkey("practice", "phone", user, "--approve", "--number", number, "--wait", "20s")
		},
		GivesUp: behaviour != "",
		Saw: func(name, value string) {
			note("secret", value)
			checkArguments() // now, while the sign-in waits for what was seen
		},
	})
	return browser.SignIn(ctx, address)
}

// checkArguments looks for the secrets in the arguments of every process that runs
// now; the sign-in does.
func checkArguments() {
	names, err := filepath.Glob("/proc/[0-9]*/cmdline")
	must(err)
	for _, name := range names {
		line, err := os.ReadFile(name)
		if err != nil {
			continue // it has ended
		}
		for _, s := range secretsSeen() {
			if strings.Contains(string(line), s) {
				note("error", name+" has a secret among its arguments")
				os.Exit(1)
			}
		}
	}
}

// note adds a line to what was seen. A secret seen is what nosecrets searches for.
func note(kind, value string) {
	f, err := os.OpenFile(os.Getenv("SEEN"), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		panic(err)
	}
	defer f.Close()
	fmt.Fprintf(f, "%s\t%s\n", kind, strings.Join(strings.Fields(value), " "))
}

// latchkey runs the real command.
func latchkey(args ...string) error {
	out, err := exec.Command("latchkey", args...).CombinedOutput()
	if err != nil {
		note("error", string(out))
	}
	return err
}

func practiceUser(name string) (practice.User, error) {
	out, err := exec.Command("latchkey", "practice", "users", "--json").Output()
	if err != nil {
		return practice.User{}, err
	}
	var users []practice.User
	if err := json.Unmarshal(out, &users); err != nil {
		return practice.User{}, err
	}
	for _, u := range users {
		if u.UserPrincipalName == name {
			return u, nil
		}
	}
	return practice.User{}, errors.New("no practice user " + name)
}

func phoneCode(user string) (string, error) {
	out, err := exec.Command("latchkey", "practice", "phone", user, "--json").Output()
	if err != nil {
		return "", err
	}
	var p struct{ Code string }
	err = json.Unmarshal(out, &p)
	note("secret", p.Code)
	return p.Code, err
}

// pasteBack runs `latchkey ARGS`, opens the address that it prints as $PERSON, and
// pastes what $PASTE says, one after the other: "end" for the address where the
// browser ended, or a variation of it.
//
// With $TTY set, the command runs in a terminal of its own (script, of Debian's
// essential bsdutils), whose line editing would cut a long line.
func pasteBack() {
	cmd := exec.Command("latchkey", os.Args[1:]...)
	if os.Getenv("TTY") != "" {
		cmd = exec.Command("script", "-qec", "latchkey "+strings.Join(os.Args[1:], " "), "/dev/null")
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
	for _, word := range strings.Fields(end.Text) {
		// An address that no browser can open: the last page shows it, to be copied.
		if u, err := url.Parse(word); err == nil && u.IsAbs() && u.Query().Has("state") {
			final = u
		}
	}
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
	case "broken":
		return before + "?code=%zz"
	}
	return final
}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
