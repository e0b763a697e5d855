package entra

import "latchkey/app/practice/entra/aadsts"

// finish ends the sign-in with a code.
func (v *visit) finish(keep bool) outcome {
	a := account{User: v.User, At: v.l.unix()}
	if v.Second {
		a.passed = passedIn(v.tenant())
	}
	v.cookies = append(v.cookies, v.s.signedIn(v.l, v.r, a, keep))
	if v.Trust && v.Second {
		v.cookies = append(v.cookies, v.s.trust(v.l, v.User, v.tenant()))
	}
	return v.issue(a)
}

// enough says whether an account may go on without a second factor: it has passed
// it in this tenant, or the tenant asks for none.
func (v *visit) enough(a account) bool {
	u := v.l.user(a.User)
	if v.l.mustEnrol(u, v.tenant()) {
		return v.l.putOff(u, v.tenant())
	}
	return a.in(v.tenant()) || !v.l.demandsSecond(u, v.tenant())
}

// stepUp asks somebody who is signed in for the second factor of this tenant.
func (v *visit) stepUp(a account) outcome {
	v.User, v.First = a.User, true
	return v.askSecond(v.l.user(a.User))
}

// issue answers with a code for an account.
func (v *visit) issue(a account) outcome {
	v.User = a.User
	if bad := v.l.keepsOut(v.l.user(a.User), v.tenant(), v.l.app(v.Client), v.way()); bad != nil {
		if v.silent {
			return v.refused(bad)
		}
		return v.stays(bad)
	}
	if v.id != "" && !v.silent && !v.enough(a) {
		return v.stepUp(a) // more is demanded than when the sign-in began
	}
	if v.Info {
		v.log(nil, v.reason(a))
		return v.toSecurityInfo(a)
	}
	if bad := v.l.permitted(v.Client, v.Scope); bad != nil {
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
		v.l.dropFlow(v.id)
	}
	return v.back(v.result(a))
}

// refused answers with an error.
func (v *visit) refused(f *aadsts.Refusal) outcome {
	v.log(f, f.Why())
	if v.Device != "" {
		declineDevice(v.l, v.Device)
		return v.stays(f)
	}
	if v.Info {
		return v.stays(f)
	}
	if v.id != "" {
		v.l.dropFlow(v.id)
	}
	return v.back(answerOf(v.incident(f), bases(v.r.Context(), v.r.Host)))
}

// stays ends the sign-in on a page, because the client must not or need not know.
func (v *visit) stays(f *aadsts.Refusal) outcome {
	v.log(f, f.Why())
	if v.id != "" {
		v.l.dropFlow(v.id)
	}
	out := refusedPage(v.incident(f))
	out.view.App, out.view.Tenant, out.cookies = v.l.appName(v.Client), v.tenant().Name, v.cookies
	return out
}

func (v *visit) incident(f *aadsts.Refusal) aadsts.Incident {
	return aadsts.Incident{Refusal: f, Trace: aadsts.GUID(v.l.random(16)), Correlation: v.Correlation, At: v.l.now().UTC()}
}

func (v *visit) back(a answer) outcome {
	markAdminConsent(v.request, a)
	out := v.s.goBack(v.request, a)
	out.cookies = v.cookies
	return out
}
