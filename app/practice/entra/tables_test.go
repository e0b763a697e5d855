package entra

import (
	"encoding/xml"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

const webAPI = contosoURL + "/api/data/v9.2/"

// listed asks for a set and gives one property of its rows.
func (g *rig) listed(address, token, property string) string {
	g.Helper()
	status, _, answer := g.get(address, token)
	list, ok := answer["value"].([]any)
	if status != 200 || !ok {
		g.Fatalf("%s: %d %v", address, status, answer)
	}
	var values []string
	for _, one := range list {
		value, _ := one.(map[string]any)[property].(string)
		values = append(values, value)
	}
	return strings.Join(values, " ")
}

func TestFunctionsSayWhichOrganizationItIs(t *testing.T) {
	g := newRig(t)
	token := g.accessTo(contosoURL)
	_, _, version := g.get(webAPI+"RetrieveVersion()", token)
	if version["Version"] != "9.2.25103.00180" || !strings.HasSuffix(version["@odata.context"].(string), "#Microsoft.Dynamics.CRM.RetrieveVersionResponse") {
		t.Errorf("%v", version)
	}
	for _, call := range []string{
		"RetrieveCurrentOrganization(AccessType=Microsoft.Dynamics.CRM.EndpointAccessType'Default')",
		"RetrieveCurrentOrganization(AccessType=@p1)?@p1=Microsoft.Dynamics.CRM.EndpointAccessType'Default'",
	} {
		status, _, answer := g.get(webAPI+call, token)
		detail, _ := answer["Detail"].(map[string]any)
		endpoints, _ := detail["Endpoints"].(map[string]any)
		values, _ := endpoints["Values"].([]any)
		if status != 200 || detail["OrganizationId"] != aadsts.IDOf("organization contoso") || detail["UniqueName"] != "contoso" || detail["Geo"] != "EMEA" || detail["TenantId"] != aadsts.ContosoID ||
			len(values) != 3 || values[1] != contosoURL+"/XRMServices/2011/Organization.svc" || endpoints["Keys"].([]any)[1] != "OrganizationService" {
			t.Errorf("%s: %d %v", call, status, answer)
		}
	}
	if status, _, _ := g.get(webAPI+"RetrieveCurrentOrganization", token); status != 404 {
		t.Errorf("without its parameter: %d", status)
	}
}

func TestUsersOfAnOrganizationCanBeRead(t *testing.T) {
	g := newRig(t)
	token := g.accessTo(contosoURL)
	_, _, who := g.get(webAPI+"WhoAmI", token)
	status, _, own := g.get(webAPI+"systemusers("+who["UserId"].(string)+")?$select=domainname,fullname", token)
	if status != 200 || own["domainname"] != "password@contoso.example" || own["systemuserid"] != who["UserId"] || len(own) != 4 ||
		own["@odata.context"] != "https://contoso.api.crm4.practice.localhost/api/data/v9.2/$metadata#systemusers(domainname,fullname)/$entity" {
		t.Errorf("%d %v", status, own)
	}
	both := g.User("both@contoso.example").ObjectIDIn(aadsts.Contoso)
	for query, want := range map[string]string{
		"$filter=domainname eq 'BOTH@contoso.example'":                                                 "both@contoso.example",
		"$filter=azureactivedirectoryobjectid eq " + both:                                              "both@contoso.example",
		"$filter=isdisabled eq true and accessmode eq 0":                                               "disabled@contoso.example",
		"$filter=startswith(domainname,'PUSH') or startswith(domainname,'t')&$orderby=domainname desc": "twin@contoso.example totp@contoso.example push@contoso.example",
		"$filter=startswith(domainname,'t')&$orderby=accessmode,domainname asc&$top=1":                 "totp@contoso.example",
		"$filter=applicationid eq " + directory.DocumentsCorePackID:                                    directory.DocumentsCorePackID,
	} {
		if got := g.listed(webAPI+"systemusers?$select=domainname&"+strings.ReplaceAll(query, " ", "%20"), token, "domainname"); got != want {
			t.Errorf("%s: %q, want %q", query, got, want)
		}
	}
	_, _, counted := g.get(webAPI+"systemusers?$count=true&$top=2&$filter="+url.QueryEscape("domainname ne null and accessmode eq 0"), token)
	if people := float64(len(g.Users())); counted["@odata.count"] != people || len(counted["value"].([]any)) != 2 {
		t.Errorf("%v, want %v", counted["@odata.count"], people)
	}
	if status, _, one := g.get(webAPI+"systemusers(azureactivedirectoryobjectid="+both+")", token); status != 200 || one["domainname"] != "both@contoso.example" {
		t.Errorf("by the object: %d %v", status, one)
	}
	nobody := aadsts.IDOf("nobody")
	g.refusedBy(404, "0x80040217", "SystemUser With Id = "+nobody+" Does Not Exist", webAPI+"systemusers("+nobody+")", token)
	g.refusedBy(400, "0x80060888", "Could not find a property named 'nonsense' on type 'Microsoft.Dynamics.CRM.systemuser'.", webAPI+"systemusers?$select=nonsense", token)
	for _, option := range []string{"$expand=businessunitid", "fetchXml=%3Cfetch/%3E"} {
		if status, _, _ := g.get(webAPI+"systemusers?"+option, token); status != 501 {
			t.Errorf("%s: %d", option, status)
		}
	}
	if got := g.listed(fabrikamURL+"/api/data/v9.2/systemusers?$select=applicationid&$filter=accessmode%20eq%204", g.accessTo(fabrikamURL), "applicationid"); got != "" {
		t.Errorf("applications that nobody added: %s", got)
	}
}

func TestOtherTablesOfAnOrganizationCanBeRead(t *testing.T) {
	g := newRig(t)
	token := g.accessTo(contosoURL)
	_, _, who := g.get(webAPI+"WhoAmI", token)
	for address, want := range map[string][2]string{
		"organizations": {"organizationid", who["OrganizationId"].(string)},
		"businessunits": {"businessunitid", who["BusinessUnitId"].(string)},
		"solutions?$filter=isvisible%20eq%20true": {"uniquename", "Default"},
		"accounts?$select=name":                   {"name", ""},
		"EntityDefinitions?$select=EntitySetName,LogicalName&$filter=LogicalName%20eq%20'systemuser'": {"EntitySetName", "systemusers"},
	} {
		if got := g.listed(webAPI+address, token, want[0]); got != want[1] {
			t.Errorf("%s: %q, want %q", address, got, want[1])
		}
	}
	if status, _, one := g.get(webAPI+"EntityDefinitions(LogicalName='account')", token); status != 200 || one["EntitySetName"] != "accounts" || one["PrimaryIdAttribute"] != "accountid" {
		t.Errorf("%d %v", status, one)
	}
}

// Every set in the service document is in $metadata and can be read, and has the properties that
// are said of it.
func TestAnOrganizationDescribesItself(t *testing.T) {
	g := newRig(t)
	token := g.accessTo(contosoURL)
	var metadata struct {
		Schema struct {
			Types []struct {
				Name       string `xml:",attr"`
				Properties []struct {
					Name string `xml:",attr"`
				} `xml:"Property"`
			} `xml:"EntityType"`
			Sets []struct {
				Name string `xml:",attr"`
				Type string `xml:"EntityType,attr"`
			} `xml:"EntityContainer>EntitySet"`
		} `xml:"DataServices>Schema"`
	}
	if err := xml.Unmarshal(g.text(webAPI+"$metadata", token), &metadata); err != nil {
		t.Fatal(err)
	}
	_, _, document := g.get(webAPI, token)
	listed := document["value"].([]any)
	if len(listed) != len(metadata.Schema.Sets) || len(listed) < 7 {
		t.Fatalf("%v, %v", listed, metadata)
	}
	for i, set := range metadata.Schema.Sets {
		if listed[i].(map[string]any)["url"] != set.Name || set.Type != "Microsoft.Dynamics.CRM."+metadata.Schema.Types[i].Name {
			t.Errorf("%v, %v", listed[i], set)
		}
		_, _, answer := g.get(webAPI+set.Name+"?$top=1", token)
		for _, one := range answer["value"].([]any) {
			for _, p := range metadata.Schema.Types[i].Properties {
				if _, ok := one.(map[string]any)[p.Name]; !ok || len(one.(map[string]any)) != len(metadata.Schema.Types[i].Properties) {
					t.Errorf("%s: no %s in %v", set.Name, p.Name, one)
				}
			}
		}
	}
}

// Who lacks the privilege is told which, by 0x80040220.
func TestNothingCanBeWritten(t *testing.T) {
	g := newRig(t)
	token := g.accessTo(contosoURL)
	for request, want := range map[string]string{
		"POST accounts": "403 prvCreateAccount", "PATCH contacts(" + aadsts.IDOf("x") + ")": "403 prvWriteContact", "DELETE solutions(" + aadsts.IDOf("x") + ")": "403 prvDeleteSolution",
		"PATCH systemusers(" + aadsts.IDOf("x") + ")": "403 prvWriteUser", "POST EntityDefinitions": "403 prvCreateEntity",
		"POST WhoAmI": "405 http method 'POST'", "POST tasks": "404 'tasks'", "TRACE accounts": "405 'TRACE'",
	} {
		method, path, _ := strings.Cut(request, " ")
		req, err := http.NewRequestWithContext(t.Context(), method, webAPI+path, strings.NewReader(`{"name":"x"}`))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Authorization", "Bearer "+token)
		status, text, _ := strings.Cut(want, " ")
		if got, body := g.exchange(req); got != status || !strings.Contains(body, text) {
			t.Errorf("%s: %s %s, want %s", request, got, body, want)
		}
	}
}

// exchange sends a request, and gives status and body.
func (g *rig) exchange(req *http.Request) (status, body string) {
	g.Helper()
	res, err := g.RoundTrip(req)
	if err != nil {
		g.Fatal(err)
	}
	defer res.Body.Close()
	all, err := io.ReadAll(res.Body)
	if err != nil {
		g.Fatal(err)
	}
	return strconv.Itoa(res.StatusCode), string(all)
}
