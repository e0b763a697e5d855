package practice

import (
	"net/http"
	"testing"
)

// Other companies come and go over the control API, by the setting and by a scenario.
func TestCompaniesOverTheControlListener(t *testing.T) {
	tenant := join(t, t.TempDir())
	info := openListeners(t, tenant, ListenOptions{}).Info()
	client := &http.Client{Transport: tenant.Transport()}
	there := func(domain string) bool {
		t.Helper()
		var e map[string]any
		return getJSON(t, client, "https://login.practice.localhost/"+domain+"/v2.0/.well-known/openid-configuration", "", &e) == http.StatusOK
	}
	ask := func(method, path, body string) {
		t.Helper()
		if status, text := controlRequest(t, info, method, path, body, nil); status != http.StatusOK {
			t.Fatalf("%s %s: %d %s", method, path, status, text)
		}
	}
	for _, step := range []struct {
		method, path, body string
		want               int
	}{
		{"PUT", "/settings", `{"tenants":20}`, 20},
		{"PUT", "/settings", `{"doubleSlash":true}`, 20}, // what is left out stays
		{"POST", "/reset", "", 0},
		{"PUT", "/scenario?name=x", "extends: contoso\ntenants: 7\nusers:\n  - {userPrincipalName: zoe@contoso.example, guestIn: \"*\"}\n", 7},
		{"PUT", "/scenario?name=first-sign-in", "", 0},
	} {
		ask(step.method, step.path, step.body)
		state, err := tenant.Control().State(t.Context())
		if err != nil || state.Settings.Tenants != step.want {
			t.Errorf("after %s %s: %d tenants, want %d (%v)", step.method, step.path, state.Settings.Tenants, step.want, err)
		}
		if got := there("company0007.example"); got != (step.want >= 7) {
			t.Errorf("after %s %s: company0007 there: %v", step.method, step.path, got)
		}
	}
}
