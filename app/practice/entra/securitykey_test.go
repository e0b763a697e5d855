package entra

import (
	"slices"
	"strings"
	"testing"
	"time"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

// atKey is a browser that waits for the security key.
func (g *rig) atKey() *browser {
	return g.browser().open(asks()).login("key").wants("Use your security key", `data-page="key"`, "/poll", "latchkey practice phone key@"+aadsts.ContosoDomain)
}

func TestASecurityKeyIsTouched(t *testing.T) {
	g := newRig(t)
	b := g.atKey()
	if strings.Contains(b.page, "signInAnotherWay") {
		t.Error("there is no other way")
	}
	path := b.at
	b.open(path + "/poll").wants(`"waiting":true`)
	g.die()
	p := g.Prompts()
	if len(p) != 1 || !p[0].Key || p[0].Number != "" || !p[0].NoReport || p[0].UserPrincipalName != "key@"+aadsts.ContosoDomain {
		t.Fatalf("prompts %+v", p)
	}
	must(t, g.Approve(p[0].ID, ""))
	b.open(path + "/poll").wants(`"waiting":false`)
	b.open(path).send().wants("Stay signed in?")
	_, answer := g.redeemed(b.send("answer", "no").returned().Get("code"))
	if c := g.claimsIn(answer["access_token"]); !slices.Equal(c.Methods, []string{"pwd", "mfa"}) {
		t.Errorf("amr %v", c.Methods)
	}
	if len(g.Prompts()) != 0 {
		t.Error("the key is still waited for")
	}
	if rows := g.SignIns(); !slices.Contains(rows[0].Asked, directory.StepKey) {
		t.Errorf("asked %v", rows[0].Asked)
	}
}

func TestASecurityKeyThatIsNotTouched(t *testing.T) {
	for name, row := range map[string]struct {
		do   func(*rig, string) error
		text string
	}{
		"taken out": {func(g *rig, id string) error { return g.Deny(id) }, "The security key was taken out."},
		"timed out": {func(g *rig, id string) error {
			g.now = g.now.Add(pushSeconds * time.Second)
			if code, _ := codeOfError(g.Approve(id, "")); code != "prompt-expired" {
				g.Errorf("touched too late: %q", code)
			}
			return nil
		}, "Nobody touched the security key in time."},
	} {
		t.Run(name, func(t *testing.T) {
			g := newRig(t)
			b := g.atKey()
			must(t, row.do(g, g.Prompts()[0].ID))
			b.send().wants("AADSTS500121", row.text, "Try the key again")
			if strings.Contains(b.page, "on the phone") {
				t.Errorf("the page speaks of a phone:\n%s", b.page)
			}
			b.send().wants("Use your security key")
			must(t, g.Approve(g.Prompts()[0].ID, ""))
			b.send().wants("Stay signed in?")
		})
	}
}

func TestGivingASecurityKeyUpTellsTheClient(t *testing.T) {
	g := newRig(t)
	b := g.atKey()
	must(t, g.Deny(g.Prompts()[0].ID))
	q := b.send().send("answer", "cancel").returned()
	if q.Get("error") != "access_denied" || !strings.Contains(q.Get("error_description"), "security key was taken out") {
		t.Errorf("%v", q)
	}
}

func TestASecurityKeyCantReport(t *testing.T) {
	g := newRig(t)
	b := g.atKey()
	id := g.Prompts()[0].ID
	if code, _ := codeOfError(g.Report(id)); code != "key-cannot-report" {
		t.Errorf("%q", code)
	}
	must(t, g.Approve(id, "")) // nothing became of it
	b.send().wants("Stay signed in?")
}

func TestAnotherWayThanTheSecurityKey(t *testing.T) {
	g := newRig(t)
	must(t, g.SetMethods("both@"+aadsts.ContosoDomain, []string{directory.MethodKey, directory.MethodCode, directory.MethodPush}, directory.Phones{}))
	b := g.browser().open(asks()).login("both").wants("Use your security key", `id="signInAnotherWay"`)
	at := b.at
	b.open(at+"/ways").wants(`data-value="FidoKey"`).send("method", directory.MethodPush).wants("Approve sign in request")
	if p := g.Prompts(); len(p) != 1 || p[0].Key {
		t.Errorf("the key was not withdrawn: %+v", p)
	}
	b.open(at+"/ways").send("method", directory.MethodKey).wants("Use your security key")
	if p := g.Prompts(); len(p) != 1 || !p[0].Key {
		t.Errorf("the push was not withdrawn: %+v", p)
	}
	must(t, g.Deny(g.Prompts()[0].ID))
	b.send().wants("taken out", `id="signInAnotherWay"`)
	b.open(at+"/ways").send("method", directory.MethodCode).wants("Enter code")
}

func TestASecurityKeyOfABlockedAccount(t *testing.T) {
	g := newRig(t)
	p, err := g.Person("key@" + aadsts.ContosoDomain)
	must(t, err)
	p.Blocked = true
	must(t, g.PutPerson(p))
	g.browser().open(asks()).login("key").wants("AADSTS500121", "blocked after a sign-in was reported as fraud")
	if len(g.Prompts()) != 0 {
		t.Error("the key is waited for")
	}
}

func TestASecurityKeyIsGoneWithAReset(t *testing.T) {
	g := newRig(t)
	b := g.atKey()
	g.Reset()
	if len(g.Prompts()) != 0 {
		t.Error("the key is still waited for")
	}
	b.send().wants("AADSTS50089")
}

func TestASecurityKeyIsNotSetUpByOneself(t *testing.T) {
	g := newRig(t)
	b := g.browser().open(asks()).login("enrol").send().wants("Choose a method")
	if strings.Contains(b.page, directory.MethodKey) {
		t.Error("the page offers a security key")
	}
	b.send("method", directory.MethodKey).wants("Choose one of the methods.")
}
