package entra

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/problem"
)

// directory is what an administrator keeps: people and registrations. A value never
// changes; each change makes another one, so that reading needs no lock.
type directory struct {
	users  []*user
	byName map[string]*user
	apps   []*App
	byApp  map[string]*App
	// organizations are Contoso's, when a scenario names them.
	organizations  []organization
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
	Loaded *Directory `json:"loaded,omitempty"`
}

func (s *open) dir() *directory { return s.directory.Load() }

// user finds a person by the normal spelling of their name; nil when there is none.
func (s *open) user(name string) *user { return s.dir().byName[name] }

// app finds a registration; ApplicationIDs are GUIDs and have no case.
func (s *open) app(clientID string) *App {
	if clientID == SecurityInfoID {
		return securityInfoApp()
	}
	return s.dir().byApp[strings.ToLower(clientID)]
}

// assemble makes the directory from what is built in and the rows laid over it.
func (l *Locked) assemble() {
	d := &directory{byName: map[string]*user{}, byApp: map[string]*App{}}
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
func (l *Locked) change(edit func(*directory)) {
	old := l.dir()
	d := &directory{
		users: slices.Clone(old.users), byName: maps.Clone(old.byName),
		apps: slices.Clone(old.apps), byApp: maps.Clone(old.byApp),
		organizations: old.organizations, byOrganization: old.byOrganization, tenants: old.tenants,
	}
	edit(d)
	l.directory.Store(d)
	l.bump()
}

func (d *directory) addPerson(u *user) {
	if old := d.byName[u.name]; old != nil {
		d.users[slices.Index(d.users, old)] = u
	} else {
		d.users = append(d.users, u)
	}
	d.byName[u.name] = u
}

func (d *directory) removePerson(name string) {
	if old := d.byName[name]; old != nil {
		d.users = slices.Delete(d.users, slices.Index(d.users, old), slices.Index(d.users, old)+1)
		delete(d.byName, name)
	}
}

func (d *directory) addApp(a App) {
	if old := d.byApp[a.ApplicationID]; old != nil {
		d.apps[slices.Index(d.apps, old)] = &a
	} else {
		d.apps = append(d.apps, &a)
	}
	d.byApp[a.ApplicationID] = &a
}

func (d *directory) removeApp(id string) {
	if old := d.byApp[id]; old != nil {
		d.apps = slices.Delete(d.apps, slices.Index(d.apps, old), slices.Index(d.apps, old)+1)
		delete(d.byApp, id)
	}
}

// userOf is a person as the sign-ins see them.
func (l *Locked) userOf(p Person) *user {
	name := aadsts.NormalName(p.UserPrincipalName)
	secrets := l.users.rows[name].Secrets
	return &user{
		Person: p.clone(), name: name, oid: l.derivedID("object " + name), guestOID: l.derivedID("guest object " + name),
		totp: cmp.Or(secrets[aadsts.Contoso.ID], l.totpSecret(name)), away: cmp.Or(secrets[everyTenant], secrets[aadsts.Fabrikam.ID]),
	}
}

// Person returns a person as an administrator keeps them. There being none is the
// NotFound problem "practice-no-user".
func (s *open) Person(name string) (Person, error) {
	if u := s.user(aadsts.NormalName(name)); u != nil {
		return u.Person.clone(), nil
	}
	return Person{}, problem.New(problem.NotFound, "practice-no-user").With("user", aadsts.Show(name))
}

// PutPerson adds or replaces a person. Problems: Input "practice-person", Conflict
// "practice-directory-full".
func (s *Store) PutPerson(p Person) error {
	p.UserPrincipalName = aadsts.NormalName(p.UserPrincipalName)
	if err := p.check(); err != nil {
		return err
	}
	l := s.Lock()
	defer l.Unlock()
	if l.user(p.UserPrincipalName) == nil && len(l.dir().users) >= mostPeople {
		return problem.New(problem.Conflict, "practice-directory-full")
	}
	if old := l.user(p.UserPrincipalName); old != nil {
		if p.Password != old.Password {
			l.resetPassword(old.name)
		}
		if p.RegisterAgain != old.RegisterAgain || !slices.Equal(p.Methods, old.Methods) || !slices.Equal(p.GuestMethods, old.GuestMethods) {
			l.endSecondFactors(old.name)
		}
	}
	l.changePerson(p)
	return nil
}

// changePerson puts a person who has been checked.
func (l *Locked) changePerson(p Person) {
	l.people.put(p.UserPrincipalName, personRow{Person: p.clone()})
	l.change(func(d *directory) { d.addPerson(l.userOf(p)) })
}

// RemovePerson takes a person away, with everything that they have begun. Problem:
// NotFound "practice-no-user".
func (s *Store) RemovePerson(name string) error {
	name = aadsts.NormalName(name)
	l := s.Lock()
	defer l.Unlock()
	if l.user(name) == nil {
		return problem.New(problem.NotFound, "practice-no-user").With("user", aadsts.Show(name))
	}
	l.signOutEverywhere(name)
	l.users.remove(name)
	l.appPasswords.removeIf(func(row appPasswordRow) bool { return row.User == name })
	l.enrolments.removeIf(func(row enrolRow) bool { return row.User == name })
	l.forgetConsents(func(user, _ string) bool { return user == name })
	l.people.put(name, personRow{Person: Person{UserPrincipalName: name}, Removed: true})
	l.change(func(d *directory) { d.removePerson(name) })
	return nil
}
