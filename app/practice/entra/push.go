package entra

import (
	"cmp"
	"math/big"
	"net/http"
	"strconv"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/problem"
)

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

// ask puts a question on a user's phone, where the simulated security key is, too. The
// lock is held.
func (s *Server) ask(name, app string, key bool) string {
	id, now := aadsts.GUID(s.random(16)), s.unix()
	n := new(big.Int).SetBytes(s.random(8))
	number := 10 + int(n.Mod(n, big.NewInt(90)).Int64())
	if key || s.policies().PushWithoutNumber {
		number = 0
	}
	s.data.prompts.put(id, promptRow{User: name, App: app, Number: number, Key: key, State: promptWaiting, Created: now, Expires: now + promptSeconds})
	s.bump()
	return id
}

// withdraw takes a question off the phone; an empty or unknown id is fine.
func (s *Server) withdraw(id string) {
	if _, ok := s.data.prompts.rows[id]; ok {
		s.data.prompts.remove(id)
		s.bump()
	}
}

func (s *Server) promptState(p promptRow) string {
	if p.State == promptWaiting && s.unix() >= p.Expires {
		return promptExpired
	}
	return p.State
}

// Approve answers a prompt with the number that the person read in the browser; a
// prompt without one takes anything. A wrong number ends the prompt, so that nobody
// can try all ninety. Problems: NotFound "prompt-not-found", Conflict
// "prompt-answered", TimedOut "prompt-expired", Input "prompt-wrong-number".
func (s *Server) Approve(id, number string) error {
	return s.settle(id, func(p *promptRow) error {
		if p.Number != 0 && number != strconv.Itoa(p.Number) {
			p.State = promptWrong
			return problem.New(problem.Input, "prompt-wrong-number")
		}
		p.State = promptApproved
		return nil
	})
}

// Deny answers "No, it's not me". Problems as for Approve.
func (s *Server) Deny(id string) error {
	return s.settle(id, func(p *promptRow) error { p.State = promptDenied; return nil })
}

// Report denies and reports the prompt as fraud, which raises an alarm and blocks the
// person. Problems as for Approve, and Conflict "fraud-reports-off", "key-cannot-report".
func (s *Server) Report(id string) error {
	return s.settle(id, func(p *promptRow) error {
		switch {
		case p.Key:
			return problem.New(problem.Conflict, "key-cannot-report")
		case s.policies().NoFraudReports:
			return problem.New(problem.Conflict, "fraud-reports-off")
		}
		p.State = promptReported
		s.reportFraud(p.User)
		return nil
	})
}

func (s *Server) settle(id string, answer func(*promptRow) error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	p, ok := s.data.prompts.rows[id]
	if !ok {
		return problem.New(problem.NotFound, "prompt-not-found")
	}
	switch s.promptState(p) {
	case promptWaiting:
	case promptExpired:
		return problem.New(problem.TimedOut, "prompt-expired")
	default:
		return problem.New(problem.Conflict, "prompt-answered")
	}
	err := answer(&p)
	s.data.prompts.put(id, p)
	if p.State != promptApproved {
		s.logDenied(id)
	}
	s.bump()
	return err
}

// pollAnswer tells the page whether to go on.
type pollAnswer struct {
	Waiting bool `json:"waiting"`
}

// servePoll is asked by the page once a second. It changes nothing.
func (s *Server) servePoll(w http.ResponseWriter, r *http.Request) {
	waiting := false
	s.under(func() {
		if v, bad := s.resume(r); bad == nil && v.Step == stepWait {
			waiting = v.testWaits()
		} else if bad == nil {
			waiting = v.waiting()
		}
	})
	aadsts.WriteJSON(w, http.StatusOK, pollAnswer{waiting})
}

// askPhone puts the question of a method on the phone, and waits.
func (v *visit) askPhone(method string) outcome {
	v.Prompt = v.s.ask(v.User, v.Client, method == methodKey)
	if method == methodKey {
		return v.goTo(stepKey)
	}
	return v.goTo(stepPush)
}

// takePush looks how the prompt was answered.
func (v *visit) takePush(p aadsts.Params) outcome {
	row, ok := v.s.data.prompts.rows[v.Prompt]
	state := promptExpired
	if ok {
		state = v.s.promptState(row)
	}
	switch state {
	case promptWaiting:
		return v.page("")
	case promptApproved:
		v.s.data.prompts.remove(v.Prompt)
		return v.proved(p)
	case promptExpired: // what the phone answered is in the log since then
		v.log(v.denied(), v.denied().Text)
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
		return v.refused(v.denied())
	}
	return v.page("")
}

// denied is the error of a request or a call that was not approved.
func (v *visit) denied() *aadsts.Refusal {
	text, _ := v.denial()
	return aadsts.Refuse("access_denied", 500121, "Authentication failed during strong authentication request. %s", text).WithSuberror("cancel")
}

// denial is why the prompt was not approved, in words.
func (v *visit) denial() (text string, reported bool) {
	if v.Message != "" {
		return v.callDenial()
	}
	row, ok := v.s.data.prompts.rows[v.Prompt]
	if !ok {
		return "The request timed out.", false
	}
	switch state := v.s.promptState(row); {
	case row.Key && state == promptDenied:
		return "The security key was taken out.", false
	case row.Key:
		return "Nobody touched the security key in time.", false
	case state == promptDenied:
		return "The request was denied on the phone.", false
	case state == promptReported:
		return "The request was denied and reported as fraud.", true
	case state == promptWrong:
		return "A wrong number was entered on the phone.", false
	}
	return "Nobody answered on the phone in time.", false
}
