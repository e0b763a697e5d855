package directory

import (
	"latchkey/app/practice/entra/aadsts"
	"slices"
	"strings"
	"testing"
)

func TestImpossibleDirectoriesAreRefused(t *testing.T) {
	for name, c := range map[string]struct {
		d        Contents
		at, code string
	}{
		"a user twice":         {Contents{People: []Person{{UserPrincipalName: "a@contoso.example"}, {UserPrincipalName: "A@contoso.example"}}}, "people[1].userPrincipalName", "practice-twice"},
		"no such method":       {Contents{People: []Person{{UserPrincipalName: "a@contoso.example", Methods: []string{"Pigeon"}}}}, "people[0].methods", "practice-person"},
		"too many":             {Contents{Generated: 2001}, "generated", "practice-directory-full"},
		"fewer than none":      {Contents{Generated: -1}, "generated", "practice-directory-full"},
		"an application twice": {Contents{Apps: []App{{Name: "x"}, {Name: "x"}}}, "apps[1]", "practice-twice"},
		"a platform":           {Contents{Apps: []App{{Name: "x", Platform: "console"}}}, "apps[0].platform", "practice-app"},
		"assigned nobody":      {Contents{Apps: []App{{Name: "x", Assigned: []string{"zoe@contoso.example"}}}}, "apps[0].assigned[0]", "practice-unknown-name"},
		"a rule for nobody":    {Contents{Policies: Policies{Rules: []Rule{{Users: []string{"push@contoso.example"}, Then: "block"}}}}, "policies.rules[0].users[0]", "practice-unknown-name"},
		"a rule for nothing":   {Contents{Extends: true, Policies: Policies{Rules: []Rule{{Apps: []string{aadsts.ContosoID}, Then: "block"}}}}, "policies.rules[0].apps[0]", "practice-unknown-name"},
		"a policy":             {Contents{Policies: Policies{SecondFactor: "all"}}, "policies.secondFactor", "practice-policies"},
		"a setting":            {Contents{Settings: Settings{Organizations: -1}}, "settings.organizations", "practice-settings"},
		"too many tenants":     {Contents{Settings: Settings{Tenants: 1001}}, "settings.tenants", "practice-settings"},
		"an address":           {Contents{Organizations: []Organization{{UniqueName: "Sales EU"}}}, "organizations[0].uniqueName", "practice-organization"},
		"the other tenant's":   {Contents{Organizations: []Organization{{UniqueName: "fabrikamsales"}}}, "organizations[0].uniqueName", "practice-organization"},
		"an inert name":        {Contents{Organizations: []Organization{{UniqueName: "a", FriendlyName: "x\u202ey"}}}, "organizations[0].friendlyName", "practice-organization"},
		"organizations twice":  {Contents{Organizations: []Organization{{UniqueName: "a"}, {UniqueName: "a"}}}, "organizations[1].uniqueName", "practice-twice"},
	} {
		g := newRig(t)
		found := c.d.Check()
		if len(found) != 1 || found[0].At != c.at || found[0].Problem.Code != c.code {
			t.Errorf("%s: %+v", name, found)
		}
		if code, _ := codeOfError(g.Load(c.d)); code != c.code || len(g.Users()) != len(builtIn()) {
			t.Errorf("%s was loaded: %s", name, code)
		}
	}
	if found := (Contents{Extends: true, Policies: Policies{Rules: []Rule{{Users: []string{"push@contoso.example"}, Apps: []string{strings.ToUpper(MagentrixID)}, Then: "block"}}}}).Check(); len(found) != 0 {
		t.Errorf("%+v", found)
	}
}

func TestAScenarioHasNoGuestsOfAbsentCompanies(t *testing.T) {
	d := Contents{Extends: true, Settings: Settings{Tenants: 3}, People: []Person{
		{UserPrincipalName: "a@contoso.example", GuestIn: "company0003.example"},
		{UserPrincipalName: "b@contoso.example", GuestIn: "company0004.example"},
		{UserPrincipalName: "c@contoso.example", GuestIn: "*"},
	}, Organizations: []Organization{{UniqueName: "company0009"}}}
	var at []string
	for _, m := range d.Check() {
		at = append(at, m.At)
	}
	if !slices.Equal(at, []string{"people[1].guestIn", "organizations[0].uniqueName"}) {
		t.Errorf("%q", at)
	}
}
