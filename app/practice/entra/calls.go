package entra

import (
	"strings"

	"latchkey/app/problem"
)

// The keys of a call are those of Entra's: # approves, 0# begins a report of fraud, and
// then 1 confirms it.
const (
	keypad      = "0123456789*#"
	mostPressed = 20 // at once
)

// AnswerCall picks a call up and presses keys, which may come one by one or together;
// no keys only picks it up. Problems: NotFound "call-not-found", TimedOut
// "call-expired", Conflict "call-over", Input "call-keys".
func (s *Phone) AnswerCall(id, keys string) error {
	if len(keys) > mostPressed || strings.Trim(keys, keypad) != "" {
		return problem.New(problem.Input, "call-keys")
	}
	l := s.Lock()
	defer l.Unlock()
	if err := noCall(l, id); err != nil {
		return err
	}
	m := l.messages.row(id)
	if m.State == callRinging {
		m.State, m.Expires = callAnswered, l.unix()+callSeconds
	}
	for _, key := range keys {
		if m.waits() {
			press(&m, string(key), !l.Policies().NoFraudReports)
		}
	}
	if m.State == callReported {
		l.reportFraud(m.User)
	}
	l.messages.put(id, m)
	if m.State == callReported || m.State == callDenied {
		logDenied(l, id)
	}
	l.bump()
	return nil
}

// press is one key. Other keys than those asked for end the call without an approval.
func press(m *messageRow, key string, reports bool) {
	switch {
	case m.State == callReporting && key == "1":
		m.State = callReported
	case m.State == callReporting:
		m.State = callDenied
	case key != "#":
		m.Keys += key
	case m.Keys == "":
		m.State = callApproved
	case m.Keys == "0" && reports:
		m.State, m.Keys = callReporting, ""
	default:
		m.State = callDenied
	}
}

// HangUp ends a call without an approval, or doesn't pick it up. Problems as for
// AnswerCall.
func (s *Phone) HangUp(id string) error {
	l := s.Lock()
	defer l.Unlock()
	if err := noCall(l, id); err != nil {
		return err
	}
	m := l.messages.row(id)
	m.State = callDenied
	l.messages.put(id, m)
	logDenied(l, id)
	l.bump()
	return nil
}

// spoken is what the voice says, in our own words.
func spoken(state string) string {
	switch state {
	case callRinging, callAnswered:
		return "This is the practice tenant. To sign in, press the pound key. If you did not start this sign-in, press zero and then the pound key."
	case callReporting:
		return "You say that you did not start this sign-in. Press 1 to report it; your account will be blocked until an administrator has looked at it."
	case callApproved:
		return "Thank you. You are being signed in. Goodbye."
	case callReported:
		return "Thank you. It was reported and your account is blocked. Goodbye."
	}
	return ""
}
