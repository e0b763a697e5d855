package entra

import (
	"strings"
	"testing"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
	"latchkey/app/practice/entra/phone"
	"latchkey/app/practice/entra/token"
)

func defended(t *testing.T) *rig {
	return newRig(t).ruledBy(directory.Policies{SecurityDefaults: true})
}

// passes signs in with a code of the app, which a page asks for, and ticks nothing.
func (b *browser) passes(local string) *browser {
	b.Helper()
	b.ahead(phone.CodePeriod * 1e9)
	b.open(asks("prompt", "login")).login(local).wants(`name="otc"`)
	for _, c := range b.Codes() {
		if strings.HasPrefix(c.UserPrincipalName, local+"@") {
			return b.send("otc", c.Code).stayed()
		}
	}
	b.Fatalf("%s has no app", local)
	return nil
}

// A user is asked in a browser that hasn't seen it, an administrator with every sign-in.
func TestSecurityDefaultsAskUsersWhenNecessaryAndAdministratorsAlways(t *testing.T) {
	g := defended(t)
	b := g.browser().passes("totp")
	b.open(asks("prompt", "login")).login("totp").stayed()
	_, answer := g.redeemed(b.returned().Get("code"))
	if status, next := g.refreshedFor(answer["refresh_token"].(string), fabrikamURL, ""); status != 200 {
		t.Errorf("what such a sign-in brought: %v", next)
	}
	g.browser().passes("totp").returned()

	g.person("totp", func(p *directory.Person) { p.Administrator = true })
	b.passes("totp").returned() // the browser that was remembered before
	b.passes("totp").returned()
}

func TestSecurityDefaultsHaveEverybodyRegisterAnAuthenticator(t *testing.T) {
	b := defended(t).browser().open(asks()).login("password").wants("More information required").send()
	for _, method := range directory.AllMethods() {
		offered := strings.Contains(b.page, `value="`+method+`"`)
		if want := method == directory.MethodPush || method == directory.MethodCode; offered != want {
			t.Errorf("%s: offered %v", method, offered)
		}
	}
}

// Device codes are no way around the second factor, and no way that is closed.
func TestSecurityDefaultsLetDeviceCodesIn(t *testing.T) {
	g := defended(t)
	_, d := g.device()
	b := g.browser().open(token.DevicePath).send("otc", d["user_code"].(string)).login("totp").wants(`name="otc"`)
	b.send("otc", g.Codes()[0].Code).stayed().send()
	if status, answer := g.poll(d["device_code"]); status != 200 || answer["refresh_token"] == nil {
		t.Errorf("%d %v", status, answer)
	}
}

func TestSecurityDefaultsEndPasswordsWithoutABrowser(t *testing.T) {
	g := defended(t)
	for local, code := range map[string]int{"totp": 50076, "password": 50079} {
		status, answer := g.byPassword(local+"@"+aadsts.ContosoDomain, g.passwordOf(local))
		g.refusedWith(status, answer, "invalid_grant", code)
	}
	who := "push@" + aadsts.ContosoDomain
	made, err := g.AddAppPassword(who, "Old phone")
	must(t, err)
	if status := g.mailbox(who, made.Value); status != 401 {
		t.Errorf("a legacy program: %d", status)
	}
	log := g.SignIns()
	if last := log[len(log)-1]; last.Code != 530035 || last.User != who {
		t.Errorf("%+v", last)
	}
}
