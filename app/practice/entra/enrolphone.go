package entra

import (
	"slices"

	"latchkey/app/practice/entra/aadsts"
)

// fallbacks are the telephone methods that can be set up beside the first method: the
// mobile phone, and the office's for who has the mobile already.
func (s *Site) fallbacks(name string) []string {
	have := s.user(name).Methods
	switch {
	case !slices.Contains(have, methodText) && !slices.Contains(have, methodMobile):
		return []string{methodText, methodMobile}
	case !slices.Contains(have, methodOffice):
		return []string{methodOffice}
	}
	return nil
}

// takeNumber tries a telephone number out.
func (v *visit) takeNumber(row enrolRow, p aadsts.Params) outcome {
	if !slices.ContainsFunc(countries, func(c country) bool { return c.Code == p["country"] }) {
		return v.enrolTo(row, v.Step, "Choose the country.")
	}
	row.Country, row.Number = p["country"], aadsts.Show(p["phone"])
	if v.Step == stepFallback {
		if !slices.Contains(v.s.fallbacks(v.User), p["method"]) {
			return v.enrolTo(row, v.Step, "Choose one of the methods.")
		}
		row.Method = p["method"]
	}
	row.Phone = dialled(row.Country, p["phone"])
	switch {
	case row.Number == "":
		return v.enrolTo(row, v.Step, "Enter the telephone number.")
	case row.Phone == "":
		return v.enrolTo(row, v.Step, "That is no telephone number of this country. Choose the country and enter the number's digits.")
	case v.l.locked(v.User):
		return v.page(v.s.lockedOut(v.User))
	case v.l.user(v.User).Blocked:
		return v.stays(blockedByReport())
	}
	v.withdrawTest()
	next, send := stepTry, sendText
	if row.Method != methodText {
		next, send = stepWait, ring
	}
	id, bad := send(v.l, v.User, row.Phone, v.Client)
	if bad != nil {
		return v.enrolTo(row, v.Step, bad.Name()+": "+bad.Text)
	}
	v.Message = id
	return v.enrolTo(row, next, "")
}

// takeTextCode checks the code of the text message.
func (v *visit) takeTextCode(row enrolRow, typed string) outcome {
	if spendText(v.l, v.Message, typed) {
		return v.register(row)
	}
	if v.l.messageState(v.Message) != messageSent {
		return v.missedTry("AADSTS500121: That code is too old. Go back to the number to get another one.")
	}
	return v.missedTry(wrongText)
}

// takeCalled looks how the call ended.
func (v *visit) takeCalled(row enrolRow) outcome {
	if v.l.onCall(v.Message) {
		return v.page("")
	}
	if v.l.messageState(v.Message) == callApproved {
		return v.register(row)
	}
	text, _ := callDenial(v.l, v.Message)
	v.withdrawTest()
	return v.enrolTo(row, numberStep(row), "AADSTS500121: "+text+" The number isn't set up yet.")
}

// numberStep is the page on which the number was typed.
func numberStep(row enrolRow) string {
	if row.Fallback {
		return stepFallback
	}
	return stepNumber
}

// withdrawTest takes the test request off the phone, and ends the test call or text.
func (v *visit) withdrawTest() {
	v.l.withdraw(v.Prompt)
	v.l.endMessage(v.Message)
	v.Prompt, v.Message = "", ""
}

// testWaits says whether the test request or the test call waits for its answer. A window
// that another one took over from waits for good, instead of going on by itself: that
// would take over again.
func (v *visit) testWaits() bool {
	if v.l.enrolments.row(enrolKey(v.User, v.tenant())).Flow != v.id {
		return true
	}
	if v.Message != "" {
		return v.l.onCall(v.Message)
	}
	p, ok := v.l.prompts.find(v.Prompt)
	return ok && v.l.promptState(p) == promptWaiting
}
