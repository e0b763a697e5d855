package connection

import (
	"slices"
	"strings"
	"testing"

	"latchkey/app/practice"
)

func TestAGuestIsPromptedOnceMoreInTheOtherTenant(t *testing.T) {
	s := newHarness(t)
	s.plays = "guest"
	w := &watcher{}
	p := s.profile(t, "Multitenant")
	p.ExtraTenants = []string{"fabrikam.example", "nowhere.example", practice.Domain}
	session, found, err := s.Retrieve(t.Context(), p, s.options(w))
	if err != nil {
		t.Fatal(err)
	}
	if len(w.flows) != 2 || !slices.Contains(w.guests, "fabrikam.example") {
		t.Errorf("%d prompts, guest of %v", len(w.flows), w.guests)
	}
	if len(s.opened) != 2 || !strings.Contains(s.opened[1], "claims=") {
		t.Errorf("the claims challenge was not passed on: %v", s.opened)
	}
	if len(found.Tenants) != 3 || found.Tenants[0].Organizations != 3 || found.Tenants[1].Organizations != 2 || found.Tenants[2].Problem == nil || found.Tenants[2].Problem.Code != "AADSTS90002" {
		t.Errorf("tenants %+v", found.Tenants)
	}
	if session.Account.TenantID != practice.TenantID {
		t.Errorf("signed in to %s", session.Account.TenantID)
	}
	// The organization of the other tenant is tested with a token of that tenant, now
	// without a prompt.
	p = Adopt(p, session, s.Now())
	for _, i := range found.Instances {
		if i.UniqueName == "fabrikamsales" {
			p = Choose(p, i)
		}
	}
	tested, who, err := s.Test(t.Context(), p, s.options(w))
	if err != nil || who.OrganizationID == "" || len(w.flows) > 3 {
		t.Fatalf("%+v, %v, %d prompts", who, err, len(w.flows))
	}
	if !tested.IsGuestIn(p.Organization.TenantID) || tested.IsGuestIn(practice.TenantID) {
		t.Error("not told a guest from one who is at home")
	}
	if got := Adopt(p, tested, s.Now()); got.AccountTenant != practice.TenantID {
		t.Errorf("the profile's own tenant became %s", got.AccountTenant)
	}
	prompts := len(w.flows)
	if _, _, err := s.Test(t.Context(), p, s.options(w)); err != nil || len(w.flows) != prompts {
		t.Errorf("the second test: %v, %d more prompts", err, len(w.flows)-prompts)
	}
}
