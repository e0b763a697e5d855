package entra

import (
	"cmp"
	"math/big"
	"net/http"
	"strconv"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/problem"
)

// Phone is the simulated phone of all users: what it shows, and what people do with it.
type Phone struct{ *Store }

// promptRow is a question on a user's phone.
type promptRow struct {
	User    string `json:"user"`
	App     string `json:"app"`
	Number  int    `json:"number"`        // 10 to 99; the browser shows it; 0 is none to type
	Key     bool   `json:"key,omitempty"` // a security key that wants to be touched
	State   string `json:"state"`
	Created int64  `json:"created"`
	Expires int64  `json:"expires"`
}

// The states of a prompt.
const (
	promptWaiting  = "waiting"
	promptApproved = "approved"
	promptWrong    = "wrong" // another number was typed
	promptDenied   = "denied"
	promptReported = "reported" // as fraud
	promptExpired  = "expired"
)

// promptSeconds is how long the phone asks.
const promptSeconds = 60

// ask puts a question on a user's phone, where the simulated security key is, too.
func ask(l *Locked, name, app string, key bool) string {
	id, now := aadsts.GUID(l.random(16)), l.unix()
	n := new(big.Int).SetBytes(l.random(8))
	number := 10 + int(n.Mod(n, big.NewInt(90)).Int64())
	if key || l.Policies().PushWithoutNumber {
		number = 0
	}
	l.prompts.put(id, promptRow{User: name, App: app, Number: number, Key: key, State: promptWaiting, Created: now, Expires: now + promptSeconds})
	l.bump()
	return id
}

// withdraw takes a question off the phone; an empty or unknown id is fine.
func (l *Locked) withdraw(id string) {
	if _, ok := l.prompts.find(id); ok {
		l.prompts.remove(id)
		l.bump()
	}
}

func (l *Locked) promptState(p promptRow) string {
	if p.State == promptWaiting && l.unix() >= p.Expires {
		return promptExpired
	}
	return p.State
}

// Approve answers a prompt with the number that the person read in the browser; a
// prompt without one takes anything. A wrong number ends the prompt, so that nobody
// can try all ninety. Problems: NotFound "prompt-not-found", Conflict
// "prompt-answered", TimedOut "prompt-expired", Input "prompt-wrong-number".
func (s *Phone) Approve(id, number string) error {
	return s.settle(id, func(l *Locked, p *promptRow) error {
		if p.Number != 0 && number != strconv.Itoa(p.Number) {
			p.State = promptWrong
			return problem.New(problem.Input, "prompt-wrong-number")
		}
		p.State = promptApproved
		return nil
	})
}

// Deny answers "No, it's not me". Problems as for Approve.
func (s *Phone) Deny(id string) error {
	return s.settle(id, func(l *Locked, p *promptRow) error { p.State = promptDenied; return nil })
}

// Report denies and reports the prompt as fraud, which raises an alarm and blocks the
// person. Problems as for Approve, and Conflict "fraud-reports-off", "key-cannot-report".
func (s *Phone) Report(id string) error {
	return s.settle(id, func(l *Locked, p *promptRow) error {
		switch {
		case p.Key:
			return problem.New(problem.Conflict, "key-cannot-report")
		case l.Policies().NoFraudReports:
			return problem.New(problem.Conflict, "fraud-reports-off")
		}
		p.State = promptReported
		l.reportFraud(p.User)
		return nil
	})
}

func (s *Phone) settle(id string, answer func(*Locked, *promptRow) error) error {
	l := s.Lock()
	defer l.Unlock()
	p, ok := l.prompts.find(id)
	if !ok {
		return problem.New(problem.NotFound, "prompt-not-found")
	}
	switch l.promptState(p) {
	case promptWaiting:
	case promptExpired:
		return problem.New(problem.TimedOut, "prompt-expired")
	default:
		return problem.New(problem.Conflict, "prompt-answered")
	}
	err := answer(l, &p)
	l.prompts.put(id, p)
	if p.State != promptApproved {
		logDenied(l, id)
	}
	l.bump()
	return err
}

// pollAnswer tells the page whether to go on.
type pollAnswer struct {
	Waiting bool `json:"waiting"`
}

// servePoll is asked by the page once a second. It changes nothing.
func (s *Site) servePoll(w http.ResponseWriter, r *http.Request) {
	waiting := false
	s.Under(func(l *Locked) {
		if v, bad := s.resume(l, r); bad == nil && v.Step == stepWait {
			waiting = v.testWaits()
		} else if bad == nil {
			waiting = v.waiting()
		}
	})
	aadsts.WriteJSON(w, http.StatusOK, pollAnswer{waiting})
}

// askPhone puts the question of a method on the phone, and waits.
func (v *visit) askPhone(method string) outcome {
	v.Prompt = ask(v.l, v.User, v.Client, method == methodKey)
	if method == methodKey {
		return v.goTo(stepKey)
	}
	return v.goTo(stepPush)
}

// takePush looks how the prompt was answered.
func (v *visit) takePush(p aadsts.Params) outcome {
	row, ok := v.l.prompts.find(v.Prompt)
	state := promptExpired
	if ok {
		state = v.l.promptState(row)
	}
	switch state {
	case promptWaiting:
		return v.page("")
	case promptApproved:
		v.l.prompts.remove(v.Prompt)
		return v.proved(p)
	case promptExpired: // what the phone answered is in the log since then
		v.log(denied(v.l, v.flow), denied(v.l, v.flow).Text)
	}
	return v.goTo(stepDenied)
}

// takeDenied sends another prompt, or gives up and tells the client.
func (v *visit) takeDenied(p aadsts.Params) outcome {
	switch p["answer"] {
	case "":
		return v.startMethod(cmp.Or(v.Method, methodPush))
	case "cancel":
		v.logged = true // as what it was not approved for
		return v.refused(denied(v.l, v.flow))
	}
	return v.page("")
}
