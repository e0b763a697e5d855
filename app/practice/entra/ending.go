package entra

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
	return a.in(v.tenant()) || len(v.s.user(a.User).methodsIn(v.tenant())) == 0
}

// stepUp asks somebody who is signed in for the second factor of this tenant.
func (v *visit) stepUp(a account) outcome {
	v.User, v.First = a.User, true
	return v.startMethod(v.s.user(a.User).methodsIn(v.tenant())[0])
}

// issue answers with a code for an account.
func (v *visit) issue(a account) outcome {
	if v.Device != "" {
		return v.askForDevice(a)
	}
	if v.id != "" {
		v.s.dropFlow(v.id)
	}
	return v.back(answer{"code": v.s.newCode(v.request, a), "session_state": v.s.fresh(12)})
}

// refused answers with an error.
func (v *visit) refused(f *refusal) outcome {
	if v.Device != "" {
		v.s.declineDevice(v.Device)
		return v.stays(f)
	}
	if v.id != "" {
		v.s.dropFlow(v.id)
	}
	return v.back(v.incident(f).answer(bases(v.r.Context(), v.r.Host)))
}

// stays ends the sign-in on a page, because the client must not or need not know.
func (v *visit) stays(f *refusal) outcome {
	if v.id != "" {
		v.s.dropFlow(v.id)
	}
	out := refusedPage(v.incident(f))
	out.view.App, out.view.Tenant, out.cookies = v.s.appName(v.Client), v.tenant().name, v.cookies
	return out
}

func (v *visit) incident(f *refusal) incident {
	i := incident{refusal: f, trace: guid(v.s.random(16)), correlation: v.Correlation, at: v.s.now().UTC()}
	if i.correlation == "" {
		i.correlation = guid(v.s.random(16))
	}
	return i
}

func (v *visit) back(a answer) outcome {
	out := v.s.goBack(v.request, a)
	out.cookies = v.cookies
	return out
}
