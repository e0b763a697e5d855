package entra

import (
	"net/url"
	"strings"
	"testing"

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
