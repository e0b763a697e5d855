package entra

import (
	"maps"
	"slices"
	"strings"
	"time"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/problem"
)

// Consents lists who agreed to what. What a registration needs no consent for is not in it.
func (s *Store) Consents() []Consent {
	l := s.Lock()
	defer l.Unlock()
	list := []Consent{}
	for _, key := range slices.Sorted(maps.Keys(l.consents.rows)) {
		row := l.consents.rows[key]
		list = append(list, Consent{
			UserPrincipalName: row.User, ApplicationID: row.Client, Application: l.appName(row.Client), Tenant: aadsts.TenantOf(row.Tenant).Domain,
			Permissions: slices.Clone(row.Permissions), By: row.By, Time: time.Unix(row.At, 0).UTC(),
		})
	}
	return list
}

// GrantConsent is the button "Grant admin consent": it agrees for everybody in a tenant to
// all that the registration lists. The tenant is a domain or an id. Problems: NotFound
// "practice-no-app", Input "practice-tenant".
func (s *Store) GrantConsent(applicationID, inTenant string) error {
	l := s.Lock()
	defer l.Unlock()
	a, t, err := l.consentOver(applicationID, inTenant)
	if err != nil {
		return err
	}
	l.consentTo(everybody, a.ApplicationID, t, a.listed(), "")
	return nil
}

// RevokeConsent takes back what a person agreed to, or what everybody was granted ("*").
// Nothing having been agreed to is fine. Problems as for GrantConsent.
func (s *Store) RevokeConsent(applicationID, userPrincipalName, inTenant string) error {
	l := s.Lock()
	defer l.Unlock()
	a, t, err := l.consentOver(applicationID, inTenant)
	if err != nil {
		return err
	}
	l.consents.remove(consentKey(aadsts.NormalName(userPrincipalName), a.ApplicationID, t))
	l.bump()
	return nil
}

func (s *open) consentOver(applicationID, inTenant string) (*App, aadsts.Tenant, error) {
	a := s.app(applicationID)
	switch {
	case a == nil:
		return nil, aadsts.Tenant{}, problem.New(problem.NotFound, "practice-no-app").With("applicationId", aadsts.Show(applicationID))
	case s.kindOf(inTenant) != ours:
		return nil, aadsts.Tenant{}, problem.New(problem.Input, "practice-tenant").With("tenant", aadsts.Show(inTenant))
	}
	return a, aadsts.TenantOf(inTenant), nil
}

// listed are the permissions that stand in the registration.
func (a *App) listed() []string {
	return permissionsOf(strings.Join(a.listedScope("https://any.example"), " "))
}

// listedScope is the same as a scope parameter for a resource.
func (a *App) listedScope(resource string) []string {
	list := []string{"openid", "profile", "offline_access"}
	if a.NoPermissions {
		return list
	}
	return append([]string{resource + "/" + permission}, list...)
}

// forgetConsents drops the agreements and requests that match.
func (l *Locked) forgetConsents(match func(user, client string) bool) {
	l.consents.removeIf(func(row consentRow) bool { return match(row.User, row.Client) })
	l.consentRequests.removeIf(func(row consentRequestRow) bool { return match(row.User, row.Client) })
}
