package entra

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

func TestPathsAreTakenInAnyCase(t *testing.T) {
	g := newRig(t)
	authority := "https://" + directory.AuthorityHost
	for _, path := range []string{
		"/Common/UserRealm/password@contoso.example?api-version=1.0", "/common/userrealm/password@contoso.example?api-version=1.0",
		"/" + strings.ToUpper(aadsts.ContosoID) + "/V2.0/.Well-Known/OpenID-Configuration", "/COMMON/Discovery/Keys",
		"/Common/Discovery/Instance?api-version=1.1&authorization_endpoint=" + url.QueryEscape(authority+"/common/oauth2/v2.0/authorize"),
	} {
		if status, _, answer := g.get(authority+path, ""); status != http.StatusOK {
			t.Errorf("%s: %d %v", path, status, answer)
		}
	}
	path, query, _ := strings.Cut(asks(), "?")
	b := g.browser().open(strings.Replace(path, "/oauth2/v2.0/authorize", "/OAuth2/V2.0/Authorize", 1) + "?" + query)
	code := b.login("password").send("answer", "no").returned().Get("code")
	if code == "" || !IsPage("/x/OAuth2/V2.0/Authorize") || !IsPage("/DeviceLogin") || !IsPage("/device") || IsPage("/x/OAuth2/V2.0/Token") {
		t.Error("the page is not there in another case")
	}
	form := url.Values{"grant_type": {"authorization_code"}, "client_id": {directory.DocumentsCorePackID}, "code": {code}, "redirect_uri": {redirect}, "code_verifier": {verifier}}
	req, err := http.NewRequest("POST", authority+"/contoso.example/OAuth2/v2.0/Token", strings.NewReader(form.Encode()))
	must(t, err)
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if status, answer := g.call(req); status != http.StatusOK {
		t.Errorf("%d %v", status, answer)
	}
}

// ADAL for Node: a resource, its own name for the code, numbers as strings.
func TestDeviceCodesOfV1(t *testing.T) {
	g := newRig(t)
	post := func(path string, form url.Values) (int, map[string]any) {
		t.Helper()
		form.Set("client_id", directory.DocumentsCorePackID)
		req, err := http.NewRequest("POST", "https://"+directory.AuthorityHost+"/"+aadsts.ContosoID+path, strings.NewReader(form.Encode()))
		must(t, err)
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		return g.call(req)
	}
	status, device := post("/oauth2/devicecode", url.Values{"resource": {contosoURL}})
	if status != http.StatusOK || device["expires_in"] != "900" || device["interval"] != "5" || device["verification_url"] != front+"/devicelogin" || device["verification_uri"] != nil {
		t.Fatalf("%d %v", status, device)
	}
	poll := url.Values{"grant_type": {"device_code"}, "code": {device["device_code"].(string)}, "resource": {contosoURL}}
	status, answer := post("/oauth2/token", poll)
	g.refusedWith(status, answer, "authorization_pending", 70016)
	b := g.browser().open("/device").send("otc", device["user_code"].(string)).login("password").send("answer", "no")
	b.send()
	status, answer = post("/oauth2/token", poll)
	if token, _ := answer["access_token"].(string); status != http.StatusOK || answer["resource"] != contosoURL || token == "" {
		t.Errorf("%d %v", status, answer)
	} else if status, _, _ := g.get(contosoURL+"/api/data/v9.2/WhoAmI", token); status != http.StatusOK {
		t.Errorf("WhoAmI %d", status)
	}
	status, answer = post("/oauth2/devicecode", url.Values{"resource": {"dataverse"}})
	g.refusedWith(status, answer, "invalid_resource", 50001)
}
