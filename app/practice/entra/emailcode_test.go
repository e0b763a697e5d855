package entra

import (
	"slices"
	"strings"
	"testing"
	"time"

	"latchkey/app/practice/entra/directory"
)

// mailed is a rig whose guest has no account at home.
func mailed(t *testing.T, methods ...string) *rig {
	g := newRig(t)
	p, err := g.Person(invitedGuest)
	must(t, err)
	p.GuestMethods, p.EmailSignIn = methods, true
	must(t, g.PutPerson(p))
	return g
}

// mailedTo is how far a code was sent.
func (g *rig) mailedTo(name string) *browser {
	return g.browser().open(asks(atFabrikam...)).send("loginfmt", name).wants("send a code to", name).send().wants("We just sent a code to", `name="otc"`)
}

func TestACodeByEmailStandsForTheGuestsPassword(t *testing.T) {
	g := mailed(t)
	b := g.mailedTo(invitedGuest).send("otc", "000000").wants("AADSTS500121", "newest e-mail")
	m := g.Messages()
	if len(m) != 1 || m[0].Kind != "email" || m[0].Number != invitedGuest || len(m[0].Code) != 8 || !strings.Contains(m[0].Body, m[0].Code) {
		t.Fatalf("%+v", m)
	}
	q := b.send("otc", m[0].Code).wants("Stay signed in?").send("answer", "no").returned()
	status, answer := g.redeemed(q.Get("code"), "client_id", directory.EveryOrganizationID, "tenant", atFabrikam[3])
	if status != 200 {
		t.Fatal(answer)
	}
	if c := g.claimsIn(answer["access_token"]); c.Home != "mail" {
		t.Errorf("%+v", c)
	}
	log := g.SignIns()
	if last := log[len(log)-1]; last.Code != 0 || !slices.Equal(last.Asked, []string{"user", "sendcode", "emailcode", "kmsi"}) || !strings.HasPrefix(last.Why, "a code by e-mail stood") {
		t.Errorf("%+v", last)
	}
	refresh := func() (int, map[string]any) {
		return g.tokens("tenant", atFabrikam[3], "client_id", directory.EveryOrganizationID, "grant_type", "refresh_token",
			"refresh_token", answer["refresh_token"].(string), "scope", fabrikamSales+"/user_impersonation")
	}
	g.now = g.now.Add(24*time.Hour - time.Minute)
	if status, answer := refresh(); status != 200 {
		t.Errorf("within a day: %v", answer)
	}
	g.now = g.now.Add(2 * time.Minute)
	if status, answer := refresh(); status != 400 || answer["error"] != "invalid_grant" {
		t.Errorf("after a day: %v", answer)
	}
	b.open(asks(atFabrikam...)).wants(`name="loginfmt"`)
}

func TestACodeByEmailIsGoodForHalfAnHourAndOnce(t *testing.T) {
	g := mailed(t)
	b := g.mailedTo(invitedGuest)
	first := g.Messages()[0].Code
	b.send("answer", "back").wants("send a code to").send().wants("We just sent")
	b.send("otc", first).wants("AADSTS500121")
	if state := g.Messages()[0].State; state != "withdrawn" {
		t.Errorf("the first code is %s", state)
	}
	second := g.Messages()[1].Code
	g.now = g.now.Add(30*time.Minute - time.Second)
	other := g.mailedTo(invitedGuest)
	b.send("otc", second).wants("Stay signed in?")
	other.send("otc", second).wants("AADSTS500121")
	g.now = g.now.Add(30 * time.Minute)
	other.send("otc", g.Messages()[2].Code).wants("AADSTS500121", "too old")
}

func TestASecondFactorIsAskedForAfterACodeByEmail(t *testing.T) {
	g := mailed(t, directory.MethodPush)
	b := g.mailedTo(invitedGuest)
	b.send("otc", g.Messages()[0].Code).wants("Approve sign in request")
}

func TestAGuestWithoutAnAccountIsKnownWhereTheyAreAGuest(t *testing.T) {
	g := mailed(t)
	g.browser().open(asks()).send("loginfmt", invitedGuest).wants("AADSTS50034")
	g.browser().open(asks("login_hint", invitedGuest)).wants("AADSTS50034")
	g.browser().open(asks(append(atFabrikam, "login_hint", invitedGuest)...)).wants("send a code to")
	for _, u := range g.Users() {
		if u.UserPrincipalName == invitedGuest && u.Password != "" {
			t.Error("has a password")
		}
	}
	if n := len(g.Messages()); n != 0 {
		t.Errorf("%d e-mails without a person", n)
	}
	for name, change := range map[string]func(*directory.Person){
		"no guest":            func(p *directory.Person) { p.GuestIn, p.GuestMethods = "", nil },
		"no mailbox":          func(p *directory.Person) { p.NoMailbox = true },
		"a personal account":  func(p *directory.Person) { p.Personal = true },
		"second factors home": func(p *directory.Person) { p.Methods = []string{directory.MethodPush} },
	} {
		p, err := g.Person(invitedGuest)
		must(t, err)
		change(&p)
		if code, field := codeOfError(g.PutPerson(p)); code != "practice-person" || field != "emailSignIn" {
			t.Errorf("%s: %s %s", name, code, field)
		}
	}
}
