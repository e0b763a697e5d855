package entra

import (
	"testing"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

// forgets is somebody at "Get back into your account".
func (g *rig) forgets(local string) *browser {
	b := g.browser().open(asks()).send("loginfmt", local+"@"+aadsts.ContosoDomain).wants(`id="idA_PWD_ForgotPassword"`)
	return b.open(b.at + "/reset").wants("Get back into your account")
}

const another = "Another-Harbor-77"

func TestAForgottenPasswordIsResetByAText(t *testing.T) {
	g := newRig(t).ruledBy(directory.Policies{PasswordReset: 1, RegistrationCampaign: "off"})
	old := g.passwordOf("sms")
	b := g.forgets("sms").wants("XXXXXXXX42").send("method", directory.MethodText).wants("We sent a text message")
	b.send("otc", "12345").wants("AADSTS500121")
	g.die()
	b.send("otc", g.newest().Code).wants("Choose a new password")
	b.send("newpassword", "short", "confirmnewpassword", "short").wants("8 characters")
	b.send("newpassword", another, "confirmnewpassword", another+"x").wants("not the same")
	b.send("newpassword", another, "confirmnewpassword", another).wants("Your password has been reset")
	b.send().wants("Enter password").send("passwd", old).wants("AADSTS50126")
	b.send("passwd", another).wants("Enter code") // and the second factor as ever
	b.send("otc", g.newest().Code).wants("Stay signed in?")
}

func TestWhoMayResetTheirPassword(t *testing.T) {
	for name, row := range map[string]struct {
		takes int
		local string
		edit  func(*directory.Person)
		may   bool
	}{
		"not switched on":         {0, "sms", nil, false},
		"nothing registered":      {1, "password", nil, false},
		"two are asked for":       {2, "sms", nil, false},
		"two are there":           {2, "sms", func(p *directory.Person) { p.Methods = append(p.Methods, directory.MethodCode) }, true},
		"an administrator by two": {0, "admin", func(p *directory.Person) { p.MobilePhone, p.Methods = mobileNumber, []string{directory.MethodCode} }, true},
		"an administrator by one": {1, "admin", func(p *directory.Person) { p.MobilePhone, p.Methods = mobileNumber, []string{directory.MethodText} }, false},
	} {
		t.Run(name, func(t *testing.T) {
			g := newRig(t).ruledBy(directory.Policies{PasswordReset: row.takes})
			if row.edit != nil {
				g.person(row.local, row.edit)
			}
			b := g.forgets(row.local)
			if row.may {
				b.wants(`data-value="OneWaySMS"`)
				return
			}
			b.wants("You can't reset your password yourself").send("method", directory.MethodText).wants("Get back into your account")
			b.send("answer", "back").wants("Enter password")
		})
	}
}

func TestAPasswordTakesAllTheProofsThatAreAskedFor(t *testing.T) {
	g := newRig(t).ruledBy(directory.Policies{PasswordReset: 2})
	g.person("sms", func(p *directory.Person) { p.Methods = append(p.Methods, directory.MethodCode) })
	b := g.forgets("sms").send("method", directory.MethodText)
	b.send("otc", g.newest().Code).wants("Get back into your account", `data-value="PhoneAppOTP"`).send("method", directory.MethodText).wants("Choose one of the ways")
	b.send("method", directory.MethodCode).wants("Enter the six digits that the practice phone shows now")
	b.send("otc", g.codeFor(g.User("sms@"+aadsts.ContosoDomain).TOTPSecret)).wants("Choose a new password")
	must(t, g.SetPolicies(directory.Policies{})) // switched off meanwhile
	b.send("newpassword", another, "confirmnewpassword", another).wants("You can't reset your password yourself")
	if code, field := codeOfError(g.SetPolicies(directory.Policies{PasswordReset: 3})); code != "practice-policies" || field != "passwordReset" {
		t.Errorf("three proofs: %s %s", code, field)
	}
}
