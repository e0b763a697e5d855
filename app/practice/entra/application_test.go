package entra

import (
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

func (g *rig) registered(id string) directory.App {
	for _, a := range g.Apps() {
		if a.ApplicationID == id {
			return a
		}
	}
	g.Fatalf("no application %s", id)
	return directory.App{}
}

func (g *rig) secretOf(id string) string { return g.registered(id).Secrets[0].Value }

// refusedAs checks an error answer with its status.
func (g *rig) refusedAs(status int, answer map[string]any, want int, oauth string, code int) {
	g.Helper()
	if status != want {
		g.Fatalf("answer %d %v, want status %d", status, answer, want)
	}
	g.refusedWith(http.StatusBadRequest, answer, oauth, code)
}

// itself asks for an application's own token.
func (g *rig) itself(more ...string) (int, map[string]any) {
	g.Helper()
	return g.tokens(append([]string{"grant_type", "client_credentials", "client_id", directory.IntegrationCloudID,
		"client_secret", g.secretOf(directory.IntegrationCloudID), "scope", contosoURL + "/.default"}, more...)...)
}

func TestAnApplicationSignsInAsItself(t *testing.T) {
	g := newRig(t)
	status, answer := g.itself("client_info", "1")
	if status != 200 || answer["refresh_token"] != nil || answer["id_token"] != nil || answer["scope"] != nil || answer["client_info"] != nil {
		t.Fatalf("%d %v", status, answer)
	}
	part := strings.Split(answer["access_token"].(string), ".")[1]
	body, _ := base64.RawURLEncoding.DecodeString(part)
	var c map[string]any
	if err := json.Unmarshal(body, &c); err != nil {
		t.Fatal(err)
	}
	if c["idtyp"] != "app" || c["appid"] != directory.IntegrationCloudID || c["oid"] != c["sub"] || !aadsts.IsGUID(c["oid"].(string)) || c["appidacr"] != "1" {
		t.Errorf("claims %v", c)
	}
	for _, of := range []string{"scp", "upn", "name", "preferred_username", "amr", "auth_time", "unique_name", "family_name", "acr", "ipaddr", "roles"} {
		if c[of] != nil {
			t.Errorf("%s is a person's: %v", of, c[of])
		}
	}
	token := answer["access_token"].(string)
	if status, _, who := g.get(contosoURL+"/api/data/v9.2/WhoAmI", token); status != 200 || !aadsts.IsGUID(who["UserId"].(string)) {
		t.Errorf("%d %v", status, who)
	}
	_, answer = g.itself("scope", fabrikamURL+"/.default")
	status, _, who := g.get(fabrikamURL+"/api/data/v9.2/WhoAmI", answer["access_token"].(string))
	if e, _ := who["error"].(map[string]any); status != 403 || e["code"] != "0x80072560" || e["message"] != "The user is not a member of the organization." {
		t.Errorf("no application user: %d %v", status, who)
	}
	_, answer = g.itself("scope", discovery+"/.default")
	if status, _, _ := g.get(discovery+"/api/discovery/v2.0/Instances", answer["access_token"].(string)); status != 403 {
		t.Errorf("discovery: %d", status)
	}
	status, answer = g.itself("client_id", directory.MagentrixID, "client_secret", g.secretOf(directory.MagentrixID), "tenant", aadsts.FabrikamID, "scope", fabrikamSales+"/.default")
	if status != 200 || g.claimsIn(answer["access_token"]).Tenant != aadsts.FabrikamID {
		t.Errorf("another tenant: %v", answer)
	}
}

func TestSecretsLookLikeEntras(t *testing.T) {
	g, other := newRig(t), newRig(t)
	for _, a := range g.Apps() {
		if (a.Platform == directory.PlatformWeb) != (len(a.Secrets) == 2) || a.AllowPublicClientFlows != (a.Platform == directory.PlatformPublic) || a.Secrets == nil || a.Certificates == nil {
			t.Errorf("%+v", a)
		}
		for i, s := range a.Secrets {
			if len(s.Value) != 40 || !strings.ContainsAny(s.Value, "~") || !strings.ContainsAny(s.Value, "._-") || s.Value[3:6] != "8Q~" || !aadsts.IsGUID(s.ID) {
				t.Errorf("%s: %+v", a.Name, s)
			}
			if s != other.registered(a.ApplicationID).Secrets[i] {
				t.Error("the same seed gives another secret")
			}
		}
	}
}

func TestApplicationsThatAreRefused(t *testing.T) {
	g := newRig(t)
	secrets := g.registered(directory.IntegrationCloudID).Secrets
	for name, row := range map[string]struct {
		more   []string
		status int
		oauth  string
		code   int
	}{
		"wrong secret":      {[]string{"client_secret", "x"}, 401, "invalid_client", 7000215},
		"the secret's ID":   {[]string{"client_secret", secrets[0].ID}, 401, "invalid_client", 7000215},
		"another's secret":  {[]string{"client_id", directory.MagentrixID}, 401, "invalid_client", 7000215},
		"expired secret":    {[]string{"client_secret", secrets[1].Value}, 401, "invalid_client", 7000222},
		"no secret":         {[]string{"client_secret", ""}, 401, "invalid_client", 7000218},
		"public":            {[]string{"client_id", directory.DocumentsCorePackID, "client_secret", ""}, 401, "invalid_client", 7000218},
		"public, secret":    {[]string{"client_id", directory.DocumentsCorePackID}, 400, "invalid_client", 700025},
		"a named scope":     {[]string{"scope", contosoURL + "/user_impersonation"}, 400, "invalid_scope", 1002012},
		"two scopes":        {[]string{"scope", contosoURL + "/.default " + discovery + "/.default"}, 400, "invalid_scope", 1002012},
		"openid alone":      {[]string{"scope", "openid"}, 400, "invalid_scope", 1002012},
		"no scope":          {[]string{"scope", ""}, 400, "invalid_request", 900144},
		"unknown resource":  {[]string{"scope", "https://x.example/.default"}, 400, "invalid_resource", 500011},
		"no tenant":         {[]string{"tenant", "organizations", "client_id", directory.MagentrixID, "client_secret", g.secretOf(directory.MagentrixID)}, 400, "invalid_request", 900023},
		"Fabrikam":          {[]string{"tenant", aadsts.FabrikamID}, 400, "unauthorized_client", 700016},
		"broken assertion":  {[]string{"client_secret", "", "client_assertion", "x", "client_assertion_type", assertionType}, 401, "invalid_client", 700027},
		"type of assertion": {[]string{"client_secret", "", "client_assertion", "x"}, 401, "invalid_client", 700027},
		"both":              {[]string{"client_assertion", "x"}, 400, "invalid_request", 9002313},
	} {
		t.Run(name, func(t *testing.T) {
			status, answer := g.itself(row.more...)
			g.refusedAs(status, answer, row.status, row.oauth, row.code)
		})
	}
	status, answer := g.itself("client_secret", secrets[0].ID)
	if text := answer["error_description"].(string); !strings.Contains(text, "Ensure the secret being sent in the request is the client secret value, not the client secret ID") {
		t.Errorf("%d %s", status, text)
	}
}

func TestAWebRegistrationRedeemsWithItsSecretOnly(t *testing.T) {
	g := newRig(t)
	code := g.code("client_id", directory.IntegrationCloudID)
	status, answer := g.redeemed(code, "client_id", directory.IntegrationCloudID)
	g.refusedAs(status, answer, 401, "invalid_client", 7000218)
	// The refusal has not spent the code.
	status, first := g.redeemed(code, "client_id", directory.IntegrationCloudID, "client_secret", g.secretOf(directory.IntegrationCloudID))
	if status != 200 {
		t.Fatal(first)
	}
	refresh := []string{"grant_type", "refresh_token", "client_id", directory.IntegrationCloudID, "refresh_token", first["refresh_token"].(string)}
	status, answer = g.tokens(refresh...)
	g.refusedAs(status, answer, 401, "invalid_client", 7000218)
	if status, next := g.tokens(append(refresh, "client_secret", g.secretOf(directory.IntegrationCloudID))...); status != 200 {
		t.Errorf("%v", next)
	}
	status, answer = g.byPassword("password@"+aadsts.ContosoDomain, g.passwordOf("password"), "client_id", directory.IntegrationCloudID)
	g.refusedAs(status, answer, 401, "invalid_client", 7000218)
}

func TestASecretInTheAuthorizationHeader(t *testing.T) {
	g := newRig(t)
	ask := func(id, secret, body string) (int, map[string]any) {
		req, err := http.NewRequest("POST", "https://"+directory.AuthorityHost+"/"+aadsts.ContosoID+"/oauth2/v2.0/token", strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		req.SetBasicAuth(url.QueryEscape(id), url.QueryEscape(secret))
		return g.call(req)
	}
	form := url.Values{"grant_type": {"client_credentials"}, "scope": {contosoURL + "/.default"}}.Encode()
	if status, answer := ask(directory.IntegrationCloudID, g.secretOf(directory.IntegrationCloudID), form); status != 200 {
		t.Errorf("%v", answer)
	}
	status, answer := ask(directory.IntegrationCloudID, "x", form)
	g.refusedAs(status, answer, 401, "invalid_client", 7000215)
	status, answer = ask(directory.IntegrationCloudID, "x", form+"&client_secret=y")
	g.refusedWith(status, answer, "invalid_request", 9002313)
	status, answer = ask(directory.IntegrationCloudID, "x", form+"&client_id="+directory.MagentrixID)
	g.refusedWith(status, answer, "invalid_request", 9002313)
}
