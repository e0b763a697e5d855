package entra

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

const seedRedirect = "https://www.softwareag.com/corporate/default.html"

// asksV1 is a good request to the v1 endpoint, as in the vendor's instructions.
func asksV1(changes ...string) string {
	q := url.Values{
		"client_id": {directory.IntegrationCloudID}, "redirect_uri": {seedRedirect}, "response_type": {"code"}, "prompt": {"login"},
		"state": {"st&<te"}, "resource": {contosoURL + "/"},
	}
	for i := 0; i < len(changes); i += 2 {
		if q.Set(changes[i], changes[i+1]); changes[i+1] == "" {
			q.Del(changes[i])
		}
	}
	return "/" + aadsts.ContosoDomain + "/oauth2/authorize?" + q.Encode()
}

// tokensV1 calls the v1 token endpoint.
func (g *rig) tokensV1(pairs ...string) (int, map[string]any) {
	g.Helper()
	form := url.Values{"client_id": {directory.IntegrationCloudID}, "client_secret": {g.secretOf(directory.IntegrationCloudID)}}
	for i := 0; i < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	req, err := http.NewRequest("POST", "https://"+directory.AuthorityHost+"/"+aadsts.ContosoID+"/oauth2/token", strings.NewReader(form.Encode()))
	if err != nil {
		g.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return g.call(req)
}

func (g *rig) codeV1(changes ...string) string {
	g.Helper()
	return g.browser().open(asksV1(changes...)).login("password").send("answer", "no").returned().Get("code")
}

func TestV1ExchangesACodeForAResource(t *testing.T) {
	g := newRig(t)
	status, answer := g.tokensV1("grant_type", "authorization_code", "code", g.codeV1(), "redirect_uri", seedRedirect)
	if status != 200 {
		t.Fatal(answer)
	}
	on, _ := answer["expires_on"].(string)
	if n, err := strconv.ParseInt(on, 10, 64); err != nil || n <= g.now.Unix() || answer["not_before"] != strconv.FormatInt(g.now.Unix(), 10) {
		t.Errorf("expires_on %q: %v", on, answer)
	}
	if in, ok := answer["expires_in"].(string); !ok || in == "" || answer["resource"] != contosoURL+"/" || answer["scope"] != directory.UserImpersonation {
		t.Errorf("%v", answer)
	}
	c := g.claimsIn(answer["access_token"])
	if c.Audience != contosoURL+"/" || c.Version != "1.0" || c.Issuer != "https://sts.practice.localhost/"+aadsts.ContosoID+"/" || c.Scope != directory.UserImpersonation {
		t.Errorf("claims %+v", c)
	}
	if status, _, who := g.get(contosoURL+"/api/data/v9.2/WhoAmI", answer["access_token"].(string)); status != 200 {
		t.Errorf("%d %v", status, who)
	}
	status, next := g.tokensV1("grant_type", "refresh_token", "refresh_token", answer["refresh_token"].(string), "resource", discovery)
	if status != 200 || next["resource"] != discovery {
		t.Errorf("%v", next)
	}
	status, next = g.tokensV1("grant_type", "refresh_token", "refresh_token", next["refresh_token"].(string))
	if status != 200 || next["resource"] != contosoURL+"/" {
		t.Errorf("the resource of the sign-in: %v", next)
	}
	// The resource may come with the code only.
	status, answer = g.tokensV1("grant_type", "authorization_code", "code", g.codeV1("resource", ""), "redirect_uri", seedRedirect, "resource", contosoURL)
	if status != 200 || answer["resource"] != contosoURL {
		t.Errorf("%v", answer)
	}
	status, answer = g.tokensV1("grant_type", "client_credentials", "resource", contosoURL)
	if status != 200 || answer["refresh_token"] != nil || answer["scope"] != nil {
		t.Errorf("the application itself: %v", answer)
	}
}

func TestV1Refuses(t *testing.T) {
	g := newRig(t)
	code := g.codeV1()
	status, answer := g.tokensV1("grant_type", "authorization_code", "code", code, "redirect_uri", "http://localhost")
	g.refusedWith(status, answer, "invalid_client", 500112)
	status, answer = g.tokensV1("grant_type", "authorization_code", "code", code, "redirect_uri", seedRedirect)
	g.refusedWith(status, answer, "invalid_grant", 54005)
	status, answer = g.tokensV1("grant_type", "refresh_token", "refresh_token", "x", "resource", "https://x.example")
	g.refusedWith(status, answer, "invalid_resource", 500011)
	status, answer = g.tokensV1("grant_type", "authorization_code", "code", g.codeV1(), "redirect_uri", seedRedirect, "client_secret", "")
	g.refusedAs(status, answer, http.StatusUnauthorized, "invalid_client", 7000218)
	status, answer = g.tokensV1("grant_type", "client_credentials")
	g.refusedWith(status, answer, "invalid_request", 900144)

	g.browser().open(asksV1("redirect_uri", "https://x.example")).wants("AADSTS50011")
	for name, path := range map[string]string{
		"AADSTS500011": asksV1("resource", "https://x.example"), "AADSTS900144": asksV1("response_type", ""), "AADSTS70005": asksV1("response_type", "x"),
		"AADSTS901002": asks("resource", contosoURL), "AADSTS70011": asks("scope", contosoURL),
	} {
		if q := g.browser().open(path).returned(); !strings.HasPrefix(q.Get("error_description"), name) {
			t.Errorf("%s: %v", name, q)
		}
	}
	status, answer = g.tokens("grant_type", "refresh_token", "refresh_token", "x", "resource", contosoURL)
	g.refusedWith(status, answer, "invalid_request", 901002)
}

func TestV1HasMetadata(t *testing.T) {
	g := newRig(t)
	status, _, m := g.get("https://"+directory.AuthorityHost+"/"+aadsts.ContosoDomain+"/.well-known/openid-configuration", "")
	if status != 200 || m["issuer"] != "https://sts.practice.localhost/"+aadsts.ContosoID+"/" || m["authorization_endpoint"] != front+"/"+aadsts.ContosoID+"/oauth2/authorize" ||
		m["token_endpoint"] != "https://"+directory.AuthorityHost+"/"+aadsts.ContosoID+"/oauth2/token" {
		t.Errorf("%d %v", status, m)
	}
	if status, _, _ := g.get(m["jwks_uri"].(string), ""); status != 200 {
		t.Errorf("keys %d", status)
	}
}

func TestOrganizationsMayInsistOnTheDoubleSlash(t *testing.T) {
	g := newRig(t)
	if err := g.SetSettings(directory.Settings{DoubleSlash: true}); err != nil {
		t.Fatal(err)
	}
	g.die()
	address := contosoURL + "/api/data/v9.2/WhoAmI"
	status, h, _ := g.get(address, g.accessTo(contosoURL))
	if status != 401 || !strings.Contains(h.Get("WWW-Authenticate"), `error="invalid_token"`) {
		t.Errorf("one slash: %d %v", status, h)
	}
	if status, _, _ := g.get(address, g.accessTo(contosoURL+"/")); status != 200 {
		t.Errorf("two slashes: %d", status)
	}
}
