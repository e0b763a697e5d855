package entra

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
	"latchkey/app/practice/entra/phone"
)

func TestAPassStandsInForPasswordAndSecondFactor(t *testing.T) {
	g := newRig(t)
	rev := g.State().Rev
	pass, err := g.IssuePass("Pass@"+aadsts.ContosoDomain, 60, false)
	must(t, err)
	if g.State().Rev == rev {
		t.Error("nobody hears of it")
	}
	for range 2 {
		b := g.browser().open(asks()).send("loginfmt", "pass@"+aadsts.ContosoDomain).wants("Enter Temporary Access Pass", `name="accesspass"`, `id="idSIButton9"`)
		g.die()
		b.send("accesspass", "").wants("Enter your Temporary Access Pass.")
		b.send("accesspass", "wrong").wants("AADSTS130503")
		b.send("accesspass", " "+strings.ToLower(pass)+" ").wants("Stay signed in?")
		_, answer := g.redeemed(b.send("answer", "no").returned().Get("code"))
		if c := g.claimsIn(answer["access_token"]); !slices.Contains(c.Methods, "mfa") {
			t.Errorf("%+v", c)
		}
	}
	g.now = g.now.Add(time.Hour)
	b := g.browser().open(asks()).send("loginfmt", "pass@"+aadsts.ContosoDomain).send("accesspass", pass).wants("AADSTS130504")
	// The password still does, but then the second factor is asked for.
	at := b.at
	b.open(at+"/password").wants(`id="i0118"`).send("passwd", g.passwordOf("pass")).wants("Enter Temporary Access Pass")
	b.open(at + "/password").wants("Enter Temporary Access Pass")
	again, err := g.IssuePass("pass@"+aadsts.ContosoDomain, 0, true)
	must(t, err)
	b.send("accesspass", again).wants("Stay signed in?")
	g.die()
	g.browser().open(asks()).send("loginfmt", "pass@"+aadsts.ContosoDomain).send("accesspass", again).wants("AADSTS130507")
	for _, r := range g.journal {
		if strings.Contains(string(r.Value), pass) || strings.Contains(string(r.Value), again) {
			t.Errorf("a record holds a pass: %s", r.Value)
		}
	}
}

func TestAnybodyCanBeGivenAPass(t *testing.T) {
	g := newRig(t)
	b := g.browser().open(asks()).login("push")
	pass, err := g.IssuePass("push@"+aadsts.ContosoDomain, 10, true)
	must(t, err)
	b.open(b.at + "/ways").wants(`data-value="TemporaryAccessPass"`)
	b.send("method", directory.MethodPass).wants(`name="accesspass"`).send("accesspass", pass).wants("Stay signed in?")
	g.browser().open(asks()).login("push") // it is used up, so the password is asked for
	for name, c := range map[string]struct {
		user    string
		minutes int
		want    string
	}{"nobody": {"nobody@" + aadsts.ContosoDomain, 60, "practice-no-user"}, "too short": {"push@" + aadsts.ContosoDomain, 9, "practice-pass"}, "too long": {"push@" + aadsts.ContosoDomain, 43201, "practice-pass"}} {
		_, err := g.IssuePass(c.user, c.minutes, false)
		if code, _ := codeOfError(err); code != c.want {
			t.Errorf("%s: %q", name, code)
		}
	}
}

func TestAPassOfHomeIsNoSecondFactorElsewhere(t *testing.T) {
	g := newRig(t)
	pass, err := g.IssuePass("guest@"+aadsts.ContosoDomain, 10, false)
	must(t, err)
	b := g.browser().open(asks("tenant", aadsts.FabrikamID, "client_id", directory.EveryOrganizationID, "scope", "openid"))
	b.send("loginfmt", "guest@"+aadsts.ContosoDomain).wants(`name="accesspass"`).send("accesspass", pass).wants("Approve sign in request", "Fabrikam (practice)")
}

func TestWrongPassesLockTheAccount(t *testing.T) {
	g := newRig(t)
	pass, err := g.IssuePass("pass@"+aadsts.ContosoDomain, 60, false)
	must(t, err)
	b := g.browser().open(asks()).send("loginfmt", "pass@"+aadsts.ContosoDomain)
	for range directory.MostCodeMisses - 1 {
		b.send("accesspass", "x").wants("AADSTS130503")
	}
	b.send("accesspass", "x").wants("AADSTS50053")
	b.send("accesspass", pass).wants("AADSTS50053")
}

func TestHowLongABrowserIsRemembered(t *testing.T) {
	for days, want := range map[int]int{0: 14, 3: 3, 60: 60} {
		g := newRig(t)
		must(t, g.SetPolicies(directory.Policies{RememberDays: days}))
		b := g.browser().open(asks()).login("totp").wants(`id="idChkBx_SAOTCC_TD"`)
		if !strings.Contains(b.page, "browser for "+strconv.Itoa(want)+" days") {
			t.Errorf("%d: %s", days, b.page)
		}
		b.send("otc", g.Codes()[0].Code, "trust", "1").send("answer", "no").returned()
		g.die()
		g.now = g.now.Add(time.Duration(want)*24*time.Hour - time.Second)
		b.open(asks("prompt", "login")).login("totp").wants("Stay signed in?")
		g.now = g.now.Add(time.Second)
		b.open(asks("prompt", "login")).login("totp").wants("Enter code")
	}
	g := newRig(t)
	b := g.browser().open(asks()).login("totp").send("otc", g.Codes()[0].Code, "trust", "1")
	b.send("answer", "no").returned()
	must(t, g.SetPolicies(directory.Policies{RememberDays: -1}))
	b.open(asks("prompt", "login")).login("totp").wants("Enter code")
	if strings.Contains(b.page, "idChkBx_SAOTCC_TD") {
		t.Error("the box is there")
	}
	g.now = g.now.Add(phone.CodePeriod * time.Second)
	b.send("otc", g.Codes()[0].Code, "trust", "1").send("answer", "no").returned()
	must(t, g.SetPolicies(directory.Policies{}))
	if b.open(asks("prompt", "login")).login("totp"); !strings.Contains(b.page, "Stay signed in?") {
		t.Error("the first time counts again with the policy")
	}
}

func TestSignInFrequency(t *testing.T) {
	g := newRig(t)
	must(t, g.SetPolicies(directory.Policies{SignInHours: 2}))
	b := g.browser().open(asks()).login("totp").send("otc", g.Codes()[0].Code, "trust", "1").send("answer", "yes")
	_, first := g.redeemed(b.returned().Get("code"))
	g.now = g.now.Add(2*time.Hour - time.Second)
	if b.open(asks()).returned().Get("code") == "" {
		t.Fatal("asked too early")
	}
	_, second := g.tokens("grant_type", "refresh_token", "refresh_token", first["refresh_token"].(string))
	g.now = g.now.Add(time.Second)
	g.die()
	q := b.open(asks("prompt", "none")).returned()
	if q.Get("error") != "interaction_required" || !strings.HasPrefix(q.Get("error_description"), "AADSTS70044") {
		t.Errorf("%v", q)
	}
	status, answer := g.tokens("grant_type", "refresh_token", "refresh_token", second["refresh_token"].(string))
	g.refusedWith(status, answer, "invalid_grant", 70043)
	if answer["suberror"] != "token_expired" {
		t.Errorf("suberror %v", answer["suberror"])
	}
	b.open(asks("prompt", "select_account")).send("account", "totp@"+aadsts.ContosoDomain).wants(`id="i0118"`)
	b.open(asks()).wants(`id="i0118"`, "Tom Okafor").send("passwd", g.passwordOf("totp")).wants("Enter code")
	b.send("otc", g.Codes()[0].Code).wants("Stay signed in?").send("answer", "yes").returned()
	if b.open(asks()).returned().Get("code") == "" {
		t.Error("the new proof doesn't count")
	}
}

func TestNobodyStaysSignedIn(t *testing.T) {
	g := newRig(t)
	must(t, g.SetPolicies(directory.Policies{NeverStaySignedIn: true}))
	b := g.browser().open(asks()).login("password")
	if b.returned().Get("code") == "" {
		t.Fatal("no code")
	}
	for _, c := range b.header.Values("Set-Cookie") {
		if strings.HasPrefix(c, "practice_session") && strings.Contains(c, "Max-Age") {
			t.Errorf("the cookie outlives the browser: %s", c)
		}
	}
}
