package entra

import (
	"net/http"
	"slices"

	"latchkey/app/practice/entra/aadsts"
)

// serveSignin shows the page of the step at which a sign-in is: for a reload, and
// for who comes back after the tenant's owner changed.
func (s *Site) serveSignin(w http.ResponseWriter, r *http.Request) {
	s.visited(w, r, func(v *visit) outcome { return v.page("") })
}

// serveWays is the link "other ways to sign in".
func (s *Site) serveWays(w http.ResponseWriter, r *http.Request) {
	s.visited(w, r, func(v *visit) outcome {
		if v.First && !v.Second && v.Step != stepExpired && len(v.offers()) > 0 {
			v.Step = stepWays
			v.save()
		}
		return v.page("")
	})
}

func (s *Site) visited(w http.ResponseWriter, r *http.Request, do func(*visit) outcome) {
	var out outcome
	var bad *aadsts.Refusal
	s.Under(func(l *Locked) {
		var v *visit
		if v, bad = s.resume(l, r); bad == nil {
			out = do(v)
		}
	})
	if bad != nil {
		s.showRefusal(w, r, bad)
		return
	}
	out.write(s, w, r)
}

// serveStep takes what was typed. The step that the page was for comes along: an
// old page (the browser's Back) gets the page of where the sign-in is now.
func (s *Site) serveStep(w http.ResponseWriter, r *http.Request) {
	p, ok := s.posted(w, r)
	if !ok {
		return
	}
	s.visited(w, r, func(v *visit) outcome {
		if p["step"] != v.Step {
			return v.page("")
		}
		out := v.take(p)
		v.logPage(out, p["loginfmt"])
		out.cookies = v.cookies
		return out
	})
}

func (v *visit) take(p aadsts.Params) outcome {
	if v.enrolling() {
		return v.takeEnrol(p)
	}
	switch v.Step {
	case stepPick:
		return v.takeAccount(p)
	case stepUser:
		return v.takeUser(p)
	case stepPassword:
		return v.takePassword(p)
	case stepPush, stepKey:
		return v.takePush(p)
	case stepDenied:
		return v.takeDenied(p)
	case stepCode:
		return v.takeCode(p)
	case stepWays:
		return v.takeWay(p)
	case stepDigits:
		return v.takeDigits(p)
	case stepText:
		return v.takeText(p)
	case stepCall:
		return v.takeCall(p)
	case stepPass:
		return v.takePass(p)
	case stepExpired:
		return v.takeNewPassword(p)
	case stepTwin:
		return v.takeTwin(p)
	case stepPersonal:
		return v.goTo(stepTwin)
	case stepDevice:
		return v.takeDevice(p)
	case stepConsent:
		return v.takeConsent(p)
	case stepApproval:
		return v.takeApproval(p)
	case stepRequested:
		return v.takeRequested()
	case stepKeep:
		return v.takeKeep(p)
	}
	return v.page("") // a step without an answer
}

// go to another step.
func (v *visit) goTo(step string) outcome {
	v.Step = step
	v.save()
	return v.page("")
}

const (
	wrongPassword = "AADSTS50126: Your account or password is incorrect. Every practice user has a password of its own."
	lockedOut     = "AADSTS50053: Your account is temporarily locked after too many attempts. Wait a minute and try again."
)

func (v *visit) takeAccount(p aadsts.Params) outcome {
	_, session := v.s.session(v.l, v.r)
	for _, a := range session.Accounts {
		if a.User == p["account"] {
			return v.goOnAs(a)
		}
	}
	return v.goTo(stepUser)
}

// goOnAs goes on with an account of this browser that was chosen.
func (v *visit) goOnAs(a account) outcome {
	switch {
	case !v.l.user(a.User).memberOf(v.tenant()):
		return v.stays(notAMember(a.User, v.tenant(), v.l.app(v.Client)))
	case v.stale(a):
		return v.again(a)
	case v.enough(a):
		return v.issue(a)
	}
	return v.stepUp(a)
}

func (v *visit) takeUser(p aadsts.Params) outcome {
	u := v.l.user(aadsts.NormalName(p["loginfmt"]))
	if u == nil {
		problem := aadsts.UnknownUserProblem(p["loginfmt"])
		if aadsts.NormalName(p["loginfmt"]) == "" {
			problem = "Enter your user name."
		}
		out := v.page(problem)
		out.view.Typed = aadsts.Show(p["loginfmt"])
		return out
	}
	v.User = u.name
	return v.goTo(stepAfterName(v.l, u))
}

func (v *visit) takePassword(p aadsts.Params) outcome {
	if p["answer"] == "back" {
		v.User = ""
		return v.goTo(stepUser)
	}
	u := v.l.user(v.User)
	switch {
	case v.l.locked(u.name):
		return v.page(v.s.lockedOut(u.name))
	case p["passwd"] == "":
		return v.page("Enter your password.")
	case !v.l.passwordFits(u, p["passwd"]):
		if v.l.missed(u.name, false) {
			return v.page(v.s.lockedOut(u.name))
		}
		return v.page(wrongPassword)
	}
	v.l.forgive(u.name)
	v.First = true
	return v.recognized(u)
}

// recognized is what follows a right password.
func (v *visit) recognized(u *user) outcome {
	if bad := v.l.keepsOut(u, v.tenant(), v.l.app(v.Client), v.way()); bad != nil {
		return v.stays(bad)
	}
	if u.PasswordExpired {
		v.logInterrupt(50055, "the password has expired: the person has to choose another one")
		return v.goTo(stepExpired)
	}
	if !v.l.demandsSecond(u, v.tenant()) {
		return v.keepOrFinish()
	}
	if v.s.trusts(v.l, v.r, u.name, v.tenant()) {
		v.Second = true
		return v.keepOrFinish()
	}
	return v.askSecond(u)
}

// askSecond asks for the second factor: by the first method that is registered.
func (v *visit) askSecond(u *user) outcome {
	if u.Blocked {
		return v.stays(blockedByReport())
	}
	methods := u.methodsIn(v.tenant())
	if len(methods) == 0 {
		return v.startEnrol(u)
	}
	return v.startMethod(methods[0])
}

func (v *visit) startMethod(method string) outcome {
	v.withdrawTest()
	v.supersede()
	v.Method = method
	switch {
	case v.l.user(v.User).Blocked:
		return v.stays(blockedByReport())
	case method == methodPush, method == methodKey:
		return v.askPhone(method)
	case method == methodCode:
		return v.goTo(stepCode)
	case method == methodPass:
		return v.goTo(stepPass)
	}
	return v.startTelephone(method)
}

func (v *visit) takeWay(p aadsts.Params) outcome {
	switch method := p["method"]; {
	case !slices.Contains(v.offers(), method):
		return v.page("Choose one of the ways.")
	case v.asksDigits(method):
		return v.askDigits(method)
	default:
		return v.startMethod(method)
	}
}

// proved is what follows a right second factor.
func (v *visit) proved(p aadsts.Params) outcome {
	if v.l.user(v.User).Blocked {
		return v.stays(blockedByReport())
	}
	v.Second, v.Proved, v.Prompt, v.Message, v.Trust = true, true, "", "", p["trust"] != "" && v.l.rememberDays() > 0
	return v.keepOrFinish()
}
