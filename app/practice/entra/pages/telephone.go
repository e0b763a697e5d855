package pages

import (
	"crypto/subtle"
	"slices"
	"strings"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
	"latchkey/app/practice/entra/phone"
)

// lastDigits are how many digits of a telephone number are asked for.
const lastDigits = 4

// endOf are the last digits of a number; "" for a number without any.
func endOf(number string) string {
	digits := strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, number)
	return digits[max(0, len(digits)-lastDigits):]
}

// asksDigits says whether a method is begun only after the digits of its number.
func (v *visit) asksDigits(method string) bool {
	return v.l.Policies().AskPhoneDigits && directory.IsTelephone(method) && endOf(v.l.User(v.User).NumberOf(method)) != ""
}

// askDigits asks for the digits of a method's number. Whatever was begun before, nobody
// waits for any more.
func (v *visit) askDigits(method string) outcome {
	v.withdrawTest()
	v.Method = method
	return v.goTo(directory.StepDigits)
}

const wrongDigits = "AADSTS500121: Those aren't the last four digits of that telephone number."

// takeDigits sends the text or rings when the digits are right. Wrong ones count as wrong
// codes do; right ones don't make up for them, or they would give as many tries at a code
// as somebody wants.
func (v *visit) takeDigits(p aadsts.Params) outcome {
	typed := strings.Join(strings.Fields(p["phonenumber"]), "")
	switch {
	case v.l.IsLockedOut(v.User):
		return v.page(v.s.lockedOut(v.User))
	case typed == "":
		return v.page("Enter the last four digits of the telephone number.")
	case !slices.Contains(v.offers(), v.Method):
		return v.goTo(directory.StepWays)
	case subtle.ConstantTimeCompare([]byte(typed), []byte(endOf(v.l.User(v.User).NumberOf(v.Method)))) == 1:
		return v.startMethod(v.Method)
	case v.l.CountFailure(v.User, true):
		return v.page(v.s.lockedOut(v.User))
	}
	return v.page(wrongDigits)
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
	send, step := phone.Call, directory.StepCall
	if method == directory.MethodText {
		send, step = phone.SendText, directory.StepText
	}
	id, bad := send(v.l, v.User, v.l.User(v.User).NumberOf(method), v.Client)
	if bad == nil {
		v.Message = id
		return v.goTo(step)
	}
	if len(v.offers()) < 2 {
		return v.stays(bad)
	}
	v.log(bad, bad.Text)
	v.Step = directory.StepWays
	v.save()
	return v.page(bad.Name() + ": " + bad.Text)
}

// offers are the second factors that the person can choose from: what is registered and strong enough,
// and a pass that an administrator has given them.
func (v *visit) offers() []string {
	list := v.l.User(v.User).MethodsIn(v.factorTenant())
	if v.factorTenant() == aadsts.Contoso && v.l.HasPass(v.User) && !slices.Contains(list, directory.MethodPass) {
		list = append(slices.Clone(list), directory.MethodPass)
	}
	return slices.DeleteFunc(slices.Clone(list), func(method string) bool { return !v.isEnough(method) })
}

const (
	wrongText = "AADSTS500121: That code isn't right. Type the code of the newest text message."
	oldText   = "AADSTS500121: That code is too old. Choose another way to sign in, or the same again, to get a new one."
)

// startTextSignIn sends the code that stands for user name and password. Only home knows its
// people by their numbers: it is not for guests. That the second factor is asked for afterwards as
// ever is from memory; the document says only that the two don't go together.
func (v *visit) startTextSignIn(u *directory.Principal) outcome {
	id, bad := phone.SendText(v.l, u.Name, u.MobilePhone, v.Client)
	if bad != nil {
		return v.page(bad.Name() + ": " + bad.Text)
	}
	v.User, v.Message, v.Method, v.ByText = u.Name, id, directory.MethodText, true
	return v.goTo(directory.StepText)
}

func (v *visit) takeText(p aadsts.Params) outcome {
	switch problem := v.checkText(p.OneTimeCode()); {
	case problem != "":
		return v.page(problem)
	case !v.First:
		v.First, v.Message = true, ""
		return v.recognized(v.l.User(v.User))
	}
	return v.proved(p)
}

// checkText is what is wrong with the code of the text message, or "".
func (v *visit) checkText(typed string) string {
	switch {
	case v.l.IsLockedOut(v.User):
		return v.s.lockedOut(v.User)
	case typed == "":
		return "Enter the code."
	case phone.SpendText(v.l, v.Message, typed):
		v.l.ClearCodeFailures(v.User)
		return ""
	case v.l.CountFailure(v.User, true):
		return v.s.lockedOut(v.User)
	case v.l.MessageState(v.Message) != directory.MessageSent:
		return oldText
	}
	return wrongText
}

// takeCall looks how the call was answered.
func (v *visit) takeCall(p aadsts.Params) outcome {
	switch {
	case v.l.CallWaits(v.Message):
		return v.page("")
	case v.l.MessageState(v.Message) == directory.CallApproved:
		return v.proved(p)
	case v.l.MessageState(v.Message) == directory.MessageExpired: // what was answered is in the log since then
		v.log(phone.NotApproved(v.l, v.Flow), phone.NotApproved(v.l, v.Flow).Text)
	}
	return v.goTo(directory.StepDenied)
}

// waiting says whether the phone has still to be answered.
func (v *visit) waiting() bool {
	switch v.Step {
	case directory.StepPush, directory.StepKey:
		p, ok := v.l.Prompts.Find(v.Prompt)
		return ok && v.l.PromptState(p) == directory.PromptWaiting
	case directory.StepCall:
		return v.l.CallWaits(v.Message)
	}
	return false
}
