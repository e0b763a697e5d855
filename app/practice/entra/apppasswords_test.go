package entra

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

// mailbox asks the legacy mailbox.
func (g *rig) mailbox(name, password string) int {
	g.Helper()
	r, err := http.NewRequest(http.MethodGet, front+"/legacy/mailbox", nil)
	must(g.TB.(*testing.T), err)
	r.SetBasicAuth(name, password)
	status, _ := g.call(r)
	return status
}

func TestAppPasswordsOpenTheLegacyMailboxOnly(t *testing.T) {
	g := newRig(t)
	who := "push@" + aadsts.ContosoDomain
	made, err := g.AddAppPassword(who, "Phone of Anna")
	must(t, err)
	if !regexp.MustCompile(`^[a-z]{16}$`).MatchString(made.Value) {
		t.Errorf("%q", made.Value)
	}
	for _, r := range g.Snapshot() {
		if strings.Contains(string(r.Value), made.Value) {
			t.Errorf("kept in the clear: %s", r.Table)
		}
	}
	g.die()
	for name, c := range map[string]struct {
		password string
		want     int
	}{
		"the app password":            {made.Value, 200},
		"in groups of four, as shown": {made.Value[:4] + " " + made.Value[4:8] + " " + made.Value[8:12] + " " + made.Value[12:], 200},
		"the password":                {g.passwordOf("push"), 401},
		"somebody else's":             {"abcdefghijklmnop", 401},
	} {
		if got := g.mailbox(who, c.password); got != c.want {
			t.Errorf("%s: %d", name, got)
		}
	}
	if got := g.mailbox("password@"+aadsts.ContosoDomain, g.passwordOf("password")); got != 200 {
		t.Errorf("without a second factor the password is enough: %d", got)
	}
	status, answer := g.tokens("grant_type", "password", "username", who, "password", made.Value, "scope", contosoURL+"/.default")
	g.refusedWith(status, answer, "invalid_grant", 50126)

	if list := g.AppPasswords(who); len(list) != 1 || list[0].Label != "Phone of Anna" || list[0].Value != "" {
		t.Errorf("%+v", list)
	}
	must(t, g.DeleteAppPasswords(who))
	if got := g.mailbox(who, made.Value); got != 401 {
		t.Errorf("deleted, and it opens: %d", got)
	}
}

func TestTheLegacyMailboxKeepsToRulesAndIsLogged(t *testing.T) {
	g := newRig(t)
	who, password := "password@"+aadsts.ContosoDomain, g.passwordOf("password")
	if got := g.mailbox(who, password); got != 200 {
		t.Fatalf("without a rule: %d", got)
	}
	must(t, g.SetPolicies(directory.Policies{Rules: []directory.Rule{{Name: "No old programs", Then: "block", Ways: []string{directory.WayPassword}}}}))
	if got := g.mailbox(who, password); got != 401 {
		t.Errorf("a rule forbids it: %d", got)
	}
	rows := g.SignIns()
	if len(rows) != 2 || rows[0].Code != 0 || rows[1].Code != 50126 || !strings.Contains(rows[1].Why, "No old programs") || rows[1].User != who {
		t.Errorf("%+v", rows)
	}
}
