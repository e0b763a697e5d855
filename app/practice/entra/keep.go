package entra

import "latchkey/app/practice/entra/aadsts"

// keepOrFinish asks "Stay signed in?", unless this browser has been told not to ask.
func (v *visit) keepOrFinish() outcome {
	if v.l.Policies().NeverStaySignedIn {
		return v.finish(false)
	}
	switch cookieOf(v.r, v.s.cookie.keep) {
	case "yes":
		return v.finish(true)
	case "no":
		return v.finish(false)
	}
	return v.goTo(stepKeep)
}

func (v *visit) takeKeep(p aadsts.Params) outcome {
	keep := p["answer"] != "no"
	if p["DontShowAgain"] != "" {
		word := "no"
		if keep {
			word = "yes"
		}
		v.cookies = append(v.cookies, newCookie(v.s.cookie.keep, word, keepSeconds))
	}
	return v.finish(keep)
}
