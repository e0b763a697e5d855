package pages

import (
	"slices"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

// What a sign-in has to prove besides the password: the person's own second factor, and what
// rules demand for what the program asks for.

// access is what policies have to say about.
func (v *visit) access() directory.Access {
	claims, _ := aadsts.ReadClaims(v.Claims) // it was checked when the sign-in began
	return directory.Access{
		Tenant: v.TargetTenant(), App: v.l.App(v.Client), Way: v.Way(), Resource: directory.ResourceIn(v.Scope),
		Platform: directory.PlatformOf(v.r), Claims: claims,
	}
}

func (v *visit) demand(u *directory.Principal) directory.Demand {
	if v.Info { // nobody asks for tokens
		return v.l.DemandOf(u, directory.Access{Tenant: v.TargetTenant(), App: v.l.App(v.Client), Way: v.Way()})
	}
	return v.l.DemandOf(u, v.access())
}

// factorTenant is the tenant whose second factors count for the sign-in.
func (v *visit) factorTenant() aadsts.Tenant { return v.l.FactorTenant(v.TargetTenant()) }

// asksSecond says whether more than the password is demanded.
func (v *visit) asksSecond(u *directory.Principal) bool {
	return v.demand(u).Strength != aadsts.PasswordStrength
}

// mustRegister says whether somebody without a second factor needs one.
func (v *visit) mustRegister(u *directory.Principal) bool {
	return v.asksSecond(u) && len(u.MethodsIn(v.factorTenant())) == 0
}

// grace is for how many seconds registering may be put off: not at all where a rule demands the
// second factor for what the program asks for.
func (v *visit) grace(u *directory.Principal) int64 {
	if !v.demand(u).CanWait() {
		return 0
	}
	return v.l.RegistrationGrace(u, v.TargetTenant())
}

// remembered says whether a browser that was told not to ask again may skip the second factor: it
// was passed there, but nobody knows by what method.
func (v *visit) remembered(u *directory.Principal) bool {
	return !v.l.AsksEveryTime(u) && aadsts.MFAStrength.Meets(v.demand(u).Strength) && v.s.trusts(v.l, v.r, u.Name, v.factorTenant())
}

// isEnough says whether a method meets what is demanded.
func (v *visit) isEnough(method string) bool {
	return directory.StrengthOf(method).Meets(v.demand(v.l.User(v.User)).Strength)
}

// enough says whether an account may go on without another proof: it has passed what is demanded
// in this tenant, or nothing is.
func (v *visit) enough(a directory.Account) bool {
	u := v.l.User(a.User)
	if v.mustRegister(u) {
		return v.demand(u).CanWait() && v.l.HasPutOffRegistration(u, v.TargetTenant())
	}
	return a.StrengthIn(v.factorTenant()).Meets(v.demand(u).Strength)
}

// askSecond asks for the second factor: by the strongest method that is registered, or by
// the first that is strong enough.
// Where none is, and none can be registered on the way, nobody is asked in vain.
func (v *visit) askSecond(u *directory.Principal) outcome {
	if u.Blocked {
		return v.stays(directory.BlockedByReport())
	}
	if bad := v.l.CheckMethods(u, v.access()); bad != nil {
		return v.stays(bad)
	}
	methods := slices.DeleteFunc(v.l.InAskedOrder(u, u.MethodsIn(v.factorTenant())), func(m string) bool { return !v.isEnough(m) })
	if len(methods) == 0 {
		return v.startEnrol(u)
	}
	return v.startMethod(methods[0])
}
