package entra

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
	"latchkey/app/problem"
)

func codeOfError(err error) (code, field string) {
	if p := problem.From(err); p != nil {
		return p.Code, p.Field
	}
	return "", ""
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestAPersonWhoIsAddedSignsIn(t *testing.T) {
	g := newRig(t)
	must(t, g.PutPerson(directory.Person{UserPrincipalName: "Zoe@contoso.example", GivenName: "Zoe", Surname: "Ek", Password: "Given-by-an-administrator-1"}))
	for range 2 {
		b := g.browser().open(asks())
		b.send("loginfmt", "zoe@contoso.example").send("passwd", "wrong").wants("AADSTS50126")
		b.send("passwd", "Given-by-an-administrator-1").wants("Stay signed in?")
		g.die() // the next leader knows the person too
	}
	users := g.Users()
	if last := users[len(users)-1]; last.UserPrincipalName != "zoe@contoso.example" || last.DisplayName != "Zoe Ek" || last.Password != "Given-by-an-administrator-1" {
		t.Errorf("%+v", last)
	}
}

func TestAChangedPersonStandsWhereTheyStood(t *testing.T) {
	g := newRig(t)
	before := g.Users()
	p, err := g.Person("totp@" + aadsts.ContosoDomain)
	must(t, err)
	p.Disabled = true
	must(t, g.PutPerson(p))
	after := g.Users()
	if len(after) != len(before) || after[1].UserPrincipalName != before[1].UserPrincipalName || after[1].TOTPSecret != before[1].TOTPSecret {
		t.Errorf("%+v", after)
	}
	g.browser().open(asks()).login("totp").wants("AADSTS50057")
}

func TestARemovedPersonIsGoneWithTheirSession(t *testing.T) {
	g := newRig(t)
	b := g.browser()
	code := b.open(asks()).login("password").send("answer", "no").returned().Get("code")
	_, first := g.redeemed(code)
	open := g.browser().open(asks()).login("push")
	must(t, g.RemovePerson("password@"+aadsts.ContosoDomain))
	must(t, g.RemovePerson("push@"+aadsts.ContosoDomain))
	status, answer := g.tokens("grant_type", "refresh_token", "refresh_token", first["refresh_token"].(string))
	g.refusedWith(status, answer, "invalid_grant", 50173)
	open.send().wants("AADSTS50089")
	b.open(asks()).wants(`name="loginfmt"`) // the browser knows nobody any more
	if len(g.Prompts()) != 0 {
		t.Error("the phone of nobody asks")
	}
	if code, _ := codeOfError(g.RemovePerson("push@" + aadsts.ContosoDomain)); code != "practice-no-user" {
		t.Errorf("removed twice: %s", code)
	}
	g.Reset()
	if len(g.Users()) < 5 {
		t.Error("a reset brings them back")
	}
}

func TestFaultsOfRegistrations(t *testing.T) {
	for name, c := range map[string]struct {
		edit func(*directory.App)
		want string
	}{
		"switched off":    {func(a *directory.App) { a.Disabled = true }, "AADSTS7000112"},
		"not installed":   {func(a *directory.App) { a.NotInstalled = true }, "AADSTS700016"},
		"nobody assigned": {func(a *directory.App) { a.AssignmentRequired = true }, "AADSTS50105"},
		"somebody else is": {func(a *directory.App) {
			a.AssignmentRequired, a.Assigned = true, []string{"totp@" + aadsts.ContosoDomain}
		}, "AADSTS50105"},
		"assigned": {func(a *directory.App) {
			a.AssignmentRequired, a.Assigned = true, []string{"Password@" + aadsts.ContosoDomain}
		}, "Stay signed in?"},
	} {
		t.Run(name, func(t *testing.T) {
			g := newRig(t)
			a := g.Apps()[0]
			c.edit(&a)
			_, err := g.PutApp(a)
			must(t, err)
			b := g.browser().open(asks())
			if !strings.Contains(b.page, "loginfmt") {
				b.wants(c.want)
				return
			}
			b.login("password").wants(c.want)
		})
	}
}

func TestRulesDecide(t *testing.T) {
	for name, c := range map[string]struct {
		rule directory.Rule
		want string
	}{
		"everybody":           {directory.Rule{Then: "block"}, "AADSTS53003"},
		"by number":           {directory.Rule{Then: "AADSTS53000"}, "AADSTS53000"},
		"this person":         {directory.Rule{Then: "location", Users: []string{"password@" + aadsts.ContosoDomain}}, "AADSTS50131"},
		"another person":      {directory.Rule{Then: "block", Users: []string{"totp@" + aadsts.ContosoDomain}}, "Stay signed in?"},
		"another application": {directory.Rule{Then: "block", Apps: []string{directory.MagentrixID}}, "Stay signed in?"},
		"this application":    {directory.Rule{Then: "block", Apps: []string{directory.DocumentsCorePackID}}, "AADSTS53003"},
		"another way":         {directory.Rule{Then: "block", Ways: []string{directory.WayPassword}}, "Stay signed in?"},
		"off":                 {directory.Rule{Then: "block", Off: true}, "Stay signed in?"},
	} {
		t.Run(name, func(t *testing.T) {
			g := newRig(t)
			must(t, g.SetPolicies(directory.Policies{Rules: []directory.Rule{c.rule}}))
			g.browser().open(asks()).login("password").wants(c.want)
			last := g.SignIns()
			if strings.HasPrefix(c.want, "AADSTS") && (len(last) != 1 || "AADSTS"+strconv.Itoa(last[0].Code) != c.want || last[0].User != "password@"+aadsts.ContosoDomain) {
				t.Errorf("log %+v", last)
			}
		})
	}
	g := newRig(t)
	for _, r := range []directory.Rule{{Then: "explode"}, {Then: ""}, {Then: "block", Ways: []string{"pigeon"}}, {Then: "block", Apps: []string{"x"}}} {
		if code, _ := codeOfError(g.SetPolicies(directory.Policies{Rules: []directory.Rule{r}})); code != "practice-policies" {
			t.Errorf("%+v: %q", r, code)
		}
	}
}

func TestTheLogSaysWhatWasAsked(t *testing.T) {
	g := newRig(t)
	b := g.browser()
	b.open(asks()).login("totp").send("otc", g.Codes()[0].Code).send("answer", "no").returned()
	b.open(asks()).returned()
	rows := g.SignIns()
	if len(rows) != 2 || !slices.Equal(rows[0].Asked, []string{"user", "password", "code", "kmsi"}) || rows[0].Code != 0 || rows[0].Why != "the second factor was asked for and passed" {
		t.Fatalf("%+v", rows)
	}
	if len(rows[1].Asked) != 0 || rows[1].Why != "the browser was signed in and had passed the second factor" || rows[1].Application != "DocumentsCorePack Client" {
		t.Errorf("%+v", rows[1])
	}
}

// An administrator looks a person's error up by the id that the page shows.
func TestTheLogHasTheCorrelationIDOfThePage(t *testing.T) {
	g := newRig(t)
	must(t, g.SetPolicies(directory.Policies{Rules: []directory.Rule{{Name: "Nobody", Then: "block"}}}))
	b := g.browser().open(asks()).login("password").wants("AADSTS53003")
	rows := g.SignIns()
	if len(rows) != 1 || !aadsts.IsGUID(rows[0].Correlation) || !strings.HasPrefix(rows[0].Why, "Rule 'Nobody': ") || strings.Contains(b.page, "Nobody") {
		t.Fatalf("%+v", rows)
	}
	b.wants("Correlation Id: " + rows[0].Correlation)
}
