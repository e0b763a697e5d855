package pages

import (
	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/phone"
)

const (
	wrongCode = "AADSTS500121: That code isn't right. Type the code that the app shows now."
	usedCode  = "AADSTS500121: That code was used before. Wait until the app shows the next one."
)

// takeCode checks a one-time code. A code is good once: its time step, and every
// earlier one, is refused afterwards.
func (v *visit) takeCode(p aadsts.Params) outcome {
	u := v.l.User(v.User)
	typed := p.OneTimeCode()
	switch {
	case v.l.IsLockedOut(u.Name):
		return v.page(v.s.lockedOut(u.Name))
	case typed == "":
		return v.page("Enter the code.")
	}
	row := v.l.Users.Row(u.Name)
	step, ok := phone.StepOf(phone.SecretIn(u, v.TargetTenant()), typed, v.l.Unix()/phone.CodePeriod)
	switch {
	case ok && step > row.CodeStep:
		row.CodeStep, row.CodeMisses = step, 0
		v.l.Users.Put(u.Name, row)
		v.l.NotifyChange()
		return v.proved(p)
	case ok:
		if v.l.CountFailure(u.Name, true) {
			return v.page(v.s.lockedOut(u.Name))
		}
		return v.page(usedCode)
	}
	if v.l.CountFailure(u.Name, true) {
		return v.page(v.s.lockedOut(u.Name))
	}
	return v.page(wrongCode)
}
