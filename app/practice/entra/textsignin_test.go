package entra

import (
	"strings"
	"testing"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

const textUser = "frontline@" + aadsts.ContosoDomain

// withTextSignIn has somebody who signs in by a text.
func withTextSignIn(t *testing.T, methods ...string) *rig {
	g := newRig(t)
	must(t, g.PutPerson(directory.Person{UserPrincipalName: textUser, GivenName: "Fay", MobilePhone: "+1 425 555 0160", TextSignIn: true, Methods: methods}))
	return g
}

func TestATextStandsForUserNameAndPassword(t *testing.T) {
	g := withTextSignIn(t)
	b := g.browser().open(asks()).send("loginfmt", "+1 (425) 555-0160").wants("Enter code", "XX60", `name="otc"`)
	if strings.Contains(b.page, "signInAnotherWay") || strings.Contains(b.page, "idChkBx_SAOTCC_TD") {
		t.Error("the first factor is shown as the second one")
	}
	b.send("otc", "000000").wants("AADSTS500121")
	m := g.Messages()
	if len(m) != 1 || m[0].UserPrincipalName != textUser || len(m[0].Code) != 6 {
		t.Fatalf("%+v", m)
	}
	status, answer := g.redeemed(b.send("otc", m[0].Code).wants("Stay signed in?").send("answer", "no").returned().Get("code"))
	if status != 200 {
		t.Fatal(answer)
	}
	if c := g.claimsIn(answer["id_token"]); c.Username != textUser {
		t.Errorf("%+v", c)
	}
	log := g.SignIns()
	if last := log[len(log)-1]; last.Code != 0 || strings.Join(last.Asked, " ") != "user text kmsi" || !strings.HasPrefix(last.Why, "a text message stood for the password") {
		t.Errorf("%+v", last)
	}
}

func TestASecondFactorIsAskedForAfterATextSignIn(t *testing.T) {
	g := withTextSignIn(t, directory.MethodPush)
	b := g.browser().open(asks()).send("loginfmt", "14255550160")
	b.send("otc", g.Messages()[0].Code).wants("Approve sign in request")
}

func TestOnlyTheOwnersOfANumberSignInByIt(t *testing.T) {
	g := withTextSignIn(t)
	for _, typed := range []string{"+1 425 555 0142", "14255550160x", "frontline 14255550160"} { // sms@ has the first, and may not sign in by it
		g.browser().open(asks()).send("loginfmt", typed).wants(`id="usernameError"`)
	}
	g.browser().open(asks(atFabrikam...)).send("loginfmt", "+1 425 555 0160").wants(`id="usernameError"`)
	if n := len(g.Messages()); n != 0 {
		t.Errorf("%d texts", n)
	}
	for name, p := range map[string]directory.Person{
		"a number that somebody has": {UserPrincipalName: "other@" + aadsts.ContosoDomain, MobilePhone: "+14255550160", TextSignIn: true},
		"no number":                  {UserPrincipalName: "other@" + aadsts.ContosoDomain, TextSignIn: true},
	} {
		if code, field := codeOfError(g.PutPerson(p)); code != "practice-person" || field != "textSignIn" {
			t.Errorf("%s: %s %s", name, code, field)
		}
	}
	twice := []directory.Person{
		{UserPrincipalName: textUser, MobilePhone: "+1 425 555 0160", TextSignIn: true},
		{UserPrincipalName: "other@" + aadsts.ContosoDomain, MobilePhone: "+14255550160", TextSignIn: true},
	}
	if err := g.Load(directory.Contents{People: twice}); err == nil {
		t.Error("two people with one number were loaded")
	}
}
