package phone

import (
	"slices"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

// NotApproved is the error of a request or a call that was not approved.
func NotApproved(l *directory.Locked, f directory.Flow) *aadsts.Refusal {
	text, _ := Denial(l, f)
	return aadsts.Refuse("access_denied", 500121, "Authentication failed during strong authentication request. %s", text).WithSuberror("cancel")
}

// Denial is why the prompt was not approved, in words.
func Denial(l *directory.Locked, f directory.Flow) (text string, reported bool) {
	if f.Message != "" {
		return CallDenial(l, f.Message)
	}
	row, ok := l.Prompts.Find(f.Prompt)
	if !ok {
		return "The request timed out.", false
	}
	switch state := l.PromptState(row); {
	case row.Key && state == directory.PromptDenied:
		return "The security key was taken out.", false
	case row.Key:
		return "Nobody touched the security key in time.", false
	case state == directory.PromptDenied:
		return "The request was denied on the phone.", false
	case state == directory.PromptReported:
		return "The request was denied and reported as suspicious.", true
	case state == directory.PromptWrong:
		return "A wrong number was entered on the phone.", false
	}
	return "Nobody answered on the phone in time.", false
}

// CallDenial is why a call was no approval, in words.
func CallDenial(l *directory.Locked, id string) (text string, reported bool) {
	switch l.MessageState(id) {
	case directory.CallReported:
		return "The call was answered with 0#, and the sign-in was reported as suspicious.", true
	case directory.CallDenied:
		return "The call was ended without pressing the pound key.", false
	}
	return "Nobody answered the call in time.", false
}

// logDenied notes the sign-in that put a question on a phone which was answered, but not
// with an approval. It does so when the phone answers: the browser may have gone away.
func logDenied(l *directory.Locked, question string) {
	for id, f := range l.Flows.All() {
		if f.Prompt != question && f.Message != question || !slices.Contains([]string{directory.StepPush, directory.StepKey, directory.StepCall}, f.Step) {
			continue
		}
		bad := NotApproved(l, f)
		l.LogSignIn(l.SignInOf(l.Requests.Row(id), f, bad.Code, bad.Text))
	}
}
