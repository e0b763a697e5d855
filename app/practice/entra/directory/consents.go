package directory

import (
	"maps"
	"slices"
	"strings"
	"time"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/problem"
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

// Everybody is the user of a consent that an administrator gave for all.
const Everybody = "*"

func consentKey(who, client string, t aadsts.Tenant) string { return who + " " + client + " " + t.ID }

// UserImpersonation is Dataverse's only delegated permission.
const UserImpersonation = "user_impersonation"

// The permissions that a consent is about. Signing in is one of them, however much of the
// profile is asked for.
const (
	permitSignIn = "openid"
	permitStay   = "offline_access"
	permitAPI    = "api"
	permitGraph  = GraphDefault // and whatever else of Graph's, for there is nothing more to read
)

// permissionTexts are the permissions as the consent page words them.
var permissionTexts = []struct{ name, title, text string }{
	{UserImpersonation, "Work with Dataverse as you", "The application reads and changes what you can read and change in the practice organizations."},
	{permitGraph, "Ask Microsoft Graph about you", "The application reads your name, your user name and your telephone numbers."},
	{permitAPI, "Call an API of your organization as you", "The application uses a service of your organization in your name."},
	{permitSignIn, "Know who you are", "The application learns your name and your user name."},
	{permitStay, "Go on without you", "The application keeps what you allow here also while you don't use it."},
}

// PermissionsOf are the permissions that a scope parameter asks for, in a fixed order.
func PermissionsOf(scope string) []string {
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

// PermissionText is a permission as the consent page words it.
func PermissionText(name string) (title, text string) {
	for _, known := range permissionTexts {
		if known.name == name {
			title, text = known.title, known.text
		}
	}
	return title, text
}

func permissionOf(word string) string {
	switch {
	case word == permitStay:
		return permitStay
	case word == ".default", IsGraphPermission(word), IsGraph(word[:max(strings.LastIndexByte(word, '/'), 0)]):
		return permitGraph
	case strings.HasPrefix(word, "api://"), aadsts.IsGUID(word[:max(strings.LastIndexByte(word, '/'), 0)]):
		return permitAPI
	case strings.Contains(word, "://"):
		return UserImpersonation
	}
	return permitSignIn
}

// HasConsented says whether a person or an administrator has agreed to all of these
// permissions.
func (l *Locked) HasConsented(name, client string, t aadsts.Tenant, list []string) bool {
	own := l.consents.rows[consentKey(name, client, t)].Permissions
	all := l.consents.rows[consentKey(Everybody, client, t)].Permissions
	return !slices.ContainsFunc(list, func(p string) bool { return !slices.Contains(own, p) && !slices.Contains(all, p) })
}

// installed says whether an administrator has brought an application into a tenant.
func (s *Store) installed(client string, t aadsts.Tenant) bool {
	l := s.Lock()
	defer l.Unlock()
	_, ok := l.consents.rows[consentKey(Everybody, client, t)]
	return ok
}

// RecordConsent adds permissions to what somebody has agreed to.
func (l *Locked) RecordConsent(who, client string, t aadsts.Tenant, list []string, by string) {
	key := consentKey(who, client, t)
	all := slices.Concat(l.consents.rows[key].Permissions, list)
	slices.Sort(all)
	l.consents.Put(key, consentRow{User: who, Client: client, Tenant: t.ID, Permissions: slices.Compact(all), By: by, At: l.Unix()})
	l.NotifyChange()
}

// ConsentNeed is what has to happen before an application gets what it asks for.
type ConsentNeed int

const (
	ConsentGiven           ConsentNeed = iota
	ConsentByPerson                    // the person decides
	ConsentByAdministrator             // only an administrator may
)

// ConsentNeeded judges what is asked for a person; again is prompt=consent, which asks
// whatever was agreed to.
func (l *Locked) ConsentNeeded(u *Principal, a *App, t aadsts.Tenant, list []string, again bool) ConsentNeed {
	free := a.Consent == "" && u.Consent == ""
	switch {
	case !again && (free || l.HasConsented(u.Name, a.ApplicationID, t, list)):
		return ConsentGiven
	case u.Administers(t):
		return ConsentByPerson
	case a.Consent == "admin" || u.Consent == "admin":
		return ConsentByAdministrator
	}
	return ConsentByPerson
}

// Administers says whether the user may agree for everybody in a tenant. Guests may not.
func (u *Principal) Administers(t aadsts.Tenant) bool { return u.Administrator && t == aadsts.Contoso }

// CheckConsent is the error for a program that asks for tokens without a browser, or nil.
func (l *Locked) CheckConsent(u *Principal, a *App, t aadsts.Tenant, scope string) *aadsts.Refusal {
	if l.ConsentNeeded(u, a, t, PermissionsOf(scope), false) == ConsentGiven {
		return nil
	}
	return ConsentRequired("invalid_grant", a)
}

// ConsentRequired is the refusal of what nobody has consented to, with OAuth's word for it.
func ConsentRequired(oauth string, a *App) *aadsts.Refusal {
	return aadsts.Refuse(oauth, 65001, "The user or administrator has not consented to use the application with ID '%s' named '%s'. Send an interactive authorization request for this user and resource.", a.ApplicationID, a.Name).WithSuberror("consent_required")
}

// Consent is one agreement, as an administrator reads it.
type Consent struct {
	UserPrincipalName string    `json:"userPrincipalName"` // "*" is everybody
	ApplicationID     string    `json:"applicationId"`
	Application       string    `json:"application"`
	Tenant            string    `json:"tenant"`      // domain
	Permissions       []string  `json:"permissions"` // user_impersonation, User.Read, api, openid, offline_access
	By                string    `json:"by"`          // who agreed; "" is the control side
	Time              time.Time `json:"time"`
}

// Consents lists who agreed to what. What a registration needs no consent for is not in it.
func (s *Store) Consents() []Consent {
	l := s.Lock()
	defer l.Unlock()
	list := []Consent{}
	for _, key := range slices.Sorted(maps.Keys(l.consents.rows)) {
		row := l.consents.rows[key]
		list = append(list, Consent{
			UserPrincipalName: row.User, ApplicationID: row.Client, Application: l.AppName(row.Client), Tenant: aadsts.TenantOf(row.Tenant).Domain,
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
	l.RecordConsent(Everybody, a.ApplicationID, t, a.listed(), "")
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
	l.consents.Remove(consentKey(aadsts.NormalName(userPrincipalName), a.ApplicationID, t))
	l.NotifyChange()
	return nil
}

func (s *shared) consentOver(applicationID, inTenant string) (*App, aadsts.Tenant, error) {
	a := s.App(applicationID)
	switch {
	case a == nil:
		return nil, aadsts.Tenant{}, problem.New(problem.NotFound, "practice-no-app").With("applicationId", aadsts.Show(applicationID))
	case s.KindOf(inTenant) != OwnTenant:
		return nil, aadsts.Tenant{}, problem.New(problem.Input, "practice-tenant").With("tenant", aadsts.Show(inTenant))
	}
	return a, aadsts.TenantOf(inTenant), nil
}

// listed are the permissions in the registration.
func (a *App) listed() []string {
	return PermissionsOf(strings.Join(a.ListedScope("https://any.example"), " "))
}

// ListedScope is the same as a scope parameter for a resource.
func (a *App) ListedScope(resource string) []string {
	list := []string{GraphDefault, "openid", "profile", "offline_access"}
	if a.NoPermissions {
		return list
	}
	return append([]string{resource + "/" + UserImpersonation}, list...)
}

// forgetConsents drops the agreements and requests that match.
func (l *Locked) forgetConsents(match func(user, client string) bool) {
	l.consents.removeIf(func(row consentRow) bool { return match(row.User, row.Client) })
	l.consentRequests.removeIf(func(row consentRequestRow) bool { return match(row.User, row.Client) })
}
