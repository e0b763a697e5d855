package pages

import (
	"slices"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
	"latchkey/app/practice/entra/phone"
)

// "Forgot my password" resets it in a few pages: proofs that it is the person, and another password. At
// Entra they are another site's (passwordreset.microsoftonline.com), which asks for the user name and for
// the letters of a picture first.
const (
	stepReset         = "reset"         // choose a method
	stepResetCode     = "resetcode"     // type its code
	stepResetPassword = "resetpassword" // choose another password
	stepResetDone     = "resetdone"
)

// startReset is the link "Forgot my password".
func (v *visit) startReset() outcome {
	if v.Step != directory.StepPassword {
		return v.page("")
	}
	v.ResetBy, v.Message = nil, ""
	return v.goTo(stepReset)
}

// resetWays are the methods that the person can still choose.
func (v *visit) resetWays() (list []way) {
	u := v.l.User(v.User)
	methods, _ := v.l.PasswordResetBy(u)
	for _, m := range methods {
		switch {
		case slices.Contains(v.ResetBy, m):
		case m == directory.MethodText:
			list = append(list, way{m, "Send a text to my mobile phone " + masked(u.MobilePhone)})
		default:
			list = append(list, way{m, "Enter a code from my authenticator app"})
		}
	}
	return list
}

func (v *visit) takeReset(p aadsts.Params) outcome {
	method := p["method"]
	switch {
	case p["answer"] == "back":
		v.ResetBy, v.Message = nil, ""
		return v.goTo(directory.StepPassword)
	case !slices.ContainsFunc(v.resetWays(), func(w way) bool { return w.Value == method }):
		return v.page("Choose one of the ways.")
	}
	if method == directory.MethodText {
		id, bad := phone.SendText(v.l, v.User, v.l.User(v.User).MobilePhone, v.Client)
		if bad != nil {
			return v.page(bad.Name() + ": " + bad.Text)
		}
		v.Message = id
	}
	v.Method = method
	return v.goTo(stepResetCode)
}

func (v *visit) takeResetCode(p aadsts.Params) outcome {
	check := v.checkCode
	if v.Method == directory.MethodText {
		check = v.checkText
	}
	if p["answer"] == "back" {
		return v.goTo(stepReset)
	}
	if problem := check(p.OneTimeCode()); problem != "" {
		return v.page(problem)
	}
	v.ResetBy, v.Message = append(slices.Clone(v.ResetBy), v.Method), ""
	if !v.mayReset() {
		return v.goTo(stepReset)
	}
	return v.goTo(stepResetPassword)
}

// mayReset says whether the person has proved enough, by what counts now.
func (v *visit) mayReset() bool {
	methods, takes := v.l.PasswordResetBy(v.l.User(v.User))
	proved := slices.DeleteFunc(slices.Clone(methods), func(m string) bool { return !slices.Contains(v.ResetBy, m) })
	return takes > 0 && len(proved) >= takes
}

func (v *visit) takeResetPassword(p aadsts.Params) outcome {
	u := v.l.User(v.User)
	if !v.mayReset() {
		return v.goTo(stepReset)
	}
	if field, text := v.checkNewPassword(u, p["newpassword"], p["confirmnewpassword"]); field != "" {
		out := v.page(text)
		out.view.Wrong = field
		return out
	}
	v.l.ClearPasswordFailures(u.Name)
	v.l.ChangePassword(u, p["newpassword"], v.id)
	v.ResetBy = nil
	return v.goTo(stepResetDone)
}
