package directory

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"latchkey/app/practice/entra/aadsts"
)

// catalog is what an administrator keeps: people and registrations. A value never
// changes; each change makes another one, so that reading needs no lock.
type catalog struct {
	users  []*Principal
	byName map[string]*Principal
	apps   []*App
	byApp  map[string]*App
	// organizations are Contoso's, when a scenario names them.
	organizations  []Environment
	byOrganization map[string]int
	tenants        int // how many other companies there are
}

// mostPeople and mostApps bound a directory.
const (
	mostPeople = 2000
	mostApps   = 200
)

// personRow is a person who was added, changed or removed.
type personRow struct {
	Person
	Removed bool `json:"removed,omitempty"`
}

// appRow is a registration that was added, changed or removed. Its secrets' values are
// derived, not kept.
type appRow struct {
	App
	Removed bool `json:"removed,omitempty"`
}

// baseRow says what the rows of people and registrations are laid over.
type baseRow struct {
	Empty bool `json:"empty"` // nothing; otherwise what every practice tenant has
	// Loaded comes between that and the rows: what a scenario gave.
	Loaded *Contents `json:"loaded,omitempty"`
}

func (s *shared) dir() *catalog { return s.directory.Load() }

// User finds a person by the normal spelling of their name; nil when there is none.
func (s *shared) User(name string) *Principal { return s.dir().byName[name] }

// App finds a registration; ApplicationIDs are GUIDs and have no case.
func (s *shared) App(clientID string) *App {
	if clientID == SecurityInfoID {
		return SecurityInfoApp()
	}
	return s.dir().byApp[strings.ToLower(clientID)]
}

// assemble makes the directory from what is built in and the rows laid over it.
func (l *Locked) assemble() {
	d := &catalog{byName: map[string]*Principal{}, byApp: map[string]*App{}}
	if !l.base.rows[""].Empty {
		for _, p := range builtIn() {
			d.addPerson(l.userOf(p))
		}
		for _, a := range l.builtInApps() {
			d.addApp(a)
		}
	}
	if loaded := l.base.rows[""].Loaded; loaded != nil {
		l.layOver(d, loaded)
	}
	for _, name := range slices.Sorted(maps.Keys(l.people.rows)) {
		if row := l.people.rows[name]; row.Removed {
			d.removePerson(name)
		} else {
			d.addPerson(l.userOf(row.Person))
		}
	}
	for _, id := range slices.Sorted(maps.Keys(l.registrations.rows)) {
		if row := l.registrations.rows[id]; row.Removed {
			d.removeApp(id)
		} else {
			d.addApp(l.withSecrets(row.App))
		}
	}
	d.tenants = l.Settings().Tenants
	l.directory.Store(d)
}

// change makes the next directory out of this one.
func (l *Locked) change(edit func(*catalog)) {
	old := l.dir()
	d := &catalog{
		users: slices.Clone(old.users), byName: maps.Clone(old.byName),
		apps: slices.Clone(old.apps), byApp: maps.Clone(old.byApp),
		organizations: old.organizations, byOrganization: old.byOrganization, tenants: old.tenants,
	}
	edit(d)
	l.directory.Store(d)
	l.NotifyChange()
}

func (d *catalog) addPerson(u *Principal) {
	if old := d.byName[u.Name]; old != nil {
		d.users[slices.Index(d.users, old)] = u
	} else {
		d.users = append(d.users, u)
	}
	d.byName[u.Name] = u
}

func (d *catalog) removePerson(name string) {
	if old := d.byName[name]; old != nil {
		d.users = slices.Delete(d.users, slices.Index(d.users, old), slices.Index(d.users, old)+1)
		delete(d.byName, name)
	}
}

func (d *catalog) addApp(a App) {
	if old := d.byApp[a.ApplicationID]; old != nil {
		d.apps[slices.Index(d.apps, old)] = &a
	} else {
		d.apps = append(d.apps, &a)
	}
	d.byApp[a.ApplicationID] = &a
}

func (d *catalog) removeApp(id string) {
	if old := d.byApp[id]; old != nil {
		d.apps = slices.Delete(d.apps, slices.Index(d.apps, old), slices.Index(d.apps, old)+1)
		delete(d.byApp, id)
	}
}

// userOf is a person as the sign-ins see them.
func (l *Locked) userOf(p Person) *Principal {
	name := aadsts.NormalName(p.UserPrincipalName)
	secrets := l.Users.rows[name].Secrets
	return &Principal{
		Person: p.Clone(), Name: name, ObjectID: l.DerivedID("object " + name), guestObjectID: l.DerivedID("guest object " + name),
		TOTPSecret: cmp.Or(secrets[aadsts.Contoso.ID], l.totpSecret(name)), AwaySecret: cmp.Or(secrets[EveryTenant], secrets[aadsts.Fabrikam.ID]),
	}
}

// Principals are all users, in a fixed order. The list belongs to the directory.
func (s *shared) Principals() []*Principal { return s.dir().users }

// Registered are all registrations, in a fixed order. The list belongs to the directory.
func (s *shared) Registered() []*App { return s.dir().apps }
