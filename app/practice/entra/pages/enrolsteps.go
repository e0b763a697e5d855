package pages

import (
	"slices"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
	"latchkey/app/practice/entra/phone"
)

// offered are the methods that a person can set up now: passes and security keys are
// given by administrators. Another tenant knows its guests'
// apps only: the telephone numbers are their home's.
func (v *visit) offered() []string {
	u := v.l.User(v.User)
	have := u.MethodsIn(v.factorTenant())
	var list []string
	for _, m := range directory.AllMethods() {
		if !v.Adding && !v.l.Registrable(m) {
			continue
		}
		if m != directory.MethodPass && m != directory.MethodKey && !slices.Contains(have, m) && (v.factorTenant() == aadsts.Contoso || !directory.IsTelephone(m)) {
			list = append(list, m)
		}
	}
	return list
}

// takeMethod is the choice of what to set up.
func (v *visit) takeMethod(row directory.EnrolmentRow, p aadsts.Params) outcome {
	if !slices.Contains(v.offered(), p["method"]) {
		return v.page("Choose one of the methods.")
	}
	row.Method = p["method"]
	if directory.IsTelephone(row.Method) {
		return v.enrolTo(row, stepNumber, "")
	}
	return v.showSecret(row)
}

// takeScanned is what follows the QR code: a code to type, or a request to approve.
func (v *visit) takeScanned(row directory.EnrolmentRow) outcome {
	if row.Method == directory.MethodCode {
		return v.enrolTo(row, stepTry, "")
	}
	if u := v.l.User(v.User); u.Blocked {
		return v.stays(directory.BlockedByReport())
	}
	v.withdrawTest()
	row.Scanned = true // the practice phone has to know the account to be asked
	v.Prompt = phone.SendPrompt(v.l, v.User, v.Client, false)
	return v.enrolTo(row, stepWait, "")
}

// takeTry checks the code of the app, by the secret that is being set up.
func (v *visit) takeTry(row directory.EnrolmentRow, p aadsts.Params) outcome {
	typed := p.OneTimeCode()
	switch {
	case v.l.IsLockedOut(v.User):
		return v.page(v.s.lockedOut(v.User))
	case typed == "":
		return v.page("Enter the code.")
	case directory.IsTelephone(row.Method):
		return v.takeTextCode(row, typed)
	}
	step, ok := phone.StepOf(row.Secret, typed, v.l.Unix()/phone.CodePeriod)
	if !ok {
		return v.missedTry(wrongCode)
	}
	state := v.l.Users.Row(v.User)
	state.CodeStep = max(state.CodeStep, step) // good once, here too
	v.l.Users.Put(v.User, state)
	return v.register(row)
}

// missedTry counts a wrong code.
func (v *visit) missedTry(text string) outcome {
	if v.l.CountFailure(v.User, true) {
		text = v.s.lockedOut(v.User)
	}
	return v.page(text)
}

// takeWaited looks how the phone answered.
func (v *visit) takeWaited(row directory.EnrolmentRow) outcome {
	if directory.IsTelephone(row.Method) {
		return v.takeCalled(row)
	}
	state := directory.PromptExpired
	if p, ok := v.l.Prompts.Find(v.Prompt); ok {
		state = v.l.PromptState(p)
	}
	switch state {
	case directory.PromptWaiting:
		return v.page("")
	case directory.PromptApproved:
		return v.register(row)
	}
	text, _ := phone.Denial(v.l, v.Flow)
	v.withdrawTest()
	return v.enrolTo(row, stepApp, "AADSTS500121: "+text+" The method isn't set up yet. Next sends another request.")
}

// fallbacks are the telephone methods that can be set up beside the first method: the
// mobile phone, and the office's for somebody who has the mobile already.
func (s *Site) fallbacks(name string) []string {
	have := s.User(name).Methods
	switch {
	case !slices.Contains(have, directory.MethodText) && !slices.Contains(have, directory.MethodMobile):
		return []string{directory.MethodText, directory.MethodMobile}
	case !slices.Contains(have, directory.MethodOffice):
		return []string{directory.MethodOffice}
	}
	return nil
}

// takeNumber tries a telephone number out.
func (v *visit) takeNumber(row directory.EnrolmentRow, p aadsts.Params) outcome {
	if !slices.ContainsFunc(phone.Countries, func(c phone.Country) bool { return c.Code == p["country"] }) {
		return v.enrolTo(row, v.Step, "Choose the country.")
	}
	row.Country, row.Number = p["country"], aadsts.Show(p["phone"])
	if v.Step == stepFallback {
		if !slices.Contains(v.s.fallbacks(v.User), p["method"]) {
			return v.enrolTo(row, v.Step, "Choose one of the methods.")
		}
		row.Method = p["method"]
	}
	row.Phone = phone.DialledNumber(row.Country, p["phone"])
	switch {
	case row.Number == "":
		return v.enrolTo(row, v.Step, "Enter the telephone number.")
	case row.Phone == "":
		return v.enrolTo(row, v.Step, "That is no telephone number of this country. Choose the country and enter the number's digits.")
	case v.l.IsLockedOut(v.User):
		return v.page(v.s.lockedOut(v.User))
	case v.l.User(v.User).Blocked:
		return v.stays(directory.BlockedByReport())
	}
	v.withdrawTest()
	next, send := stepTry, phone.SendText
	if row.Method != directory.MethodText {
		next, send = stepWait, phone.Call
	}
	id, bad := send(v.l, v.User, row.Phone, v.Client)
	if bad != nil {
		return v.enrolTo(row, v.Step, bad.Name()+": "+bad.Text)
	}
	v.Message = id
	return v.enrolTo(row, next, "")
}

// takeTextCode checks the code of the text message.
func (v *visit) takeTextCode(row directory.EnrolmentRow, typed string) outcome {
	if phone.SpendText(v.l, v.Message, typed) {
		return v.register(row)
	}
	if v.l.MessageState(v.Message) != directory.MessageSent {
		return v.missedTry("AADSTS500121: That code is too old. Go back to the number to get another one.")
	}
	return v.missedTry(wrongText)
}

// takeCalled looks how the call ended.
func (v *visit) takeCalled(row directory.EnrolmentRow) outcome {
	if v.l.CallWaits(v.Message) {
		return v.page("")
	}
	if v.l.MessageState(v.Message) == directory.CallApproved {
		return v.register(row)
	}
	text, _ := phone.CallDenial(v.l, v.Message)
	v.withdrawTest()
	return v.enrolTo(row, numberStep(row), "AADSTS500121: "+text+" The number isn't set up yet.")
}

// numberStep is the page on which the number was typed.
func numberStep(row directory.EnrolmentRow) string {
	if row.Fallback {
		return stepFallback
	}
	return stepNumber
}

// withdrawTest takes the test request off the phone, and ends the test call or text.
func (v *visit) withdrawTest() {
	v.l.WithdrawPrompt(v.Prompt)
	v.l.EndMessage(v.Message)
	v.Prompt, v.Message = "", ""
}

// testWaits says whether the test request or the test call waits for its answer. A window
// that another one took over from waits for good, instead of going on by itself: that
// would take over again.
func (v *visit) testWaits() bool {
	if v.l.Enrolments.Row(directory.EnrolmentKey(v.User, v.factorTenant())).Flow != v.id {
		return true
	}
	if v.Message != "" {
		return v.l.CallWaits(v.Message)
	}
	p, ok := v.l.Prompts.Find(v.Prompt)
	return ok && v.l.PromptState(p) == directory.PromptWaiting
}

// otherMethod goes back to the choice of a method, or past the second one.
func (v *visit) otherMethod() outcome {
	row := v.l.Enrolments.Row(directory.EnrolmentKey(v.User, v.factorTenant()))
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
	row := v.l.Enrolments.Row(directory.EnrolmentKey(v.User, v.factorTenant()))
	if !v.enrolling() || !row.Fallback || row.Flow != v.id {
		return v.page("")
	}
	v.withdrawTest()
	row.Secret, row.Number, row.Phone = "", "", ""
	return v.enrolTo(row, stepEnrolled, "")
}

// register keeps a method that was proved.
func (v *visit) register(row directory.EnrolmentRow) outcome {
	p, t := v.l.User(v.User).Person.Clone(), v.factorTenant()
	state := v.l.Users.Row(v.User)
	state.CodeMisses, state.EnrolAsked, state.EnrolSkipped = 0, 0, false
	if row.Method == directory.MethodCode {
		state = withSecret(state, t, row.Secret)
	}
	v.l.Users.Put(v.User, state)
	if t == aadsts.Contoso && p.RegisterAgain {
		p.RegisterAgain, p.Methods, p.MobilePhone, p.OfficePhone = false, nil, "", ""
	}
	switch row.Method {
	case directory.MethodText, directory.MethodMobile:
		p.MobilePhone = row.Phone
	case directory.MethodOffice:
		p.OfficePhone = row.Phone
	}
	list := &p.Methods
	if t != aadsts.Contoso {
		list = &p.GuestMethods
	}
	if !slices.Contains(*list, row.Method) {
		*list = append(*list, row.Method)
	}
	if p.MFA == directory.MFAEnabled && t == aadsts.Contoso {
		p.MFA = directory.MFAEnforced
	}
	v.l.ChangePerson(p)
	v.withdrawTest()
	v.Second, v.Proved = true, true
	row.Registered = append(slices.Clone(row.Registered), row.Method)
	row.Secret, row.Scanned, row.Number, row.Phone = "", false, "", ""
	if row.Fallback || v.Adding || v.Nudged || t != aadsts.Contoso || len(v.s.fallbacks(v.User)) == 0 {
		return v.enrolTo(row, stepEnrolled, "")
	}
	row.Fallback = true
	return v.enrolTo(row, stepFallback, "")
}
