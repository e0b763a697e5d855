package entra

import (
	"slices"

	"latchkey/app/practice/entra/aadsts"
)

// offered are the methods that a person can set up now: passes and security keys are
// given by administrators. Another tenant knows its guests'
// apps only: the telephone numbers are their home's.
func (v *visit) offered() []string {
	u := v.l.user(v.User)
	have := u.methodsIn(v.tenant())
	var list []string
	for _, m := range allMethods {
		if m != methodPass && m != methodKey && !slices.Contains(have, m) && (v.tenant() == aadsts.Contoso || !isTelephone(m)) {
			list = append(list, m)
		}
	}
	return list
}

func isTelephone(method string) bool {
	return method == methodText || method == methodMobile || method == methodOffice
}

// takeMethod is the choice of what to set up.
func (v *visit) takeMethod(row enrolRow, p aadsts.Params) outcome {
	if !slices.Contains(v.offered(), p["method"]) {
		return v.page("Choose one of the methods.")
	}
	row.Method = p["method"]
	if isTelephone(row.Method) {
		return v.enrolTo(row, stepNumber, "")
	}
	return v.showSecret(row)
}

// takeScanned is what follows the QR code: a code to type, or a request to approve.
func (v *visit) takeScanned(row enrolRow) outcome {
	if row.Method == methodCode {
		return v.enrolTo(row, stepTry, "")
	}
	if u := v.l.user(v.User); u.Blocked {
		return v.stays(blockedByReport())
	}
	v.withdrawTest()
	row.Scanned = true // the practice phone has to know the account to be asked
	v.Prompt = ask(v.l, v.User, v.Client, false)
	return v.enrolTo(row, stepWait, "")
}

// takeTry checks the code of the app, by the secret that is being set up.
func (v *visit) takeTry(row enrolRow, p aadsts.Params) outcome {
	typed := p.OneTimeCode()
	switch {
	case v.l.locked(v.User):
		return v.page(v.s.lockedOut(v.User))
	case typed == "":
		return v.page("Enter the code.")
	case isTelephone(row.Method):
		return v.takeTextCode(row, typed)
	}
	step, ok := stepOf(row.Secret, typed, v.l.unix()/codePeriod)
	if !ok {
		return v.missedTry(wrongCode)
	}
	state := v.l.users.row(v.User)
	state.CodeStep = max(state.CodeStep, step) // good once, here too
	v.l.users.put(v.User, state)
	return v.register(row)
}

// missedTry counts a wrong code.
func (v *visit) missedTry(text string) outcome {
	if v.l.missed(v.User, true) {
		text = v.s.lockedOut(v.User)
	}
	return v.page(text)
}

// takeWaited looks how the phone answered.
func (v *visit) takeWaited(row enrolRow) outcome {
	if isTelephone(row.Method) {
		return v.takeCalled(row)
	}
	state := promptExpired
	if p, ok := v.l.prompts.find(v.Prompt); ok {
		state = v.l.promptState(p)
	}
	switch state {
	case promptWaiting:
		return v.page("")
	case promptApproved:
		return v.register(row)
	}
	text, _ := denial(v.l, v.flow)
	v.withdrawTest()
	return v.enrolTo(row, stepApp, "AADSTS500121: "+text+" The method isn't set up yet. Next sends another request.")
}

// otherMethod goes back to the choice of a method, or past the second one.
func (v *visit) otherMethod() outcome {
	row := v.l.enrolments.row(enrolKey(v.User, v.tenant()))
	if !v.enrolling() || v.Step == stepProofUp || row.Flow != v.id || v.Step == stepEnrolled {
		return v.page("")
	}
	v.withdrawTest()
	row.Secret, row.Scanned, row.Number, row.Phone = "", false, "", ""
	if row.Fallback {
		return v.enrolTo(row, stepFallback, "")
	}
	return v.enrolTo(row, stepMethod, "")
}

// later leaves the second method for another day.
func (v *visit) later() outcome {
	row := v.l.enrolments.row(enrolKey(v.User, v.tenant()))
	if !v.enrolling() || !row.Fallback || row.Flow != v.id {
		return v.page("")
	}
	v.withdrawTest()
	row.Secret, row.Number, row.Phone = "", "", ""
	return v.enrolTo(row, stepEnrolled, "")
}
