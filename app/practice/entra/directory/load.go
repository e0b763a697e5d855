package directory

import (
	"encoding/json"
	"fmt"
	"strings"

	"latchkey/app/pattern"
	"latchkey/app/practice/entra/aadsts"
)

// Contents is everything that an administrator keeps, as a scenario gives it: Load puts
// it in the place of what was there.
type Contents struct {
	Scenario string `json:"scenario,omitempty"` // what it is called
	// Extends lays it over the people and registrations that every practice tenant has.
	Extends bool `json:"extends,omitempty"`
	// Generated is how many people are made: user0001, user0002 and so on, each with
	// codes from an app.
	Generated     int            `json:"generated,omitempty"`
	People        []Person       `json:"people,omitempty"`
	Apps          []App          `json:"apps,omitempty"`
	Policies      Policies       `json:"policies"`
	Settings      Settings       `json:"settings"`
	Organizations []Organization `json:"organizations,omitempty"` // Contoso's, when they have names of their own
}

// Organization is one that a scenario names.
type Organization struct {
	UniqueName   string `json:"uniqueName"` // lower-case letters, digits and hyphens: it is part of the address
	FriendlyName string `json:"friendlyName,omitempty"`
}

// mostNamed bounds organizations that have names of their own.
const mostNamed = 10000

// uniqueName is the form that organizationHost of the back channel knows, too.
var uniqueName = pattern.Lazy(`^[a-z0-9][a-z0-9-]{0,62}$`)

// generated is the i-th of the people who are made, from 1.
func generated(i int) Person {
	number := fmt.Sprintf("%04d", i)
	return Person{UserPrincipalName: "user" + number + "@" + aadsts.ContosoDomain, GivenName: "User", Surname: number, Methods: []string{MethodCode}}
}

// normal spells names as they are kept, and gives every registration an id: the same one
// for the same name, so that scripts can name it.
func (d Contents) normal() Contents {
	people := make([]Person, len(d.People))
	for i, p := range d.People {
		people[i] = p.Clone()
		people[i].UserPrincipalName = aadsts.NormalName(p.UserPrincipalName)
	}
	apps := make([]App, len(d.Apps))
	for i, a := range d.Apps {
		a = a.clone()
		if a.ApplicationID == "" {
			a.ApplicationID = aadsts.IDOf("registration " + a.Name)
		}
		a.ApplicationID = strings.ToLower(a.ApplicationID)
		a = a.orUsual()
		if a.RedirectURIs == nil {
			a.RedirectURIs = []string{}
		}
		for j, name := range a.Assigned {
			a.Assigned[j] = aadsts.NormalName(name)
		}
		normalRoles(a.AppRoles)
		a.Secrets, a.Certificates = nil, nil
		apps[i] = a
	}
	d.People, d.Apps, d.Policies.Rules = people, apps, cloneRules(d.Policies.Rules)
	return d
}

// Load replaces people, registrations, policies, settings and everything that anybody has
// begun, in one step: it is done whole or, when the leader dies meanwhile, not at all.
// A directory with mistakes (see Check) is refused with the first of them.
func (s *Store) Load(d Contents) error {
	d = d.normal()
	if wrong := d.Check(); len(wrong) > 0 {
		return wrong[0].Problem
	}
	row := baseRow{Empty: !d.Extends, Loaded: &d}
	value, err := json.Marshal(row)
	if err != nil {
		return fmt.Errorf("practice tenant: load: %w", err)
	}
	l := s.Lock()
	defer l.Unlock()
	l.clear()
	l.base.rows[""] = row
	l.record("reset", "", value)
	l.assemble()
	l.NotifyChange()
	return nil
}

// layOver puts what was loaded into a directory that is being made, and what was loaded
// and not changed since into the tables.
func (l *Locked) layOver(d *catalog, loaded *Contents) {
	for i := range loaded.Generated {
		d.addPerson(l.userOf(generated(i + 1)))
	}
	for _, p := range loaded.People {
		d.addPerson(l.userOf(p))
	}
	for _, a := range loaded.Apps {
		d.addApp(l.withSecrets(a))
	}
	if len(loaded.Organizations) > 0 {
		d.byOrganization = map[string]int{}
	}
	for _, o := range loaded.Organizations {
		d.byOrganization[o.UniqueName] = len(d.organizations)
		made := o.whole()
		made.UsersAreAdmins = len(d.organizations)%3 == 0
		d.organizations = append(d.organizations, made)
	}
	if _, changed := l.policies.rows[""]; !changed {
		l.policies.rows[""] = loaded.Policies
	}
	if _, changed := l.settings.rows[""]; !changed {
		l.settings.rows[""] = loaded.Settings
	}
}

// whole is a named organization with all that belongs to one. Those that are always
// there keep their addresses; others are in America, whose addresses have no number.
func (o Organization) whole() Environment {
	made := Environment{UniqueName: o.UniqueName, Region: america, Version: "9.2.25103.00180", AdmitsApplications: true}
	if i, ok := index(o.UniqueName); ok {
		made = nth(i)
	}
	made.Disabled = false
	switch {
	case o.FriendlyName != "":
		made.FriendlyName = o.FriendlyName
	case made.FriendlyName == "":
		made.FriendlyName = o.UniqueName
	}
	return identified(made)
}

// Scenario is what was loaded last, "" when everything is as at first.
func (s *Store) Scenario() string {
	l := s.Lock()
	defer l.Unlock()
	if loaded := l.base.rows[""].Loaded; loaded != nil {
		return loaded.Scenario
	}
	return ""
}
