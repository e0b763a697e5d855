package entra

import (
	"slices"
	"strings"
	"testing"
	"time"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

const company7URL = "https://company0007.crm4.practice.localhost"

// withCompanies is a rig with other companies, and with somebody who is a guest in all.
func withCompanies(t testing.TB, n int) *rig {
	t.Helper()
	g := newRig(t)
	if err := g.SetSettings(directory.Settings{Tenants: n}); err != nil {
		t.Fatal(err)
	}
	everywhere := directory.Person{UserPrincipalName: "everywhere@contoso.example", Password: "Given-1", GuestIn: "*", GuestMethods: []string{directory.MethodCode}}
	if err := g.PutPerson(everywhere); err != nil {
		t.Fatal(err)
	}
	return g
}

func metadataAt(name string) string {
	return "https://" + directory.AuthorityHost + "/" + name + "/v2.0/.well-known/openid-configuration"
}

func TestCompaniesHaveNamesThatNeverChange(t *testing.T) {
	g := withCompanies(t, 20)
	id := aadsts.Company(7).ID
	if id != "089f4d32-6f60-40a2-9195-801d5672f515" {
		t.Errorf("the id of company0007 is %s: scripts that name it are broken", id)
	}
	for _, name := range []string{id, strings.ToUpper(id), "company0007.example", "Company0007.example"} {
		_, _, m := g.get(metadataAt(name), "")
		if m["issuer"] != "https://"+directory.AuthorityHost+"/"+id+"/v2.0" {
			t.Errorf("%s: %v", name, m)
		}
	}
	status, _, realm := g.get("https://"+directory.AuthorityHost+"/common/UserRealm/x@company0020.example", "")
	if status != 200 || realm["account_type"] != "Managed" {
		t.Errorf("%v", realm)
	}
}

func TestCompaniesAreThereOnlyWhileTheSettingSaysSo(t *testing.T) {
	g := withCompanies(t, 20)
	absent := func(names ...string) {
		t.Helper()
		for _, name := range names {
			status, _, answer := g.get(metadataAt(name), "")
			g.refusedWith(status, answer, "invalid_tenant", 90002)
		}
	}
	absent("company0021.example", aadsts.Company(21).ID, "company0000.example", "company007.example", "company+007.example", "company0007")
	open := g.guestAt(7, "openid")
	must(t, g.SetSettings(directory.Settings{Tenants: 6}))
	open.send().wants("AADSTS90002")
	absent("company0007.example", aadsts.Company(7).ID)
	must(t, g.SetSettings(directory.Settings{Tenants: 7}))
	g.Reset()
	absent("company0001.example", aadsts.Company(7).ID)
	if status, _, _ := g.get("https://company0001.crm4.practice.localhost/api/data/v9.2/", ""); status != 404 {
		t.Errorf("its organization: %d", status)
	}
	for _, n := range []int{-1, aadsts.MostTenants + 1} {
		if code, _ := codeOfError(g.SetSettings(directory.Settings{Tenants: n})); code != "practice-settings" {
			t.Errorf("%d tenants: %s", n, code)
		}
	}
}

// guestAt signs the guest of all companies in as far as the code.
func (g *rig) guestAt(n int, scope string) *browser {
	g.Helper()
	b := g.browser().open(asks("tenant", aadsts.Company(n).Domain, "client_id", directory.EveryOrganizationID, "scope", scope))
	b.wants(aadsts.Company(n).Name).send("loginfmt", "everywhere@contoso.example").send("passwd", "Given-1")
	return b.wants("Enter code", aadsts.Company(n).Name)
}

func (b *browser) guestToken(n int) string {
	b.Helper()
	q := b.send("otc", b.codeOf("everywhere")).wants("Stay signed in?").send("answer", "no").returned()
	status, answer := b.redeemed(q.Get("code"), "client_id", directory.EveryOrganizationID, "tenant", aadsts.Company(n).ID)
	if status != 200 {
		b.Fatal(answer)
	}
	return answer["access_token"].(string)
}

func TestAGuestOfACompany(t *testing.T) {
	g := withCompanies(t, 20)
	token := g.guestAt(7, company7URL+"/user_impersonation").guestToken(7)
	g.now = g.now.Add(time.Minute) // a code is good once
	c, other := g.claimsIn(token), g.claimsIn(g.guestAt(8, "openid").guestToken(8))
	u := g.User("everywhere@contoso.example")
	if c.Tenant != aadsts.Company(7).ID || len(c.Methods) != 2 || c.Email != "everywhere@contoso.example" || c.UPN != "" {
		t.Errorf("%+v", c)
	}
	objects := []string{u.ObjectID, u.ObjectIDIn(aadsts.Fabrikam), c.ObjectID, other.ObjectID}
	if slices.Sort(objects); len(slices.Compact(objects)) != 4 {
		t.Errorf("the same object in two tenants: %q", objects)
	}
	status, _, who := g.get(company7URL+"/api/data/v9.2/WhoAmI", token)
	if status != 200 || who["OrganizationId"] != aadsts.IDOf("organization company0007") {
		t.Errorf("%d %v", status, who)
	}
	if status, _, _ := g.get("https://company0008.crm4.practice.localhost/api/data/v9.2/WhoAmI", token); status != 401 {
		t.Errorf("the neighbour takes it: %d", status)
	}
	token = g.guestAt(7, discovery+"/user_impersonation").advanced(time.Minute).guestToken(7)
	_, _, list := g.get(discovery+"/api/discovery/v2.0/Instances", token)
	rows := list["value"].([]any)
	if len(rows) != 1 || rows[0].(map[string]any)["Url"] != company7URL || rows[0].(map[string]any)["TenantId"] != aadsts.Company(7).ID {
		t.Errorf("%v", list)
	}
	must(t, g.SetSettings(directory.Settings{Tenants: 6}))
	for _, address := range []string{company7URL + "/api/data/v9.2/WhoAmI", discovery + "/api/discovery/v2.0/Instances"} {
		if status, _, _ := g.get(address, token); status == 200 {
			t.Errorf("%s after the company is gone: %d", address, status)
		}
	}
}

// advanced lets time pass.
func (b *browser) advanced(d time.Duration) *browser {
	b.now = b.now.Add(d)
	return b
}

func TestAGuestOfOneCompanyIsNoGuestElsewhere(t *testing.T) {
	g := withCompanies(t, 20)
	must(t, g.PutPerson(directory.Person{UserPrincipalName: "one@contoso.example", Password: "Given-1", GuestIn: "company0007.example"}))
	for tenant, want := range map[string]string{"company0007.example": "Stay signed in?", "company0008.example": "AADSTS50020", aadsts.FabrikamDomain: "AADSTS50020"} {
		b := g.browser().open(asks("tenant", tenant, "client_id", directory.EveryOrganizationID, "scope", "openid"))
		b.send("loginfmt", "one@contoso.example").send("passwd", "Given-1").wants(want)
	}
	if u := g.User("everywhere@contoso.example"); !u.MemberOf(aadsts.Fabrikam) {
		t.Error("the guest everywhere is none in Fabrikam")
	}
	for _, nowhere := range []string{"company1001.example", "company0007", aadsts.Company(7).ID, "adatum.example", "**"} {
		if _, field := codeOfError(g.PutPerson(directory.Person{UserPrincipalName: "x@contoso.example", GuestIn: nowhere})); field != "guestIn" {
			t.Errorf("%s: %q", nowhere, field)
		}
	}
}

// What was granted at a company counts at no other tenant after the company is gone.
func TestWhatACompanyGrantedEndsWithIt(t *testing.T) {
	g := withCompanies(t, 20)
	p, _ := g.Person("everywhere@contoso.example")
	p.Methods = []string{directory.MethodCode}
	must(t, g.PutPerson(p))
	b := g.guestAt(7, "openid offline_access")
	q := b.send("otc", g.codeOf("everywhere")).send("answer", "no").returned()
	_, answer := g.redeemed(q.Get("code"), "client_id", directory.EveryOrganizationID, "tenant", aadsts.Company(7).ID)
	refresh := answer["refresh_token"].(string)
	code := g.guestAt(9, "openid").advanced(time.Minute).send("otc", g.codeOf("everywhere")).send("answer", "no").returned().Get("code")
	must(t, g.SetSettings(directory.Settings{Tenants: 6}))
	status, answer := g.redeemed(code, "client_id", directory.EveryOrganizationID, "tenant", "organizations")
	g.refusedWith(status, answer, "invalid_request", 90002)
	status, answer = g.tokens("client_id", directory.EveryOrganizationID, "grant_type", "refresh_token", "refresh_token", refresh, "scope", contosoURL+"/user_impersonation")
	g.refusedWith(status, answer, "invalid_grant", 50076) // passed there, not at home
}

// One list of methods, one secret: who registers an app in one company uses it in all.
func TestAnAppThatIsRegisteredInACompanyIsGoodInAll(t *testing.T) {
	g := withCompanies(t, 20)
	must(t, g.PutPerson(directory.Person{UserPrincipalName: "everywhere@contoso.example", Password: "Given-1", GuestIn: "*"}))
	must(t, g.SetPolicies(directory.Policies{SecondFactor: "everybody"}))
	b := g.browser().open(asks("tenant", aadsts.Company(7).Domain, "client_id", directory.EveryOrganizationID, "scope", "openid"))
	b.send("loginfmt", "everywhere@contoso.example").send("passwd", "Given-1").wants("More information required").send()
	b.wants("Choose a method").send("method", directory.MethodCode)
	secret := b.secret()
	b.send().send("otc", g.codeFor(secret))
	g.now = g.now.Add(time.Minute)
	g.die()
	shown := ""
	for _, c := range g.Codes() {
		if c.UserPrincipalName == "everywhere@contoso.example" && c.Tenant == "*" {
			shown = c.Code
		}
	}
	if shown != g.codeFor(secret) {
		t.Fatalf("the list shows %q: %+v", shown, g.Codes())
	}
	g.guestAt(8, "openid").send("otc", shown).wants("Stay signed in?")
}

func TestTheNumberOfCompaniesOutlivesTheOwner(t *testing.T) {
	g := withCompanies(t, 20)
	for _, restore := range []func(){g.die, func() { g.Server = g.server(g.Snapshot()) }} {
		restore()
		if n := g.State().Settings.Tenants; n != 20 {
			t.Errorf("%d tenants", n)
		}
		if status, _, m := g.get(metadataAt("company0020.example"), ""); status != 200 {
			t.Errorf("%v", m)
		}
	}
}

func TestALotOfEverything(t *testing.T) {
	g := newRig(t)
	lot := directory.Contents{Extends: true, Generated: 1000, Settings: directory.Settings{Organizations: 10000, Tenants: aadsts.MostTenants}}
	begun := time.Now()
	must(t, g.Load(lot))
	loaded := time.Since(begun)
	for _, name := range []string{aadsts.Company(1000).ID, "company0001.example"} {
		if status, _, m := g.get(metadataAt(name), ""); status != 200 {
			t.Errorf("%s: %v", name, m)
		}
	}
	begun = time.Now()
	g.Reset()
	t.Logf("1,000 tenants, 1,000 people, 10,000 organizations: loaded in %s, reset in %s", loaded, time.Since(begun))
	if loaded > 5*time.Second || time.Since(begun) > 5*time.Second {
		t.Error("that took too long")
	}
}
