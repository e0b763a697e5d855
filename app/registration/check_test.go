package registration

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"latchkey/app/problem"
	"latchkey/app/recipe"
)

// right is a registration with nothing to say about.
func right() Manifest {
	return Manifest{
		Name: "DocumentsCorePack Client", AppID: appID, Audience: audienceSingle, Public: []string{"http://localhost"}, PublicClient: true,
		Access: []Access{{dataverse, userImpersonation, typeScope}},
	}
}

// rightPortal is one for the web site.
func rightPortal() Manifest {
	m := right()
	m.Audience, m.Public, m.Web, m.IDTokens, m.AccessTokens = audienceMultiple, nil, []string{"http://localhost"}, true, true
	m.Secrets = []time.Time{today.AddDate(1, 0, 0)}
	return m
}

func TestARightRegistrationIsRight(t *testing.T) {
	for name, list := range map[string][]Finding{
		"add-on":        Check(right(), addOn(), recipe.Values{"applicationId": appID, "redirectUri": "http://localhost:8400"}, today),
		"portal":        Check(rightPortal(), portal(), nil, today),
		"practice":      Check(FromPractice(Practice{ApplicationID: appID, Name: "x", RedirectURIs: []string{"http://localhost"}, Platform: "public", AllowPublicClientFlows: true}), addOn(), nil, today),
		"practice, web": Check(FromPractice(Practice{ApplicationID: appID, Name: "x", RedirectURIs: []string{"http://localhost"}, Platform: "web", AllowPublicClientFlows: true, MultiTenant: true, IDTokens: true, SecretEnds: []time.Time{today.AddDate(1, 0, 0)}}), portal(), nil, today),
	} {
		if len(list) < 7 {
			t.Errorf("%s: only %d findings", name, len(list))
		}
		for _, f := range list {
			if f.Same != (f.ID == "redirect-uri" && f.Found != f.Wanted) {
				t.Errorf("%s: %+v", name, f)
			}
			if f.State != OK || f.Problem != nil || f.Fix != (Fix{}) || f.Code != "" || f.Setting == "" {
				t.Errorf("%s: %+v", name, f)
			}
		}
	}
}

func TestWhatIsWrongIsFound(t *testing.T) {
	add := func(change func(m *Manifest)) Manifest { m := right(); change(&m); return m }
	web := func(change func(m *Manifest)) Manifest { m := rightPortal(); change(&m); return m }
	own := func(uri string) recipe.Values { return recipe.Values{"redirectUri": uri} }
	days := func(n int) []time.Time { return []time.Time{today.AddDate(0, 0, n)} }
	tests := []struct {
		name      string
		manifest  Manifest
		recipe    recipe.Recipe
		values    recipe.Values
		id, state string
		problem   string
		code      string
	}{
		{"another application", right(), addOn(), recipe.Values{"applicationId": makersID}, "application", Wrong, "registration-other-application", ""},
		{"switched off", add(func(m *Manifest) { m.Disabled = true }), addOn(), nil, "application", Wrong, "registration-disabled", "AADSTS7000112"},
		{"one tenant", web(func(m *Manifest) { m.Audience = audienceSingle }), portal(), nil, "audience", Wrong, "registration-audience-single", "AADSTS50194"},
		{"all tenants", add(func(m *Manifest) { m.Audience = audienceMultiple }), addOn(), nil, "audience", Warning, "registration-audience-wide", ""},
		{"personal too", web(func(m *Manifest) { m.Audience = audienceBoth }), portal(), nil, "audience", Warning, "registration-audience-wide", ""},
		{"personal only", add(func(m *Manifest) { m.Audience = audiencePersonal }), addOn(), nil, "audience", Wrong, "registration-audience-personal", ""},
		{"under Web", add(func(m *Manifest) { m.Public, m.Web = nil, m.Public }), addOn(), nil, "platform", Wrong, "registration-platform-web", "AADSTS7000218"},
		{"under both", add(func(m *Manifest) { m.Web = []string{"http://localhost:1"} }), addOn(), nil, "platform", Wrong, "registration-platform-web", "AADSTS7000218"},
		{"under SPA", add(func(m *Manifest) { m.Public, m.SPA = nil, m.Public }), addOn(), nil, "platform", Wrong, "registration-platform-spa", "AADSTS9002327"},
		{"web under public", web(func(m *Manifest) { m.Public, m.Web = m.Web, nil }), portal(), nil, "platform", Wrong, "registration-platform-public", "AADSTS700025"},
		{"no public flows", add(func(m *Manifest) { m.PublicClient = false }), addOn(), nil, "public-client", Wrong, "registration-public-client-off", "AADSTS7000218"},
		{"no redirect URI", add(func(m *Manifest) { m.Public = nil }), addOn(), nil, "redirect-uri", Wrong, "registration-redirect-missing", "AADSTS500113"},
		{"other redirect URI", right(), addOn(), own("app://addon"), "redirect-uri", Wrong, "registration-redirect-missing", "AADSTS50011"},
		{"case", add(func(m *Manifest) { m.Public = []string{"app://AddOn"} }), addOn(), own("app://addon"), "redirect-uri", Wrong, "registration-redirect-case", "AADSTS50011"},
		{"blank", add(func(m *Manifest) { m.Public = []string{"app://addon "} }), addOn(), own("app://addon"), "redirect-uri", Wrong, "registration-redirect-blank", "AADSTS50011"},
		{"slash", add(func(m *Manifest) { m.Public = []string{"app://addon/"} }), addOn(), own("app://addon"), "redirect-uri", Wrong, "registration-redirect-slash", "AADSTS50011"},
		{"scheme", add(func(m *Manifest) { m.Public = []string{"https://localhost"} }), addOn(), nil, "redirect-uri", Wrong, "registration-redirect-scheme", "AADSTS50011"},
		{"host", add(func(m *Manifest) { m.Public = []string{"http://127.0.0.1"} }), addOn(), nil, "redirect-uri", Wrong, "registration-redirect-host", "AADSTS50011"},
		{"port", add(func(m *Manifest) { m.Public = []string{"https://a.example:1/"} }), addOn(), own("https://a.example/"), "redirect-uri", Wrong, "registration-redirect-port", "AADSTS50011"},
		{"query", add(func(m *Manifest) { m.Public = []string{"https://a.example/?x=1"} }), addOn(), own("https://a.example/"), "redirect-uri", Wrong, "registration-redirect-query", "AADSTS50011"},
		{"path", add(func(m *Manifest) { m.Public = []string{"http://localhost/x"} }), addOn(), nil, "redirect-uri", Wrong, "registration-redirect-path", "AADSTS50011"},
		{"of former years", right(), addOn(), own("http://www.mscrm-addons.com"), "redirect-uri", Wrong, "registration-redirect-refused", "AADSTS50011"},
		{"urn: kept from then", add(func(m *Manifest) { m.Public = append(m.Public, "urn:ietf:wg:oauth:2.0:oob") }), addOn(), nil, "old-redirect-uri", Warning, "registration-redirect-urn", ""},
		{"urn: in the profile", right(), addOn(), own("urn:ietf:wg:oauth:2.0:oob"), "redirect-uri", Wrong, "registration-redirect-refused", "AADSTS50011"},
		{"kept from then", add(func(m *Manifest) { m.Public = append(m.Public, "http://crm-addon") }), addOn(), nil, "old-redirect-uri", Warning, "registration-redirect-old", ""},
		{"no permission", add(func(m *Manifest) { m.Access = nil }), addOn(), nil, "permission", Wrong, "registration-permission-missing", "AADSTS650056"},
		{"others' permission", add(func(m *Manifest) { m.Access[0].API = tenantID }), addOn(), nil, "permission", Wrong, "registration-permission-missing", "AADSTS650057"},
		{"Role for Scope", add(func(m *Manifest) { m.Access[0].Type = typeRole }), addOn(), nil, "permission", Wrong, "registration-permission-role", "AADSTS650057"},
		{"ID tokens on", add(func(m *Manifest) { m.IDTokens = true }), addOn(), nil, "id-tokens", Warning, "registration-id-tokens-on", ""},
		{"ID tokens off", web(func(m *Manifest) { m.IDTokens = false }), portal(), nil, "id-tokens", Wrong, "registration-id-tokens-off", "AADSTS700054"},
		{"access tokens on", add(func(m *Manifest) { m.AccessTokens = true }), addOn(), nil, "access-tokens", Warning, "registration-access-tokens-on", ""},
		{"access tokens off", web(func(m *Manifest) { m.AccessTokens = false }), portal(), nil, "access-tokens", Wrong, "registration-access-tokens-off", ""},
		{"no secret", web(func(m *Manifest) { m.Secrets = nil }), portal(), nil, "secret", Wrong, "registration-secret-missing", "AADSTS7000218"},
		{"secret ended", web(func(m *Manifest) { m.Secrets = days(-1) }), portal(), nil, "secret", Wrong, "registration-secret-expired", "AADSTS7000222"},
		{"secret ends now", web(func(m *Manifest) { m.Secrets = days(0) }), portal(), nil, "secret", Wrong, "registration-secret-expired", "AADSTS7000222"},
		{"secret ends soon", web(func(m *Manifest) { m.Secrets = days(29) }), portal(), nil, "secret", Warning, "registration-secret-soon", "AADSTS7000222"},
		{"secret ends later", web(func(m *Manifest) { m.Secrets = days(31) }), portal(), nil, "secret", OK, "", ""},
		{"old and new secret", web(func(m *Manifest) { m.Secrets = append(days(-1), days(100)...) }), portal(), nil, "secret", Warning, "registration-secret-old", ""},
		{"end not known", web(func(m *Manifest) { m.Secrets = []time.Time{{}} }), portal(), nil, "secret", Warning, "registration-secret-unknown", ""},
		{"a secret for nothing", add(func(m *Manifest) { m.Secrets = days(100) }), addOn(), nil, "secret", Warning, "registration-secret-unneeded", "AADSTS700025"},
		{"the maker's", right(), makers(), nil, "maker", Warning, "registration-by-maker", ""},
	}
	for _, test := range tests {
		f := find(t, Check(test.manifest, test.recipe, test.values, today), test.id)
		got := ""
		if f.Problem != nil {
			got = f.Problem.Code
			if _, ok := problem.Lookup(got); !ok {
				t.Errorf("%s: no words for %s", test.name, got)
			}
			if f.Problem.Warning != (f.State == Warning) || f.Fix.Clicks != f.Problem.Words().Admin {
				t.Errorf("%s: %+v", test.name, f)
			}
		}
		if f.State != test.state || got != test.problem || f.Code != test.code {
			t.Errorf("%s: %s %s %s, want %s %s %s", test.name, f.State, got, f.Code, test.state, test.problem, test.code)
		}
	}
}

func TestRedirectURIsOfTheRecipeThatTheProfileDoesNotUseAreAdvice(t *testing.T) {
	r := addOn()
	r.Registration.RedirectURIs = append(r.Registration.RedirectURIs, "app://addon", "https://{tenant}/back")
	list := Check(right(), r, recipe.Values{"redirectUri": "http://localhost"}, today)
	list = slices.DeleteFunc(list, func(f Finding) bool { return f.ID != "redirect-uri" })
	if len(list) != 2 || list[0].State != OK || list[1].State != Warning || list[1].Wanted != "app://addon" || list[1].Code != "" {
		t.Errorf("%+v", list)
	}
}

// Entra overlooks the port of localhost, and that an empty path is a slash.
func TestWhatIsRegisteredIsShownToTheLetter(t *testing.T) {
	for registered, same := range map[string]bool{
		"http://localhost": false, "http://localhost:9999": true, "http://localhost/": true,
	} {
		m := right()
		m.Public = []string{registered}
		f := find(t, Check(m, addOn(), nil, today), "redirect-uri")
		if f.State != OK || f.Found != registered || f.Wanted != "http://localhost" || f.Same != same {
			t.Errorf("%s: %+v", registered, f)
		}
	}
	for registered, code := range map[string]string{
		"http://localhost/Back": "registration-redirect-case", "http://LOCALHOST/back": "registration-redirect-case", "HTTP://localhost/back": "registration-redirect-case",
		"http://localhost/back/": "registration-redirect-slash",
	} {
		m := right()
		m.Public = []string{registered}
		f := find(t, Check(m, addOn(), recipe.Values{"redirectUri": "http://localhost/back"}, today), "redirect-uri")
		if f.State != Wrong || f.Found != registered || f.Same || f.Problem.Code != code || f.Code != "AADSTS50011" {
			t.Errorf("%s: %+v", registered, f)
		}
	}
}

func TestASecretThatIsWantedIsNamed(t *testing.T) {
	m := rightPortal()
	m.Secrets = []time.Time{today.AddDate(0, 0, -1)}
	if f := find(t, Check(m, portal(), nil, today), "secret"); f.Wanted == "" || f.Found == "" {
		t.Errorf("%+v", f)
	}
}

func TestAPermissionThatOnlyTheDirectoryKnowsIsNotJudged(t *testing.T) {
	r := addOn()
	r.Registration.Permissions[0].Name = "Other.Scope"
	if f := find(t, Check(right(), r, nil, today), "permission"); f.State != Warning || f.Problem.Code != "registration-permission-unchecked" {
		t.Errorf("%+v", f)
	}
}

func TestFindingsHoldNoSecret(t *testing.T) {
	m, err := Read([]byte(manifestFile(t, "graph.json")))
	if err != nil {
		t.Fatal(err)
	}
	data, err := json.Marshal(Check(m, portal(), nil, today))
	if err != nil || strings.Contains(string(data), "CAN") {
		t.Errorf("%v %s", err, data)
	}
}

// bodyOf is what a fix sends, from its JSON.
func bodyOf(t *testing.T, f Fix) map[string]any {
	t.Helper()
	_, text, _ := strings.Cut(f.GraphJSON, "\n\n")
	var value map[string]any
	if err := json.Unmarshal([]byte(text), &value); err != nil {
		t.Fatalf("%v: %s", err, f.GraphJSON)
	}
	return value
}

func TestAFixIsTheSameInEachWay(t *testing.T) {
	m := right()
	m.PublicClient = false
	f := find(t, Check(m, addOn(), nil, today), "public-client").Fix
	want := Fix{
		Clicks:     `Authentication, Settings: set "Allow public client flows" to Yes.`,
		AzureCLI:   `printf '%s' '{"isFallbackPublicClient":true}' | az rest --method patch --url "$(az cloud show --query endpoints.microsoftGraphResourceId --output tsv | tr -d '\r')v1.0/applications(appId='` + appID + `')" --body @-`,
		PowerShell: `Invoke-MgGraphRequest -Method PATCH -Uri "v1.0/applications(appId='` + appID + `')" -ContentType 'application/json' -Body '{"isFallbackPublicClient":true}'`,
		GraphJSON:  "PATCH /v1.0/applications(appId='" + appID + "')\n\n{\n  \"isFallbackPublicClient\": true\n}",
	}
	if f != want {
		t.Errorf("got  %+v\nwant %+v", f, want)
	}
}

func TestARedirectURIIsMovedAndTheOthersStay(t *testing.T) {
	m := right()
	// With a urn: among them Entra would refuse the change.
	m.Public, m.Web = []string{"app://addon", "urn:ietf:wg:oauth:2.0:oob"}, []string{"https://app.example/back", "http://localhost:8400"}
	got := bodyOf(t, find(t, Check(m, addOn(), recipe.Values{"redirectUri": "http://localhost"}, today), "platform").Fix)
	want := map[string]any{
		"publicClient": map[string]any{"redirectUris": []any{"app://addon", "http://localhost"}},
		"web":          map[string]any{"redirectUris": []any{"https://app.example/back"}},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%v", got)
	}
}

func TestAPermissionIsAddedAndTheOthersStay(t *testing.T) {
	m := right()
	m.Access = []Access{{dataverse, userImpersonation, typeRole}, {tenantID, makersID, typeScope}, {dataverse, appID, typeScope}}
	got := bodyOf(t, find(t, Check(m, addOn(), nil, today), "permission").Fix)
	one := func(id string) any { return map[string]any{"id": id, "type": "Scope"} }
	want := map[string]any{"requiredResourceAccess": []any{
		map[string]any{"resourceAppId": tenantID, "resourceAccess": []any{one(makersID)}},
		map[string]any{"resourceAppId": dataverse, "resourceAccess": []any{one(appID), one(userImpersonation)}},
	}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%v", got)
	}
}

func TestASecretIsAddedAndNotReplaced(t *testing.T) {
	m := rightPortal()
	m.Secrets = []time.Time{today}
	f := find(t, Check(m, portal(), nil, today), "secret").Fix
	want := map[string]any{"passwordCredential": map[string]any{"displayName": "Magentrix D365 Secret", "endDateTime": "2028-11-22T09:00:00Z"}}
	if !strings.HasPrefix(f.GraphJSON, "POST /v1.0/applications(appId='"+appID+"')/addPassword\n\n") || !reflect.DeepEqual(bodyOf(t, f), want) {
		t.Error(f.GraphJSON)
	}
}

// A manifest is somebody's text: what stands in it must not become a command.
func TestValuesAreInertInFixes(t *testing.T) {
	m := right()
	m.AppID = "'); touch stolen; ('"
	m.Public = []string{"https://a.example/?x=@/etc/passwd'; touch stolen; '$(touch stolen)\u2019"}
	for _, f := range Check(m, addOn(), nil, today) {
		if strings.Contains(f.Fix.AzureCLI, "(appId='')") || strings.Contains(f.Fix.PowerShell, "touch stolen; (") {
			t.Errorf("the ApplicationID went in: %+v", f.Fix)
		}
		if strings.Contains(f.Fix.AzureCLI, "passwd'; touch") || strings.Contains(f.Fix.PowerShell, "passwd'; touch") || strings.Contains(f.Fix.PowerShell, "\u2019") {
			t.Errorf("not quoted: %+v", f.Fix)
		}
	}
}
