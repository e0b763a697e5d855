package entra

import (
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
	"latchkey/app/practice/entra/token"
)

const fabrikamSales = "https://fabrikamsales.crm4.practice.localhost"

// guestCode signs the guest in with an application of every tenant.
func (g *rig) guestCode(b *browser, changes ...string) url.Values {
	g.Helper()
	b.open(asks(append([]string{"client_id", directory.EveryOrganizationID}, changes...)...))
	if b.at != "" && strings.Contains(b.page, `id="i0116"`) {
		b.login("guest")
	}
	if strings.Contains(b.page, `id="idTxtBx_SAOTCC_OTC"`) {
		b.send("otc", g.codeOf("guest"))
	}
	if strings.Contains(b.page, `id="idRichContext_DisplaySign"`) {
		p := g.Prompts()[0]
		if err := g.Approve(p.ID, p.Number); err != nil {
			g.Fatal(err)
		}
		b.send()
	}
	if b.at != "" {
		b.wants("Stay signed in?").send("answer", "yes")
	}
	return b.returned()
}

func (g *rig) codeOf(local string) string {
	for _, c := range g.Codes() {
		if c.UserPrincipalName == local+"@"+aadsts.ContosoDomain {
			return c.Code
		}
	}
	g.Fatalf("no code for %s", local)
	return ""
}

func (g *rig) claimsIn(value any) token.Claims {
	g.Helper()
	var c token.Claims
	text, _ := value.(string)
	if err := g.issuer.Read(text, &c); err != nil {
		g.Fatalf("token %q: %v", text, err)
	}
	return c
}

func TestEveryTenantHasItsOwnNames(t *testing.T) {
	g := newRig(t)
	for _, name := range []string{aadsts.FabrikamID, aadsts.FabrikamDomain, strings.ToUpper(aadsts.FabrikamDomain)} {
		_, _, m := g.get("https://"+directory.AuthorityHost+"/"+name+"/v2.0/.well-known/openid-configuration", "")
		if m["issuer"] != "https://"+directory.AuthorityHost+"/"+aadsts.FabrikamID+"/v2.0" || m["token_endpoint"] != "https://"+directory.AuthorityHost+"/"+aadsts.FabrikamID+"/oauth2/v2.0/token" {
			t.Errorf("%s: %v", name, m)
		}
	}
	_, h, _ := g.get(fabrikamSales+"/api/data/v9.2/", "")
	if got := h.Get("WWW-Authenticate"); !strings.Contains(got, "/"+aadsts.FabrikamID+"/oauth2/authorize, resource_id="+fabrikamSales+"/") {
		t.Errorf("challenge %q", got)
	}
	g.browser().open(asks("tenant", aadsts.FabrikamID)).wants("AADSTS700016", "Fabrikam (practice)")
	g.browser().open(asks("tenant", aadsts.FabrikamID, "client_id", directory.EveryOrganizationID, "scope", "openid")).wants("Fabrikam (practice)", `id="i0116"`)
	g.browser().open(asks("tenant", "adatum.example", "client_id", directory.EveryOrganizationID)).wants("AADSTS90002")
	q := g.browser().open(asks("scope", fabrikamSales+"/user_impersonation")).returned()
	if !strings.HasPrefix(q.Get("error_description"), "AADSTS500011") {
		t.Errorf("an organization of another tenant: %v", q)
	}
}

func TestAGuestPassesTheSecondFactorInTheOtherTenant(t *testing.T) {
	g := newRig(t)
	b := g.browser()
	status, home := g.redeemed(g.guestCode(b).Get("code"), "client_id", directory.EveryOrganizationID)
	if status != 200 {
		t.Fatal(home)
	}
	if c := g.claimsIn(home["access_token"]); c.Tenant != aadsts.ContosoID || len(c.Methods) != 1 {
		t.Errorf("at home: %+v", c)
	}
	refresh := home["refresh_token"].(string)
	ask := func(token string) (int, map[string]any) {
		return g.tokens("tenant", aadsts.FabrikamID, "client_id", directory.EveryOrganizationID, "grant_type", "refresh_token",
			"refresh_token", token, "scope", fabrikamSales+"/user_impersonation", "client_info", "1")
	}
	var challenge struct {
		AccessToken struct {
			CapolIDs struct {
				Essential bool
				Values    []string
			}
		} `json:"access_token"`
	}
	for range 2 { // a refusal doesn't spend the token
		status, answer := ask(refresh)
		g.refusedWith(status, answer, "invalid_grant", 50076)
		text, _ := answer["claims"].(string)
		if err := json.Unmarshal([]byte(text), &challenge); err != nil || len(challenge.AccessToken.CapolIDs.Values) != 1 || answer["suberror"] != "basic_action" {
			t.Fatalf("%v: %v", err, answer)
		}
	}
	if id := challenge.AccessToken.CapolIDs.Values[0]; !aadsts.IsGUID(id) || !challenge.AccessToken.CapolIDs.Essential {
		t.Errorf("claims %+v", challenge)
	}

	// The browser's session of home asks for the second factor only.
	there := []string{"tenant", aadsts.FabrikamID, "scope", fabrikamSales + "/user_impersonation openid offline_access", "claims", `{"access_token":{"capolids":{"essential":true,"values":["x"]}}}`}
	q := b.open(asks(append(there, "client_id", directory.EveryOrganizationID, "prompt", "none")...)).returned()
	if q.Get("error") != "interaction_required" || !strings.Contains(q.Get("claims"), "capolids") {
		t.Fatalf("silently: %v", q)
	}
	b.open(asks(append(there, "client_id", directory.EveryOrganizationID)...)).wants("Approve sign in request", "Fabrikam (practice)", `id="signInAnotherWay"`)
	status, away := g.redeemed(g.guestCode(b, there...).Get("code"), "client_id", directory.EveryOrganizationID, "tenant", aadsts.FabrikamID)
	if status != 200 {
		t.Fatal(away)
	}
	c := g.claimsIn(away["access_token"])
	if c.Tenant != aadsts.FabrikamID || len(c.Methods) != 2 || c.ObjectID == g.User("guest@"+aadsts.ContosoDomain).ObjectID || c.Email != "guest@"+aadsts.ContosoDomain || c.UPN != "" || !strings.Contains(c.Issuer, aadsts.FabrikamID) {
		t.Errorf("claims %+v", c)
	}
	info, _ := base64.RawURLEncoding.DecodeString(away["client_info"].(string))
	if want := `{"uid":"` + g.User("guest@"+aadsts.ContosoDomain).ObjectID + `","utid":"` + aadsts.ContosoID + `"}`; string(info) != want {
		t.Errorf("client_info %s, want %s", info, want)
	}
	if status, _, who := g.get(fabrikamSales+"/api/data/v9.2/WhoAmI", away["access_token"].(string)); status != 200 {
		t.Errorf("%d %v", status, who)
	}
	status, next := ask(away["refresh_token"].(string))
	if status != 200 {
		t.Fatalf("silently afterwards: %v", next)
	}
	// What was passed there counts there only.
	_, next = g.tokens("client_id", directory.EveryOrganizationID, "grant_type", "refresh_token", "refresh_token", next["refresh_token"].(string), "scope", contosoURL+"/user_impersonation")
	if c := g.claimsIn(next["access_token"]); len(c.Methods) != 1 || c.Tenant != aadsts.ContosoID {
		t.Errorf("at home: %+v", c)
	}
	// The old one still serves home, and only home.
	if status, next := g.tokens("client_id", directory.EveryOrganizationID, "grant_type", "refresh_token", "refresh_token", refresh, "scope", contosoURL+"/user_impersonation"); status != 200 {
		t.Errorf("home: %v", next)
	}
	if q := b.open(asks(append(there, "client_id", directory.EveryOrganizationID, "prompt", "none")...)).returned(); q.Get("code") == "" {
		t.Errorf("the browser forgot: %v", q)
	}
	if n := len(g.State().Alarms); n != 0 {
		t.Errorf("%d alarms", n)
	}
}

func TestWhoIsNoGuestIsTurnedAway(t *testing.T) {
	g := newRig(t)
	b := g.browser()
	there := asks("tenant", aadsts.FabrikamID, "client_id", directory.EveryOrganizationID, "scope", "openid")
	b.open(there).login("password").wants("AADSTS50020", "Fabrikam (practice)")
	if b.status != http.StatusBadRequest || b.header.Get("Location") != "" {
		t.Errorf("%d %q", b.status, b.header.Get("Location"))
	}
	// With a session of home, the person may choose another account.
	b.open(asks("client_id", directory.EveryOrganizationID)).login("password").wants("Stay signed in?").send("answer", "yes")
	_, home := g.redeemed(b.returned().Get("code"), "client_id", directory.EveryOrganizationID)
	b.open(there).wants("Pick an account").send("account", "password@"+aadsts.ContosoDomain).wants("AADSTS50020")
	if q := b.open(there + "&prompt=none").returned(); q.Get("error") != "interaction_required" {
		t.Errorf("silently: %v", q)
	}
	status, answer := g.tokens("tenant", aadsts.FabrikamID, "client_id", directory.EveryOrganizationID, "grant_type", "refresh_token",
		"refresh_token", home["refresh_token"].(string), "scope", fabrikamSales+"/user_impersonation")
	g.refusedWith(status, answer, "invalid_grant", 50020)
}

func TestACodeIsGoodInItsTenantOnly(t *testing.T) {
	g := newRig(t)
	code := g.guestCode(g.browser()).Get("code")
	status, answer := g.redeemed(code, "client_id", directory.EveryOrganizationID, "tenant", aadsts.FabrikamID, "scope", "openid")
	g.refusedWith(status, answer, "invalid_grant", 700005)
	code = g.guestCode(g.browser(), "tenant", "organizations").Get("code")
	if status, answer := g.redeemed(code, "client_id", directory.EveryOrganizationID, "tenant", aadsts.ContosoID); status != 200 {
		t.Errorf("%v", answer)
	}
}

func TestDiscoveryListsTheTenantsOrganizations(t *testing.T) {
	g := newRig(t)
	code := g.guestCode(g.browser(), "tenant", aadsts.FabrikamDomain, "scope", discovery+"/user_impersonation").Get("code")
	_, answer := g.redeemed(code, "client_id", directory.EveryOrganizationID, "tenant", aadsts.FabrikamID)
	_, _, list := g.get(discovery+"/api/discovery/v2.0/Instances", answer["access_token"].(string))
	rows, _ := list["value"].([]any)
	if len(rows) != 2 {
		t.Fatalf("%v", list)
	}
	for i, want := range []string{fabrikamSales, "https://fabrikamtest.crm4.practice.localhost"} {
		if row := rows[i].(map[string]any); row["Url"] != want || row["TenantId"] != aadsts.FabrikamID {
			t.Errorf("row %d: %v", i, row)
		}
	}
}

func TestAnOrganizationTakesTokensOfItsTenantOnly(t *testing.T) {
	g := newRig(t)
	for tenant, want := range map[string]int{aadsts.FabrikamID: 200, aadsts.ContosoID: 401} {
		token, err := g.issuer.Sign(token.Claims{Audience: fabrikamSales, Scope: directory.UserImpersonation, Tenant: tenant, Expires: g.now.Unix() + 60})
		if err != nil {
			t.Fatal(err)
		}
		if status, _, _ := g.get(fabrikamSales+"/api/data/v9.2/WhoAmI", token); status != want {
			t.Errorf("%s: %d, want %d", tenant, status, want)
		}
	}
}

func TestClaimsHaveToBeAnObject(t *testing.T) {
	g := newRig(t)
	for text, good := range map[string]bool{`{"access_token":{}}`: true, `{`: false, `[]`: false, `"x"`: false} {
		b := g.browser().open(asks("claims", text))
		if good {
			b.wants(`id="i0116"`)
			continue
		}
		if q := b.returned(); q.Get("error") != "invalid_request" || !strings.Contains(q.Get("error_description"), "claims") {
			t.Errorf("%s: %v", text, q)
		}
	}
}

// By default a tenant believes its own second factors only; it may trust those of a guest's home.
func TestATenantMayTrustTheSecondFactorOfHome(t *testing.T) {
	for _, trust := range []bool{false, true} {
		g := newRig(t)
		must(t, g.PutPerson(directory.Person{
			UserPrincipalName: "traveller@" + aadsts.ContosoDomain, GivenName: "Tara", Methods: []string{directory.MethodCode}, GuestIn: aadsts.FabrikamDomain,
		}))
		must(t, g.SetPolicies(directory.Policies{SecondFactor: "everybody", TrustHomeMFA: trust, RememberDays: -1}))
		there := []string{"client_id", directory.EveryOrganizationID, "tenant", aadsts.FabrikamID, "scope", fabrikamSales + "/user_impersonation openid offline_access"}

		b := g.browser()
		b.open(asks("client_id", directory.EveryOrganizationID))
		b.login("traveller").send("otc", g.codeOf("traveller"))
		b.wants("Stay signed in?").send("answer", "yes")
		status, home := g.redeemed(b.returned().Get("code"), "client_id", directory.EveryOrganizationID)
		if status != 200 {
			t.Fatal(home)
		}
		status, away := g.tokens("tenant", aadsts.FabrikamID, "client_id", directory.EveryOrganizationID, "grant_type", "refresh_token",
			"refresh_token", home["refresh_token"].(string), "scope", fabrikamSales+"/user_impersonation")
		silent := b.open(asks(append(there, "prompt", "none")...)).returned()
		if !trust {
			g.refusedWith(status, away, "invalid_grant", 50079)
			if silent.Get("error") != "interaction_required" {
				t.Errorf("in the browser: %v", silent)
			}
			continue
		}
		if status != 200 || len(g.claimsIn(away["access_token"]).Methods) != 2 || silent.Get("code") == "" {
			t.Errorf("trusted: %d %v, %v", status, away, silent)
		}
		// One that is missing is asked for at home: it is home's code that goes.
		g.ahead(31 * time.Second)
		other := g.browser()
		other.open(asks(there...))
		other.login("traveller").wants("Enter code").send("otc", g.codeOf("traveller"))
		other.wants("Stay signed in?").send("answer", "no")
		if other.returned().Get("code") == "" {
			t.Error("home's code did not do")
		}
	}
}
