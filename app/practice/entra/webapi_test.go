package entra

import (
	"net/url"
	"strings"
	"testing"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

// accessTo signs in and gets an access token for a resource.
func (g *rig) accessTo(resource string) string {
	g.Helper()
	status, answer := g.redeemed(g.code(), "scope", resource+"/user_impersonation")
	if status != 200 {
		g.Fatalf("%s: %v", resource, answer)
	}
	return answer["access_token"].(string)
}

func TestDiscoveryListsTheOrganizations(t *testing.T) {
	g := newRig(t)
	address := discovery + "/api/discovery/v2.0/Instances"
	for name, token := range map[string]string{"none": "", "nonsense": "a.b.c", "for an organization": g.accessTo(contosoURL)} {
		if status, h, _ := g.get(address, token); status != 401 || !strings.HasPrefix(h.Get("WWW-Authenticate"), "Bearer authorization_uri=") {
			t.Errorf("%s: %d %v", name, status, h)
		}
	}
	token := g.accessTo(discovery)
	status, h, answer := g.get(address, token)
	rows, _ := answer["value"].([]any)
	if status != 200 || h.Get("OData-Version") != "4.0" || len(rows) != 3 {
		t.Fatalf("%d %v", status, answer)
	}
	for i, want := range [][2]string{{"Contoso Sales", contosoURL}, {"Contoso Sandbox", "https://contososandbox.crm4.practice.localhost"}, {"Fabrikam Service", fabrikamURL}} {
		row := rows[i].(map[string]any)
		if row["FriendlyName"] != want[0] || row["Url"] != want[1] || row["TenantId"] != aadsts.ContosoID || len(row) != 20 {
			t.Errorf("row %d: %v", i, row)
		}
		for _, p := range []string{
			"ApiUrl", "DatacenterId", "DatacenterName", "EnvironmentId", "FriendlyName", "Id", "IsUserSysAdmin", "LastUpdated",
			"OrganizationType", "Purpose", "Region", "SchemaType", "State", "StatusMessage", "TenantId", "TrialExpirationDate",
			"UniqueName", "UrlName", "Version", "Url",
		} {
			if _, ok := row[p]; !ok {
				t.Errorf("row %d lacks %s", i, p)
			}
		}
	}
	_, _, answer = g.get(address+"?$select=ApiUrl,FriendlyName&$top=1", token)
	rows = answer["value"].([]any)
	if row := rows[0].(map[string]any); len(rows) != 1 || len(row) != 2 || row["ApiUrl"] != "https://contoso.api.crm4.practice.localhost" {
		t.Errorf("selected %v", rows)
	}
	if status, _, _ := g.get(address+"?$select=Nonsense", token); status != 400 {
		t.Errorf("unknown property: %d", status)
	}
	for filter, want := range map[string]int{
		"UniqueName eq 'contososandbox'":     1,
		"uniquename eq 'contoso'":            -400,
		"Region eq 'NA' and State eq 0":      1,
		"Region eq 'EMEA'":                   2,
		"FriendlyName eq 'O''Neill'":         0,
		"IsUserSysAdmin eq true":             1,
		"startswith(UniqueName,'contoso')":   -501,
		"State ne 0":                         -501,
		"Region eq 'NA' or Region eq 'EMEA'": -501,
		"Region eq 'NA' and":                 -501,
		"TenantId eq " + aadsts.ContosoID + " and OrganizationType eq 0": 2,
	} {
		status, _, answer := g.get(address+"?$select=UniqueName&$filter="+url.QueryEscape(filter), token)
		rows, _ := answer["value"].([]any)
		if want < 0 && status != -want || want >= 0 && (status != 200 || len(rows) != want) {
			t.Errorf("%s: %d %v, want %d", filter, status, answer, want)
		}
	}
}

// One organization by its key, as clients of Global Discovery ask for it.
func TestDiscoveryFindsAnOrganizationByItsKey(t *testing.T) {
	g := newRig(t)
	address, token := discovery+"/api/discovery/v2.0/", g.accessTo(discovery)
	status, _, byName := g.get(address+"Instances(UniqueName='fabrikam')", token)
	if status != 200 || byName["Url"] != fabrikamURL || !strings.HasSuffix(byName["@odata.context"].(string), "#Instances/$entity") {
		t.Fatalf("%d %v", status, byName)
	}
	for _, path := range []string{"Instances(" + byName["Id"].(string) + ")", "Instances(Id=" + byName["Id"].(string) + ")?$select=UniqueName"} {
		if status, _, one := g.get(address+path, token); status != 200 || one["UniqueName"] != "fabrikam" {
			t.Errorf("%s: %d %v", path, status, one)
		}
	}
	for path, want := range map[string]int{"Instances(UniqueName='adatum')": 404, "Instances(fabrikam)": 404, "Accounts": 404} {
		if status, _, _ := g.get(address+path, token); status != want {
			t.Errorf("%s: %d", path, status)
		}
	}
	if status, _, _ := g.get(address+"Instances(UniqueName='fabrikam')", ""); status != 401 {
		t.Errorf("without a token: %d", status)
	}
}

func TestAnyNumberOfOrganizations(t *testing.T) {
	g := newRig(t)
	if err := g.SetSettings(directory.Settings{Organizations: 10000}); err != nil {
		t.Fatal(err)
	}
	_, _, answer := g.get(discovery+"/api/discovery/v2.0/Instances", g.accessTo(discovery))
	rows := answer["value"].([]any)
	seen := map[any]bool{}
	for _, r := range rows {
		row := r.(map[string]any)
		seen[row["Url"]], seen[row["Id"]], seen[row["UniqueName"]] = true, true, true
	}
	if len(rows) != 10000 || len(seen) != 30000 {
		t.Fatalf("%d rows, %d different values", len(rows), len(seen))
	}
	row := rows[9999].(map[string]any)
	address := row["ApiUrl"].(string) + "/api/data/v9.2/WhoAmI"
	status, _, who := g.get(address, g.accessTo(row["Url"].(string)))
	if status != 200 || who["OrganizationId"] != row["Id"] {
		t.Errorf("%d %v, want %v", status, who, row["Id"])
	}
	if err := g.SetSettings(directory.Settings{Organizations: 1}); err != nil {
		t.Fatal(err)
	}
	if status, _, _ := g.get(address, ""); status != 404 {
		t.Errorf("an organization that is gone: %d", status)
	}
}

func TestWhoAmI(t *testing.T) {
	g := newRig(t)
	for _, resource := range []string{contosoURL, contosoURL + "/"} {
		token := g.accessTo(resource)
		for _, host := range []string{contosoURL, "https://contoso.api.crm4.practice.localhost"} {
			status, h, who := g.get(host+"/api/data/v9.2/WhoAmI", token)
			if status != 200 || h.Get("OData-Version") != "4.0" || !aadsts.IsGUID(who["UserId"].(string)) || !aadsts.IsGUID(who["BusinessUnitId"].(string)) ||
				who["OrganizationId"] != aadsts.IDOf("organization contoso") {
				t.Errorf("%s with %s: %d %v", host, resource, status, who)
			}
		}
	}
	token := g.accessTo(contosoURL)
	if status, _, _ := g.get(fabrikamURL+"/api/data/v9.2/WhoAmI", token); status != 401 {
		t.Errorf("a token for another organization: %d", status)
	}
	if status, _, _ := g.get(contosoURL+"/api/data/v8.0/WhoAmI", token); status != 404 {
		t.Errorf("an old version: %d", status)
	}
	_, answer := g.redeemed(g.code())
	if status, _, _ := g.get(contosoURL+"/api/data/v9.2/WhoAmI", answer["id_token"].(string)); status != 401 {
		t.Errorf("an id token: %d", status)
	}
	other := &rig{TB: t, seed: g.seed, now: g.now} // without keys it makes its own
	other.Server = other.server(nil)
	if status, _, _ := g.get(contosoURL+"/api/data/v9.2/WhoAmI", other.accessTo(contosoURL)); status != 401 {
		t.Errorf("a token that another key signed: %d", status)
	}
}

func TestTheChallengeTellsTheTenant(t *testing.T) {
	_, h, _ := newRig(t).get(contosoURL+"/api/data/v9.2/", "")
	want := "Bearer authorization_uri=https://" + directory.AuthorityHost + "/" + aadsts.ContosoID + "/oauth2/authorize, resource_id=" + contosoURL + "/"
	if got := h.Get("WWW-Authenticate"); got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
