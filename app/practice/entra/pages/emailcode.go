package pages

import (
	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
	"latchkey/app/practice/entra/phone"
)

// A guest whose home is no Entra tenant proves who they are by a code that comes by e-mail
// ("Email one-time passcode authentication"). That a second factor is asked for afterwards as ever,
// and the numbers of the errors, are from memory.
const (
	stepSendCode  = "sendcode"  // says where the code goes
	stepEmailCode = "emailcode" // type it
)

// mailedSeconds is for how long a code by e-mail proves who somebody is ("User sessions expire after
// 24 hours").
const mailedSeconds = directory.DaySeconds

// takeSendCode sends the code; the one before it is good no more.
func (v *visit) takeSendCode(p aadsts.Params) outcome {
	if p["answer"] == "back" {
		v.User = ""
		return v.goTo(directory.StepUser)
	}
	v.l.EndMessage(v.Message)
	id, bad := phone.SendMail(v.l, v.User, v.User, v.Client)
	if bad != nil {
		return v.page(bad.Name() + ": " + bad.Text)
	}
	v.Message, v.ByText = id, true
	return v.goTo(stepEmailCode)
}

const (
	wrongMail = "AADSTS500121: That code isn't right. Type the code of the newest e-mail."
	oldMail   = "AADSTS500121: That code is too old. Choose Back to get another one."
)

func (v *visit) takeEmailCode(p aadsts.Params) outcome {
	if p["answer"] == "back" {
		return v.goTo(stepSendCode)
	}
	switch problem := v.checkText(p.OneTimeCode()); problem {
	case "":
	case wrongText:
		return v.page(wrongMail)
	case oldText:
		return v.page(oldMail)
	default:
		return v.page(problem)
	}
	v.First, v.Message, v.Until = true, "", v.l.Unix()+mailedSeconds
	return v.recognized(v.l.User(v.User))
}
