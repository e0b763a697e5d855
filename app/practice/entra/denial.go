package entra

import (
	"slices"

	"latchkey/app/practice/entra/aadsts"
)

// denied is the error of a request or a call that was not approved.
func denied(l *Locked, f flow) *aadsts.Refusal {
	text, _ := denial(l, f)
	return aadsts.Refuse("access_denied", 500121, "Authentication failed during strong authentication request. %s", text).WithSuberror("cancel")
}

// denial is why the prompt was not approved, in words.
func denial(l *Locked, f flow) (text string, reported bool) {
	if f.Message != "" {
		return callDenial(l, f.Message)
	}
	row, ok := l.prompts.find(f.Prompt)
	if !ok {
		return "The request timed out.", false
	}
	switch state := l.promptState(row); {
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

// callDenial is why a call was no approval, in words.
func callDenial(l *Locked, id string) (text string, reported bool) {
	switch l.messageState(id) {
	case callReported:
		return "The call was answered with 0#, and the sign-in was reported as fraud.", true
	case callDenied:
		return "The call was ended without pressing the pound key.", false
	}
	return "Nobody answered the call in time.", false
}

// logDenied notes the sign-in that put a question on a phone which was answered, but not
// with an approval. It does so when the phone answers: the browser may have gone away.
func logDenied(l *Locked, question string) {
	for id, f := range l.flows.all() {
		if f.Prompt != question && f.Message != question || !slices.Contains([]string{stepPush, stepKey, stepCall}, f.Step) {
			continue
		}
		bad := denied(l, f)
		l.logSignIn(l.signInOf(l.requests.row(id), f, bad.Code, bad.Text))
	}
}
