package practice

import (
	"net/http"
	"strings"
	"testing"

	"latchkey/app/practice/entra"
)

// bodies are the requests that take one, each with seeds.
var bodies = []struct {
	method, path string
	seeds        []string
}{
	{"PUT", "/people/zoe@contoso.example", []string{
		`{"givenName":"Zoe","surname":"Ek","password":"Given-to-Zoe-1","methods":["PhoneAppOTP"]}`,
		`{"methods":["OneWaySMS"],"mobilePhone":"+1 425 555 0142","guestIn":"*","guestMethods":["PhoneAppNotification"],"mfa":"enforced","consent":"ask","locked":true}`,
	}},
	{"PUT", "/people/push@contoso.example/methods", []string{`{"methods":["OneWaySMS"],"mobile":"+1 425 555 0142"}`}},
	{"POST", "/people/push@contoso.example/pass", []string{`{"minutes":60,"once":true}`}},
	{"POST", "/people/push@contoso.example/app-passwords", []string{`{"label":"Old phone"}`}},
	{"POST", "/apps", []string{
		`{"name":"Ours","platform":"web","redirectUris":["http://localhost"],"keys":[{"name":"a","expires":"2030-01-31T00:00:00Z"}]}`,
		`{"name":"Page","platform":"spa","redirectUris":["https://a.example/b"],"assignmentRequired":true,"assigned":["push@contoso.example"],"consent":"admin"}`,
	}},
	{"PUT", "/apps/" + DocumentsCorePackID, []string{`{"name":"x","redirectUris":["urn:ietf:wg:oauth:2.0:oob","app://x"],"multiTenant":true}`}},
	{"POST", "/apps/" + MagentrixID + "/secrets", []string{`{"name":"second","expires":"2030-01-31T00:00:00Z"}`}},
	{"POST", "/apps/" + MagentrixID + "/certificates", []string{`{"certificate":"-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----"}`}},
	{"POST", "/apps/" + DocumentsCorePackID + "/consent", []string{`{"tenant":"fabrikam.example"}`}},
	{"PUT", "/policies", []string{
		`{"secondFactor":"everybody","rememberDays":-1,"signInHours":4,"askPhoneDigits":true}`,
		`{"rules":[{"name":"No device codes","users":["push@contoso.example"],"apps":["` + DocumentsCorePackID + `"],"ways":["device-code"],"then":"block"}]}`,
	}},
	{"PUT", "/faults", []string{`[{"endpoint":"token","status":429,"retryAfterSeconds":2,"times":1},{"endpoint":"discovery","truncateAt":100,"contentType":"text/html"}]`}},
	{"PUT", "/answers", []string{`[{"user":"push@contoso.example","push":"approve","always":true},{"user":"call@contoso.example","call":"0#1","times":3}]`}},
	{"PUT", "/settings", []string{`{"tokenLifetimeSeconds":60,"organizations":10000,"tenants":20,"blockDeviceCode":true,"doubleSlash":true}`}},
	{"POST", "/clock", []string{`{"advanceSeconds":31}`}},
	{"POST", "/scan", []string{`{"text":"otpauth://totp/x"}`}},
}

// FuzzControlBody holds the control API to its promise: whatever a body says, it is done
// or refused with the request's own fault, and what was done the next leader can restore.
func FuzzControlBody(f *testing.F) {
	for i, b := range bodies {
		for _, seed := range append(b.seeds, "", "null", "[]", "{}", `{"x":1}`, `"\ud800"`, "1e999") {
			f.Add(uint8(i), seed)
		}
	}
	tenant, err := Join(f.Context(), Options{Dir: f.TempDir(), NoListeners: true})
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { _ = tenant.Close() })
	o := tenant.role.leader
	keys, err := openKeys(o.dir, nil)
	if err != nil {
		f.Fatal(err)
	}
	ask := func(t *testing.T, method, path, body string) int {
		r, err := http.NewRequestWithContext(t.Context(), method, "http://control"+controlBase+path, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		p, err := run(o.control, r)
		if err != nil {
			t.Fatalf("%s %s %q: %v", method, path, body, err)
		}
		if p.status >= 500 {
			t.Errorf("%s %s %q: %d %s", method, path, body, p.status, p.body.String())
		}
		return p.status
	}
	f.Fuzz(func(t *testing.T, which uint8, body string) {
		b := bodies[int(which)%len(bodies)]
		o.engine.Reset()
		o.forget()
		if ask(t, b.method, b.path, body) != http.StatusOK {
			return
		}
		for _, path := range []string{"/state", "/people", "/users", "/codes", "/apps", "/policies", "/faults", "/answers", "/consents"} {
			if status := ask(t, "GET", path, ""); status != http.StatusOK {
				t.Errorf("GET %s after it: %d", path, status)
			}
		}
		if _, err := entra.New(entra.Options{Seed: keys.seed, SigningKeys: keys.signing, Restore: o.store.records()}); err != nil {
			t.Errorf("the next leader: %v", err)
		}
	})
}
