//go:build linux

package app_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"latchkey/app/practice"
	"latchkey/app/practice/rehearsal"
)

// commandLimit bounds what one helper command of a script may take.
const commandLimit = 60 * time.Second

// person plays a browser with a person in it: $PERSON is the practice user's name
// before the @, with "/deny", "/report" or "/wrong" for one who answers the phone with
// No, with "not me", or with a wrong number, and then gives up, and with "/forgets" for one
// who leaves the number out at first. What it saw goes to the file $SEEN.
func person() {
	end, err := signInAs(os.Getenv("PERSON"), os.Args[1])
	note("end", fmt.Sprint(end.Address))
	note("text", end.Text)
	if err != nil {
		note("error", err.Error())
		giveUp(os.Args[1], err)
		os.Exit(1)
	}
	os.Exit(0)
}

// giveUp goes back without having signed in, as people do with "Cancel" or by closing the
// page in the end: the sign-in must not wait for somebody who has left.
func giveUp(address string, why error) {
	u, err := url.Parse(address)
	if err != nil || !strings.HasPrefix(u.Query().Get("redirect_uri"), "http://localhost:") {
		return
	}
	answer := url.Values{"error": {"access_denied"}, "error_description": {"the person gave up: " + why.Error()}, "state": {u.Query().Get("state")}}
	client := http.Client{Timeout: commandLimit}
	response, err := client.PostForm(u.Query().Get("redirect_uri"), answer)
	if err != nil {
		note("error", err.Error())
		return
	}
	_ = response.Body.Close()
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
			case "forgets":
				if out, err := exec.Command("latchkey", "practice", "phone", user, "--approve", "--wait", "20s").CombinedOutput(); err == nil || !strings.Contains(string(out), "--number") {
					return fmt.Errorf("approved without the number: %v: %s", err, out)
				}
			}
			if number == "" {
				return latchkey("practice", "phone", user, "--approve", "--wait", "20s")
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

// phoneCode is the code that the phone shows. One that was used is good for nothing: the
// person waits for the next one, which here means to move the clock. With STALE they type the
// one that they typed last.
func phoneCode(user string) (string, error) {
	if os.Getenv("STALE") != "" {
		for _, secret := range slices.Backward(secretsSeen()) {
			if _, err := strconv.Atoi(secret); err == nil && len(secret) == 6 {
				return secret, nil
			}
		}
		return "", errors.New("no code was typed yet")
	}
	for {
		out, err := exec.Command("latchkey", "practice", "phone", user, "--json").Output()
		if err != nil {
			return "", err
		}
		var p struct {
			Code     string
			CodeUsed bool
		}
		if err := json.Unmarshal(out, &p); err != nil {
			return "", err
		}
		if !p.CodeUsed {
			note("secret", p.Code)
			return p.Code, nil
		}
		if err := exec.Command("control", "advance", "31s").Run(); err != nil {
			return "", err
		}
	}
}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
