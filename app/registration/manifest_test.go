package registration

import (
	"os"
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode/utf16"
)

func manifestFile(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// sample is what all manifests in testdata say.
func sample() Manifest {
	return Manifest{
		Name: "DocumentsCorePack Client", AppID: appID, Audience: audienceSingle,
		Public: []string{"http://localhost", "http://www.mscrm-addons.com"}, Web: []string{"https://app.example/back"}, SPA: []string{"https://spa.example/"},
		PublicClient: true, IDTokens: true,
		Access:  []Access{{dataverse, userImpersonation, typeScope}, {"00000003-0000-0000-c000-000000000000", "e1fe6dd8-ba31-4d61-89e7-88639da4683d", typeScope}},
		Secrets: []time.Time{time.Date(2027, 1, 31, 0, 0, 0, 0, time.UTC)},
	}
}

func TestAllFormatsSayTheSame(t *testing.T) {
	graph, old := manifestFile(t, "graph.json"), manifestFile(t, "azuread.json")
	texts := map[string]string{
		"Microsoft Graph": graph, "Azure AD": old, "PowerShell": manifestFile(t, "powershell.json"),
		"list of one":          "[" + graph + "]",
		"answer of Graph":      `{"@odata.context":"x","value":[` + graph + `]}`,
		"byte order mark":      "\xef\xbb\xbf" + graph,
		"UTF-16":               utf16LE(graph),
		"after a warning":      "WARNING: The output {of this} command is [in preview].\n" + graph,
		"in one line after it": "PS C:\\> az ad app show " + strings.Join(strings.Fields(graph), " "),
		"before a prompt":      graph + "\nPS C:\\> ",
		"Windows line ends":    strings.ReplaceAll(old, "\n", "\r\n"),
	}
	for name, text := range texts {
		got, err := Read([]byte(text))
		want := sample()
		if name == "in one line after it" { // Fields took the blanks of the name together
			got.Name, want.Name = "", ""
		}
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %v\n got %+v\nwant %+v", name, err, got, want)
		}
	}
}

func utf16LE(text string) string {
	out := []byte{0xff, 0xfe}
	for _, u := range utf16.Encode([]rune(text)) {
		out = append(out, byte(u), byte(u>>8))
	}
	return string(out)
}

func TestFormerYearsAreUnderstood(t *testing.T) {
	got, err := Read([]byte(`{"appId":"` + strings.ToUpper(appID) + `","displayName":"Old","publicClient":true,"replyUrls":["http://localhost"],
		"availableToOtherTenants":true,"passwordCredentials":[{"endDate":"2027-01-31T00:00:00+00:00"},{"endDate":null}]}`))
	want := Manifest{
		Name: "Old", AppID: appID, Audience: audienceMultiple, PublicClient: true, Public: []string{"http://localhost"},
		Secrets: []time.Time{time.Date(2027, 1, 31, 0, 0, 0, 0, time.UTC), {}},
	}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%v\n got %+v\nwant %+v", err, got, want)
	}
}

func TestWhatIsNoManifestIsNamed(t *testing.T) {
	graph := manifestFile(t, "graph.json")
	tests := map[string]struct{ text, code string }{
		"50 megabytes":      {strings.Repeat(graph, 50<<20/len(graph)), "manifest-too-long"},
		"nothing":           {" \n", "manifest-empty"},
		"empty list":        {"[]", "manifest-empty"},
		"half of one":       {graph[:len(graph)/2], "manifest-broken"},
		"a comma too many":  {strings.Replace(graph, `"appId"`, `,"appId"`, 1), "manifest-broken"},
		"deep":              {strings.Repeat("[", 200_000), "manifest-broken"},
		"deep object":       {strings.Repeat(`{"a":`, 200_000), "manifest-broken"},
		"many braces":       {strings.Repeat("{\n", 400_000), "manifest-broken"},
		"several":           {"[" + graph + "," + graph + "]", "manifest-several"},
		"other kinds":       {`{"signInAudience":5}`, "manifest-value"},
		"text":              {"client id: 1234", "manifest-unknown"},
		"other JSON":        {`{"name":"latchkey","version":"1.0"}`, "manifest-unknown"},
		"numbers":           {"[1,2]", "manifest-unknown"},
		"web page":          {"<!doctype html><html></html>", "manifest-page"},
		"tokens":            {`{"token_type":"Bearer","access_token":"eyJ0eXAi.CANARY.CANARY"}`, "manifest-tokens"},
		"error":             {`{"error":"invalid_grant","error_description":"AADSTS65001: CANARY"}`, "manifest-error-answer"},
		"service principal": {`{"appId":"x","servicePrincipalType":"Application","appOwnerOrganizationId":"y"}`, "manifest-service-principal"},
	}
	for name, test := range tests {
		_, err := Read([]byte(test.text))
		if codeOf(err) != test.code {
			t.Errorf("%s: %v, want %s", name, err, test.code)
		}
		if shown := show(err); strings.Contains(shown, "CANARY") {
			t.Errorf("%s repeats the text: %s", name, shown)
		}
	}
}

func TestABrokenManifestNamesTheLine(t *testing.T) {
	lines := strings.SplitAfter(manifestFile(t, "graph.json"), "\n")
	for name, test := range map[string]struct{ text, line string }{
		"cut off":       {strings.Join(lines[:5], ""), "5"},
		"quote missing": {lines[0] + lines[1] + "    appId: 1,\n" + strings.Join(lines[3:], ""), "3"},
		"after a line":  {"WARNING: x\n" + strings.Join(lines[:5], ""), "6"},
	} {
		_, err := Read([]byte(test.text))
		if got := argOf(err, "line"); got != test.line {
			t.Errorf("%s: line %q, want %s (%v)", name, got, test.line, err)
		}
	}
}

func TestTheApplicationsOfAListAreNamed(t *testing.T) {
	one := func(name string) string {
		return `{"displayName":"` + name + `","appId":"` + appID + `","signInAudience":"AzureADMyOrg"}`
	}
	_, err := Read([]byte("[" + one("First") + "," + one("Second") + "]"))
	if got := argOf(err, "names"); got != "First "+appID+", Second "+appID {
		t.Errorf("%q", got)
	}
	_, err = Read([]byte("[" + strings.Repeat(one("x")+",", 200) + one("y") + "]"))
	if got := argOf(err, "names"); len(got) > 1000 || argOf(err, "count") != "201" {
		t.Errorf("%d bytes, count %s", len(got), argOf(err, "count"))
	}
}

func FuzzReadingNeverPanics(f *testing.F) {
	for _, name := range []string{"graph.json", "azuread.json", "powershell.json"} {
		data, err := os.ReadFile("testdata/" + name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add([]byte("[{}]"))
	f.Add([]byte("\xff\xfe{"))
	f.Fuzz(func(t *testing.T, text []byte) {
		if m, err := Read(text); err == nil {
			Check(m, portal(), nil, today)
		} else if codeOf(err) == "" {
			t.Errorf("no problem: %v", err)
		}
	})
}
