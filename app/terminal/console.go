package terminal

import (
	"context"
	"net"
	"net/url"
	"os"
	"runtime"
	"strings"
	"time"

	"latchkey/app/connection"
	"latchkey/app/problem"
	"latchkey/app/signin"
	"latchkey/app/terminal/tty"
)

// console tells a person at a terminal what happens, and takes what they paste.
type console struct {
	environment *Environment
	ctx         context.Context
	opens       bool   // the browser is opened for the person
	guest       string // tenant of the sign-in that follows, where the account is a guest
	pastes      pastes
}

// Step implements connection.Watcher.
func (c *console) Step(step, state string) {
	switch {
	case step == connection.StepExchange && state == "doing":
		c.environment.note("got the answer, finishing the sign-in ...")
	case step == connection.StepOrganizations && state == "doing":
		c.environment.note("reading organizations ...")
	}
}

// Overdue implements connection.Watcher; a terminal gives up instead of asking.
func (c *console) Overdue() {}

// Doubt implements connection.Watcher.
func (c *console) Doubt() {
	c.environment.note("note: did the browser warn you about an insecure form? Press Ctrl+C and use: latchkey signin %s --response-mode query", c.environment.nameOrNAME())
}

// Insists implements connection.Watcher.
func (c *console) Insists() {
	c.environment.note("note: your browser insists on https for localhost, because a page there once asked it to; Latchkey cannot answer that. Press Ctrl+C and use: latchkey signin %s --method paste", c.environment.nameOrNAME())
}

// Guest implements connection.Watcher. It is told when somebody is really asked.
func (c *console) Guest(tenant string) { c.guest = tenant }

// NotOpened implements connection.Watcher.
func (c *console) NotOpened(why *problem.Problem) {
	c.environment.explain(why)
	c.environment.note("still waiting; Ctrl+C cancels")
}

// Waiting implements connection.Watcher.
func (c *console) Waiting(a *signin.Attempt) {
	e := c.environment
	if why := a.Fell(); why != nil {
		e.warn(why)
	}
	if c.guest != "" {
		e.note("you will sign in to %s as a guest", inert(c.guest))
	}
	switch a.Way() {
	case signin.DeviceCode:
		c.showDevice(*a.Device())
	case signin.Browser:
		c.awaitBrowser(a)
	default:
		c.awaitPaste(a)
	}
}

// awaitBrowser takes a pasted address all the same where a person sits at the terminal:
// it is there when the browser cannot come back.
func (c *console) awaitBrowser(a *signin.Attempt) {
	e := c.environment
	e.note("finish the sign-in in your browser (Ctrl+C cancels). If it does not open, open this address:")
	e.note("%s", inert(a.Address()))
	if e.canAsk() {
		if a.Rung() == signin.RungQuery {
			e.note("if the browser cannot come back, paste the address where it ended, and press Enter")
		}
		c.pastes.await(c, a)
	}
}

func (c *console) awaitPaste(a *signin.Attempt) {
	e := c.environment
	if host := a.ForeignHost(); host != "" {
		e.note("note: the browser will end on %s, which belongs to someone else: its server log will see a code that only this sign-in can use", inert(host))
	}
	if c.opens {
		e.note("finish the sign-in in your browser. If it does not open, open this address:")
	} else {
		e.note("open this address and sign in:")
	}
	_ = e.print(map[string]string{"address": a.Address()}, func() { e.line("%s", inert(a.Address())) })
	e.note("then paste the address where the browser ended (it may show an error page), and press Enter:")
	c.pastes.await(c, a)
}

// deviceCode is a device code as JSON.
type deviceCode struct {
	VerificationURL string `json:"verificationUrl"`
	UserCode        string `json:"userCode"`
	ExpiresAt       string `json:"expiresAt"` // RFC 3339
}

func (c *console) showDevice(d signin.Device) {
	e := c.environment
	where := "on this computer"
	if reachesPhones(d.VerificationURL) {
		where = "here or on your phone"
	}
	e.note("open this address in a browser, %s:", where)
	code := deviceCode{VerificationURL: d.VerificationURL, UserCode: d.UserCode, ExpiresAt: d.ExpiresAt.UTC().Format(time.RFC3339)}
	_ = e.print(code, func() {
		e.line("%s", inert(d.VerificationURL))
		e.drawQR(d.VerificationURL)
		e.note("and type this code, without the blanks (it is good until %s; Ctrl+C cancels):", d.ExpiresAt.Local().Format("15:04"))
		e.line("%s", inert(grouped(d.UserCode)))
	})
}

// grouped puts a blank after every three characters, for reading aloud.
func grouped(code string) string {
	text := ""
	for i, r := range []rune(code) {
		if i > 0 && i%3 == 0 {
			text += " "
		}
		text += string(r)
	}
	return text
}

// reachesPhones reports whether an address means the same to another device: one of this
// machine itself does not.
func reachesPhones(address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	host := u.Hostname()
	ip := net.ParseIP(host)
	return host != "localhost" && !strings.HasSuffix(host, ".localhost") && (ip == nil || !ip.IsLoopback() && !ip.IsUnspecified())
}

// drawQR shows an address for a phone's camera, on terminals that can.
func (e *Environment) drawQR(address string) {
	f, ok := e.Err.(*os.File)
	if !ok || !reachesPhones(address) || runtime.GOOS == "windows" || !tty.IsTerminal(f) {
		return
	}
	for _, row := range tty.QR(address) {
		e.note("  \x1b[97;40m%s\x1b[0m", row)
	}
}
