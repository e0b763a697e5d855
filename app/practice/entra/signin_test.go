package entra

import (
	"html"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
	"latchkey/app/practice/entra/phone"
	"latchkey/app/practice/entra/token"
)

func TestPasswordAndPushSignInAndGiveTokens(t *testing.T) {
	g := newRig(t)
	b := g.browser().open(asks())
	b.wants("PRACTICE", "DocumentsCorePack Client").login("push")
	b.wants("Approve sign in request", `id="idRichContext_DisplaySign"`, "/poll")
	p := g.Prompts()
	if len(p) != 1 || p[0].UserPrincipalName != "push@"+aadsts.ContosoDomain || p[0].Application != "DocumentsCorePack Client" {
		t.Fatalf("prompts %+v", p)
	}
	b.wants(">" + p[0].Number + "<")
	path := b.at
	if b.open(path + "/poll").wants(`"waiting":true`); b.status != 200 {
		t.Fatal(b.status)
	}
	if err := g.Approve(p[0].ID, p[0].Number); err != nil {
		t.Fatal(err)
	}
	b.open(path + "/poll").wants(`"waiting":false`)
	b.open(path).send().wants("Stay signed in?", `id="KmsiCheckboxField"`, `id="idBtn_Back"`)
	q := b.send("answer", "no").returned()

	status, answer := g.redeemed(q.Get("code"))
	if status != 200 || answer["scope"] != contosoURL+"/user_impersonation" {
		t.Fatalf("%d %v", status, answer)
	}
	if in, ok := answer["expires_in"].(float64); !ok || in < 3600 || in > 5400 {
		t.Errorf("expires_in %v", answer["expires_in"])
	}
	var id token.Claims
	if err := g.issuer.Read(answer["id_token"].(string), &id); err != nil {
		t.Fatal(err)
	}
	if id.Audience != directory.DocumentsCorePackID || id.Nonce != "n0nce" || id.Tenant != aadsts.ContosoID || id.Name != "Anna Berg" ||
		id.Username != "push@"+aadsts.ContosoDomain || id.Issuer != "https://"+directory.AuthorityHost+"/"+aadsts.ContosoID+"/v2.0" {
		t.Errorf("id token %+v", id)
	}
	if c := g.claimsIn(answer["access_token"]); !slices.Equal(c.Methods, []string{"pwd", "mfa"}) {
		t.Errorf("amr %v", c.Methods)
	}
	if len(g.Prompts()) != 0 {
		t.Error("the prompt is still on the phone")
	}
}

func TestPasswordAndOneTimeCode(t *testing.T) {
	g := newRig(t)
	b := g.browser().open(asks()).login("totp")
	b.wants("Enter code", `id="idTxtBx_SAOTCC_OTC"`, `name="otc"`, `id="idSubmit_SAOTCC_Continue"`, `id="idChkBx_SAOTCC_TD"`)
	old := g.codeAt(g.User("totp@"+aadsts.ContosoDomain).TOTPSecret, g.now.Unix()/30-2)
	b.send("otc", old).wants(`id="idSpan_SAOTCC_Error_OTC"`, "That code isn")
	code := g.Codes()[0]
	if code.Used || code.UserPrincipalName != "totp@"+aadsts.ContosoDomain {
		t.Fatalf("%+v", code)
	}
	b.send("otc", code.Code[:3]+" "+code.Code[3:]).wants("Stay signed in?")

	// Once more with the same code, in another browser.
	if !g.Codes()[0].Used {
		t.Error("the code doesn't count as used")
	}
	c := g.browser().open(asks()).login("totp")
	c.send("otc", code.Code).wants("used before")
	if err := g.AdvanceClock(30 * time.Second); err != nil {
		t.Fatal(err)
	}
	c.send("otc", g.Codes()[0].Code).wants("Stay signed in?")
}

func TestWrongCodesLockTheAccount(t *testing.T) {
	g := newRig(t)
	b := g.browser().open(asks()).login("totp")
	for range directory.MostCodeMisses - 1 {
		b.send("otc", "000000").wants("isn&#39;t right")
	}
	b.send("otc", "000000").wants("AADSTS50053")
	b.send("otc", g.Codes()[0].Code).wants("AADSTS50053")
	g.now = g.now.Add(directory.LockSeconds * time.Second)
	b.send("otc", g.Codes()[0].Code).wants("Stay signed in?")
	if a := g.State().Alarms; len(a) != 1 || a[0].Kind != "locked-out" {
		t.Errorf("alarms %+v", a)
	}
}

func TestResponseModes(t *testing.T) {
	g := newRig(t)
	b := g.browser().open(asks("response_mode", "fragment")).login("password").send("answer", "no")
	u, err := url.Parse(b.header.Get("Location"))
	if err != nil || u.RawQuery != "" {
		t.Fatalf("location %q", b.header.Get("Location"))
	}
	q, err := url.ParseQuery(u.EscapedFragment())
	if err != nil || b.checked(q).Get("code") == "" {
		t.Fatalf("fragment %q", u.Fragment)
	}

	b = g.browser().open(asks("response_mode", "form_post")).login("password").send("answer", "no")
	if b.status != 200 || b.at != redirect {
		t.Fatalf("%d, form to %q", b.status, b.at)
	}
	form := url.Values{}
	for _, m := range regexp.MustCompile(`type="hidden" name="([^"]*)" value="([^"]*)"`).FindAllStringSubmatch(b.page, -1) {
		form.Set(m[1], html.UnescapeString(m[2]))
	}
	if b.checked(form).Get("code") == "" {
		t.Fatalf("form %v", form)
	}
	if csp := b.header.Get("Content-Security-Policy"); !strings.Contains(csp, "form-action 'self' http://localhost:5001;") {
		t.Errorf("CSP %q", csp)
	}
}

// No page shows the address: the browser is sent to the scheme itself, for which it needs a
// program.
func TestAPrivateSchemeIsRedirectedTo(t *testing.T) {
	for _, uri := range []string{"app://58145B91-0C36-4500-8554-080854F2AC97", "msal" + directory.DocumentsCorePackID + "://auth"} {
		g := newRig(t)
		b := g.browser().open(asks("redirect_uri", uri)).login("password")
		// The page whose form leads there has to allow it.
		if scheme, _, _ := strings.Cut(uri, ":"); !strings.Contains(b.header.Get("Content-Security-Policy"), "form-action 'self' "+scheme+":;") {
			t.Errorf("CSP %q", b.header.Get("Content-Security-Policy"))
		}
		b.send("answer", "no")
		if !strings.HasPrefix(b.header.Get("Location"), uri+"?") || b.page != "" {
			t.Fatalf("%q: to %q, page %q", uri, b.header.Get("Location"), b.page)
		}
		status, answer := g.redeemed(b.returned().Get("code"), "redirect_uri", uri)
		if status != 200 {
			t.Errorf("%q: %v", uri, answer)
		}
	}
}

// Microsoft's page for programs warns, and goes on to a page without the code.
func TestThePageForNativeClientsWarnsAndForgetsTheCode(t *testing.T) {
	const uri = "https://login.microsoftonline.com/common/oauth2/nativeclient"
	g := newRig(t)
	b := g.browser().open(asks("redirect_uri", uri)).login("password").send("answer", "no")
	code := b.returned().Get("code")
	b.open(b.header.Get("Location")).wants(`role="alert"`, `data-leave="/common/wrongplace"`)
	if strings.Contains(b.page, code) {
		t.Error("the page shows the code")
	}
	b.open("/common/wrongplace").wants("not the right page")
	if status, answer := g.redeemed(code, "redirect_uri", uri); status != 200 {
		t.Errorf("%v", answer)
	}
	b = g.browser().open(asks("redirect_uri", uri, "response_mode", "form_post")).login("password").send("answer", "no")
	if b.at != "/common/oauth2/nativeclient" {
		t.Errorf("the form goes to %q", b.at)
	}
}

func TestPushThatIsNotApproved(t *testing.T) {
	for name, row := range map[string]struct {
		do   func(*rig, phone.Prompt) error
		text string
	}{
		"wrong number": {func(g *rig, p phone.Prompt) error {
			if err := g.Approve(p.ID, "7"); err == nil || !strings.Contains(err.Error(), "prompt-wrong-number") {
				g.Errorf("wrong number: %v", err)
			}
			if err := g.Approve(p.ID, p.Number); err == nil || !strings.Contains(err.Error(), "prompt-answered") {
				g.Errorf("right number after the wrong one: %v", err)
			}
			return nil
		}, "A wrong number was entered"},
		"denied":   {func(g *rig, p phone.Prompt) error { return g.Deny(p.ID) }, "denied on the phone"},
		"reported": {func(g *rig, p phone.Prompt) error { return g.Report(p.ID) }, "reported as suspicious"},
		"timed out": {func(g *rig, p phone.Prompt) error {
			g.now = g.now.Add(pushSeconds * time.Second)
			if err := g.Approve(p.ID, p.Number); err == nil || !strings.Contains(err.Error(), "prompt-expired") {
				g.Errorf("approved too late: %v", err)
			}
			return nil
		}, "Nobody answered"},
	} {
		t.Run(name, func(t *testing.T) {
			g := newRig(t)
			b := g.browser().open(asks()).login("push")
			if err := row.do(g, g.Prompts()[0]); err != nil {
				t.Fatal(err)
			}
			b.send().wants("AADSTS500121", row.text)
			if n := len(g.Prompts()); n != 0 {
				t.Errorf("%d prompts wait", n)
			}
			b.wants("Send another request")
			// Another request goes out, and that one works.
			b.send().wants(`id="idRichContext_DisplaySign"`)
			p := g.Prompts()[0]
			if err := g.Approve(p.ID, p.Number); err != nil {
				t.Fatal(err)
			}
			b.send().wants("Stay signed in?")
			reported := slices.ContainsFunc(g.State().Alarms, func(a directory.Alarm) bool { return a.Kind == "suspicious-activity-reported" })
			if reported != (name == "reported") {
				t.Errorf("alarms %+v", g.State().Alarms)
			}
		})
	}
}

func TestGivingUpAfterADenialTellsTheClient(t *testing.T) {
	g := newRig(t)
	b := g.browser().open(asks()).login("push")
	if err := g.Deny(g.Prompts()[0].ID); err != nil {
		t.Fatal(err)
	}
	q := b.send().send("answer", "cancel").returned()
	if q.Get("error") != "access_denied" || !strings.HasPrefix(q.Get("error_description"), "AADSTS500121: ") || q.Get("code") != "" {
		t.Fatalf("%v", q)
	}
	for _, r := range g.Snapshot() {
		if r.Table != "user" && r.Table != "sign-in" {
			t.Errorf("left: %s %s", r.Table, r.Value)
		}
	}
}

func TestAnotherWay(t *testing.T) {
	g := newRig(t)
	b := g.browser().open(asks()).login("both").wants(`id="signInAnotherWay"`)
	at := b.at
	b.open(at+"/ways").wants("Verify your identity", `id="idDiv_SAOTCS_Proofs"`, `data-value="PhoneAppNotification"`, `data-value="PhoneAppOTP"`)
	b.send("method", "OneWaySMS").wants("Choose one of the ways")
	b.send("method", "PhoneAppOTP").wants("Enter code")
	if len(g.Prompts()) != 0 {
		t.Error("the push was not withdrawn")
	}
	b.send("otc", g.Codes()[1].Code).wants("Stay signed in?")

	// Nobody comes by a second factor without the first.
	c := g.browser().open(asks()).send("loginfmt", "both@"+aadsts.ContosoDomain)
	c.open(c.at + "/ways").wants("Enter password")
}

func TestWrongPasswordUnknownUserAndLockout(t *testing.T) {
	g := newRig(t)
	b := g.browser().open(asks()).send("loginfmt", "nobody@"+aadsts.ContosoDomain).wants(`id="usernameError"`, "AADSTS50034", `value="nobody@`+aadsts.ContosoDomain+`"`)
	b.send("loginfmt", " Password@CONTOSO.example ").wants("Paul Werner")
	for range mostFailures - 1 {
		b.send("passwd", "wrong").wants(`id="passwordError"`, "AADSTS50126")
	}
	b.send("passwd", "wrong").wants("AADSTS50053")
	b.send("passwd", g.passwordOf("password")).wants("AADSTS50053")
	if u := g.Users()[3]; u.LockedUntil == "" {
		t.Error("the user doesn't count as locked")
	}
	g.now = g.now.Add(directory.LockSeconds * time.Second)
	b.send("passwd", g.passwordOf("password")).wants("Stay signed in?")
}

func TestPagesLoadNothingFromElsewhere(t *testing.T) {
	g := newRig(t)
	b := g.browser().open(asks())
	h := b.header
	for name, want := range map[string]string{"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"} {
		if h.Get(name) != want {
			t.Errorf("%s: %q", name, h.Get(name))
		}
	}
	csp := h.Get("Content-Security-Policy")
	for _, part := range []string{"default-src 'none'", "frame-ancestors 'none'", "script-src 'self'", "form-action 'self' http://localhost:5001"} {
		if !strings.Contains(csp, part) {
			t.Errorf("CSP %q lacks %q", csp, part)
		}
	}
	foreign := regexp.MustCompile(`(src|href|url)[=(]"?(https?:)?//`)
	for _, path := range []string{"/practice/page.css", "/practice/page.js", "/practice/icon.svg", "/practice/passwords", "/error?code=50011"} {
		if b.open(path); b.status != 200 || foreign.MatchString(b.page) {
			t.Errorf("%s: %d", path, b.status)
		}
		if u, _, _ := strings.Cut(path, "?"); !IsPage(u) {
			t.Errorf("%s is no page", path)
		}
	}
	for path, want := range map[string]bool{
		"/x/oauth2/v2.0/authorize": true, "/x/oauth2/v2.0/logout": true, "/x/signin/y": true, "/x/signin/y/poll": true,
		"/x/oauth2/v2.0/token": false, "/x/v2.0/.well-known/openid-configuration": false, "/api/discovery/v2.0/Instances": false, "/": false,
	} {
		if IsPage(path) != want {
			t.Errorf("IsPage(%q) = %v", path, !want)
		}
	}
}

func TestAnOldPageGetsThePageOfNow(t *testing.T) {
	g := newRig(t)
	b := g.browser().open(asks())
	old := b.page
	b.send("loginfmt", "push@"+aadsts.ContosoDomain).wants(`id="i0118"`)
	b.page = old // the browser's Back
	b.send("loginfmt", "password@"+aadsts.ContosoDomain).wants("Enter password", "Anna Berg")
	if strings.Contains(b.page, `role="alert"`) {
		t.Errorf("what was typed on the old page was taken:\n%s", b.page)
	}
}

func TestARightAnswerForgivesTheWrongOnes(t *testing.T) {
	g := newRig(t)
	for range 2 {
		b := g.browser().open(asks("login_hint", "totp@"+aadsts.ContosoDomain))
		for range mostFailures - 1 {
			b.send("passwd", "wrong").wants("AADSTS50126")
		}
		b.send("passwd", g.passwordOf("totp")).wants("Enter code")
		for range directory.MostCodeMisses - 1 {
			b.send("otc", "000000").wants("AADSTS500121")
		}
		b.send("otc", g.Codes()[0].Code).wants("Stay signed in?")
		g.now = g.now.Add(phone.CodePeriod * time.Second)
	}
}
