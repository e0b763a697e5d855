package terminal

import (
	"context"
	"net"
	"net/url"
	"os"
	"runtime"
	"strings"
	"sync"
	"time"
	"unicode"

	"latchkey/app/connection"
	"latchkey/app/problem"
	"latchkey/app/profile"
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
func (c *console) Step(step connection.Step, state connection.StepState) {
	switch {
	case step == connection.StepExchange && state == connection.Doing:
		c.environment.note("got the answer, finishing the sign-in ...")
	case step == connection.StepOrganizations && state == connection.Doing:
		c.environment.note("reading organizations ...")
	}
}

// Overdue implements connection.Watcher; a terminal gives up instead of asking.
func (c *console) Overdue() {}

// InsecureFormSuspected implements connection.Watcher.
func (c *console) InsecureFormSuspected() {
	c.environment.note("note: did the browser warn you about an insecure form? Press Ctrl+C and use: latchkey signin %s --response-mode query", c.environment.nameOrNAME())
}

// HTTPSForced implements connection.Watcher.
func (c *console) HTTPSForced() {
	c.environment.note("note: your browser insists on https for localhost, because a page there once asked it to; Latchkey cannot answer that. Press Ctrl+C and use: latchkey signin %s --method paste", c.environment.nameOrNAME())
}

// Guest implements connection.Watcher. It is told when somebody is really asked.
func (c *console) Guest(tenant string) { c.guest = tenant }

// BrowserNotOpened implements connection.Watcher.
func (c *console) BrowserNotOpened(why *problem.Problem) {
	c.environment.explain(why)
	c.environment.note("still waiting; Ctrl+C cancels")
}

// Waiting implements connection.Watcher.
func (c *console) Waiting(a signin.Attempt) {
	e := c.environment
	if why := a.Fallback(); why != nil {
		e.warn(why)
	}
	if c.guest != "" {
		e.note("you will sign in to %s as a guest", inert(c.guest))
	}
	switch {
	case a.Flow() == signin.FlowDeviceCode:
		c.showDevice(*a.Device())
	case a.Flow().Listens():
		c.awaitBrowser(a)
	default:
		c.awaitPaste(a)
	}
}

// awaitBrowser takes a pasted address all the same where a person sits at the terminal:
// it is there when the browser cannot come back.
func (c *console) awaitBrowser(a signin.Attempt) {
	e := c.environment
	e.note("finish the sign-in in your browser (Ctrl+C cancels). If it does not open, open this address:")
	e.note("%s", inert(a.Address()))
	if e.canAsk() {
		if a.Flow() == signin.FlowQuery {
			e.note("if the browser cannot come back, paste the address where it ended, and press Enter")
		}
		c.pastes.await(c, a)
	}
}

func (c *console) awaitPaste(a signin.Attempt) {
	e := c.environment
	switch a.Redirect().Kind {
	case profile.RedirectPrivate, profile.RedirectURN:
		e.note("note: the browser stops on the last page and its address bar does not show the code. With http://localhost registered beside this redirect URI, it returns automatically; a device code works too")
		e.note("to paste all the same, press F12 in the browser before you sign in and open Network. Afterwards the last row is red: copy its address (Chrome, Edge), or the Location header of its response (Firefox)")
	case profile.RedirectNativeClient:
		e.note("note: the browser goes to a page of Microsoft that warns you of phishing, and after about a second to another one, without the code. With http://localhost registered beside this redirect URI, it returns automatically; a device code works too")
		e.note("to paste all the same, press F12 in the browser before you sign in, open Network and keep its log. Afterwards copy the address of the row \"nativeclient\". Give it to no other program and to nobody")
	}
	if host := a.ForeignHost(); host != "" {
		e.note("note: the browser will end on %s, which belongs to someone else: its server log will see a code that only this sign-in can use", inert(host))
	}
	if c.opens {
		e.note("finish the sign-in in your browser. If it does not open, open this address:")
	} else {
		e.note("open this address and sign in:")
	}
	_ = e.print(map[string]string{"address": a.Address()}, func() { e.line("%s", inert(a.Address())) })
	if a.Redirect().CodeUnseen() == nil {
		e.note("then paste the address where the browser ended (it may show an error page), and press Enter:")
	} else {
		e.note("then paste the address, or the whole line that it is in, and press Enter:")
	}
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
		code, blanks := grouped(d.UserCode)
		e.note("and type this code%s (it is good until %s; Ctrl+C cancels):", blanks, d.ExpiresAt.Local().Format("15:04"))
		e.line("%s", inert(code))
	})
}

// grouped puts a blank after every three characters, for reading aloud, and says that it is
// not part of the code. A code that comes in groups already, as those of RFC 8628 section 6.1
// do, stays as it is: not every page takes it without its separator.
func grouped(code string) (text, withoutBlanks string) {
	isSeparator := func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }
	if strings.ContainsFunc(code, isSeparator) {
		return code, ""
	}
	for i, r := range []rune(code) {
		if i > 0 && i%3 == 0 {
			text += " "
		}
		text += string(r)
	}
	return text, ", without the blanks"
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

// pastes offers what is pasted to the attempt that is awaited. Only one line at a time
// is being read from standard input, whatever becomes of the attempts: a guest's second
// sign-in follows the first.
type pastes struct {
	mu      sync.Mutex
	next    func() (string, error)
	reading bool
	ended   error
	attempt signin.Attempt
	text    string // the lines so far: an address may come in several
}

// await offers what is pasted from now on to an attempt.
func (p *pastes) await(c *console, a signin.Attempt) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.attempt, p.text = a, ""
	if p.ended != nil {
		p.abandon()
		return
	}
	if p.next == nil {
		p.next = c.environment.lines()
	}
	if !p.reading {
		p.reading = true
		go p.read(c)
	}
}

// read goes on until an attempt took what was pasted, or the input ends.
func (p *pastes) read(c *console) {
	for {
		line, err := p.next()
		p.mu.Lock()
		if err != nil || c.ctx.Err() != nil {
			p.reading, p.ended = false, err
			p.abandon()
			p.mu.Unlock()
			return
		}
		if p.offer(c, line) {
			p.reading = false
			p.mu.Unlock()
			return
		}
		p.mu.Unlock()
	}
}

// abandon ends an attempt that nothing but a paste can finish.
func (p *pastes) abandon() {
	if p.ended != nil && p.attempt.Flow() == signin.FlowPaste {
		p.attempt.Abandon(problem.New(problem.Cancelled, "paste-ended").Because(p.ended))
	}
}

// pasteAlone offers a line by itself. What looks like a bare code is none after the beginning
// of an address: it is the address's middle.
func (p *pastes) pasteAlone(line string) error {
	if _, bare := signin.BareCode(line); bare && strings.Contains(p.text, "=") {
		return problem.New(problem.Input, "paste-no-code").At("paste")
	}
	return p.attempt.Paste(line)
}

// offer gives a line to the attempt, and then all its lines together.
func (p *pastes) offer(c *console, line string) (taken bool) {
	if strings.TrimSpace(line) == "" {
		return false
	}
	wrong := p.pasteAlone(line)
	if wrong == nil {
		return true
	}
	if p.text += line; p.attempt.Paste(p.text) == nil {
		return true
	}
	c.environment.explain(problem.From(wrong))
	if c.guest != "" && problem.From(wrong).Kind != problem.Input {
		p.attempt.Abandon(wrong) // the other tenant refused; the rest goes on
		return true
	}
	c.environment.note("paste the address again:")
	return false
}
