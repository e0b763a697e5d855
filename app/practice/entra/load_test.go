package entra

import (
	"net/http"
	"testing"
	"time"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

func lab() directory.Contents {
	return directory.Contents{
		Scenario: "lab",
		People: []directory.Person{
			{UserPrincipalName: "Ada@contoso.example", GivenName: "Ada", Surname: "Lind", Password: "Correct-Horse-7"},
			{UserPrincipalName: "totp@contoso.example", Methods: []string{directory.MethodCode}},
		},
		Apps:          []directory.App{{Name: "Lab client", RedirectURIs: []string{redirect}}},
		Policies:      directory.Policies{PushWithoutNumber: true},
		Settings:      directory.Settings{TokenLifetime: time.Minute},
		Organizations: []directory.Organization{{UniqueName: "sales-eu", FriendlyName: "Sales EU"}, {UniqueName: "contoso"}},
	}
}

func TestALoadedDirectoryTakesThePlaceOfTheOldOne(t *testing.T) {
	g := newRig(t)
	open := g.browser().open(asks()).login("push")
	must(t, g.AddRule(directory.Rule{Name: "old", Then: "block"}))
	must(t, g.Load(lab()))
	open.send().wants("AADSTS50089")
	id := aadsts.IDOf("registration Lab client")
	for range 2 { // the second time under the next leader
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
	if g.Scenario() != "" || len(g.Users()) != ordinaryUsers(t) || g.Policies().PushWithoutNumber {
		t.Error("a reset goes back to the first state")
	}
	g.die()
	if len(g.Users()) != ordinaryUsers(t) {
		t.Error("the next owner has the scenario again")
	}
}

// AddRule puts one more rule.
func (g *rig) AddRule(r directory.Rule) error {
	p := g.Policies()
	p.Rules = append(p.Rules, r)
	return g.SetPolicies(p)
}

// A change after loading stays when the leader changes.
func TestWhatIsChangedAfterLoadingStays(t *testing.T) {
	g := newRig(t)
	must(t, g.Load(lab()))
	must(t, g.SetPolicies(directory.Policies{SecondFactor: "nobody"}))
	must(t, g.SetSettings(directory.Settings{Organizations: 7}))
	must(t, g.RemovePerson("ada@contoso.example"))
	g.die()
	if p := g.Policies(); p.SecondFactor != "nobody" || p.PushWithoutNumber || len(g.Users()) != 1 {
		t.Errorf("%+v %+v", p, g.Users())
	}
	if g.EnvironmentCount(aadsts.Contoso) != 7 { // a number is asked for: the names don't count
		t.Error(g.EnvironmentCount(aadsts.Contoso))
	}
}

// What the leader wrote in one record is what comes back: loaded whole or not at all.
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
	must(t, g.Load(directory.Contents{Extends: true, Generated: 1000, Settings: directory.Settings{Organizations: 10000}}))
	users := g.Users()
	if len(users) != ordinaryUsers(t)+1000 || users[len(users)-1].UserPrincipalName != "user1000@contoso.example" {
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
	if status, _, _ := g.get("https://"+directory.OrganizationHost("org00042")+"/api/data/v9.2/WhoAmI", ""); status != http.StatusNotFound {
		t.Error("an organization that isn't in the list answers")
	}
}
