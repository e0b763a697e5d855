package entra

import (
	"slices"
	"testing"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

const invitedGuest = "guest@" + aadsts.ContosoDomain

// invited is a rig whose guest has not accepted Fabrikam's invitation.
func invited(t *testing.T) *rig {
	g := newRig(t)
	p, err := g.Person(invitedGuest)
	must(t, err)
	p.GuestMethods, p.Invited = nil, true
	must(t, g.PutPerson(p))
	return g
}

var atFabrikam = []string{"client_id", directory.EveryOrganizationID, "tenant", aadsts.FabrikamID, "scope", fabrikamSales + "/user_impersonation openid offline_access"}

func TestAnInvitedGuestReviewsPermissionsOnce(t *testing.T) {
	g := invited(t)
	b := g.browser()
	b.open(asks("client_id", directory.EveryOrganizationID)).login("guest").send("answer", "yes") // at home there is nothing to accept
	_, home := g.redeemed(b.returned().Get("code"), "client_id", directory.EveryOrganizationID)
	refresh := func() (int, map[string]any) {
		return g.tokens("tenant", aadsts.FabrikamID, "client_id", directory.EveryOrganizationID, "grant_type", "refresh_token",
			"refresh_token", home["refresh_token"].(string), "scope", fabrikamSales+"/user_impersonation")
	}
	status, answer := refresh()
	g.refusedWith(status, answer, "invalid_grant", 65001)
	if q := b.open(asks(append(atFabrikam, "prompt", "none")...)).returned(); q.Get("error") != "interaction_required" {
		t.Errorf("silently: %v", q)
	}

	b.open(asks(atFabrikam...)).wants("Review permissions", "Fabrikam (practice)", `id="idSIButton9"`, `id="idBtn_Back"`)
	if q := b.send().returned(); q.Get("code") == "" {
		t.Fatalf("%v", q)
	}
	if log := g.SignIns(); !slices.Contains(log[len(log)-1].Asked, "review") || log[len(log)-1].Code != 0 {
		t.Errorf("%+v", log)
	}
	if p, err := g.Person(invitedGuest); err != nil || p.Invited {
		t.Errorf("%+v %v", p, err)
	}
	if status, answer := refresh(); status != 200 {
		t.Errorf("afterwards: %v", answer)
	}
	other := g.browser().open(asks(atFabrikam...)).login("guest").send("answer", "no")
	if other.returned().Get("code") == "" {
		t.Error("asked twice")
	}
}

func TestAGuestWhoDeclinesTheInvitationStaysInvited(t *testing.T) {
	g := invited(t)
	b := g.browser().open(asks(atFabrikam...)).login("guest").send("answer", "no").wants("Review permissions")
	if q := b.send("answer", "cancel").returned(); q.Get("error") != "access_denied" || q.Get("error_subcode") != "cancel" {
		t.Errorf("%v", q)
	}
	if log := g.SignIns(); log[0].Code != 65004 || log[0].User != invitedGuest {
		t.Errorf("%+v", log[0])
	}
	if p, _ := g.Person(invitedGuest); !p.Invited {
		t.Error("declining accepted")
	}
	p, _ := g.Person("push@" + aadsts.ContosoDomain)
	p.Invited = true
	if code, field := codeOfError(g.PutPerson(p)); code != "practice-person" || field != "invited" {
		t.Errorf("an invitation of nobody: %s %s", code, field)
	}
}
