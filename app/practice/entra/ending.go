package entra

import "latchkey/app/practice/entra/aadsts"

// finish ends the sign-in with a code.
func (v *visit) finish(keep bool) outcome {
	a := account{User: v.User, At: v.s.unix()}
	if v.Second {
		a.passed = passedIn(v.tenant())
	}
	v.cookies = append(v.cookies, v.s.signedIn(v.r, a, keep))
	if v.Trust && v.Second {
		v.cookies = append(v.cookies, v.s.trust(v.User, v.tenant()))
	}
	return v.issue(a)
}

// enough says whether an account may go on without a second factor: it has passed
// it in this tenant, or the tenant asks for none.
func (v *visit) enough(a account) bool {
	u := v.s.user(a.User)
	if v.s.mustEnrol(u, v.tenant()) {
		return v.s.putOff(u, v.tenant())
	}
	return a.in(v.tenant()) || !v.s.demandsSecond(u, v.tenant())
}

// stepUp asks somebody who is signed in for the second factor of this tenant.
func (v *visit) stepUp(a account) outcome {
	v.User, v.First = a.User, true
	return v.askSecond(v.s.user(a.User))
}

// issue answers with a code for an account.
func (v *visit) issue(a account) outcome {
	v.User = a.User
	if bad := v.s.keepsOut(v.s.user(a.User), v.tenant(), v.s.app(v.Client), v.way()); bad != nil {
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
	if bad := v.s.permitted(v.Client, v.Scope); bad != nil {
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
		v.s.dropFlow(v.id)
	}
	return v.back(v.result(a))
}

// refused answers with an error.
func (v *visit) refused(f *aadsts.Refusal) outcome {
	v.log(f, f.Why())
	if v.Device != "" {
		v.s.declineDevice(v.Device)
		return v.stays(f)
	}
	if v.Info {
		return v.stays(f)
	}
	if v.id != "" {
		v.s.dropFlow(v.id)
	}
	return v.back(answerOf(v.incident(f), bases(v.r.Context(), v.r.Host)))
}

// stays ends the sign-in on a page, because the client must not or need not know.
func (v *visit) stays(f *aadsts.Refusal) outcome {
	v.log(f, f.Why())
	if v.id != "" {
		v.s.dropFlow(v.id)
	}
	out := refusedPage(v.incident(f))
	out.view.App, out.view.Tenant, out.cookies = v.s.appName(v.Client), v.tenant().Name, v.cookies
	return out
}

func (v *visit) incident(f *aadsts.Refusal) aadsts.Incident {
	return aadsts.Incident{Refusal: f, Trace: aadsts.GUID(v.s.random(16)), Correlation: v.Correlation, At: v.s.now().UTC()}
}

func (v *visit) back(a answer) outcome {
	v.markAdminConsent(a)
	out := v.s.goBack(v.request, a)
	out.cookies = v.cookies
	return out
}

// way is how rules call this sign-in.
func (v *visit) way() string {
	if v.Device != "" {
		return WayDeviceCode
	}
	return WayBrowser
}
