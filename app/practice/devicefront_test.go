package practice_test

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"latchkey/app/practice"
	"latchkey/app/practice/rehearsal"
)

// A device code that one process asked for is typed at a page that this process
// serves, whoever runs the tenant.
func TestADeviceCodeWorksThroughTheFrontOfWhoAsked(t *testing.T) {
	dir := t.TempDir()
	var members []*practice.Tenant
	for range 2 {
		tenant, err := practice.Join(t.Context(), practice.Options{Dir: dir})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			if err := tenant.Close(); err != nil {
				t.Error(err)
			}
		})
		members = append(members, tenant)
	}
	post := func(path string, form url.Values) map[string]any {
		t.Helper()
		form.Set("client_id", practice.DocumentsCorePackID)
		r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "https://login.practice.localhost/"+practice.TenantID+path, strings.NewReader(form.Encode()))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		response, err := members[1].Transport().RoundTrip(r)
		if err != nil {
			t.Fatal(err)
		}
		defer response.Body.Close()
		var answer map[string]any
		if err := json.NewDecoder(response.Body).Decode(&answer); err != nil {
			t.Fatal(err)
		}
		return answer
	}
	device := post("/oauth2/v2.0/devicecode", url.Values{"scope": {"openid"}})
	address, _ := device["verification_uri"].(string)
	if u, err := url.Parse(address); err != nil || u.Hostname() != "127.0.0.1" || u.Port() == "" || u.Path != "/devicelogin" {
		t.Fatalf("address %q", address)
	}
	users, err := members[0].Control().Users(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	person := rehearsal.Person{DeviceCode: device["user_code"].(string)}
	for _, u := range users {
		if u.UserPrincipalName == "totp@"+practice.Domain {
			person.UserName, person.Password = u.UserPrincipalName, u.Password
		}
	}
	person.Code = func(ctx context.Context) (string, error) {
		code, err := members[0].Control().Code(ctx, person.UserName)
		return code.Code, err
	}
	if end, err := rehearsal.NewBrowser(person).SignIn(t.Context(), address); err != nil || !strings.Contains(end.Text, "You have signed in") {
		t.Fatalf("%v: %s", err, end.Text)
	}
	if _, err := rehearsal.NewBrowser(person).SignIn(t.Context(), address); err == nil || !strings.Contains(err.Error(), "code of a device") {
		t.Errorf("a code that was used: %v", err)
	}
	answer := post("/oauth2/v2.0/token", url.Values{
		"grant_type": {"urn:ietf:params:oauth:grant-type:device_code"}, "device_code": {device["device_code"].(string)},
	})
	if answer["access_token"] == nil {
		t.Errorf("%v", answer)
	}
	counts, err := members[0].Control().Counters(t.Context())
	if err != nil || counts["device_code"] != (practice.Count{Granted: 1}) {
		t.Errorf("counters %v %v", counts, err)
	}
}
