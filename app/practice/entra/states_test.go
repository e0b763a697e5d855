package entra

import (
	"slices"
	"strings"
	"testing"
	"time"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

func TestAReportMakesTheRiskHighAndBlocksNothing(t *testing.T) {
	g := newRig(t)
	b := g.browser().open(asks()).login("push")
	must(t, g.Report(g.Prompts()[0].ID))
	g.die()
	b.send().wants("AADSTS500121", "reported as suspicious", "Send another request")
	p, err := g.Person("push@" + aadsts.ContosoDomain)
	must(t, err)
	if !p.HighRisk || p.Blocked || !slices.ContainsFunc(g.State().Alarms, func(a directory.Alarm) bool { return a.Kind == "suspicious-activity-reported" }) {
		t.Errorf("%+v, alarms %+v", p, g.State().Alarms)
	}
	g.browser().open(asks()).login("push").wants("Approve sign in request")
	// What becomes of it is for rules to say.
	must(t, g.SetPolicies(directory.Policies{Rules: []directory.Rule{{Name: "High risk", HighRisk: true, Then: "block"}}}))
	g.browser().open(asks()).login("push").wants("AADSTS53003")
	g.browser().open(asks()).login("both").wants("Approve sign in request")
	must(t, g.Unblock("push@"+aadsts.ContosoDomain))
	g.browser().open(asks()).login("push").wants("Approve sign in request")
}

func TestANewPasswordEndsAHighRisk(t *testing.T) {
	g := newRig(t)
	name := "expired@" + aadsts.ContosoDomain
	p, err := g.Person(name)
	must(t, err)
	p.HighRisk = true
	must(t, g.PutPerson(p))
	g.browser().open(asks()).login("expired").send("currentpassword", g.passwordOf("expired"), "newpassword", "Better-than-before-1", "confirmnewpassword", "Better-than-before-1")
	if p, err = g.Person(name); err != nil || p.HighRisk || p.PasswordExpired {
		t.Errorf("%+v, %v", p, err)
	}
}

func TestFraudAlertBlocksUntilAnAdministratorUnblocks(t *testing.T) {
	g := newRig(t)
	must(t, g.SetPolicies(directory.Policies{FraudAlert: true}))
	b := g.browser().open(asks()).login("push")
	must(t, g.Report(g.Prompts()[0].ID))
	g.die()
	b.send().wants("AADSTS500121", "reported as suspicious", "End this sign-in")
	// What another script sends gets no further either.
	b.send("answer", "").wants("AADSTS500121", "has to unblock it")
	g.browser().open(asks()).login("push").wants("AADSTS500121", "has to unblock it")
	g.browser().open(asks()).login("blocked").wants("AADSTS500121")
	if len(g.Prompts()) != 0 {
		t.Error("the phone asks all the same")
	}
	rev := g.State().Rev
	must(t, g.Unblock("Push@"+aadsts.ContosoDomain))
	if g.State().Rev == rev {
		t.Error("nobody hears of it")
	}
	g.die()
	g.browser().open(asks()).login("push").wants("Approve sign in request")
	if code, _ := codeOfError(g.Unblock("nobody@" + aadsts.ContosoDomain)); code != "practice-no-user" {
		t.Errorf("%q", code)
	}
}

func TestReportsCanBeSwitchedOff(t *testing.T) {
	g := newRig(t)
	must(t, g.SetPolicies(directory.Policies{NoFraudReports: true}))
	b := g.browser().open(asks()).login("push")
	p := g.Prompts()[0]
	if code, _ := codeOfError(g.Report(p.ID)); code != "fraud-reports-off" || !p.NoReport {
		t.Errorf("%q, %+v", code, p)
	}
	must(t, g.Approve(p.ID, p.Number))
	b.send().wants("Stay signed in?")
}

func TestAPushWithoutANumber(t *testing.T) {
	g := newRig(t)
	must(t, g.SetPolicies(directory.Policies{PushWithoutNumber: true}))
	b := g.browser().open(asks()).login("push").wants(`id="idDiv_SAOTCAS_Description"`, "Approve sign in request")
	if strings.Contains(b.page, "idRichContext_DisplaySign") {
		t.Error("there is a number")
	}
	g.die()
	p := g.Prompts()[0]
	if p.Number != "" {
		t.Errorf("%+v", p)
	}
	must(t, g.Approve(p.ID, ""))
	b.send().wants("Stay signed in?")
}

func TestAccountsThatGetNoFurther(t *testing.T) {
	g := newRig(t)
	for user, want := range map[string]string{"disabled": "AADSTS50057", "locked": "AADSTS50053", "risky": "AADSTS53003"} {
		g.browser().open(asks()).login(user).wants(want)
	}
	g.now = g.now.Add(24 * time.Hour)
	g.browser().open(asks()).login("locked").wants("AADSTS50053", "Ask your administrator")
	status, answer := g.byPassword("locked@"+aadsts.ContosoDomain, g.passwordOf("locked"))
	g.refusedWith(status, answer, "invalid_grant", 50053)
	status, answer = g.byPassword("expired@"+aadsts.ContosoDomain, g.passwordOf("expired"))
	g.refusedWith(status, answer, "invalid_grant", 50055)
}

func TestAnExpiredPasswordIsChanged(t *testing.T) {
	g := newRig(t)
	old := g.passwordOf("expired")
	p, err := g.Person("expired@" + aadsts.ContosoDomain)
	must(t, err)
	p.PasswordExpired = false
	must(t, g.PutPerson(p))
	elsewhere := g.browser().open(asks()).login("expired").send("answer", "no")
	_, tokens := g.redeemed(elsewhere.returned().Get("code"))
	p.PasswordExpired, p.Methods = true, []string{directory.MethodCode}
	must(t, g.PutPerson(p))

	b := g.browser().open(asks()).login("expired")
	b.wants("Your password has expired", `name="currentpassword"`, `name="newpassword"`, `name="confirmnewpassword"`)
	const next = "Quite-another-1"
	for name, row := range map[string]struct{ current, next, again, want string }{
		"nothing":          {"", next, next, "Enter your current password"},
		"wrong":            {"x", next, next, "AADSTS50126"},
		"short":            {old, "Short-1", "Short-1", "8 characters or more"},
		"the same":         {old, old, old, "have before"},
		"the name":         {old, "my-EXPIRED-one", "my-EXPIRED-one", "without your user name"},
		"typed in two way": {old, next, next + "x", "not the same"},
	} {
		b.send("currentpassword", row.current, "newpassword", row.next, "confirmnewpassword", row.again)
		if !strings.Contains(b.page, row.want) || !strings.Contains(b.page, `aria-invalid="true"`) {
			t.Errorf("%s: %s", name, b.page)
		}
	}
	b.open(b.at + "/ways").wants("Your password has expired") // there is no way around it
	g.die()
	b.send("currentpassword", old, "newpassword", next, "confirmnewpassword", next).wants("Enter code")
	b.send("otc", g.codeAt(g.User("expired@"+aadsts.ContosoDomain).TOTPSecret, g.now.Unix()/30)).wants("Stay signed in?")
	g.die()
	status, answer := g.tokens("grant_type", "refresh_token", "refresh_token", tokens["refresh_token"].(string))
	g.refusedWith(status, answer, "invalid_grant", 50173)
	elsewhere.open(asks()).wants(`id="i0116"`) // that browser isn't signed in any more
	if b.send("answer", "no").returned().Get("code") == "" {
		t.Error("no code")
	}
	c := g.browser().open(asks("login_hint", "expired@"+aadsts.ContosoDomain))
	c.send("passwd", old).wants("AADSTS50126")
	c.send("passwd", next).wants("Enter code")
	for _, r := range g.journal {
		if strings.Contains(string(r.Value), next) {
			t.Errorf("a record holds the password: %s %s", r.Table, r.Value)
		}
	}
	// An administrator's password counts again.
	p.Password, p.PasswordExpired = "Given-by-an-administrator-2", false
	must(t, g.PutPerson(p))
	c = g.browser().open(asks("login_hint", "expired@"+aadsts.ContosoDomain))
	c.send("passwd", next).wants("AADSTS50126")
	c.send("passwd", p.Password).wants("Enter code")
}

func TestTwoAccountsOfOneName(t *testing.T) {
	g := newRig(t)
	for _, start := range []*browser{
		g.browser().open(asks()).send("loginfmt", "twin@"+aadsts.ContosoDomain),
		g.browser().open(asks("login_hint", "twin@"+aadsts.ContosoDomain)),
	} {
		b := start.wants(`id="aadTile"`, `id="msaTile"`)
		g.die()
		b.send("account", "personal").wants("AADSTS500208", "Choose the work account")
		b.send().wants(`id="aadTile"`)
		b.send("account", "other").wants("Choose one of the accounts")
		b.send("account", "work").wants(`id="i0118"`).send("passwd", g.passwordOf("twin")).wants("Stay signed in?")
	}
	if rows := g.SignIns(); len(rows) != 2 || rows[0].Code != 500208 {
		t.Errorf("%+v", rows)
	}
}
