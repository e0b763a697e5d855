//go:build unix

package registration

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"latchkey/app/recipe"
)

// stub stands in for the Azure CLI: it notes its arguments and what it gets on standard
// input, remembers what was made, and ends its lines as it does on Windows.
const stub = `#!/bin/sh
{
	for a in "$@"; do printf '%s\037' "$a"; done
	case "$*" in *' --body @- '*) printf '\036'; cat ;; esac
	printf '\035'
} >>"$STATE/log"
answer() { printf '%s\r\n' "$1"; }
kept() { if [ -e "$STATE/$1" ]; then answer "$2"; fi; }
make() { : >"$STATE/$1"; answer "$2"; }
case "$*" in
'cloud show '*) answer AzureCloud ;;
'account show '*) answer 11111111-2222-3333-4444-555555555555 ;;
*get*'servicePrincipals?$filter=appId%20eq%20%2700000007-'*) answer the-api ;;
*get*'servicePrincipals/the-api '*Known*) answer 99999999-0000-0000-0000-000000000000 ;;
*get*'applications?$filter=displayName'*) kept app the-app ;;
*get*'applications?$filter=appId'*passwordCredentials*) kept secret the-key ;;
*get*'applications?$filter=appId'*) kept app the-app ;;
*post*/v1.0/applications\ *) make app the-app ;;
*get*'servicePrincipals?$filter'*) kept principal the-principal ;;
*post*/v1.0/servicePrincipals\ *) make principal the-principal ;;
*get*oauth2PermissionGrants*'.id '*) kept grant the-grant ;;
*get*oauth2PermissionGrants*'.scope '*) kept grant user_impersonation ;;
*post*oauth2PermissionGrants*) make grant the-grant ;;
*post*addPassword*) make secret THE-VALUE ;;
esac
`

// call is one call of the stub.
type call struct {
	args []string
	body string
}

// run runs a script in an empty directory, which is also what the stub remembers.
func run(t *testing.T, dir, text string, args ...string) (output string, calls []call, err error) {
	t.Helper()
	for name, content := range map[string]string{"az": stub, "script.sh": text} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Remove(filepath.Join(dir, "log")); err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	c := exec.Command("/bin/sh", append([]string{"script.sh"}, args...)...)
	c.Dir = dir
	c.Env = []string{"PATH=" + dir + ":/usr/bin:/bin", "STATE=" + dir}
	out, err := c.CombinedOutput()
	log, _ := os.ReadFile(filepath.Join(dir, "log"))
	for one := range strings.SplitSeq(strings.TrimSuffix(string(log), "\x1d"), "\x1d") {
		args, body, _ := strings.Cut(one, "\x1e")
		calls = append(calls, call{strings.Split(strings.TrimSuffix(args, "\x1f"), "\x1f"), body})
	}
	return string(out), calls, err
}

// bodies are what was sent, in order.
func bodies(calls []call) (list []string) {
	for _, c := range calls {
		if c.body != "" {
			list = append(list, c.body)
		}
	}
	return list
}

func TestTheShellScriptRegisters(t *testing.T) {
	dir := t.TempDir()
	text := script(t, portal(), "azure-cli", recipe.Values{"tenantId": tenantID}).Text
	out, calls, err := run(t, dir, text)
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	sent := bodies(calls)
	if len(sent) != 4 {
		t.Fatalf("sent %q\n%s", sent, out)
	}
	want := []string{
		asciiJSON(mustWant(t, portal()).body(false)),
		`{"appId":"the-app"}`,
		`{"clientId":"the-principal","consentType":"AllPrincipals","resourceId":"the-api","scope":"user_impersonation"}`,
	}
	if !slices.Equal(sent[:3], want) || !strings.HasPrefix(sent[3], `{"passwordCredential":{"displayName":"Magentrix D365 Secret","endDateTime":"20`) {
		t.Errorf("sent\n%s", strings.Join(sent, "\n"))
	}
	if strings.Count(out, "THE-VALUE") != 1 || !strings.Contains(out, "ApplicationID: the-app\n") || !strings.Contains(out, "Tenant ID: "+tenantID+"\n") {
		t.Errorf("said\n%s", out)
	}
}

func TestTheShellScriptCanBeRunAgain(t *testing.T) {
	dir := t.TempDir()
	text := script(t, portal(), "azure-cli", nil).Text
	if out, _, err := run(t, dir, text); err != nil {
		t.Fatal(out)
	}
	out, calls, err := run(t, dir, text)
	if err == nil || bodies(calls) != nil || !strings.Contains(out, "there already. Nothing was changed") {
		t.Errorf("without --use: %v, sent %q\n%s", err, bodies(calls), out)
	}
	out, calls, err = run(t, dir, text, "--use", "the-app")
	if err != nil || bodies(calls) != nil || strings.Contains(out, "THE-VALUE") || !strings.Contains(out, "ApplicationID: the-app") {
		t.Errorf("with --use: %v, sent %q\n%s", err, bodies(calls), out)
	}
}

func TestTheShellScriptFillsInWhatIsMissing(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "app"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	out, calls, err := run(t, dir, script(t, addOn(), "azure-cli", recipe.Values{"applicationId": appID}).Text)
	if err != nil || len(bodies(calls)) != 2 || strings.Contains(out, "Registered") {
		t.Errorf("%v: sent %q\n%s", err, bodies(calls), out)
	}
}

func TestAnotherTenantIsLeftAlone(t *testing.T) {
	out, calls, err := run(t, t.TempDir(), script(t, addOn(), "azure-cli", recipe.Values{"tenant": appID}).Text)
	if err == nil || bodies(calls) != nil || !strings.Contains(out, "another tenant") {
		t.Errorf("%v, sent %q\n%s", err, bodies(calls), out)
	}
}

func TestASecretThatIsOptionalIsMadeOnRequest(t *testing.T) {
	r := portal()
	r.Registration.Secret.Optional = true
	text := script(t, r, "azure-cli", nil).Text
	if out, _, err := run(t, t.TempDir(), text); err != nil || strings.Contains(out, "THE-VALUE") {
		t.Errorf("%v\n%s", err, out)
	}
	if out, _, err := run(t, t.TempDir(), text, "--with-secret"); err != nil || !strings.Contains(out, "THE-VALUE") {
		t.Errorf("%v\n%s", err, out)
	}
}

func TestOtherPermissionsAreAskedFor(t *testing.T) {
	r := addOn()
	r.Registration.Permissions = append(r.Registration.Permissions, recipe.Permission{API: "dataverse", Name: "Known.All", Type: "application"})
	out, calls, err := run(t, t.TempDir(), script(t, r, "azure-cli", nil).Text)
	if err != nil || !strings.Contains(bodies(calls)[0], `{"id":"99999999-0000-0000-0000-000000000000","type":"Role"}`) {
		t.Errorf("%v: sent %q\n%s", err, bodies(calls), out)
	}
	r.Registration.Permissions[1].Name = "Nobody.Has.It"
	if out, calls, err = run(t, t.TempDir(), script(t, r, "azure-cli", nil).Text); err == nil || bodies(calls) != nil {
		t.Errorf("sent %q\n%s", bodies(calls), out)
	}
}

// Whatever stands in a value arrives as it is, runs nothing, and never is an argument in
// which az would look for a file.
func TestValuesAreInertInAShell(t *testing.T) {
	r := named(hostile)
	r.Registration.Secret = &recipe.Secret{Description: hostile, Months: 6}
	dir := t.TempDir()
	out, calls, err := run(t, dir, script(t, r, "azure-cli", nil).Text)
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if _, err := os.Stat(filepath.Join(dir, "stolen")); err == nil {
		t.Error("a value was run")
	}
	var made struct{ DisplayName string }
	if err := json.Unmarshal([]byte(bodies(calls)[0]), &made); err != nil || made.DisplayName != hostile {
		t.Errorf("the name arrived as %q (%v)", made.DisplayName, err)
	}
	var password struct{ PasswordCredential struct{ DisplayName string } }
	if err := json.Unmarshal([]byte(bodies(calls)[3]), &password); err != nil || password.PasswordCredential.DisplayName != hostile {
		t.Errorf("the description arrived as %q (%v)", password.PasswordCredential.DisplayName, err)
	}
	for _, c := range calls {
		for _, a := range c.args {
			if strings.HasPrefix(a, "@") && a != "@-" || strings.Contains(a, "=@") {
				t.Errorf("az would read a file for %q", a)
			}
		}
	}
}

func TestShellsUnderstandTheScripts(t *testing.T) {
	optional := portal()
	optional.Registration.Secret.Optional = true
	optional.Registration.Permissions = append(optional.Registration.Permissions, recipe.Permission{API: "dataverse", Name: "Known.All", Type: "application"})
	checks := [][]string{{"/bin/sh", "-n"}}
	for _, tool := range [][]string{{"bash", "--posix", "-n"}, {"shellcheck", "--shell=sh"}} {
		path, err := exec.LookPath(tool[0])
		if err != nil {
			t.Logf("SKIPPED: this machine has no %s", tool[0])
			if os.Getenv("CI") == "true" {
				t.Error(err)
			}
			continue
		}
		checks = append(checks, append([]string{path}, tool[1:]...))
	}
	for _, r := range []recipe.Recipe{addOn(), portal(), optional, named(hostile)} {
		file := filepath.Join(t.TempDir(), "script.sh")
		if err := os.WriteFile(file, []byte(script(t, r, "azure-cli", recipe.Values{"tenantId": tenantID}).Text), 0o600); err != nil {
			t.Fatal(err)
		}
		for _, check := range checks {
			if out, err := exec.Command(check[0], append(check[1:], file)...).CombinedOutput(); err != nil {
				t.Errorf("%s: %s: %v\n%s", r.Name, check[0], err, out)
			}
		}
	}
}

func mustWant(t *testing.T, r recipe.Recipe) wanted {
	t.Helper()
	w, err := want(r, nil)
	if err != nil {
		t.Fatal(err)
	}
	return w
}
