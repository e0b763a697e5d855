package entra

import (
	"testing"
	"time"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

// skipsNudge is what somebody meets after a text or a call, and puts off.
func (b *browser) skipsNudge() *browser {
	b.Helper()
	return b.wants("Improve your sign-ins", `id="btnAskLater"`).send("answer", "skip").wants("Stay signed in?")
}

// byText signs somebody in with a text, up to what follows.
func (g *rig) byText() *browser {
	b := g.browser().open(asks()).login("sms").wants("Enter code")
	return b.send("otc", g.newest().Code)
}

func TestWhoUsesTextsIsAskedToSetUpTheApp(t *testing.T) {
	g := newRig(t)
	b := g.byText().wants("Improve your sign-ins").send().wants("/qr?n=")
	b.send() // scanned: the test request waits on the phone
	g.die()
	must(t, g.Approve(g.Prompts()[0].ID, g.Prompts()[0].Number))
	b.send().wants("Your security info is set up", "approve a notification").send().wants("Stay signed in?")
	if b.send("answer", "no").returned().Get("code") == "" {
		t.Error("no code")
	}
	if p, err := g.Person("sms@" + aadsts.ContosoDomain); err != nil || len(p.Methods) != 2 {
		t.Errorf("%+v, %v", p, err)
	}
}

func TestTheAppIsAskedForAgainAfterADayAndThreeTimes(t *testing.T) {
	g := newRig(t)
	for range 3 {
		g.byText().skipsNudge()
		g.byText().wants("Stay signed in?") // not twice a day
		g.now = g.now.Add(24 * time.Hour)
	}
	g.byText().wants("Improve your sign-ins", "three times").send("answer", "skip").wants("Improve your sign-ins")
	g.ruledBy(directory.Policies{SnoozeWithoutEnd: true}).byText().skipsNudge()
}

func TestWhomACampaignAsks(t *testing.T) {
	for _, row := range map[string]struct {
		policies directory.Policies
		user     string
		asked    bool
	}{
		"a code of an app":            {directory.Policies{}, "totp", false},
		"a code of an app, everybody": {directory.Policies{RegistrationCampaign: "everybody"}, "totp", true},
		"off":                         {directory.Policies{RegistrationCampaign: "off"}, "sms", false},
	} {
		g := newRig(t).ruledBy(row.policies)
		b := g.browser().open(asks()).login(row.user).wants("Enter code")
		if row.user == "sms" {
			b.send("otc", g.newest().Code)
		} else {
			b.send("otc", g.codeFor(g.User("totp@"+aadsts.ContosoDomain).TOTPSecret))
		}
		if row.asked {
			b.wants("Improve your sign-ins")
		} else {
			b.wants("Stay signed in?")
		}
	}
	for _, p := range []directory.Policies{{RegistrationCampaign: "sometimes"}, {SnoozeDays: 15}} {
		if code, _ := codeOfError(newRig(t).SetPolicies(p)); code != "practice-policies" {
			t.Errorf("%+v: %s", p, code)
		}
	}
}
