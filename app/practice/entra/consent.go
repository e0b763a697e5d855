package entra

import (
	"slices"
	"strings"
	"time"

	"latchkey/app/practice/entra/aadsts"
)

// consentRow is what a person agreed to for themselves, or an administrator for
// everybody.
type consentRow struct {
	User        string   `json:"user"` // user principal name; everybody is "*"
	Client      string   `json:"client"`
	Tenant      string   `json:"tenant"` // id
	Permissions []string `json:"permissions"`
	By          string   `json:"by,omitempty"` // who agreed; "" is the administrator at the control side
	At          int64    `json:"at"`
}

const everybody = "*"

func consentKey(who, client string, t aadsts.Tenant) string { return who + " " + client + " " + t.ID }

// The permissions that a consent is about. Signing in is one of them, however much of the
// profile is asked for.
const (
	permitSignIn = "openid"
	permitStay   = "offline_access"
)

// permissionTexts are the permissions as the consent page words them.
var permissionTexts = []struct{ name, title, text string }{
	{permission, "Work with Dataverse as you", "The application reads and changes what you can read and change in the practice organizations."},
	{permitSignIn, "Know who you are", "The application learns your name and your user name."},
	{permitStay, "Go on without you", "The application keeps what you allow here also while you don't use it."},
}

// permissionsOf are the permissions that a scope parameter asks for, in a fixed order.
func permissionsOf(scope string) []string {
	var list []string
	for _, known := range permissionTexts {
		if slices.ContainsFunc(strings.Fields(scope), func(word string) bool { return permissionOf(word) == known.name }) {
			list = append(list, known.name)
		}
	}
	if list == nil {
		list = []string{permitSignIn}
	}
	return list
}

func permissionOf(word string) string {
	switch {
	case word == permitStay:
		return permitStay
	case strings.Contains(word, "://"):
		return permission
	}
	return permitSignIn
}

// consented says whether a person or an administrator has agreed to all of these
// permissions.
func (l *Locked) consented(name, client string, t aadsts.Tenant, list []string) bool {
	own := l.consents.rows[consentKey(name, client, t)].Permissions
	all := l.consents.rows[consentKey(everybody, client, t)].Permissions
	return !slices.ContainsFunc(list, func(p string) bool { return !slices.Contains(own, p) && !slices.Contains(all, p) })
}

// installed says whether an administrator has brought an application into a tenant.
func (s *Store) installed(client string, t aadsts.Tenant) bool {
	l := s.Lock()
	defer l.Unlock()
	_, ok := l.consents.rows[consentKey(everybody, client, t)]
	return ok
}

// consentTo adds permissions to what somebody has agreed to.
func (l *Locked) consentTo(who, client string, t aadsts.Tenant, list []string, by string) {
	key := consentKey(who, client, t)
	all := slices.Concat(l.consents.rows[key].Permissions, list)
	slices.Sort(all)
	l.consents.put(key, consentRow{User: who, Client: client, Tenant: t.ID, Permissions: slices.Compact(all), By: by, At: l.unix()})
	l.bump()
}

// verdict is what has to happen before an application gets what it asks for.
type verdict int

const (
	consentGiven verdict = iota
	consentOpen          // the person decides
	consentAbove         // only an administrator may
)

// consentFor judges what is asked for a person; again is prompt=consent, which asks
// whatever was agreed to.
func (l *Locked) consentFor(u *user, a *App, t aadsts.Tenant, list []string, again bool) verdict {
	free := a.Consent == "" && u.Consent == ""
	switch {
	case !again && (free || l.consented(u.name, a.ApplicationID, t, list)):
		return consentGiven
	case u.administers(t):
		return consentOpen
	case a.Consent == "admin" || u.Consent == "admin":
		return consentAbove
	}
	return consentOpen
}

// administers says whether the user may agree for everybody in a tenant. Guests may not.
func (u *user) administers(t aadsts.Tenant) bool { return u.Administrator && t == aadsts.Contoso }

// lacksConsent is the error for a program that asks for tokens without a browser, or nil.
func (l *Locked) lacksConsent(u *user, a *App, t aadsts.Tenant, scope string) *aadsts.Refusal {
	if l.consentFor(u, a, t, permissionsOf(scope), false) == consentGiven {
		return nil
	}
	return noConsent("invalid_grant", a)
}

func noConsent(oauth string, a *App) *aadsts.Refusal {
	return aadsts.Refuse(oauth, 65001, "The user or administrator has not consented to use the application with ID '%s' named '%s'. Send an interactive authorization request for this user and resource.", a.ApplicationID, a.Name).WithSuberror("consent_required")
}

// Consent is one agreement, as an administrator reads it.
type Consent struct {
	UserPrincipalName string    `json:"userPrincipalName"` // "*" is everybody
	ApplicationID     string    `json:"applicationId"`
	Application       string    `json:"application"`
	Tenant            string    `json:"tenant"`      // domain
	Permissions       []string  `json:"permissions"` // user_impersonation, openid, offline_access
	By                string    `json:"by"`          // who agreed; "" is the control side
	Time              time.Time `json:"time"`
}
