package entra

import (
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
