package entra

import (
	"slices"
	"strings"
	"testing"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

func TestSecurityInfo(t *testing.T) {
	g := newRig(t)
	b := g.browser().open(securityInfoPath).login("both")
	must(t, g.Approve(g.Prompts()[0].ID, g.Prompts()[0].Number))
	b.send().wants("Stay signed in?").send("answer", "no").follow().wants("My security info", methodTexts[directory.MethodPush], methodTexts[directory.MethodCode], "asked for first")
	b.send("user", "both@"+aadsts.ContosoDomain, "default", directory.MethodCode).wants("Your default from now on")
	g.die()
	if got := methodsOf(t, g, "both"); !slices.Equal(got, []string{directory.MethodCode, directory.MethodPush}) {
		t.Errorf("%v", got)
	}
	b.send("user", "totp@"+aadsts.ContosoDomain, "remove", directory.MethodCode).wants("Another account is signed in")
	b.send("user", "both@"+aadsts.ContosoDomain, "remove", directory.MethodCode).wants("Removed")
	b.send("user", "both@"+aadsts.ContosoDomain, "remove", directory.MethodCode).wants("registered any more")
	// Adding goes through the same pages and comes back.
	b.send("user", "both@"+aadsts.ContosoDomain, "add", "1").follow().wants("Choose a method", `value="PhoneAppOTP"`)
	if strings.Contains(b.page, `value="PhoneAppNotification"`) {
		t.Error("what is registered is offered again")
	}
	g.die()
	b.send("method", directory.MethodCode)
	secret := b.secret()
	b.send().send("otc", g.codeFor(secret)).wants("security info is set up").send().follow().wants("My security info", methodTexts[directory.MethodCode])
	if got := methodsOf(t, g, "both"); !slices.Equal(got, []string{directory.MethodPush, directory.MethodCode}) {
		t.Errorf("%v", got)
	}
	if g.User("both@"+aadsts.ContosoDomain).TOTPSecret != secret {
		t.Error("the new secret doesn't count")
	}

	// Nobody else sees it, and no other site changes it.
	g.browser().open(securityInfoPath).wants(`name="loginfmt"`)
	b.head.Set("Sec-Fetch-Site", "cross-site")
	b.at = securityInfoPath
	if b.send("user", "both@"+aadsts.ContosoDomain, "remove", directory.MethodPush); b.status != 403 || len(methodsOf(t, g, "both")) != 2 {
		t.Errorf("another site's form was taken: %d", b.status)
	}
	// It is no application of anybody's.
	g.browser().open(asks("client_id", directory.SecurityInfoID)).wants("AADSTS7000112")
	if slices.ContainsFunc(g.Apps(), func(a directory.App) bool { return a.ApplicationID == directory.SecurityInfoID }) {
		t.Error("it stands among the registrations")
	}
}

func TestSecurityInfoOfAnotherAccount(t *testing.T) {
	g := newRig(t)
	b := g.browser().open(asks()).login("totp")
	b.send("otc", g.Codes()[0].Code).send("answer", "no")
	b.open(securityInfoPath).wants("Tom Okafor", "Use another account")
	b.open(securityInfoPath+"?prompt=select_account").send("account", "other").login("password").send("answer", "no").follow().wants("Paul Werner", "Nothing is registered")
	b.open(securityInfoPath+"?prompt=select_account").send("account", "totp@"+aadsts.ContosoDomain).follow().wants("Tom Okafor")
	// A user without a second factor adds one, and has passed it then.
	b.open(securityInfoPath+"?prompt=select_account").send("account", "password@"+aadsts.ContosoDomain).follow().wants("Paul Werner").send("user", "password@"+aadsts.ContosoDomain, "add", "1").follow()
	b.send("method", directory.MethodCode)
	b.send().send("otc", g.codeFor(b.secretOf("password"))).send().follow().wants("Paul Werner", methodTexts[directory.MethodCode])
	if q := b.open(asks("login_hint", "password@"+aadsts.ContosoDomain)).returned(); q.Get("code") == "" {
		t.Errorf("%v", q)
	}
}

func TestSecurityInfoOfWhoHasToRegister(t *testing.T) {
	g := newRig(t)
	b := g.browser().open(securityInfoPath).login("enrol").wants("More information required").send().send("method", directory.MethodCode)
	if strings.Contains(b.page, "Cancel") {
		t.Error("what must be done can be cancelled")
	}
	b.send().send("otc", g.codeFor(b.secretOf("enrol"))).wants("A telephone to fall back on")
	b.open(b.at+"/later").send().wants("Stay signed in?").send("answer", "no").follow().wants("My security info", "Elsa Novak")
}
