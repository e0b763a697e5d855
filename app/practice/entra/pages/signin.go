package pages

import (
	"net/http"
	"slices"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

// serveSignin shows the page of the step at which a sign-in is: for a reload, and
// for people who come back after another process took the tenant over.
func (s *Site) serveSignin(w http.ResponseWriter, r *http.Request) {
	s.visited(w, r, func(v *visit) outcome { return v.page("") })
}

// serveWays is the link "other ways to sign in".
func (s *Site) serveWays(w http.ResponseWriter, r *http.Request) {
	s.visited(w, r, func(v *visit) outcome {
		if v.First && !v.Second && v.Step != directory.StepExpired && len(v.offers()) > 0 {
			v.Step = directory.StepWays
			v.save()
		}
		return v.page("")
	})
}

func (s *Site) visited(w http.ResponseWriter, r *http.Request, do func(*visit) outcome) {
	var out outcome
	var bad *aadsts.Refusal
	s.Under(func(l *directory.Locked) {
		var v *visit
		if v, bad = s.resume(l, r); bad == nil {
			out = do(v)
		}
	})
	if bad != nil {
		s.ShowRefusal(w, r, bad)
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
	case directory.StepPick:
		return v.takeAccount(p)
	case directory.StepUser:
		return v.takeUser(p)
	case directory.StepPassword:
		return v.takePassword(p)
	case directory.StepPush, directory.StepKey:
		return v.takePush(p)
	case directory.StepDenied:
		return v.takeDenied(p)
	case directory.StepCode:
		return v.takeCode(p)
	case directory.StepWays:
		return v.takeWay(p)
	case directory.StepDigits:
		return v.takeDigits(p)
	case directory.StepText:
		return v.takeText(p)
	case directory.StepCall:
		return v.takeCall(p)
	case directory.StepPass:
		return v.takePass(p)
	case directory.StepExpired:
		return v.takeNewPassword(p)
	case directory.StepTwin:
		return v.takeTwin(p)
	case directory.StepPersonal:
		return v.goTo(directory.StepTwin)
	case directory.StepDevice:
		return v.takeDevice(p)
	case stepSendCode:
		return v.takeSendCode(p)
	case stepEmailCode:
		return v.takeEmailCode(p)
	case stepReset:
		return v.takeReset(p)
	case stepResetCode:
		return v.takeResetCode(p)
	case stepResetPassword:
		return v.takeResetPassword(p)
	case stepResetDone:
		return v.goTo(directory.StepPassword)
	case stepNudge:
		return v.takeNudge(p)
	case stepTerms:
		return v.takeTerms(p)
	case stepReview:
		return v.takeReview(p)
	case stepConsent:
		return v.takeConsent(p)
	case stepApproval:
		return v.takeApproval(p)
	case stepRequested:
		return v.takeRequested()
	case directory.StepKeep:
		return v.takeKeep(p)
	}
	return v.page("") // a step without an answer
}

// goTo shows another step of the sign-in.
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
	return v.goTo(directory.StepUser)
}

// goOnAs continues with the account of this browser that was chosen.
func (v *visit) goOnAs(a directory.Account) outcome {
	switch {
	case !v.l.User(a.User).MemberOf(v.TargetTenant()):
		return v.stays(directory.NotAMember(a.User, v.TargetTenant(), v.l.App(v.Client)))
	case v.stale(a):
		return v.again(a)
	case v.enough(a):
		return v.issue(a)
	}
	return v.stepUp(a)
}

func (v *visit) takeUser(p aadsts.Params) outcome {
	if u := v.l.PrincipalByNumber(p["loginfmt"]); u != nil && v.TargetTenant() == aadsts.Contoso {
		return v.startTextSignIn(u)
	}
	u := v.l.User(aadsts.NormalName(p["loginfmt"]))
	if u == nil || u.IsUnknownIn(v.TargetTenant()) {
		problem := aadsts.UnknownUserProblem(p["loginfmt"])
		if aadsts.NormalName(p["loginfmt"]) == "" {
			problem = "Enter your user name."
		}
		out := v.page(problem)
		out.view.Typed = aadsts.Show(p["loginfmt"])
		return out
	}
	v.User = u.Name
	return v.goTo(stepAfterName(v.l, u))
}

func (v *visit) takePassword(p aadsts.Params) outcome {
	if p["answer"] == "back" {
		v.User = ""
		return v.goTo(directory.StepUser)
	}
	u := v.l.User(v.User)
	switch {
	case v.l.IsLockedOut(u.Name):
		return v.page(v.s.lockedOut(u.Name))
	case p["passwd"] == "":
		return v.page("Enter your password.")
	case !v.l.PasswordMatches(u, p["passwd"]):
		if v.l.CountFailure(u.Name, false) {
			return v.page(v.s.lockedOut(u.Name))
		}
		return v.page(wrongPassword)
	}
	v.l.ClearPasswordFailures(u.Name)
	v.First = true
	return v.recognized(u)
}

// recognized is what follows a right password.
func (v *visit) recognized(u *directory.Principal) outcome {
	if bad := v.l.CheckAccount(u, v.access()); bad != nil {
		return v.stays(bad)
	}
	if u.PasswordExpired && !v.ByText {
		v.logInterrupt(50055, "the password has expired: the person has to choose another one")
		return v.goTo(directory.StepExpired)
	}
	if !v.asksSecond(u) {
		return v.keepOrFinish()
	}
	if v.remembered(u) {
		v.Second = true
		return v.keepOrFinish()
	}
	return v.askSecond(u)
}

func (v *visit) startMethod(method string) outcome {
	v.withdrawTest()
	v.supersede()
	v.Method = method
	switch {
	case v.l.User(v.User).Blocked:
		return v.stays(directory.BlockedByReport())
	case method == directory.MethodPush, method == directory.MethodKey:
		return v.askPhone(method)
	case method == directory.MethodCode:
		return v.goTo(directory.StepCode)
	case method == directory.MethodPass:
		return v.goTo(directory.StepPass)
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
	if v.l.User(v.User).Blocked {
		return v.stays(directory.BlockedByReport())
	}
	v.Second, v.Proved, v.Prompt, v.Message = true, true, "", ""
	u := v.l.User(v.User)
	v.Trust = (p["trust"] != "" || v.l.RemembersByItself(u)) && v.l.RememberDays() > 0 && !v.l.AsksEveryTime(u)
	v.l.RemediateSignInRisk(u)
	v.Strong = directory.StrengthOf(v.Method) == aadsts.PhishingResistantStrength
	if v.isNudged(u) {
		return v.goTo(stepNudge)
	}
	return v.keepOrFinish()
}

// stepAfterName is the page after a user name that is known: which of the two accounts of that
// name, or the first proof.
func stepAfterName(l *directory.Locked, u *directory.Principal) string {
	if u.Personal {
		return directory.StepTwin
	}
	return firstProof(l, u)
}

// takeTwin takes which of two accounts of the same name is meant.
func (v *visit) takeTwin(p aadsts.Params) outcome {
	switch p["account"] {
	case "work":
		return v.goTo(firstProof(v.l, v.l.User(v.User)))
	case "personal":
		bad := aadsts.WrongAccountKind()
		v.log(bad, bad.Text)
		return v.goTo(directory.StepPersonal)
	}
	return v.page("Choose one of the accounts.")
}

// lockedOut is what the page says to somebody whose account is locked.
func (s *Site) lockedOut(name string) string {
	if u := s.User(name); u != nil && u.Locked {
		return lockedForGood
	}
	return lockedOut
}

const lockedForGood = "AADSTS50053: Your account is locked. Ask your administrator to unlock it."
