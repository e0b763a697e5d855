package entra

import (
	"strings"
	"testing"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

// edit changes a person as an administrator does.
func (g *rig) edit(name string, change func(*directory.Person)) {
	g.Helper()
	p, err := g.Person(name + "@" + aadsts.ContosoDomain)
	if err != nil {
		g.Fatal(err)
	}
	change(&p)
	if err := g.PutPerson(p); err != nil {
		g.Fatal(err)
	}
}

func TestRegisteringIsNotPutOffOnceItIsDone(t *testing.T) {
	g := newRig(t)
	must(t, g.SetPolicies(directory.Policies{SecurityDefaults: true}))
	b := g.browser().open(asks()).login("password").wants("More information required")
	skip := b.at + "/skip"
	must(t, g.SetMethods("password@"+aadsts.ContosoDomain, []string{directory.MethodCode}, directory.Phones{}))
	g.edit("password", func(p *directory.Person) { p.GivenName = "Pauline" })
	if b.open(skip); strings.Contains(b.page, "Stay signed in?") {
		t.Error("the second factor that is registered now was passed over")
	}
}

func TestANewPasswordEndsWhatTheOldOneBegan(t *testing.T) {
	g := newRig(t)
	half := g.browser().open(asks()).login("totp").wants(`name="otc"`)
	code := g.code()
	g.edit("totp", func(p *directory.Person) { p.Password = "Another-password-1" })
	g.edit("password", func(p *directory.Person) { p.Password = "Another-password-2" })
	half.send("otc", g.Codes()[0].Code).wants("AADSTS50089")
	status, answer := g.redeemed(code)
	g.refusedWith(status, answer, "invalid_grant", 9002313)
}

func TestAMethodThatWasTakenAwayPassesNothing(t *testing.T) {
	g := newRig(t)
	half := g.browser().open(asks()).login("both").wants("Approve sign in request")
	prompt := g.Prompts()[0]
	g.edit("both", func(p *directory.Person) { p.Methods = []string{directory.MethodCode} })
	if g.Approve(prompt.ID, prompt.Number) == nil {
		t.Error("the phone that was taken away answers")
	}
	half.send().wants("AADSTS50089")
}

func TestMoreIsDemandedWhileTheSignInGoesOn(t *testing.T) {
	g := newRig(t)
	b := g.browser().open(asks()).login("password").wants("Stay signed in?")
	must(t, g.SetPolicies(directory.Policies{SecondFactor: "everybody"}))
	b.send("answer", "no").wants("More information required")
}

func TestFraudAlertStopsEverySignInUnderWay(t *testing.T) {
	g := newRig(t)
	must(t, g.SetPolicies(directory.Policies{FraudAlert: true}))
	first := g.browser().open(asks()).login("push")
	second := g.browser().open(asks()).login("push")
	must(t, g.Report(g.Prompts()[0].ID))
	if waiting := g.Prompts(); len(waiting) != 0 {
		t.Errorf("still asking: %+v", waiting)
	}
	for _, b := range []*browser{first, second} {
		if b.send(); strings.Contains(b.page, "Stay signed in?") {
			t.Error("a blocked person goes on")
		}
	}
}

func TestAppPasswordsGoWithThePerson(t *testing.T) {
	g := newRig(t)
	who := "totp@" + aadsts.ContosoDomain
	made, err := g.AddAppPassword(who, "Old phone")
	must(t, err)
	p, err := g.Person(who)
	must(t, err)
	must(t, g.RemovePerson(who))
	must(t, g.PutPerson(p))
	if got := g.mailbox(who, made.Value); got != 401 {
		t.Errorf("the new person's legacy mailbox takes the old one's app password: %d", got)
	}
}

func TestARegistrationThatIsGoneBeginsNothing(t *testing.T) {
	g := newRig(t)
	b := g.browser().open(asks())
	must(t, g.RemoveApp(directory.DocumentsCorePackID))
	b.send("loginfmt", "password@"+aadsts.ContosoDomain).wants("AADSTS50089")
	g.browser().open(asks()).wants("AADSTS700016")
}
