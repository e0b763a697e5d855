package api

import (
	"strings"
	"testing"

	"latchkey/app/cloud"
	"latchkey/app/problem"
	"latchkey/app/profile"
)

func TestTickingTwoFactorGoesOnWithTheSamePerson(t *testing.T) {
	h := newHouse(t)
	d := h.draft(t)
	d.Profile.TwoFactor, d.Profile.LoginHint = false, "push@contoso.example"
	d.Profile.TwoFactor = true
	op := h.until(t, h.retrieve(t, d, false), waiting)
	address, err := h.Connection.Address(op.ID)
	if err != nil || !strings.Contains(address, "login_hint=push%40contoso.example") {
		t.Errorf("address %s, %v", address, err)
	}
	d = h.saved(t, d)
	if d.Profile.LoginHint != "push@contoso.example" || d.Profile.Tenant != "contoso.example" || d.Where != "push@contoso.example" {
		t.Errorf("saved %q of %q, shown %q", d.Profile.LoginHint, d.Profile.Tenant, d.Where)
	}
}

func TestTogglingTwoFactorLosesNothing(t *testing.T) {
	h := newHouse(t)
	d := h.draft(t)
	d.Profile.LoginHint, d.Profile.Tenant, d.Profile.OrganizationURL = "push@contoso.example", "contoso.example", "https://contoso.crm4.practice.localhost"
	first := h.saved(t, d)
	if first.Where != "push@contoso.example" {
		t.Fatalf("shown %q", first.Where)
	}
	d = first
	for _, ticked := range []bool{false, true, false, false, true} {
		d.Profile.TwoFactor = ticked
		d = h.saved(t, d)
		p := d.Profile
		if p.LoginHint != first.Profile.LoginHint || p.Tenant != first.Profile.Tenant || p.OrganizationURL != first.Profile.OrganizationURL {
			t.Errorf("ticked %t: %q %q %q", ticked, p.LoginHint, p.Tenant, p.OrganizationURL)
		}
	}
}

func TestAnEMailCanBeTakenOut(t *testing.T) {
	h := newHouse(t)
	d := h.draft(t)
	d.Where = "push@contoso.example"
	d = h.saved(t, d)
	d.Where = ""
	if d = h.saved(t, d); d.Profile.LoginHint != "" || d.Where != "" {
		t.Errorf("left %q, shown %q", d.Profile.LoginHint, d.Where)
	}
}

func TestACustomCloudsAddressStandsInTheField(t *testing.T) {
	h := newHouse(t)
	d := h.draft(t)
	d = d.showing(func() profile.Profile {
		p := d.Profile
		p.Cloud, p.Tenant, p.OrganizationURL = cloud.Custom, "", "https://contoso.crm.lab.example"
		p.CustomCloud = &cloud.Hosts{Authority: "login.lab.example", Discovery: "disco.lab.example", Organizations: []string{"*.crm.lab.example"}}
		return p
	}())
	d, err := h.Profiles.ConfirmCloud(d)
	if err != nil {
		t.Fatal(err)
	}
	if d = h.saved(t, d); d.Profile.OrganizationURL != "https://contoso.crm.lab.example" || d.Where != d.Profile.OrganizationURL {
		t.Errorf("saved %q, shown %q", d.Profile.OrganizationURL, d.Where)
	}
	d.Where = "fabrikam.crm.lab.example"
	if d = h.saved(t, d); d.Profile.OrganizationURL != "https://fabrikam.crm.lab.example" || d.Profile.Tenant != "" {
		t.Errorf("saved %q of %q", d.Profile.OrganizationURL, d.Profile.Tenant)
	}
	d.Where = "https://contoso.crm4.dynamics.com"
	if _, err := h.Profiles.Save(d); code1(err) != "organization-url-other-cloud" {
		t.Errorf("a genuine address: %v", err)
	}
}

func TestTheCloudFollowsTheAddress(t *testing.T) {
	h := newHouse(t)
	d := h.draft(t)
	d.Profile.Cloud, d.Profile.Name, d.Where = cloud.Public, "GCC", "https://contoso.crm9.dynamics.com"
	found, err := h.Profiles.Check(d)
	if err != nil || len(found) != 1 || found[0].Code != "cloud-guessed" || found[0].Field != "cloud" || !found[0].Warning || !strings.Contains(found[0].Words().What, "GCC") {
		t.Errorf("check: %+v, %v", found, err)
	}
	if d = h.saved(t, d); d.Profile.Cloud != cloud.GCC {
		t.Errorf("saved for %s", d.Profile.Cloud)
	}
	if found, err = h.Profiles.Check(d); err != nil || len(found) != 0 {
		t.Errorf("afterwards: %+v, %v", found, err)
	}
	d.Profile.Cloud = cloud.Practice
	if found, err = h.Profiles.Check(d); err != nil || len(found) != 1 || found[0].Code != "organization-url-other-cloud" {
		t.Errorf("practice: %+v, %v", found, err)
	}
}

func TestTheCloudFollowsAnOrganizationThatIsTyped(t *testing.T) {
	h := newHouse(t)
	d := h.draft(t)
	d.Profile.Cloud, d.Where, d.Shown = cloud.Public, "contoso.onmicrosoft.us", ""
	d, err := h.Connection.ChooseURL(d, "contoso.crm.microsoftdynamics.us")
	if err != nil || d.Profile.Cloud != cloud.GCCHigh || d.Profile.Organization.URL != "https://contoso.crm.microsoftdynamics.us" {
		t.Errorf("%s, %+v, %v", d.Profile.Cloud, d.Profile.Organization, err)
	}
	d.Where = "https://contoso.crm.dynamics.com"
	if _, err := h.Connection.ChooseURL(d, "contoso.crm.dynamics.cn"); problem.From(err) == nil || problem.From(err).Code != "organization-url-other-cloud" {
		t.Errorf("two addresses of two clouds: %v", err)
	}
	if _, err := h.Connection.ChooseURL(h.draft(t), "contoso.crm.dynamics.cn"); problem.From(err) == nil || problem.From(err).Code != "organization-url-other-cloud" {
		t.Errorf("practice: %v", err)
	}
}
