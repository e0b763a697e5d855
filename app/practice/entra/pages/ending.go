package pages

import (
	"cmp"
	"maps"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
	"latchkey/app/practice/entra/token"
)

// finish ends the sign-in with a code.
func (v *visit) finish(keep bool) outcome {
	a := directory.Account{User: v.User, At: v.l.Unix(), Until: v.Until}
	if v.Second {
		a.Passed = directory.PassedIn(v.factorTenant())
		if v.Strong {
			a.Passed.Strong = []string{v.factorTenant().ID}
		}
	}
	a = v.signedIn(a, keep)
	if v.Trust && v.Second {
		v.cookies = append(v.cookies, v.s.trust(v.l, v.r, v.User, v.factorTenant()))
	}
	return v.issue(a)
}

// stepUp asks somebody who is signed in for the second factor of this tenant.
func (v *visit) stepUp(a directory.Account) outcome {
	v.User, v.First = a.User, true
	return v.askSecond(v.l.User(a.User))
}

// issue answers with a code for an account.
func (v *visit) issue(a directory.Account) outcome {
	v.User = a.User
	if bad := v.l.CheckAccount(v.l.User(a.User), v.access()); bad != nil {
		if v.silent {
			return v.refused(bad)
		}
		return v.stays(bad)
	}
	if v.id != "" && !v.silent && !v.enough(a) {
		return v.stepUp(a) // more is demanded than when the sign-in began
	}
	if v.l.User(a.User).IsInvitedTo(v.TargetTenant()) {
		return v.reviewInvitation(a)
	}
	if name, id := v.l.TermsToAccept(v.l.User(a.User), v.access()); id != "" && !v.Info {
		return v.askTerms(a, name)
	}
	if v.Info {
		v.log(nil, v.reason(a))
		return v.toSecurityInfo(a)
	}
	if bad := v.l.CheckAppPermissions(v.Client, v.Scope); bad != nil {
		if v.silent {
			return v.refused(bad)
		}
		return v.stays(bad)
	}
	if out, stopped := v.consent(a); stopped {
		return out
	}
	if v.Device != "" {
		return v.askForDevice(a)
	}
	v.log(nil, v.reason(a))
	if v.id != "" {
		v.l.DropFlow(v.id)
	}
	v.signedInTo(a.User)
	return v.back(v.result(a))
}

// refused answers with an error.
func (v *visit) refused(f *aadsts.Refusal) outcome {
	v.log(f, f.Why())
	if v.Device != "" {
		token.DeclineDevice(v.l, v.Device)
		return v.stays(f)
	}
	if v.Info {
		return v.stays(f)
	}
	if v.id != "" {
		v.l.DropFlow(v.id)
	}
	return v.back(answerOf(v.incident(f), directory.BasesOf(v.r.Context(), v.r.Host)))
}

// stays ends the sign-in on a page, because the client must not or need not know.
func (v *visit) stays(f *aadsts.Refusal) outcome {
	v.log(f, f.Why())
	if v.id != "" {
		v.l.DropFlow(v.id)
	}
	out := refusedPage(v.incident(f))
	out.view.App, out.view.Tenant, out.cookies = v.l.AppName(v.Client), v.TargetTenant().Name, v.cookies
	return out
}

func (v *visit) incident(f *aadsts.Refusal) aadsts.Incident {
	return aadsts.Incident{Refusal: f, Trace: v.l.TraceOf(v.r.Context()), Correlation: v.Correlation, At: v.l.Now().UTC()}
}

func (v *visit) back(a answer) outcome {
	markAdminConsent(v.AuthRequest, a)
	out := v.s.goBack(v.AuthRequest, a)
	out.cookies = v.cookies
	return out
}

// tooOldSession is for a client that asks without a person.
func tooOldSession() *aadsts.Refusal {
	return aadsts.Refuse("interaction_required", 70044, "The session has expired or is invalid due to sign-in frequency checks by conditional access.")
}

// result is what a sign-in that went well answers.
func (v *visit) result(a directory.Account) answer {
	if endsWithConsent(v.AuthRequest) {
		return answer{}
	}
	// session_state is the id of the session, a GUID ("Microsoft identity platform and implicit
	// grant flow"); that it is the claim sid as well is from memory.
	out := answer{"session_state": cmp.Or(a.Session, aadsts.GUID(v.l.RandomBytes(16)))}
	if v.ClientInfo {
		out["client_info"] = token.ClientInfoOf(v.l.User(a.User))
	}
	if v.InstanceAware {
		// Where to redeem the code, for accounts of other clouds (MSAL.js, instance-aware.md).
		maps.Copy(out, token.CloudOf(directory.BasesOf(v.r.Context(), v.r.Host)))
	}
	if token.WantsCode(v.Type) {
		out["code"] = token.NewCode(v.l, v.AuthRequest, a)
	}
	if !token.WantsIDToken(v.Type) {
		return out
	}
	token, err := v.s.issuer.IDToken(v.l, v.r, v.AuthRequest, a, out["code"])
	if err != nil {
		v.l.Log().Error("practice tenant: token", "error", err)
		return answerOf(v.incident(aadsts.Refuse("server_error", 90033, "A transient error has occurred. Please try again.")), directory.BasesOf(v.r.Context(), v.r.Host))
	}
	out["id_token"] = token
	return out
}

// keepOrFinish asks "Stay signed in?", unless this browser has been told not to ask.
func (v *visit) keepOrFinish() outcome {
	if v.l.Policies().NeverStaySignedIn {
		return v.finish(false)
	}
	switch cookieOf(v.r, v.s.cookiesOf(v.r).keep) {
	case "yes":
		return v.finish(true)
	case "no":
		return v.finish(false)
	}
	return v.goTo(directory.StepKeep)
}

func (v *visit) takeKeep(p aadsts.Params) outcome {
	keep := p["answer"] != "no"
	if p["DontShowAgain"] != "" {
		word := "no"
		if keep {
			word = "yes"
		}
		c := v.s.cookiesOf(v.r)
		v.cookies = append(v.cookies, c.make(c.keep, word, directory.KeepSeconds))
	}
	return v.finish(keep)
}
