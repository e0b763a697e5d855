package terminal

import (
	"strings"
	"sync"

	"latchkey/app/problem"
	"latchkey/app/signin"
)

// pastes offers what is pasted to the attempt that is awaited. Only one line at a time
// is being read from standard input, whatever becomes of the attempts: a guest's second
// sign-in follows the first.
type pastes struct {
	mu      sync.Mutex
	next    func() (string, error)
	reading bool
	ended   error
	attempt *signin.Attempt
	text    string // the lines so far: an address may come in several
}

// await offers what is pasted from now on to an attempt.
func (p *pastes) await(c *console, a *signin.Attempt) {
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
	if p.ended != nil && p.attempt.Way() == signin.Paste {
		p.attempt.Abandon(problem.New(problem.Cancelled, "paste-ended").Because(p.ended))
	}
}

// alone offers a line by itself. What looks like a bare code is none after the beginning
// of an address: it is the address's middle.
func (p *pastes) alone(line string) error {
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
	wrong := p.alone(line)
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
