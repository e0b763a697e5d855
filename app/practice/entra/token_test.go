package entra

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
	"latchkey/app/practice/entra/token"
)

func TestACodeIsGoodOnce(t *testing.T) {
	g := newRig(t)
	code := g.code()
	if status, answer := g.redeemed(code); status != 200 || answer["client_info"] == nil || answer["refresh_token"] == nil {
		t.Fatalf("%d %v", status, answer)
	}
	rev := g.State().Rev
	status, answer := g.redeemed(code)
	g.refusedWith(status, answer, "invalid_grant", 54005)
	if g.State().Rev == rev {
		t.Error("those who wait don't hear of the alarm")
	}
	for _, field := range []string{"error_description", "timestamp", "trace_id", "correlation_id", "error_uri"} {
		if answer[field] == nil {
			t.Errorf("%s is missing", field)
		}
	}
	if a := g.State().Alarms; len(a) != 1 || a[0].Kind != "code-replayed" {
		t.Errorf("alarms %+v", a)
	}
}

func TestCodesThatAreRefused(t *testing.T) {
	for name, row := range map[string]struct {
		more  []string
		oauth string
		code  int
	}{
		"verifier wrong":    {[]string{"code_verifier", strings.Repeat("x", 43)}, "invalid_grant", 501481},
		"verifier short":    {[]string{"code_verifier", "x"}, "invalid_grant", 501471},
		"verifier missing":  {[]string{"code_verifier", ""}, "invalid_grant", 50148},
		"redirect URI":      {[]string{"redirect_uri", "http://localhost:5002/"}, "invalid_client", 500112},
		"other application": {[]string{"client_id", directory.TelephoneIntegrationID}, "invalid_grant", 700005},
		"half a code":       {[]string{"code", "1.practice.x"}, "invalid_grant", 9002313},
		"no code":           {[]string{"code", ""}, "invalid_request", 900144},
		"organizations":     {[]string{"tenant", "organizations"}, "invalid_request", 50194},
		"unknown tenant":    {[]string{"tenant", "adatum.example"}, "invalid_request", 90002},
		"no application":    {[]string{"client_id", ""}, "invalid_request", 900144},
		"secret":            {[]string{"client_secret", "x"}, "invalid_client", 700025},
		"grant type":        {[]string{"grant_type", "implicit"}, "unsupported_grant_type", 70003},
		"resource":          {[]string{"scope", "https://x.example/user_impersonation"}, "invalid_resource", 500011},
	} {
		t.Run(name, func(t *testing.T) {
			g := newRig(t)
			status, answer := g.redeemed(g.code(), row.more...)
			g.refusedWith(status, answer, row.oauth, row.code)
		})
	}
}

func TestACodeExpires(t *testing.T) {
	g := newRig(t)
	code := g.code()
	g.now = g.now.Add(codeSeconds * time.Second)
	status, answer := g.redeemed(code)
	g.refusedWith(status, answer, "invalid_grant", 70008)
}

func TestABadVerifierSpendsTheCode(t *testing.T) {
	g := newRig(t)
	code := g.code()
	g.redeemed(code, "code_verifier", strings.Repeat("x", 43))
	status, answer := g.redeemed(code)
	g.refusedWith(status, answer, "invalid_grant", 54005)
}

func TestRefreshTokensRotateAndServeEveryResource(t *testing.T) {
	g := newRig(t)
	_, first := g.redeemed(g.code())
	for _, scope := range []string{
		discovery + "/user_impersonation", fabrikamURL + "//user_impersonation", contosoURL + "/.default", contosoURL + "/user_impersonation offline_access openid",
	} {
		status, next := g.tokens("grant_type", "refresh_token", "refresh_token", first["refresh_token"].(string), "scope", scope)
		if status != 200 || next["refresh_token"] == first["refresh_token"] {
			t.Fatalf("%s: %d %v", scope, status, next)
		}
		asked, _, _ := strings.Cut(scope, " ")
		if !strings.Contains(" "+next["scope"].(string)+" ", " "+asked+" ") {
			t.Errorf("scope %q for %q", next["scope"], scope)
		}
		var c token.Claims
		if err := g.issuer.Read(next["access_token"].(string), &c); err != nil {
			t.Fatal(err)
		}
		if want := asked[:strings.LastIndexByte(asked, '/')]; c.Audience != want || c.Scope != directory.UserImpersonation || c.Nonce != "" {
			t.Errorf("claims %+v, want audience %q", c, want)
		}
		first = next
	}
}

// Two processes with one cache both refresh with what they find there.
func TestARefreshTokenStaysGoodWhenItWasUsed(t *testing.T) {
	g := newRig(t)
	_, first := g.redeemed(g.code())
	for range 3 {
		status, next := g.tokens("grant_type", "refresh_token", "refresh_token", first["refresh_token"].(string))
		if status != 200 || next["refresh_token"] == first["refresh_token"] {
			t.Fatalf("%d %v", status, next)
		}
		if status, last := g.tokens("grant_type", "refresh_token", "refresh_token", next["refresh_token"].(string)); status != 200 {
			t.Errorf("the next one: %d %v", status, last)
		}
	}
	if a := g.State().Alarms; len(a) != 0 {
		t.Errorf("alarms %+v", a)
	}
}

func TestAReusedRefreshTokenEndsItsFamilyWhereThatIsStrict(t *testing.T) {
	g := newRig(t)
	must(t, g.SetSettings(directory.Settings{StrictRefreshTokens: true}))
	_, other := g.redeemed(g.code())
	_, first := g.redeemed(g.code())
	ask := func(token any) (int, map[string]any) {
		return g.tokens("grant_type", "refresh_token", "refresh_token", token.(string))
	}
	_, second := ask(first["refresh_token"])
	status, answer := ask(first["refresh_token"])
	g.refusedWith(status, answer, "invalid_grant", 50173)
	status, answer = ask(second["refresh_token"])
	g.refusedWith(status, answer, "invalid_grant", 50173)
	if answer["suberror"] != "bad_token" {
		t.Errorf("suberror %v", answer["suberror"])
	}
	if a := g.State().Alarms; len(a) != 1 || a[0].Kind != "refresh-token-reused" || a[0].User != "password@"+aadsts.ContosoDomain {
		t.Errorf("alarms %+v", a)
	}
	if status, answer := ask(other["refresh_token"]); status != 200 {
		t.Errorf("another sign-in suffered: %v", answer)
	}
}

func TestRefreshTokensThatAreRefused(t *testing.T) {
	g := newRig(t)
	_, first := g.redeemed(g.code())
	token := first["refresh_token"].(string)
	refresh := func(token string, more ...string) (int, map[string]any) {
		return g.tokens(append([]string{"grant_type", "refresh_token", "refresh_token", token}, more...)...)
	}
	status, answer := refresh(token[:len(token)-1])
	g.refusedWith(status, answer, "invalid_grant", 9002313)
	status, answer = refresh("")
	g.refusedWith(status, answer, "invalid_request", 900144)
	status, answer = refresh(token, "client_id", directory.TelephoneIntegrationID)
	g.refusedWith(status, answer, "invalid_grant", 70000)
	status, answer = refresh(token, "tenant", aadsts.FabrikamID)
	g.refusedWith(status, answer, "unauthorized_client", 700016)
	other := newRig(t) // as it is after a reset
	status, answer = other.tokens("grant_type", "refresh_token", "refresh_token", token)
	other.refusedWith(status, answer, "invalid_grant", 50173)
	must(t, g.RotateKeys())
	if status, answer = refresh(token); status != 200 {
		t.Errorf("after the keys were rotated: %v", answer)
	}
	status, answer = refresh(token, "scope", "non/sense")
	g.refusedWith(status, answer, "invalid_scope", 70011)
	g.now = g.now.Add(directory.RefreshIdle * time.Second)
	status, answer = refresh(token)
	g.refusedWith(status, answer, "invalid_grant", 700082)
	if n := len(g.State().Alarms); n != 0 {
		t.Errorf("%d alarms", n)
	}
}

func TestTokenLifetimeIsASetting(t *testing.T) {
	g := newRig(t)
	for _, bad := range []directory.Settings{{TokenLifetime: -1}, {TokenLifetime: time.Millisecond}, {TokenLifetime: 25 * time.Hour}, {Organizations: -1}, {Organizations: maxOrganizations + 1}} {
		if g.SetSettings(bad) == nil {
			t.Errorf("%+v is taken", bad)
		}
	}
	if err := g.SetSettings(directory.Settings{TokenLifetime: time.Minute}); err != nil {
		t.Fatal(err)
	}
	_, answer := g.redeemed(g.code())
	if answer["expires_in"] != float64(60) {
		t.Fatalf("expires_in %v", answer["expires_in"])
	}
	who := contosoURL + "/api/data/v9.2/WhoAmI"
	if status, _, _ := g.get(who, answer["access_token"].(string)); status != 200 {
		t.Fatal(status)
	}
	if err := g.AdvanceClock(time.Minute); err != nil {
		t.Fatal(err)
	}
	if status, _, _ := g.get(who, answer["access_token"].(string)); status != 401 {
		t.Fatalf("an expired token got %d", status)
	}
}

func TestTheTokenEndpointReadsFormsOnly(t *testing.T) {
	g := newRig(t)
	for name, row := range map[string]struct {
		kind, body string
		status     int
	}{
		"JSON":    {"application/json", `{"grant_type":"refresh_token"}`, http.StatusBadRequest},
		"none":    {"", "grant_type=refresh_token", http.StatusBadRequest},
		"doubled": {"application/x-www-form-urlencoded", "client_id=a&client_id=b", http.StatusBadRequest},
		"huge":    {"application/x-www-form-urlencoded", "a=" + strings.Repeat("x", aadsts.LongestBody), http.StatusRequestEntityTooLarge},
	} {
		req, err := http.NewRequest("POST", "https://"+directory.AuthorityHost+"/"+aadsts.ContosoID+"/oauth2/v2.0/token", strings.NewReader(row.body))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Content-Type", row.kind)
		if status, answer := g.call(req); status != row.status || answer["error"] != "invalid_request" {
			t.Errorf("%s: %d %v", name, status, answer)
		}
	}
}

// What is made for short ones (addresses, cookies, keychains) shows here.
func TestCodesAndTokensAreAsLongAsEntras(t *testing.T) {
	g := newRig(t)
	code := g.code()
	_, answer := g.redeemed(code)
	for what, text := range map[string]string{"code": code, "refresh token": answer["refresh_token"].(string), "access token": answer["access_token"].(string)} {
		if len(text) < 1000 || len(text) > 3000 {
			t.Errorf("%s: %d letters", what, len(text))
		}
	}
}
