package entra

import (
	"slices"
	"strings"

	"latchkey/app/practice/entra/aadsts"
)

// numberOf is the number that a method rings or texts.
func (p Person) numberOf(method string) string {
	if method == methodOffice {
		return p.OfficePhone
	}
	return p.MobilePhone
}

// masked is a number as pages show it: "+X XXXXXXXX42".
func masked(number string) string {
	country, rest := "", number
	if strings.HasPrefix(number, "+") {
		country, rest, _ = strings.Cut(number, " ")
		country = "+" + strings.Repeat("X", len(country)-1) + " "
	}
	digits := strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, rest)
	if len(digits) < 2 {
		return country + "XX"
	}
	return country + strings.Repeat("X", len(digits)-2) + digits[len(digits)-2:]
}

// startTelephone sends the text or rings. When there were too many, another way may
// still do.
func (v *visit) startTelephone(method string) outcome {
	send, step := ring, stepCall
	if method == methodText {
		send, step = sendText, stepText
	}
	id, bad := send(v.l, v.User, v.l.user(v.User).numberOf(method), v.Client)
	if bad == nil {
		v.Message = id
		return v.goTo(step)
	}
	if len(v.offers()) < 2 {
		return v.stays(bad)
	}
	v.log(bad, bad.Text)
	v.Step = stepWays
	v.save()
	return v.page(bad.Name() + ": " + bad.Text)
}

// offers are the second factors that the person can choose from: what is registered,
// and a pass that an administrator has given them.
func (v *visit) offers() []string {
	list := v.l.user(v.User).methodsIn(v.tenant())
	if v.tenant() == aadsts.Contoso && v.l.hasPass(v.User) && !slices.Contains(list, methodPass) {
		list = append(slices.Clone(list), methodPass)
	}
	return list
}

const (
	wrongText = "AADSTS500121: That code isn't right. Type the code of the newest text message."
	oldText   = "AADSTS500121: That code is too old. Choose another way to sign in, or the same again, to get a new one."
)

// takeText checks the code of the text message.
func (v *visit) takeText(p aadsts.Params) outcome {
	typed := p.OneTimeCode()
	switch {
	case v.l.locked(v.User):
		return v.page(v.s.lockedOut(v.User))
	case typed == "":
		return v.page("Enter the code.")
	case spendText(v.l, v.Message, typed):
		v.l.forgiveCodes(v.User)
		return v.proved(p)
	case v.l.missed(v.User, true):
		return v.page(v.s.lockedOut(v.User))
	case v.l.messageState(v.Message) != messageSent:
		return v.page(oldText)
	}
	return v.page(wrongText)
}

// takeCall looks how the call was answered.
func (v *visit) takeCall(p aadsts.Params) outcome {
	switch {
	case v.l.onCall(v.Message):
		return v.page("")
	case v.l.messageState(v.Message) == callApproved:
		return v.proved(p)
	case v.l.messageState(v.Message) == messageExpired: // what was answered is in the log since then
		v.log(denied(v.l, v.flow), denied(v.l, v.flow).Text)
	}
	return v.goTo(stepDenied)
}

// waiting says whether the phone has still to be answered.
func (v *visit) waiting() bool {
	switch v.Step {
	case stepPush, stepKey:
		p, ok := v.l.prompts.find(v.Prompt)
		return ok && v.l.promptState(p) == promptWaiting
	case stepCall:
		return v.l.onCall(v.Message)
	}
	return false
}

// forgiveCodes forgets the wrong codes before a right one.
func (l *Locked) forgiveCodes(name string) {
	if row := l.users.row(name); row.CodeMisses > 0 {
		row.CodeMisses = 0
		l.users.put(name, row)
	}
}
