package directory

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/problem"
)

// Mistake is what is wrong in a directory, and where.
type Mistake struct {
	// At is the place: "people[2].methods", "policies.rules[0].users[1]".
	At      string
	Problem *problem.Problem
	// Wanted are the names that would fit there, where that is what is wrong.
	Wanted []string
}

// checker gathers mistakes.
type checker struct {
	directory Contents
	names     []string // of all people
	apps      []string // ApplicationIDs of all registrations
	found     []Mistake
}

// Check is everything that keeps a directory from being loaded. Problems: Input
// "practice-person", "practice-app", "practice-policies", "practice-settings",
// "practice-organization", "practice-twice", "practice-unknown-name"; Conflict
// "practice-directory-full".
func (d Contents) Check() []Mistake {
	c := &checker{directory: d.normal()}
	c.gatherNames()
	c.people()
	c.registrations()
	c.policies()
	c.organizations()
	return c.found
}

func (c *checker) add(at string, p *problem.Problem, wanted ...string) {
	c.found = append(c.found, Mistake{At: at, Problem: p, Wanted: wanted})
}

// place is an element of a list.
func place(list string, i int) string { return list + "[" + strconv.Itoa(i) + "]" }

func (c *checker) gatherNames() {
	if c.directory.Extends {
		for _, p := range builtIn() {
			c.names = append(c.names, p.UserPrincipalName)
		}
		c.apps = append(c.apps, DocumentsCorePackID, TelephoneIntegrationID, EveryOrganizationID, IntegrationCloudID, MagentrixID)
	}
	for i := range min(max(c.directory.Generated, 0), mostPeople) {
		c.names = append(c.names, generated(i+1).UserPrincipalName)
	}
	for _, p := range c.directory.People {
		c.names = append(c.names, p.UserPrincipalName)
	}
	for _, a := range c.directory.Apps {
		c.apps = append(c.apps, a.ApplicationID)
	}
}

func (c *checker) people() {
	if n := c.directory.Generated; n < 0 || n+len(c.directory.People) > mostPeople {
		c.add("generated", problem.New(problem.Conflict, "practice-directory-full"))
	}
	seen, numbers := map[string]bool{}, map[string]bool{}
	for i, p := range c.directory.People {
		at := place("people", i)
		if err := p.check(); err != nil {
			c.addError(at, err)
		} else if aadsts.CompanyBySegment(p.GuestIn) > c.directory.Settings.Tenants {
			c.add(at+".guestIn", problem.New(problem.Input, "practice-person").With("user", aadsts.Show(p.UserPrincipalName)).At("guestIn"))
		}
		if p.TextSignIn && numbers[digitsOf(p.MobilePhone)] {
			c.add(at+".textSignIn", problem.New(problem.Input, "practice-person").With("user", aadsts.Show(p.UserPrincipalName)).At("textSignIn"))
		}
		numbers[digitsOf(p.MobilePhone)] = numbers[digitsOf(p.MobilePhone)] || p.TextSignIn
		if seen[p.UserPrincipalName] {
			c.add(at+".userPrincipalName", problem.New(problem.Input, "practice-twice").With("name", aadsts.Show(p.UserPrincipalName)))
		}
		seen[p.UserPrincipalName] = true
	}
}

// addError notes a problem at the field that it names.
func (c *checker) addError(at string, err error) {
	p := problem.From(err)
	if p.Field != "" {
		at += "." + p.Field
	}
	c.add(at, p)
}

func (c *checker) registrations() {
	if len(c.directory.Apps) > mostApps {
		c.add("apps", problem.New(problem.Conflict, "practice-directory-full"))
		return
	}
	seen := map[string]bool{}
	for i, a := range c.directory.Apps {
		at := place("apps", i)
		if err := a.check(); err != nil {
			c.addError(at, err)
		}
		if seen[a.ApplicationID] {
			c.add(at, problem.New(problem.Input, "practice-twice").With("name", aadsts.Show(a.Name)))
		}
		seen[a.ApplicationID] = true
		for j, name := range a.Assigned {
			c.known(place(at+".assigned", j), name, c.names)
		}
		for j, r := range a.AppRoles {
			for k, name := range r.Members {
				c.known(place(place(at+".appRoles", j)+".members", k), name, slices.Concat(c.names, c.apps))
			}
		}
	}
}

func (c *checker) policies() {
	if err := c.directory.Policies.check(); err != nil {
		c.addError("policies", err)
	}
	for i, r := range c.directory.Policies.Rules {
		at := place("policies.rules", i)
		for j, name := range r.Users {
			c.known(place(at+".users", j), name, c.names)
		}
		for j, id := range r.Apps {
			c.known(place(at+".apps", j), strings.ToLower(id), c.apps)
		}
	}
	if err := c.directory.Settings.check(); err != nil {
		c.addError("settings", err)
	}
}

// known notes a name that nobody and nothing has: in a scenario it is a slip.
func (c *checker) known(at, name string, names []string) {
	if !slices.Contains(names, name) {
		c.add(at, problem.New(problem.Input, "practice-unknown-name").With("name", aadsts.Show(name)), names...)
	}
}

func (c *checker) organizations() {
	list := c.directory.Organizations
	if len(list) > mostNamed {
		c.add("organizations", problem.New(problem.Conflict, "practice-directory-full"))
		return
	}
	seen := map[string]bool{}
	for i, o := range list {
		at := place("organizations", i)
		bad := func(field string) {
			c.add(at+"."+field, problem.New(problem.Input, "practice-organization").With("name", aadsts.Show(o.UniqueName)).At(field))
		}
		if !uniqueName().MatchString(o.UniqueName) || elsewheres(o.UniqueName) {
			bad("uniqueName")
		}
		if utf8.RuneCountInString(o.FriendlyName) > longestText || aadsts.Show(o.FriendlyName) != o.FriendlyName {
			bad("friendlyName")
		}
		if seen[o.UniqueName] {
			c.add(at+".uniqueName", problem.New(problem.Input, "practice-twice").With("name", aadsts.Show(o.UniqueName)))
		}
		seen[o.UniqueName] = true
	}
}

// elsewheres says whether an organization's name belongs to another tenant.
func elsewheres(unique string) bool {
	_, place, ok := known(unique)
	return ok && place < 0
}

// Names are the user principal names of everybody there will be.
func (d Contents) Names() []string {
	c := &checker{directory: d.normal()}
	c.gatherNames()
	return c.names
}
