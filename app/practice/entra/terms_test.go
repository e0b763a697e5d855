package entra

import (
	"slices"
	"strings"
	"testing"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

func withTerms(t *testing.T) *rig {
	return newRig(t).ruledBy(directory.Policies{SecondFactor: "nobody", Rules: []directory.Rule{{Name: "House rules", Then: "terms-of-use"}}})
}

func TestTermsOfUseAreAcceptedOnce(t *testing.T) {
	g := withTerms(t)
	b := g.browser().open(asks()).login("password").send("answer", "yes").wants("terms of use", "House rules", `id="idSIButton9"`, `id="idBtn_Back"`)
	g.die()
	b.send("answer", "perhaps").wants("House rules")
	if q := b.send("terms", "House rules").returned(); q.Get("code") == "" {
		t.Fatalf("%v", q)
	}
	if log := g.SignIns(); log[len(log)-1].Code != 0 || !slices.Contains(log[len(log)-1].Asked, "terms") {
		t.Errorf("%+v", log)
	}
	if q := g.browser().open(asks()).login("password").send("answer", "no").returned(); q.Get("code") == "" {
		t.Errorf("asked twice: %v", q)
	}
	g.ruledBy(directory.Policies{SecondFactor: "nobody", Rules: []directory.Rule{{Name: "New rules", Then: "terms-of-use"}}})
	b.open(asks()).wants("New rules") // other terms
}

func TestWhoDeclinesTheTermsIsAskedAgain(t *testing.T) {
	g := withTerms(t)
	b := g.browser().open(asks()).login("password").send("answer", "yes").wants("House rules")
	b.send("answer", "decline").showsError(aadsts.ErrorCode{Code: 50158})
	if log := g.SignIns(); log[len(log)-1].Code != 50158 || !strings.Contains(log[len(log)-1].Why, "House rules") {
		t.Errorf("%+v", log)
	}
	b.open(asks()).wants("House rules")
}

func TestWithoutAPersonTermsOfUseAreARefusal(t *testing.T) {
	g := withTerms(t)
	b := g.browser().open(asks()).login("password").send("answer", "yes").wants("House rules")
	if q := b.open(asks("prompt", "none")).returned(); q.Get("error") != "interaction_required" || !strings.Contains(q.Get("error_description"), "AADSTS50158") {
		t.Errorf("silently: %v", q)
	}
	status, answer := g.byPassword("password@"+aadsts.ContosoDomain, g.passwordOf("password"))
	g.refusedWith(status, answer, "invalid_grant", 50158)
	if claims, _ := answer["claims"].(string); !strings.Contains(claims, aadsts.PolicyID(aadsts.Contoso, "House rules")) {
		t.Errorf("the claims name no policy: %v", answer)
	}
}
