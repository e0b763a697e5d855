package entra

import (
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
	"latchkey/app/practice/entra/token"
)

// device asks for a device code.
func (g *rig) device(pairs ...string) (int, map[string]any) {
	g.Helper()
	form, tenant := url.Values{"client_id": {directory.DocumentsCorePackID}, "scope": {contosoURL + "/user_impersonation openid offline_access"}}, aadsts.ContosoID
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i] == "tenant" {
			tenant = pairs[i+1]
			continue
		}
		form.Set(pairs[i], pairs[i+1])
	}
	req, err := http.NewRequest("POST", "https://"+directory.AuthorityHost+"/"+tenant+"/oauth2/v2.0/devicecode", strings.NewReader(form.Encode()))
	if err != nil {
		g.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	status, answer := g.call(req)
	for _, name := range []string{"device_code", "user_code"} {
		if text, ok := answer[name].(string); ok {
			g.sent = append(g.sent, text)
		}
	}
	return status, answer
}

func (g *rig) poll(code any, more ...string) (int, map[string]any) {
	g.Helper()
	return g.tokens(append([]string{"grant_type", deviceGrant, "device_code", code.(string)}, more...)...)
}

// deviceRefreshToken is of a sign-in by device code.
func (g *rig) deviceRefreshToken(local string) string {
	g.Helper()
	_, d := g.device()
	g.browser().open(token.DevicePath).send("otc", d["user_code"].(string)).login(local).stayed().send()
	_, answer := g.poll(d["device_code"])
	refresh, _ := answer["refresh_token"].(string)
	if refresh == "" {
		g.Fatalf("no refresh token: %v", answer)
	}
	return refresh
}

// A session that began with a device code ends where a rule blocks that way later; others go on.
func TestARuleAgainstDeviceCodesEndsTheirSessions(t *testing.T) {
	g := newRig(t)
	device, browser := g.deviceRefreshToken("password"), g.refreshToken()
	g.ruledBy(directory.Policies{Rules: []directory.Rule{{Name: "no device codes", Ways: []string{directory.WayDeviceCode}, Then: "block"}}})
	status, answer := g.tokens("grant_type", "refresh_token", "refresh_token", device)
	g.refusedWith(status, answer, "invalid_grant", 530036)
	if status, answer = g.tokens("grant_type", "refresh_token", "refresh_token", browser); status != 200 {
		t.Errorf("%d %v", status, answer)
	}
}

func TestADeviceIsSignedIn(t *testing.T) {
	g := newRig(t)
	status, d := g.device()
	if status != 200 || d["verification_uri"] != front+"/devicelogin" || d["expires_in"] != 900.0 || d["interval"] != 5.0 || d["verification_url"] != nil ||
		len(d["user_code"].(string)) != 9 || !strings.Contains(d["message"].(string), d["user_code"].(string)) {
		t.Fatalf("%d %v", status, d)
	}
	for range 3 { // as fast as it likes
		status, answer := g.poll(d["device_code"])
		g.refusedWith(status, answer, "authorization_pending", 70016)
	}
	g.die()
	b := g.browser().open(token.DevicePath).wants(`id="otc"`, `name="otc"`, `id="idSIButton9"`, "PRACTICE")
	typed := strings.ToLower(d["user_code"].(string))
	b.send("otc", " "+typed[:4]+"-"+typed[4:]+" ").login("totp")
	b.send("otc", g.codeOf("totp")).send("answer", "no").wants("Are you trying to sign in to", "DocumentsCorePack Client", "Continue", "Cancel")
	g.die()
	status, answer := g.poll(d["device_code"])
	g.refusedWith(status, answer, "authorization_pending", 70016)
	b.send("answer", "").wants("You have signed in", "close this window")
	g.die()
	status, answer = g.poll(d["device_code"], "client_info", "1")
	if status != 200 || answer["refresh_token"] == nil || answer["id_token"] == nil || answer["client_info"] == nil {
		t.Fatalf("%d %v", status, answer)
	}
	if c := g.claimsIn(answer["access_token"]); c.UPN != "totp@"+aadsts.ContosoDomain || !slices.Contains(c.Methods, "mfa") {
		t.Errorf("claims %+v", c)
	}
	status, answer = g.poll(d["device_code"])
	g.refusedWith(status, answer, "invalid_grant", 54005)
}

func TestDeviceCodesThatAreRefused(t *testing.T) {
	g := newRig(t)
	_, d := g.device()
	status, answer := g.poll("x")
	g.refusedWith(status, answer, "bad_verification_code", 70018)
	status, answer = g.poll("")
	g.refusedWith(status, answer, "invalid_request", 900144)
	status, answer = g.poll(d["device_code"], "client_id", directory.TelephoneIntegrationID)
	g.refusedWith(status, answer, "invalid_grant", 70000)
	b := g.browser().open(token.DevicePath)
	b.send("otc", "").wants("Enter the code.")
	b.send("otc", "ABCDEFGHJ").wants("AADSTS70018")
	g.now = g.now.Add(directory.DeviceSeconds * time.Second)
	status, answer = g.poll(d["device_code"])
	g.refusedWith(status, answer, "expired_token", 70020)
	b.send("otc", d["user_code"].(string)).wants("AADSTS70019")
	for name, row := range map[string]struct {
		more  []string
		oauth string
		code  int
	}{
		"unknown application": {[]string{"client_id", "x"}, "unauthorized_client", 700016},
		"no scope":            {[]string{"scope", ""}, "invalid_request", 900144},
		"resource":            {[]string{"resource", contosoURL}, "invalid_request", 901002},
		"unknown resource":    {[]string{"scope", "https://x.example/.default"}, "invalid_resource", 500011},
		"unknown tenant":      {[]string{"tenant", "adatum.example"}, "invalid_request", 90002},
		"organizations":       {[]string{"tenant", "organizations"}, "invalid_request", 50194},
	} {
		t.Run(name, func(t *testing.T) {
			status, answer := g.device(row.more...)
			g.refusedWith(status, answer, row.oauth, row.code)
		})
	}
}

func TestADeviceThatIsDeclinedOrBlocked(t *testing.T) {
	g := newRig(t)
	start := func() (any, *browser) {
		_, d := g.device()
		b := g.browser().open(token.DevicePath).send("otc", d["user_code"].(string)).login("password").send("answer", "no")
		return d["device_code"], b.wants("Are you trying to sign in")
	}
	code, b := start()
	b.send("answer", "cancel").wants("You canceled")
	status, answer := g.poll(code)
	g.refusedWith(status, answer, "authorization_declined", 65004)
	if err := g.SetSettings(directory.Settings{BlockDeviceCode: true}); err != nil {
		t.Fatal(err)
	}
	g.die()
	code, b = start()
	b.send("answer", "").wants("AADSTS53003")
	status, answer = g.poll(code)
	g.refusedWith(status, answer, "invalid_grant", 53003)
	if !strings.Contains(answer["error_description"].(string), "Conditional Access") {
		t.Errorf("%v", answer)
	}

	// Giving up on the phone counts as declining, too.
	_, d := g.device()
	b = g.browser().open(token.DevicePath).send("otc", d["user_code"].(string)).login("push")
	if err := g.Deny(g.Prompts()[0].ID); err != nil {
		t.Fatal(err)
	}
	b.send().send("answer", "cancel").wants("AADSTS500121")
	status, answer = g.poll(d["device_code"])
	g.refusedWith(status, answer, "authorization_declined", 65004)
}

func TestASessionOfTheBrowserAsksForADeviceAllTheSame(t *testing.T) {
	g := newRig(t)
	b := g.browser().open(asks()).login("password").send("answer", "yes")
	_, d := g.device()
	b.open(token.DevicePath+"?otc="+d["user_code"].(string)).wants(`value="`+d["user_code"].(string)+`"`).
		send("otc", d["user_code"].(string)).wants("Pick an account").send("account", "password@"+aadsts.ContosoDomain).wants("Are you trying to sign in")
	status, answer := g.poll(d["device_code"])
	g.refusedWith(status, answer, "authorization_pending", 70016)
	b.send("answer", "")
	if status, answer := g.poll(d["device_code"]); status != 200 {
		t.Errorf("%v", answer)
	}
}

func TestDevicePagesAreGuarded(t *testing.T) {
	g := newRig(t)
	if !IsPage(token.DevicePath) || IsPage("/x/oauth2/v2.0/devicecode") || !IsPage("/x/oauth2/authorize") || IsPage("/x/oauth2/token") || IsPage("/x/UserRealm/y") {
		t.Error("the front channel's pages")
	}
	b := g.browser().open(token.DevicePath)
	b.head.Set("Sec-Fetch-Site", "cross-site")
	if b.send("otc", "x"); b.status != http.StatusForbidden {
		t.Errorf("another site's form: %d", b.status)
	}
}

func TestThereIsRoomForDevices(t *testing.T) {
	g := newRig(t)
	_, first := g.device()
	for range mostDevices {
		g.now = g.now.Add(time.Second)
		g.device()
	}
	status, answer := g.poll(first["device_code"])
	g.refusedWith(status, answer, "bad_verification_code", 70018)
	if n := g.rows("device"); n != mostDevices {
		t.Errorf("%d devices", n)
	}
	text, _ := json.Marshal(g.journal)
	for _, secret := range g.sent {
		if strings.Contains(string(text), secret) {
			t.Fatalf("a record holds %q", secret)
		}
	}
}
