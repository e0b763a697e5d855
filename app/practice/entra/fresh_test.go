package entra

import (
	"slices"
	"testing"
	"time"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

// changes are what "My security info" can be asked to do.
var changes = map[string][]string{
	"add": {"add", "1"}, "remove": {"remove", directory.MethodCode}, "prefer": {"default", directory.MethodCode},
}

func TestChangesOfMethodsNeedAFreshProof(t *testing.T) {
	for name, change := range changes {
		g := newRig(t)
		must(t, g.SetPolicies(directory.Policies{SignInHours: 1}))
		b := g.browser().open(securityInfoPath).login("both")
		must(t, g.Approve(g.Prompts()[0].ID, g.Prompts()[0].Number))
		b.send().send("answer", "yes").follow().wants("My security info")
		g.now = g.now.Add(time.Hour)
		b.send(append(change, "user", "both@"+aadsts.ContosoDomain)...)
		b.follow().wants(`name="passwd"`)
		if got := methodsOf(t, g, "both"); !slices.Equal(got, []string{directory.MethodPush, directory.MethodCode}) {
			t.Errorf("%s with an old proof: %v", name, got)
		}
	}
}

// Where nobody is asked for a second factor at sign-in, it is asked for here.
func TestChangesOfMethodsNeedTheSecondFactor(t *testing.T) {
	for name, change := range changes {
		g := newRig(t)
		must(t, g.SetPolicies(directory.Policies{SecondFactor: "nobody"}))
		b := g.browser().open(securityInfoPath).login("both").send("answer", "no").follow().wants("My security info")
		b.send(append(change, "user", "both@"+aadsts.ContosoDomain)...).follow().wants("Approve sign in request")
		if got := methodsOf(t, g, "both"); !slices.Equal(got, []string{directory.MethodPush, directory.MethodCode}) {
			t.Errorf("%s with a password only: %v", name, got)
		}
		must(t, g.Approve(g.Prompts()[0].ID, g.Prompts()[0].Number))
		b.send().send("answer", "no").follow().wants("My security info")
		if name == "remove" {
			b.send(append(change, "user", "both@"+aadsts.ContosoDomain)...).wants("Removed")
		}
	}
	g := newRig(t)
	must(t, g.SetPolicies(directory.Policies{SecondFactor: "nobody"}))
	b := g.browser().open(securityInfoPath).login("blocked").send("answer", "no").follow()
	b.send("remove", directory.MethodPush, "user", "blocked@"+aadsts.ContosoDomain).wants("AADSTS500121")
}

// A second factor that was passed too long ago isn't renewed by a password.
func TestAnOldProofStaysOld(t *testing.T) {
	g := newRig(t)
	must(t, g.SetPolicies(directory.Policies{SignInHours: 1}))
	b := g.browser().open(asks()).login("totp")
	b.send("otc", g.codeOf("totp")).send("answer", "yes").returned()
	g.now = g.now.Add(2 * time.Hour)
	must(t, g.SetPolicies(directory.Policies{SignInHours: 1, SecondFactor: "nobody"}))
	b.open(asks()).wants(`name="passwd"`).send("passwd", g.passwordOf("totp")).send("answer", "yes").returned()
	must(t, g.SetPolicies(directory.Policies{SignInHours: 1}))
	b.open(asks()).wants("Enter code")
}
