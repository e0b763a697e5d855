package registration

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"latchkey/app/problem"
	"latchkey/app/profile"
	"latchkey/app/recipe"
)

const permissionSetting = "API permissions"

func (c *checker) permissions() {
	for _, p := range c.want.Permissions {
		w, ok := permissionOf(p)
		if !ok {
			continue
		}
		c.permission(w)
	}
}

func (c *checker) permission(w permission) {
	f := Finding{ID: "permission", State: OK, Setting: permissionSetting, Wanted: "Dynamics CRM, " + w.Name + " (" + w.Type + ")"}
	has := func(id, kind string) bool {
		return slices.ContainsFunc(c.Access, func(a Access) bool {
			return a.API == dataverse && (id == "" || a.ID == id) && a.Type == kind
		})
	}
	other := typeRole
	if w.Type == typeRole {
		other = typeScope
	}
	switch {
	case has(w.ID, w.Type) && w.ID != "":
		f.Found = f.Wanted
	case has(w.ID, w.Type):
		// Which one it is stands in the directory alone.
		f.State, f.Problem = Warning, problem.New(problem.Input, "registration-permission-unchecked").With("name", w.Name)
	case w.ID != "" && has(w.ID, other):
		f.State, f.Code, f.Found = Wrong, "AADSTS650057", "Dynamics CRM, "+w.Name+" ("+other+")"
		f.Problem = problem.New(problem.Input, "registration-permission-role").With("name", w.Name)
		f.Fix = c.list(w)
	default:
		f.State, f.Code = Wrong, "AADSTS650057"
		if len(c.Access) == 0 {
			f.Code = "AADSTS650056"
		}
		f.Problem = problem.New(problem.Input, "registration-permission-missing").With("name", w.Name)
		f.Fix = c.list(w)
	}
	c.add(f)
}

// list puts a permission among those that are there, and takes the one of the wrong type
// away. It is empty when the id isn't known.
func (c *checker) list(w permission) Fix {
	if w.ID == "" {
		return Fix{}
	}
	list := []requiredScope{}
	into := func(api string) *requiredScope {
		for i := range list {
			if list[i].API == api {
				return &list[i]
			}
		}
		list = append(list, requiredScope{API: api})
		return &list[len(list)-1]
	}
	for _, a := range c.Access {
		if a.API == w.API && a.ID == w.ID {
			continue
		}
		one := into(a.API)
		one.Access = append(one.Access, resourceAccess{a.ID, a.Type})
	}
	one := into(w.API)
	one.Access = append(one.Access, resourceAccess{w.ID, w.Type})
	return c.patch(map[string]any{"requiredResourceAccess": list})
}

// secret looks at the ends of the client secrets; which of them the system uses, only the
// system knows. Where it needs none, one is a trap: a public client that sends it is
// refused, and its end is seen by nobody.
func (c *checker) secret() {
	f := Finding{ID: "secret", State: OK, Setting: "Certificates & secrets", Wanted: "a client secret that is good"}
	switch {
	case c.want.Secret == nil && len(c.Secrets) > 0:
		f.State, f.Code, f.Problem = Warning, "AADSTS700025", problem.New(problem.Input, "registration-secret-unneeded")
		f.Found, f.Wanted = strconv.Itoa(len(c.Secrets)), "none"
		c.add(f)
		return
	case c.want.Secret == nil, c.want.Secret.Optional && len(c.Secrets) == 0:
		return
	}
	var latest time.Time
	expired := 0
	for _, end := range c.Secrets {
		if end.After(latest) {
			latest = end
		}
		if !end.IsZero() && !end.After(c.now) {
			expired++
		}
	}
	if !latest.IsZero() {
		f.Found = latest.Format(time.DateOnly)
	}
	switch {
	case len(c.Secrets) == 0:
		f.State, f.Code, f.Problem = Wrong, "AADSTS7000218", problem.New(problem.Input, "registration-secret-missing")
	case latest.IsZero():
		f.State, f.Problem = Warning, problem.New(problem.Input, "registration-secret-unknown")
	case expired == len(c.Secrets):
		f.State, f.Code, f.Problem = Wrong, "AADSTS7000222", problem.New(problem.Input, "registration-secret-expired").With("date", f.Found)
	case latest.Before(c.now.Add(profile.NearExpiry)):
		days := int(latest.Sub(c.now).Hours() / 24)
		f.State, f.Code = Warning, "AADSTS7000222"
		f.Problem = problem.New(problem.Input, "registration-secret-soon").With("date", f.Found).With("days", strconv.Itoa(days))
	case expired > 0:
		f.State, f.Problem = Warning, problem.New(problem.Input, "registration-secret-old").With("date", f.Found)
	}
	if f.State != OK && f.Problem.Code != "registration-secret-old" {
		f.Fix = c.addSecret(*c.want.Secret)
	}
	c.add(f)
}

// addSecret makes a client secret; its value is seen by whoever runs it.
func (c *checker) addSecret(s recipe.Secret) Fix {
	ends := c.now.UTC().AddDate(0, s.Months, 0).Format(time.RFC3339)
	return c.call("post", "/addPassword", map[string]any{
		"passwordCredential": map[string]any{"displayName": strings.TrimSpace(c.values.Fill(s.Description)), "endDateTime": ends},
	})
}
