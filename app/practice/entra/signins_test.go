package entra

import (
	"encoding/json"
	"fmt"
	"net/url"
	"reflect"
	"strings"
	"testing"
	"time"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

const signInsAddress = "https://" + directory.AuthorityHost + "/v1.0/auditLogs/signIns"

// auditing is the token of an administrator with some of Graph's permissions.
func (g *rig) auditing(scopes string) string {
	g.Helper()
	g.person("password", func(p *directory.Person) { p.Administrator = true })
	_, refresh := g.sessionOf("password")
	status, answer := g.tokens("grant_type", "refresh_token", "refresh_token", refresh, "scope", scopes)
	if status != 200 {
		g.Fatalf("%v", answer)
	}
	return answer["access_token"].(string)
}

// listSignIns is the list for a query, as "user code", and the whole answer.
func (g *rig) listSignIns(token, query string) (rows []string, answer map[string]any) {
	g.Helper()
	status, _, answer := g.get(signInsAddress+"?"+query, token)
	if status != 200 {
		g.Fatalf("%s: %d %v", query, status, answer)
	}
	for _, each := range answer["value"].([]any) {
		row := each.(map[string]any)
		local, _, _ := strings.Cut(row["userPrincipalName"].(string), "@")
		rows = append(rows, fmt.Sprint(local, " ", row["status"].(map[string]any)["errorCode"]))
	}
	return rows, answer
}

func filtered(filter string) string { return url.Values{"$filter": {filter}}.Encode() }

// A row has all that a row of Microsoft Graph's has, and nothing else.
func TestASignInHasGraphsShape(t *testing.T) {
	g := newRig(t)
	token := g.auditing("AuditLog.Read.All Policy.Read.All")
	g.ruledBy(directory.Policies{Rules: []directory.Rule{{Name: "No totp", Users: []string{"totp@" + aadsts.ContosoDomain}, Then: "block"}}})
	g.person("totp", func(p *directory.Person) { p.SignInRisk = "medium" })
	g.ahead(time.Second)
	g.browser().open(asks()).login("totp").wants("AADSTS53003")

	_, answer := g.listSignIns(token, filtered("status/errorCode eq 53003"))
	if !strings.HasSuffix(answer["@odata.context"].(string), "/v1.0/$metadata#auditLogs/signIns") {
		t.Errorf("%v", answer["@odata.context"])
	}
	got := answer["value"].([]any)[0].(map[string]any)
	var logged directory.SignIn
	for _, row := range g.SignIns() {
		if row.Code == 53003 {
			logged = row
		}
	}
	u := g.User("totp@" + aadsts.ContosoDomain)
	var want map[string]any
	must(t, json.Unmarshal([]byte(`{"id":"`+logged.ID+`","createdDateTime":"2026-09-21T14:13:31.0000000Z","userDisplayName":"`+u.Display()+`",
		"userPrincipalName":"totp@contoso.example","userId":"`+u.ObjectID+`","appId":"`+directory.DocumentsCorePackID+`","appDisplayName":"DocumentsCorePack Client",
		"ipAddress":"127.0.0.1","clientAppUsed":"Mobile Apps and Desktop clients","correlationId":"`+logged.Correlation+`","conditionalAccessStatus":"failure",
		"isInteractive":true,"riskDetail":"none","riskLevelAggregated":"medium","riskLevelDuringSignIn":"medium","riskState":"atRisk","riskEventTypes":[],"riskEventTypes_v2":[],
		"resourceDisplayName":"Dataverse","resourceId":"00000007-0000-0000-c000-000000000000",
		"status":{"errorCode":53003,"failureReason":"`+strings.TrimPrefix(logged.Why, "Rule 'No totp': ")+`","additionalDetails":null},
		"deviceDetail":{"deviceId":"","displayName":null,"operatingSystem":"","browser":"","isCompliant":null,"isManaged":null,"trustType":null},
		"location":{"city":"","state":"","countryOrRegion":"","geoCoordinates":{"altitude":null,"latitude":null,"longitude":null}},
		"appliedConditionalAccessPolicies":[{"id":"`+aadsts.PolicyID(aadsts.Contoso, "No totp")+`","displayName":"No totp","enforcedGrantControls":["Block"],"enforcedSessionControls":[],"result":"failure"}]}`), &want))
	want["createdDateTime"] = g.Now().UTC().Format("2006-01-02T15:04:05.0000000Z")
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
	// One by its id; which policies applied is for those who may read policies.
	status, _, one := g.get(signInsAddress+"/"+logged.ID, g.auditing("AuditLog.Read.All"))
	if status != 200 || one["id"] != logged.ID || len(one["appliedConditionalAccessPolicies"].([]any)) != 0 || one["conditionalAccessStatus"] != "failure" {
		t.Errorf("%d %v", status, one)
	}
	if status, _, _ := g.get(signInsAddress+"/"+aadsts.GUID(make([]byte, 16)), token); status != 404 {
		t.Errorf("one that is not there: %d", status)
	}
}

// Applied policies say what became of each.
func TestAppliedPoliciesSayWhatBecameOfThem(t *testing.T) {
	g := newRig(t)
	token := g.auditing("AuditLog.Read.All Policy.Read.All")
	g.ruledBy(directory.Policies{SecondFactor: "nobody", Device: []string{"compliant"}, Rules: []directory.Rule{
		{Name: "a", Then: "mfa"}, {Name: "b", Then: "compliant-device"}, {Name: "c", Then: "block", ReportOnly: true},
		{Name: "d", Then: "phishing-resistant", ReportOnly: true}, {Name: "e", Then: "mfa", ReportOnly: true}, {Name: "f", Then: "block", Off: true},
		{Name: "g", Then: "block", Users: []string{"push@" + aadsts.ContosoDomain}},
	}})
	g.browser().open(asks()).login("totp").send("otc", g.Codes()[0].Code).stayed().returned()
	_, answer := g.listSignIns(token, filtered("userPrincipalName eq 'totp@contoso.example' and status/errorCode eq 0"))
	var got []string
	row := answer["value"].([]any)[0].(map[string]any)
	for _, each := range row["appliedConditionalAccessPolicies"].([]any) {
		applied := each.(map[string]any)
		got = append(got, fmt.Sprint(applied["displayName"], " ", applied["result"], " ", applied["enforcedGrantControls"]))
	}
	want := []string{"a success [Mfa]", "b success [RequireCompliantDevice]", "c reportOnlyFailure [Block]", "d reportOnlyInterrupted [Mfa]", "e reportOnlySuccess [Mfa]"}
	if !reflect.DeepEqual(got, want) || row["conditionalAccessStatus"] != "success" {
		t.Errorf("%q, %v", got, row["conditionalAccessStatus"])
	}
}

func TestSignInsAreFilteredOrderedAndPaged(t *testing.T) {
	g := newRig(t)
	token := g.auditing("AuditLog.Read.All")
	_, refresh := g.sessionOf("password")
	for _, local := range []string{"disabled", "locked", "password"} {
		g.ahead(time.Minute)
		g.byPassword(local+"@"+aadsts.ContosoDomain, g.passwordOf(local))
	}
	since := g.Now().Add(-time.Minute).UTC().Format(time.RFC3339)
	g.itself()
	g.ruledBy(directory.Policies{Rules: []directory.Rule{{Ways: []string{directory.WayRefresh}, Then: "block"}}})
	g.refreshing(refresh) // what a client renews by itself is not in the list
	all := []string{"password 0", "locked 50053", "disabled 50057", "password 0", "password 0"}
	for query, want := range map[string][]string{
		"": all, "$orderby=createdDateTime+desc": all, "$orderby=createdDateTime+asc": {"password 0", "password 0", "disabled 50057", "locked 50053", "password 0"},
		"$top=1": {"password 0"},
		filtered("userPrincipalName eq 'LOCKED@contoso.example'"):                                  {"locked 50053"},
		filtered("appId eq '" + directory.DocumentsCorePackID + "' and status/errorCode eq 50057"): {"disabled 50057"},
		filtered("appId eq '" + directory.IntegrationCloudID + "'"):                                nil,
		filtered("createdDateTime ge " + since):                                                    {"password 0", "locked 50053"},
		filtered("createdDateTime lt " + since):                                                    {"disabled 50057", "password 0", "password 0"},
	} {
		if got, _ := g.listSignIns(token, query); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %q, want %q", query, got, want)
		}
	}
	var paged []string
	pages := 0
	for next := "$top=2"; next != "" && pages <= len(all); pages++ {
		rows, answer := g.listSignIns(token, next)
		paged = append(paged, rows...)
		link, _ := answer["@odata.nextLink"].(string)
		_, next, _ = strings.Cut(link, "?")
	}
	if !reflect.DeepEqual(paged, all) || pages != 3 {
		t.Errorf("%d pages: %q", pages, paged)
	}
	for _, query := range []string{"$top=0", "$top=x", "$top=1001", "$skip=1", "$orderby=id", "$orderby=createdDateTime+up", "$skiptoken=-1", filtered("id eq 'x'"),
		filtered("appId ne 'x'"), filtered("appId eq x"), filtered("appId eq 'x' or appId eq 'y'"), filtered("createdDateTime ge now"), filtered("status/errorCode eq x"), "%zz"} {
		if status, _, answer := g.get(signInsAddress+"?"+query, token); status != 400 || !strings.Contains(fmt.Sprint(answer), "BadRequest") {
			t.Errorf("%s: %d %v", query, status, answer)
		}
	}
}

// The log is for those who have the permission and the role.
func TestSignInsAreForAdministratorsWithThePermission(t *testing.T) {
	g := newRig(t)
	for name, row := range map[string]struct {
		token, code string
		status      int
	}{
		"no token":      {"", "InvalidAuthenticationToken", 401},
		"no permission": {g.auditing("User.Read"), "Authentication_MSGraphPermissionMissing", 403},
		"application": {func() string {
			_, answer := g.itself("scope", "https://graph.microsoft.com/.default")
			return answer["access_token"].(string)
		}(), "BadRequest", 400},
	} {
		if status, _, answer := g.get(signInsAddress, row.token); status != row.status || !strings.Contains(fmt.Sprint(answer), row.code) {
			t.Errorf("%s: %d %v", name, status, answer)
		}
	}
	token := g.auditing("AuditLog.Read.All")
	g.person("password", func(p *directory.Person) { p.Administrator = false })
	if status, _, answer := g.get(signInsAddress, token); status != 403 || !strings.Contains(fmt.Sprint(answer), "Authentication_RequestFromUnsupportedUserRole") {
		t.Errorf("no administrator: %d %v", status, answer)
	}
}
