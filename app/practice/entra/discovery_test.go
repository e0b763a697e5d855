package entra

import (
	"encoding/xml"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"latchkey/app/practice/entra/aadsts"
)

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
}

// TestDiscoveryFilters has every operator and function of "Use OData $filter query options" in
// "Discover user organizations", and what that page says of case.
func TestDiscoveryFilters(t *testing.T) {
	g := newRig(t)
	address, token := discovery+"/api/discovery/v2.0/Instances?$select=UniqueName&$filter=", g.accessTo(discovery)
	for filter, want := range map[string]string{
		"UniqueName eq 'contososandbox'":                                         "contososandbox",
		"UniqueName ne 'contososandbox'":                                         "contoso fabrikam",
		"UniqueName eq 'Contoso'":                                                "",
		"Region eq 'NA' and State eq 0":                                          "fabrikam",
		"Region eq 'NA' or UniqueName eq 'contoso'":                              "contoso fabrikam",
		"Region eq 'EMEA' and Purpose eq 'Sandbox' or Region eq 'NA'":            "contososandbox fabrikam",
		"Region eq 'EMEA' and (Purpose eq 'Sandbox' or Region eq 'NA')":          "contososandbox",
		"not (Region eq 'NA')":                                                   "contoso contososandbox",
		"FriendlyName eq 'O''Neill'":                                             "",
		"IsUserSysAdmin eq true":                                                 "contoso",
		"IsUserSysAdmin ne true":                                                 "contososandbox fabrikam",
		"not IsUserSysAdmin":                                                     "contososandbox fabrikam",
		"OrganizationType gt 0":                                                  "contososandbox",
		"OrganizationType ge 5":                                                  "contososandbox",
		"OrganizationType lt 5":                                                  "contoso fabrikam",
		"OrganizationType le 5":                                                  "contoso contososandbox fabrikam",
		"LastUpdated gt 2026-01-05T09:00:00Z":                                    "fabrikam",
		"LastUpdated eq 2026-01-05T10:00:00+02:00":                               "contoso",
		"TrialExpirationDate lt 2022-07-14T00:00:00Z and IsUserSysAdmin eq true": "contoso",
		"TrialExpirationDate gt 2022-07-14T00:00:00Z or IsUserSysAdmin eq true":  "contoso",
		"TrialExpirationDate eq null":                                            "",
		"DatacenterName eq null":                                                 "contoso contososandbox fabrikam",
		"DatacenterName ne 'x'":                                                  "contoso contososandbox fabrikam",
		"contains(FriendlyName,'Sand')":                                          "contososandbox",
		"contains(FriendlyName,'sand')":                                          "",
		"not contains(Purpose,'Sandbox')":                                        "contoso fabrikam",
		"startswith(UniqueName, 'contoso')":                                      "contoso contososandbox",
		"endswith(FriendlyName,'Service')":                                       "fabrikam",
		"Id eq " + strings.ToUpper(aadsts.IDOf("organization fabrikam")):         "fabrikam",
		"TenantId eq " + aadsts.ContosoID + " and OrganizationType eq 0":         "contoso fabrikam",
	} {
		status, _, answer := g.get(address+url.QueryEscape(filter), token)
		rows, _ := answer["value"].([]any)
		got := make([]string, 0, len(rows))
		for _, row := range rows {
			got = append(got, row.(map[string]any)["UniqueName"].(string))
		}
		if status != 200 || strings.Join(got, " ") != want {
			t.Errorf("%s: %d %v, want %q", filter, status, answer, want)
		}
	}
	for filter, want := range map[string]int{
		"uniquename eq 'contoso'":       400,
		"Region eq 'NA' and":            400,
		"Region eq 'NA' Region eq 'NA'": 400,
		"Region eq NA":                  400,
		"Region":                        400,
		"State eq 'x'":                  400,
		"IsUserSysAdmin gt true":        400,
		"(Region eq 'NA'":               400,
		"contains(State,'0')":           400,
		"contains(Region 'NA')":         400,
		"'":                             400,
		"":                              400,
		"tolower(Region) eq 'na'":       501,
		strings.Repeat("(", 101) + "State eq 0" + strings.Repeat(")", 101): 400,
	} {
		if status, _, answer := g.get(address+url.QueryEscape(filter), token); status != want {
			t.Errorf("%s: %d %v, want %d", filter, status, answer, want)
		}
	}
}

// An end of a trial that ServiceClient can read, whose model has a date there that can't be null
// (GlobalDiscoveryModel.cs).
func TestTheEndOfATrialIsADate(t *testing.T) {
	g := newRig(t)
	_, _, answer := g.get(discovery+"/api/discovery/v2.0/Instances", g.accessTo(discovery))
	for _, row := range answer["value"].([]any) {
		text, _ := row.(map[string]any)["TrialExpirationDate"].(string)
		if _, err := time.Parse(time.RFC3339, text); err != nil {
			t.Errorf("%v: %v", row, err)
		}
	}
}

// Organizations by their keys, as clients of Global Discovery ask for them; "GDS always returns an
// array of values" (Discover user organizations).
func TestDiscoveryFindsOrganizationsByAKey(t *testing.T) {
	g := newRig(t)
	address, token := discovery+"/api/discovery/v2.0/", g.accessTo(discovery)
	for path, want := range map[string]int{
		"Instances(UniqueName='fabrikam')":                                                1,
		"Instances(" + aadsts.IDOf("organization fabrikam") + ")":                         1,
		"Instances(Id=" + aadsts.IDOf("organization fabrikam") + ")?$select=FriendlyName": 1,
		"Instances(Region='EMEA')?$select=FriendlyName,Region,State,Version,ApiUrl":       2,
		"Instances(State=0)":                   3,
		"Instances(Version='9.2.25094.00171')": 1,
		"Instances(UniqueName='adatum')":       0,
	} {
		status, _, answer := g.get(address+path, token)
		rows, _ := answer["value"].([]any)
		if status != 200 || len(rows) != want || !strings.Contains(answer["@odata.context"].(string), "/api/discovery/v2.0/$metadata#Instances") {
			t.Errorf("%s: %d %v, want %d", path, status, answer, want)
		}
	}
	for _, path := range []string{"Instances(fabrikam)", "Instances(FriendlyName='Contoso Sales')", "Accounts(Id=1)", "Accounts"} {
		if status, _, _ := g.get(address+path, token); status != 404 {
			t.Errorf("%s: %d", path, status)
		}
	}
	if status, _, _ := g.get(address+"Instances(UniqueName='fabrikam')", ""); status != 401 {
		t.Errorf("without a token: %d", status)
	}
}

func TestDiscoveryDescribesItself(t *testing.T) {
	g := newRig(t)
	address, token := discovery+"/api/discovery/v2.0/", g.accessTo(discovery)
	_, _, document := g.get(address, token)
	sets, _ := document["value"].([]any)
	if document["@odata.context"] != address+"$metadata" || len(sets) != 1 || sets[0].(map[string]any)["url"] != "Instances" {
		t.Errorf("service document %v", document)
	}
	var metadata struct {
		Set struct {
			Type string `xml:"EntityType,attr"`
		} `xml:"DataServices>Schema>EntityContainer>EntitySet"`
		Key struct {
			Name string `xml:",attr"`
		} `xml:"DataServices>Schema>EntityType>Key>PropertyRef"`
		Properties []struct {
			Name string `xml:",attr"`
			Type string `xml:",attr"`
		} `xml:"DataServices>Schema>EntityType>Property"`
	}
	if err := xml.Unmarshal(g.text(address+"$metadata", token), &metadata); err != nil {
		t.Fatal(err)
	}
	_, _, answer := g.get(address+"Instances?$top=1", token)
	row := answer["value"].([]any)[0].(map[string]any)
	if len(metadata.Properties) != len(row) || metadata.Key.Name != "Id" || !strings.HasSuffix(metadata.Set.Type, ".Instance") {
		t.Errorf("%+v", metadata)
	}
	for _, p := range metadata.Properties {
		if _, ok := row[p.Name]; !ok {
			t.Errorf("no organization has %s (%s)", p.Name, p.Type)
		}
	}
}

// text is an answer that is no JSON.
func (g *rig) text(address, token string) []byte {
	g.Helper()
	req, err := http.NewRequestWithContext(g.Context(), "GET", address, nil)
	if err != nil {
		g.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+token)
	res, err := g.RoundTrip(req)
	if err != nil {
		g.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != 200 {
		g.Fatalf("%s: %d %v %s", address, res.StatusCode, err, body)
	}
	return body
}
