package directory

import (
	"maps"
	"slices"

	"latchkey/app/practice/entra/aadsts"
)

// CheckAccess is the error for a user who asks for tokens without a browser, or nil: whatever
// keeps them out, and a proof that isn't as strong in that tenant as is demanded. What was
// passed in one tenant counts in no other (Azure CLI issue 31742).
func (l *Locked) CheckAccess(u *Principal, proof aadsts.Strength, a Access) *aadsts.Refusal {
	if bad := l.CheckAccount(u, a); bad != nil {
		return bad
	}
	if u.IsInvitedTo(a.Tenant) { // that it is this error is from memory
		return ConsentRequired("invalid_grant", a.App)
	}
	if u.PasswordExpired && a.Way == WayPassword {
		return aadsts.Refuse("invalid_grant", 50055, "The password is expired. The user has to choose a new one in the browser.")
	}
	if bad := l.CheckDemand(u, proof, a); bad != nil {
		return bad
	}
	return l.CheckTerms(u, a)
}

// PasswordResetBy is by which methods somebody can prove themselves to reset their password, and how many of
// them it takes; none when they have to ask an administrator ("How it works: Microsoft Entra self-service
// password reset" and "Self-service password reset policies": administrators take two). Entra knows more methods.
func (l *Locked) PasswordResetBy(u *Principal) (methods []string, takes int) {
	takes = l.Policies().PasswordReset
	if u.Administrator {
		takes = 2
	}
	if u.MobilePhone != "" {
		methods = append(methods, MethodText)
	}
	if slices.Contains(u.Methods, MethodCode) {
		methods = append(methods, MethodCode)
	}
	if takes == 0 || len(methods) < takes {
		return nil, takes
	}
	return methods, takes
}

// termsOfUse is the outcome of a rule that asks to accept the terms of use of its name.
const termsOfUse = "terms-of-use"

// TermsToAccept is the name of the first rule whose terms of use somebody has not accepted yet, and its id;
// "" is none ("Set up Microsoft Entra terms of use with Conditional Access": once, on the way to what
// the policy is for).
func (l *Locked) TermsToAccept(u *Principal, a Access) (name, id string) {
	accepted := l.Users.Row(u.Name).Terms
	for _, r := range l.Policies().Rules {
		if _, has := accepted[r.id(a.Tenant)]; !has && r.Then == termsOfUse && !r.ReportOnly && l.fits(r, u, a) {
			return r.Name, r.id(a.Tenant)
		}
	}
	return "", ""
}

// AcceptTerms keeps that somebody accepted the terms of a rule.
func (l *Locked) AcceptTerms(name, id string) {
	row := l.Users.Row(name)
	row.Terms = maps.Clone(row.Terms)
	if row.Terms == nil {
		row.Terms = map[string]int64{}
	}
	row.Terms[id] = l.Unix()
	l.Users.Put(name, row)
}

// CheckTerms is the error for somebody who asks without a browser and has terms to accept, or nil. That it
// is AADSTS50158, with the policy in the claims, is from reports of terms of use that interrupt.
func (l *Locked) CheckTerms(u *Principal, a Access) *aadsts.Refusal {
	name, id := l.TermsToAccept(u, a)
	if id == "" {
		return nil
	}
	f := aadsts.OutcomeRefusal(termsOfUse, a.Tenant, a.ResourceID())
	f.Claims, f.Rule = aadsts.ClaimsChallenge(a.Tenant, id), Rule{Name: name}.called()
	return f
}

// mostSnoozes is how often "Skip for now" works where a campaign enforces the registration.
const mostSnoozes = 3

// Nudge says whether somebody who just passed a second factor is asked to set up the Authenticator app, and
// whether they may skip that ("How to run a registration campaign to set up Microsoft Authenticator":
// by default those who use texts and calls; not on phones; a skip lasts a day, three times at most).
func (l *Locked) Nudge(u *Principal, method, platform string) (asks, maySkip bool) {
	p, row := l.Policies(), l.Users.Row(u.Name)
	days := int64(max(p.SnoozeDays, 0))
	if p.SnoozeDays == 0 {
		days = 1
	}
	switch {
	case p.RegistrationCampaign == "off", platform == "ios", platform == "android",
		slices.Contains(u.Methods, MethodPush), !l.Registrable(MethodPush),
		p.RegistrationCampaign == "" && !IsTelephone(method),
		row.Snoozes > 0 && l.Unix() < row.SnoozedAt+days*DaySeconds:
		return false, false
	}
	return true, p.SnoozeWithoutEnd || row.Snoozes < mostSnoozes
}

// Snooze keeps that somebody skipped it.
func (l *Locked) Snooze(name string) {
	row := l.Users.Row(name)
	row.Snoozes, row.SnoozedAt = row.Snoozes+1, l.Unix()
	l.Users.Put(name, row)
}

// CheckAccount is why a person gets no further whatever they prove, or nil: the account, the
// registration, the tenant's policies.
func (l *Locked) CheckAccount(u *Principal, a Access) *aadsts.Refusal {
	switch {
	case u.Disabled:
		return aadsts.Refuse("invalid_grant", 50057, "The user account is disabled.")
	case !u.MemberOf(a.Tenant):
		return NotAMember(u.Name, a.Tenant, a.App)
	case u.Risky:
		return aadsts.OutcomeRefusal("block", a.Tenant, a.ResourceID())
	case a.App.AssignmentRequired && !slices.Contains(a.App.Assigned, u.Name):
		return aadsts.Refuse("invalid_grant", 50105, "Your administrator has configured the application %s ('%s') to block users unless they are specifically granted ('assigned') access to the application. The signed-in user '%s' is blocked because they are not a direct member of a group with access, nor had access directly assigned by an administrator.", a.App.Name, a.App.ApplicationID, u.Name)
	}
	return l.EvaluatePolicies(u, a)
}

// How many days registering may be put off where that is allowed: Entra's interval, which is being
// taken away ("Security defaults in Microsoft Entra ID"; that it ended with tenants made since
// 2024-07-29 is from memory).
const skipDays = 14

// MustRegister says whether a tenant asks somebody without a second factor for one.
func (l *Locked) MustRegister(u *Principal, t aadsts.Tenant) bool {
	return l.RequiresSecondFactor(u, t) && len(u.MethodsIn(l.FactorTenant(t))) == 0
}

// RegistrationGrace is for how many seconds a person may still put registering off; 0 is not at
// all. The time begins when they are asked for the first time.
func (l *Locked) RegistrationGrace(u *Principal, t aadsts.Tenant) int64 {
	p := l.Policies()
	may := p.SecurityDefaults || u.MFA == MFAEnabled && t == aadsts.Contoso
	if !p.PutOffRegistration || !may || p.SecondFactor == "everybody" || u.MFA == MFAEnforced || u.RegisterAgain {
		return 0
	}
	since := l.Users.Row(u.Name).EnrolAsked
	if since == 0 {
		since = l.Unix()
	}
	return max(0, since+skipDays*DaySeconds-l.Unix())
}

// HasPutOffRegistration says whether a person has put registering off and may.
func (l *Locked) HasPutOffRegistration(u *Principal, t aadsts.Tenant) bool {
	return l.Users.Row(u.Name).EnrolSkipped && l.RegistrationGrace(u, t) > 0
}

// RequiresSecondFactor says whether a tenant asks the user for a second factor.
func (l *Locked) RequiresSecondFactor(u *Principal, t aadsts.Tenant) bool {
	p := l.Policies()
	switch {
	case p.SecurityDefaults, p.SecondFactor == "everybody", u.RegisterAgain && t == aadsts.Contoso, u.MFA == MFAEnabled && t == aadsts.Contoso, u.MFA == MFAEnforced && t == aadsts.Contoso:
		return true
	case p.SecondFactor == "nobody":
		return false
	}
	return len(u.MethodsIn(l.FactorTenant(t))) > 0
}

// FactorTenant is the tenant whose second factors count in a tenant: its own, or the home of its
// guests where it trusts that ("Manage cross-tenant access settings", trust settings: the
// challenge is then the home tenant's, too).
func (l *Locked) FactorTenant(t aadsts.Tenant) aadsts.Tenant {
	if l.Policies().TrustHomeMFA {
		return aadsts.Contoso
	}
	return t
}

// NotAMember refuses a person who is no guest of the tenant.
func NotAMember(name string, t aadsts.Tenant, a *App) *aadsts.Refusal {
	return aadsts.Refuse("invalid_grant", 50020, "User account '%s' from identity provider 'https://sts.windows.net/%s/' does not exist in tenant '%s' and cannot access the application '%s'(%s) in that tenant. The account needs to be added as an external user in the tenant first. Sign out and sign in again with a different Azure Active Directory user account.", name, aadsts.ContosoID, t.Name, a.ApplicationID, a.Name)
}
