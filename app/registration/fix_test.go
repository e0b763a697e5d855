package registration

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"time"

	"latchkey/app/recipe"
)

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
	m.Public, m.Web = []string{"app://addon"}, []string{"https://app.example/back", "http://localhost:8400"}
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
