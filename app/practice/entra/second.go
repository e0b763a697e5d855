package entra

import (
	"slices"

	"latchkey/app/practice/entra/aadsts"
)

// admits is the error for a user who asks for tokens without a browser, or nil: whatever
// keeps them out, and a second factor that was not passed in that tenant. What was
// passed in one tenant counts in no other (Azure CLI issue 31742).
func (l *Locked) admits(u *user, t aadsts.Tenant, mfa bool, a *App, way string) *aadsts.Refusal {
	if bad := l.keepsOut(u, t, a, way); bad != nil {
		return bad
	}
	if u.PasswordExpired && way == WayPassword {
		return aadsts.Refuse("invalid_grant", 50055, "The password is expired. The user has to choose a new one in the browser.")
	}
	if must := l.mustEnrol(u, t); must && !(way == WayRefresh && l.putOff(u, t)) || !must && !mfa && l.demandsSecond(u, t) {
		return l.unproved(u, t)
	}
	return nil
}

// keepsOut is why a person gets no further whatever they prove, or nil: the account, the
// registration, the tenant's policies.
func (l *Locked) keepsOut(u *user, t aadsts.Tenant, a *App, way string) *aadsts.Refusal {
	switch {
	case u.Disabled:
		return aadsts.Refuse("invalid_grant", 50057, "The user account is disabled.")
	case !u.memberOf(t):
		return notAMember(u.name, t, a)
	case u.Risky:
		return aadsts.OutcomeRefusal("block", t)
	case a.AssignmentRequired && !slices.Contains(a.Assigned, u.name):
		return aadsts.Refuse("invalid_grant", 50105, "Your administrator has configured the application %s ('%s') to block users unless they are specifically granted ('assigned') access to the application. The signed-in user '%s' is blocked because they are not a direct member of a group with access, nor had access directly assigned by an administrator.", a.Name, a.ApplicationID, u.name)
	}
	return l.ruled(u, a, t, way)
}

// demandsSecond says whether a tenant asks the user for a second factor.
func (l *Locked) demandsSecond(u *user, t aadsts.Tenant) bool {
	p := l.Policies()
	switch {
	case p.SecurityDefaults, p.SecondFactor == "everybody", u.RegisterAgain && t == aadsts.Contoso, u.MFA == MFAEnabled && t == aadsts.Contoso, u.MFA == MFAEnforced && t == aadsts.Contoso:
		return true
	case p.SecondFactor == "nobody":
		return false
	}
	return len(u.methodsIn(t)) > 0
}

func notAMember(name string, t aadsts.Tenant, a *App) *aadsts.Refusal {
	return aadsts.Refuse("invalid_grant", 50020, "User account '%s' from identity provider 'https://sts.windows.net/%s/' does not exist in tenant '%s' and cannot access the application '%s'(%s) in that tenant. The account needs to be added as an external user in the tenant first. Sign out and sign in again with a different Azure Active Directory user account.", name, aadsts.ContosoID, t.Name, a.ApplicationID, a.Name)
}

// mfaRequired tells the client to send the person to the browser, with these claims.
func mfaRequired(t aadsts.Tenant) *aadsts.Refusal {
	f := aadsts.Refuse("interaction_required", 50076, "Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access '%s'.", t.Name).WithSuberror("basic_action")
	f.Claims = aadsts.ClaimsChallenge(t)
	return f
}

// passed are the tenants in which a browser's or a client's user has passed the
// second factor. MFA is that of home.
type passed struct {
	MFA  bool     `json:"mfa,omitempty"`
	Away []string `json:"away,omitempty"` // ids of other tenants
}

func passedIn(t aadsts.Tenant) passed {
	if t == aadsts.Contoso {
		return passed{MFA: true}
	}
	return passed{Away: []string{t.ID}}
}

func (p passed) in(t aadsts.Tenant) bool {
	if t == aadsts.Contoso {
		return p.MFA
	}
	return slices.Contains(p.Away, t.ID)
}

// and is both together.
func (p passed) and(other passed) passed {
	p.MFA = p.MFA || other.MFA
	p.Away = slices.Compact(slices.Sorted(slices.Values(slices.Concat(p.Away, other.Away))))
	return p
}
