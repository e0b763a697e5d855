package entra

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"latchkey/app/practice/entra/aadsts"
)

func lab() Directory {
	return Directory{
		Scenario: "lab",
		People: []Person{
			{UserPrincipalName: "Ada@contoso.example", GivenName: "Ada", Surname: "Lind", Password: "Correct-Horse-7"},
			{UserPrincipalName: "totp@contoso.example", Methods: []string{methodCode}},
		},
		Apps:          []App{{Name: "Lab client", RedirectURIs: []string{redirect}}},
		Policies:      Policies{PushWithoutNumber: true},
		Settings:      Settings{TokenLifetime: time.Minute},
		Organizations: []Organization{{UniqueName: "sales-eu", FriendlyName: "Sales EU"}, {UniqueName: "contoso"}},
	}
}

func TestALoadedDirectoryTakesThePlaceOfTheOldOne(t *testing.T) {
	g := newRig(t)
	open := g.browser().open(asks()).login("push")
	must(t, g.AddRule(Rule{Name: "old", Then: "block"}))
	must(t, g.Load(lab()))
	open.send().wants("AADSTS50089")
	id := aadsts.IDOf("registration Lab client")
	for range 2 { // the second time under the next owner
		if g.Scenario() != "lab" || len(g.Users()) != 2 || len(g.Apps()) != 1 || g.Apps()[0].ApplicationID != id {
			t.Fatalf("%q: %+v %+v", g.Scenario(), g.Users(), g.Apps())
		}
		if p := g.Policies(); !p.PushWithoutNumber || len(p.Rules) != 0 || g.State().Settings.TokenLifetime != time.Minute {
			t.Errorf("%+v %+v", p, g.State().Settings)
		}
		q := asks("client_id", id)
		g.browser().open(q).send("loginfmt", "push@contoso.example").wants("usernameError")
		b := g.browser().open(q)
		b.send("loginfmt", "ada@contoso.example").send("passwd", "Correct-Horse-7").send("answer", "no")
		if b.returned().Get("code") == "" {
			t.Error("no code")
		}
		g.die()
	}
	g.Reset()
	if g.Scenario() != "" || len(g.Users()) != len(builtIn()) || g.Policies().PushWithoutNumber {
		t.Error("a reset goes back to the first state")
	}
	g.die()
	if len(g.Users()) != len(builtIn()) {
		t.Error("the next owner has the scenario again")
	}
}

// AddRule puts one more rule.
func (g *rig) AddRule(r Rule) error {
	p := g.Policies()
	p.Rules = append(p.Rules, r)
	return g.SetPolicies(p)
}

// A change after loading stays when the owner changes.
func TestWhatIsChangedAfterLoadingStays(t *testing.T) {
	g := newRig(t)
	must(t, g.Load(lab()))
	must(t, g.SetPolicies(Policies{SecondFactor: "nobody"}))
	must(t, g.SetSettings(Settings{Organizations: 7}))
	must(t, g.RemovePerson("ada@contoso.example"))
	g.die()
	if p := g.Policies(); p.SecondFactor != "nobody" || p.PushWithoutNumber || len(g.Users()) != 1 {
		t.Errorf("%+v %+v", p, g.Users())
	}
	if g.organizations(aadsts.Contoso) != 7 { // a number is asked for: the names don't count
		t.Error(g.organizations(aadsts.Contoso))
	}
}

// What the owner wrote in one record is what comes back: loaded whole or not at all.
func TestLoadingIsOneRecord(t *testing.T) {
	g := newRig(t)
	g.journal = nil
	must(t, g.Load(lab()))
	if len(g.journal) != 1 || g.journal[0].Table != "reset" {
		t.Errorf("%d records", len(g.journal))
	}
	g.Server = g.server(g.Snapshot()) // after a compaction
	if g.Scenario() != "lab" || len(g.Users()) != 2 || !g.Policies().PushWithoutNumber {
		t.Error("the snapshot has less")
	}
}

func TestAThousandPeopleAndTenThousandOrganizations(t *testing.T) {
	g := newRig(t)
	must(t, g.Load(Directory{Extends: true, Generated: 1000, Settings: Settings{Organizations: 10000}}))
	users := g.Users()
	if len(users) != len(builtIn())+1000 || users[len(users)-1].UserPrincipalName != "user1000@contoso.example" {
		t.Fatalf("%d users", len(users))
	}
	g.browser().open(asks()).login("user0777").wants(`name="otc"`)
	if len(g.journal[len(g.journal)-1].Value) > 1000 {
		t.Error("the people who are made are written out one by one")
	}
	_, _, answer := g.get(discovery+"/api/discovery/v2.0/Instances?$select=UniqueName", g.accessTo(discovery))
	if list := answer["value"].([]any); len(list) != 10000 {
		t.Errorf("%d organizations", len(list))
	}
}

func TestOrganizationsThatAScenarioNames(t *testing.T) {
	g := newRig(t)
	d := lab()
	d.Extends = true
	must(t, g.Load(d))
	_, _, answer := g.get(discovery+"/api/discovery/v2.0/Instances", g.accessTo(discovery))
	var names []any
	for _, one := range answer["value"].([]any) {
		o := one.(map[string]any)
		names = append(names, o["FriendlyName"])
		address := o["Url"].(string)
		if status, _, _ := g.get(address+"/api/data/v9.2/WhoAmI", g.accessTo(address)); status != http.StatusOK {
			t.Errorf("%s: %d", address, status)
		}
	}
	if len(names) != 2 || names[0] != "Sales EU" || names[1] != "Contoso Sales" {
		t.Errorf("%q", names)
	}
	if status, _, _ := g.get("https://"+OrganizationHost("org00042")+"/api/data/v9.2/WhoAmI", ""); status != http.StatusNotFound {
		t.Error("an organization that isn't in the list answers")
	}
}

func TestImpossibleDirectoriesAreRefused(t *testing.T) {
	for name, c := range map[string]struct {
		d        Directory
		at, code string
	}{
		"a user twice":         {Directory{People: []Person{{UserPrincipalName: "a@contoso.example"}, {UserPrincipalName: "A@contoso.example"}}}, "people[1].userPrincipalName", "practice-twice"},
		"no such method":       {Directory{People: []Person{{UserPrincipalName: "a@contoso.example", Methods: []string{"Pigeon"}}}}, "people[0].methods", "practice-person"},
		"too many":             {Directory{Generated: 2001}, "generated", "practice-directory-full"},
		"fewer than none":      {Directory{Generated: -1}, "generated", "practice-directory-full"},
		"an application twice": {Directory{Apps: []App{{Name: "x"}, {Name: "x"}}}, "apps[1]", "practice-twice"},
		"a platform":           {Directory{Apps: []App{{Name: "x", Platform: "console"}}}, "apps[0].platform", "practice-app"},
		"assigned nobody":      {Directory{Apps: []App{{Name: "x", Assigned: []string{"zoe@contoso.example"}}}}, "apps[0].assigned[0]", "practice-unknown-name"},
		"a rule for nobody":    {Directory{Policies: Policies{Rules: []Rule{{Users: []string{"push@contoso.example"}, Then: "block"}}}}, "policies.rules[0].users[0]", "practice-unknown-name"},
		"a rule for nothing":   {Directory{Extends: true, Policies: Policies{Rules: []Rule{{Apps: []string{aadsts.ContosoID}, Then: "block"}}}}, "policies.rules[0].apps[0]", "practice-unknown-name"},
		"a policy":             {Directory{Policies: Policies{SecondFactor: "all"}}, "policies.secondFactor", "practice-policies"},
		"a setting":            {Directory{Settings: Settings{Organizations: -1}}, "settings.organizations", "practice-settings"},
		"too many tenants":     {Directory{Settings: Settings{Tenants: 1001}}, "settings.tenants", "practice-settings"},
		"an address":           {Directory{Organizations: []Organization{{UniqueName: "Sales EU"}}}, "organizations[0].uniqueName", "practice-organization"},
		"the other tenant's":   {Directory{Organizations: []Organization{{UniqueName: "fabrikamsales"}}}, "organizations[0].uniqueName", "practice-organization"},
		"an inert name":        {Directory{Organizations: []Organization{{UniqueName: "a", FriendlyName: "x\u202ey"}}}, "organizations[0].friendlyName", "practice-organization"},
		"organizations twice":  {Directory{Organizations: []Organization{{UniqueName: "a"}, {UniqueName: "a"}}}, "organizations[1].uniqueName", "practice-twice"},
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
	if found := (Directory{Extends: true, Policies: Policies{Rules: []Rule{{Users: []string{"push@contoso.example"}, Apps: []string{strings.ToUpper(MagentrixID)}, Then: "block"}}}}).Check(); len(found) != 0 {
		t.Errorf("%+v", found)
	}
}
