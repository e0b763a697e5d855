package registration

import (
	"bytes"
	"encoding/json"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"latchkey/app/cloud"
	"latchkey/app/recipe"
)

func script(t *testing.T, r recipe.Recipe, format string, v recipe.Values) Output {
	t.Helper()
	out, err := Script(r, format, v, cloudOf(t, cloud.Public))
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestEveryFormatSaysWhatTheRecipeSays(t *testing.T) {
	wanted := map[string][]string{
		"azure-cli":        {"register-magentrix.sh", `"displayName":"Magentrix D365 OAuth 2"`, "--name \"$cloud\"", `"enableIdTokenIssuance":true`, "oauth2PermissionGrants", "+24 months", "Not tried against a real tenant."},
		"graph-powershell": {"register-magentrix.ps1", "'Magentrix D365 OAuth 2'", "'AzureADMultipleOrgs'", "AddMonths(24)", "New-MgOauth2PermissionGrant", "Not tried against a real tenant."},
		"graph-json":       {"register-magentrix.json", `"signInAudience": "AzureADMultipleOrgs"`},
		"terraform":        {"register-magentrix.tf", `sign_in_audience               = "AzureADMultipleOrgs"`, "implicit_grant", "Not tried against a real tenant."},
	}
	for _, format := range Formats() {
		out := script(t, portal(), format, nil)
		for _, text := range append(wanted[format], userImpersonation, dataverse, "http://localhost") {
			if !strings.Contains(out.Name+"\n"+out.Text, text) {
				t.Errorf("%s lacks %q:\n%s", format, text, out.Text)
			}
		}
		notes := strings.Join(out.Notes, " ")
		if !strings.Contains(notes, "Not tried against a real tenant.") || !strings.Contains(notes, "System Administrator") {
			t.Errorf("%s: notes %q", format, notes)
		}
	}
}

func TestEachNationalCloudHasItsOwnGraph(t *testing.T) {
	for id, want := range map[cloud.ID][3]string{
		cloud.Public:  {"'https://graph.microsoft.com'", "'AzureCloud'", "-Environment 'Global'"},
		cloud.GCC:     {"'https://graph.microsoft.com'", "'AzureCloud'", "-Environment 'Global'"},
		cloud.GCCHigh: {"'https://graph.microsoft.us'", "'AzureUSGovernment'", "-Environment 'USGov'"},
		cloud.DoD:     {"'https://dod-graph.microsoft.us'", "'AzureUSGovernment'", "-Environment 'USGovDoD'"},
		cloud.China:   {"'https://microsoftgraph.chinacloudapi.cn'", "'AzureChinaCloud'", "-Environment 'China'"},
	} {
		sh, err := Script(addOn(), "azure-cli", nil, cloudOf(t, id))
		if err != nil || !strings.Contains(sh.Text, "graph="+want[0]+"\ncloud="+want[1]+"\n") {
			t.Errorf("%s: %v\n%s", id, err, sh.Text)
		}
		if ps, _ := Script(addOn(), "graph-powershell", nil, cloudOf(t, id)); !strings.Contains(ps.Text, want[2]+" ") {
			t.Errorf("%s: %s", id, ps.Text)
		}
	}
}

func TestWhatCannotBeRegisteredIsRefused(t *testing.T) {
	with := func(change func(g *recipe.Registration)) recipe.Recipe {
		r := addOn()
		change(r.Registration)
		return r
	}
	tests := map[string]struct {
		recipe recipe.Recipe
		format string
		cloud  cloud.ID
		want   string
	}{
		"maker":      {makers(), "azure-cli", cloud.Public, "registration-by-maker"},
		"nothing":    {recipe.Recipe{Name: "Salesforce"}, "azure-cli", cloud.Public, "registration-none"},
		"format":     {addOn(), "azure", cloud.Public, "registration-format"},
		"practice":   {addOn(), "azure-cli", cloud.Practice, "registration-no-graph"},
		"permission": {with(func(g *recipe.Registration) { g.Permissions[0].Name = "x'] | [0" }), "azure-cli", cloud.Public, "registration-value"},
		"api":        {with(func(g *recipe.Registration) { g.Permissions[0].API = "graph" }), "azure-cli", cloud.Public, "registration-value"},
		"name":       {with(func(g *recipe.Registration) { g.Name = " " }), "azure-cli", cloud.Public, "registration-value"},
		"old only":   {with(func(g *recipe.Registration) { g.RedirectURIs = []string{"http://www.mscrm-addons.com"} }), "azure-cli", cloud.Public, "registration-no-redirect"},
	}
	for name, test := range tests {
		if _, err := Script(test.recipe, test.format, nil, cloudOf(t, test.cloud)); codeOf(err) != test.want {
			t.Errorf("%s: %v, want %s", name, err, test.want)
		}
	}
}

func TestTheProfilesRedirectURIIsRegisteredTooWhereEntraTakesIt(t *testing.T) {
	for own, want := range map[string]string{
		"http://localhost:8400":       `["http://localhost"]`, // the port is ignored
		"http://127.0.0.1":            `["http://localhost","http://127.0.0.1"]`,
		"app://addon":                 `["http://localhost","app://addon"]`,
		"http://www.mscrm-addons.com": `["http://localhost"]`,
	} {
		out := script(t, addOn(), "azure-cli", recipe.Values{"redirectUri": own})
		if !strings.Contains(out.Text, `"redirectUris":`+want) {
			t.Errorf("%s: want %s in\n%s", own, want, out.Text)
		}
		if left := strings.Contains(strings.Join(out.Notes, " "), "Left out: "+own); left != strings.Contains(own, "mscrm") {
			t.Errorf("%s: %q", own, out.Notes)
		}
	}
}

func TestTheJSONHasTheShapeOfAnApplication(t *testing.T) {
	data, err := os.ReadFile("testdata/application.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("application", parsed); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("application")
	if err != nil {
		t.Fatal(err)
	}
	check := func(text string) error {
		value, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
		if err != nil {
			return err
		}
		return schema.Validate(value)
	}
	for _, r := range []recipe.Recipe{addOn(), portal(), named(hostile)} {
		if err := check(script(t, r, "graph-json", nil).Text); err != nil {
			t.Errorf("%s: %v", r.ID, err)
		}
	}
	for _, wrong := range []string{
		`{}`, `{"displayName":"x","replyUrlsWithType":[]}`,
		`{"displayName":"x","signInAudience":"everybody"}`,
		`{"displayName":"x","requiredResourceAccess":[{"resourceAppId":"x","resourceAccess":[{"id":"y","type":"Delegated"}]}]}`,
	} {
		if check(wrong) == nil {
			t.Errorf("the schema takes %s", wrong)
		}
	}
}

// PowerShell is not here. What can be said without it: outside of strings there is
// nothing but ASCII, and every value is one string or one expression in parentheses.
func TestPowerShellValuesStayInsideTheirQuotes(t *testing.T) {
	text := script(t, named(hostile), "graph-powershell", nil).Text
	if strings.ContainsFunc(text, func(r rune) bool { return r > '~' }) {
		t.Error("not ASCII")
	}
	piece := `(?:'(?:[^'\n]|'')*'|\[string\]\[char\]0x[0-9A-F]{4})`
	line := regexp.MustCompile(`(?m)^\$name = (?:'(?:[^'\n]|'')*'|\(` + piece + `(?: \+ ` + piece + `)+\))$`)
	if !line.MatchString(text) {
		t.Errorf("the name is not one value:\n%s", text)
	}
}

func TestTerraformValuesAreNoTemplates(t *testing.T) {
	text := script(t, named(`${file("/etc/passwd")} %{ if true } "x" \ ü`), "terraform", nil).Text
	if want := `= "$${file(\"/etc/passwd\")} %%{ if true } \"x\" \\ ü"`; !strings.Contains(text, want) {
		t.Errorf("no %s in\n%s", want, text)
	}
}

func TestASCIIJSONIsTheSameText(t *testing.T) {
	for _, text := range []string{hostile, "ü € 😀 \u2028 \x00", "<&>"} {
		quoted := asciiJSON(text)
		var back string
		if err := json.Unmarshal([]byte(quoted), &back); err != nil || back != text {
			t.Errorf("%q became %q (%v)", text, back, err)
		}
		if strings.ContainsFunc(quoted, func(r rune) bool { return r > '~' || r < ' ' }) {
			t.Errorf("%q is not plain ASCII", quoted)
		}
	}
}
