package entra

import (
	"encoding/json"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

func TestMetadataNamesEveryEndpoint(t *testing.T) {
	g := newRig(t)
	for _, tenant := range []string{aadsts.ContosoID, aadsts.ContosoDomain, "organizations", "common"} {
		status, _, m := g.get("https://"+directory.AuthorityHost+"/"+tenant+"/v2.0/.well-known/openid-configuration", "")
		if status != 200 {
			t.Fatalf("%s: %d %v", tenant, status, m)
		}
		segment := aadsts.ContosoID
		if g.KindOf(tenant) != directory.OwnTenant {
			segment = tenant
		}
		for name, want := range map[string]string{
			"authorization_endpoint": front + "/" + segment + "/oauth2/v2.0/authorize",
			"token_endpoint":         "https://" + directory.AuthorityHost + "/" + segment + "/oauth2/v2.0/token",
			"end_session_endpoint":   front + "/" + segment + "/oauth2/v2.0/logout",
		} {
			if m[name] != want {
				t.Errorf("%s: %s is %v, want %s", tenant, name, m[name], want)
			}
		}
		if !strings.HasPrefix(m["issuer"].(string), "https://"+directory.AuthorityHost+"/") {
			t.Errorf("issuer %v", m["issuer"])
		}
		status, _, keys := g.get(m["jwks_uri"].(string), "")
		list, _ := keys["keys"].([]any)
		if status != 200 || len(list) != 2 {
			t.Fatalf("%d %v", status, keys)
		}
		key := list[0].(map[string]any)
		if key["kty"] != "RSA" || key["d"] != nil {
			t.Errorf("key %v", key)
		}
	}
	status, _, answer := g.get("https://"+directory.AuthorityHost+"/adatum.example/v2.0/.well-known/openid-configuration", "")
	g.refusedWith(status, answer, "invalid_tenant", 90002)
}

// real is a recorded answer of Entra's, in the words of the practice tenant.
func real(t *testing.T, name string) map[string]any {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", "real", name))
	if err != nil {
		t.Fatal(err)
	}
	const authority = "https://" + directory.AuthorityHost
	here := strings.NewReplacer(
		"https://graph.microsoft.com/oidc", authority+"/oidc",
		"https://login.microsoftonline.com", authority, "https://sts.windows.net", "https://sts.practice.localhost", "https://pas.windows.net", "https://pas.practice.localhost",
		"graph.microsoft.com", directory.AuthorityHost, "graph.windows.net", directory.AuthorityHost, "microsoftonline.com", "practice.localhost",
	).Replace(string(text))
	var m map[string]any
	if err := json.Unmarshal([]byte(here), &m); err != nil {
		t.Fatal(err)
	}
	return m
}

// Every member is as at Entra, in v1 and in v2, but for the mark of the practice tenant. Pages have an address of their own.
func TestMetadataAreEntras(t *testing.T) {
	g := newRig(t)
	for path, file := range map[string]string{"/common/v2.0": "metadata-v2-common.json", "/common": "metadata-v1-common.json"} {
		_, h, got := g.get("https://"+directory.AuthorityHost+path+"/.well-known/openid-configuration", "")
		want := real(t, file)
		for _, name := range []string{"authorization_endpoint", "end_session_endpoint", "check_session_iframe"} {
			if want[name] == nil {
				continue // of v1 only
			}
			want[name] = strings.Replace(want[name].(string), "https://"+directory.AuthorityHost, front, 1)
		}
		want["practice"] = practiceMark
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-Entra +practice):\n%s", path, diff)
		}
		if h.Get("Cache-Control") != "max-age=86400, private" || h.Get("Access-Control-Allow-Origin") != "*" || h.Get("Access-Control-Allow-Methods") != "GET, OPTIONS" {
			t.Errorf("%s: header %v", path, h)
		}
	}
	_, _, own := g.get("https://"+directory.AuthorityHost+"/"+aadsts.ContosoID+"/v2.0/.well-known/openid-configuration", "")
	if own["tenant_region_scope"] != "EU" {
		t.Errorf("region %v", own["tenant_region_scope"])
	}
}

func TestInstanceDiscovery(t *testing.T) {
	g := newRig(t)
	ask := func(endpoint string) (int, map[string]any) {
		status, _, answer := g.get("https://"+directory.AuthorityHost+"/common/discovery/instance?api-version=1.1&authorization_endpoint="+url.QueryEscape(endpoint), "")
		return status, answer
	}
	status, answer := ask("https://" + directory.AuthorityHost + "/" + aadsts.ContosoID + "/oauth2/v2.0/authorize")
	if status != 200 || answer["tenant_discovery_endpoint"] != "https://"+directory.AuthorityHost+"/"+aadsts.ContosoID+"/v2.0/.well-known/openid-configuration" {
		t.Errorf("%d %v", status, answer)
	}
	status, answer = ask("https://login.example/" + aadsts.ContosoID + "/oauth2/v2.0/authorize")
	g.refusedWith(status, answer, "invalid_instance", 50049)
}
