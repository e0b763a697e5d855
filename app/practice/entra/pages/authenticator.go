package pages

import (
	"cmp"
	"net/http"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
	"latchkey/app/practice/entra/phone"
)

// pollAnswer says to the page whether to continue.
type pollAnswer struct {
	Waiting bool `json:"waiting"`
}

// servePoll is asked by the page once a second. It changes nothing.
func (s *Site) servePoll(w http.ResponseWriter, r *http.Request) {
	waiting := false
	s.Under(func(l *directory.Locked) {
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
	v.Prompt = phone.SendPrompt(v.l, v.User, v.Client, method == directory.MethodKey)
	if method == directory.MethodKey {
		return v.goTo(directory.StepKey)
	}
	return v.goTo(directory.StepPush)
}

// takePush looks how the prompt was answered.
func (v *visit) takePush(p aadsts.Params) outcome {
	row, ok := v.l.Prompts.Find(v.Prompt)
	state := directory.PromptExpired
	if ok {
		state = v.l.PromptState(row)
	}
	switch state {
	case directory.PromptWaiting:
		return v.page("")
	case directory.PromptApproved:
		v.l.Prompts.Remove(v.Prompt)
		return v.proved(p)
	case directory.PromptExpired: // what the phone answered is in the log since then
		v.log(phone.NotApproved(v.l, v.Flow), phone.NotApproved(v.l, v.Flow).Text)
	}
	return v.goTo(directory.StepDenied)
}

// takeDenied sends another prompt, or gives up and answers the client.
func (v *visit) takeDenied(p aadsts.Params) outcome {
	switch p["answer"] {
	case "":
		return v.startMethod(cmp.Or(v.Method, directory.MethodPush))
	case "cancel":
		v.logged = true // as what it was not approved for
		return v.refused(phone.NotApproved(v.l, v.Flow))
	}
	return v.page("")
}

const (
	wrongCode = "AADSTS500121: That code isn't right. Type the code that the app shows now."
	usedCode  = "AADSTS500121: That code was used before. Wait until the app shows the next one."
)

func (v *visit) takeCode(p aadsts.Params) outcome {
	if problem := v.checkCode(p.OneTimeCode()); problem != "" {
		return v.page(problem)
	}
	return v.proved(p)
}

// checkCode is what is wrong with a one-time code, or "". A code is good once: its time step, and
// every earlier one, is refused afterwards.
func (v *visit) checkCode(typed string) string {
	u := v.l.User(v.User)
	switch {
	case v.l.IsLockedOut(u.Name):
		return v.s.lockedOut(u.Name)
	case typed == "":
		return "Enter the code."
	}
	row := v.l.Users.Row(u.Name)
	step, ok := phone.StepOf(phone.SecretIn(u, v.factorTenant()), typed, v.l.Unix()/phone.CodePeriod)
	switch {
	case ok && step > row.CodeStep:
		row.CodeStep, row.CodeMisses = step, 0
		v.l.Users.Put(u.Name, row)
		v.l.NotifyChange()
		return ""
	case v.l.CountFailure(u.Name, true):
		return v.s.lockedOut(u.Name)
	case ok:
		return usedCode
	}
	return wrongCode
}
