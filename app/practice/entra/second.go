package entra

import "slices"

// admits is the error for a user at a tenant, or nil: an account that is no guest
// there, or one that has not passed the second factor there. What was passed in
// one tenant counts in no other (Azure CLI issue 31742).
func (s *Server) admits(u *user, t tenant, mfa bool, a *App) *refusal {
	if !u.memberOf(t) {
		return notAMember(u.name, t, a)
	}
	if len(u.methodsIn(t)) > 0 && !mfa {
		return mfaRequired(t)
	}
	return nil
}

func notAMember(name string, t tenant, a *App) *refusal {
	return refuse("invalid_grant", 50020, "User account '%s' from identity provider 'https://sts.windows.net/%s/' does not exist in tenant '%s' and cannot access the application '%s'(%s) in that tenant. The account needs to be added as an external user in the tenant first. Sign out and sign in again with a different Azure Active Directory user account.", name, TenantID, t.name, a.ApplicationID, a.Name)
}

// mfaRequired tells the client to send the person to the browser, with these claims.
func mfaRequired(t tenant) *refusal {
	f := refuse("interaction_required", 50076, "Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access '%s'.", t.name).sub("basic_action")
	f.claims = `{"access_token":{"capolids":{"essential":true,"values":["` + idOf("conditional access policy "+t.id) + `"]}}}`
	return f
}

// passed are the tenants in which a browser's or a client's user has passed the
// second factor. MFA is that of home.
type passed struct {
	MFA  bool     `json:"mfa,omitempty"`
	Away []string `json:"away,omitempty"` // ids of other tenants
}

func passedIn(t tenant) passed {
	if t == contoso {
		return passed{MFA: true}
	}
	return passed{Away: []string{t.id}}
}

func (p passed) in(t tenant) bool {
	if t == contoso {
		return p.MFA
	}
	return slices.Contains(p.Away, t.id)
}

// and is both together.
func (p passed) and(other passed) passed {
	p.MFA = p.MFA || other.MFA
	p.Away = slices.Compact(slices.Sorted(slices.Values(slices.Concat(p.Away, other.Away))))
	return p
}
