package profile

import (
	"testing"

	"latchkey/app/cloud"
)

func TestATenantCountsOnlyForWhatItWasFoundFrom(t *testing.T) {
	person := sample()
	application := sample()
	application.SignInAs, application.Tenant, application.LoginHint = AsApplication, "", ""
	for _, c := range []struct {
		name  string
		of    Profile
		edit  func(*Profile)
		stays bool
	}{
		{"nothing", person, func(*Profile) {}, true},
		{"another spelling", person, func(p *Profile) { p.Tenant = " Contoso.COM" }, true},
		{"a note", person, func(p *Profile) { p.Notes = "x" }, true},
		{"another domain", person, func(p *Profile) { p.Tenant = "fabrikam.com" }, false},
		{"no domain", person, func(p *Profile) { p.Tenant = "" }, false},
		{"another cloud", person, func(p *Profile) { p.Cloud = cloud.China }, false},
		{"a person's address", person, func(p *Profile) { p.OrganizationURL = "" }, true},
		{"nothing, application", application, func(*Profile) {}, true},
		{"another address", application, func(p *Profile) { p.OrganizationURL = "https://fabrikam.crm.dynamics.com" }, false},
		{"another organization", application, func(p *Profile) { p.Organization = &Organization{URL: "https://fabrikam.crm.dynamics.com"} }, false},
		{"a tenant", application, func(p *Profile) { p.Tenant = "fabrikam.com" }, false},
		{"an e-mail", application, func(p *Profile) { p.LoginHint = "x@fabrikam.com" }, false},
	} {
		p := SignedIn(c.of, c.of.HomeAccountID, c.of.Username, guid(2))
		c.edit(&p)
		if got := Normalize(p).AccountTenant; (got == guid(2)) != c.stays {
			t.Errorf("%s: tenant %q", c.name, got)
		}
	}
}

func TestATenantInAnEditedFileCountsOnlyForWhatItWasFoundFrom(t *testing.T) {
	s, dir := openStore(t)
	p := SignedIn(sample(), sample().HomeAccountID, sample().Username, guid(2))
	p.Schema, p.Rev, p.Tenant = Schema, 1, "fabrikam.com"
	data, err := encode(p, nil)
	if err != nil {
		t.Fatal(err)
	}
	write(t, dir, guid(1), string(data))
	if e, err := s.Get(guid(1)); err != nil || e.Profile.AccountTenant != "" || e.Profile.HomeAccountID == "" {
		t.Errorf("tenant %q of %q, %v", e.Profile.AccountTenant, e.Profile.HomeAccountID, err)
	}
}

func TestAnAccountThatSignedInForTheEditStays(t *testing.T) {
	const otherApp = "99999999-3b8e-4a57-9c40-7e2a1b96f3d8"
	for _, c := range []struct {
		name   string
		signIn bool
	}{{"edited only", false}, {"signed in for it", true}} {
		s, _ := openStore(t)
		p := SignedIn(sample(), sample().HomeAccountID, sample().Username, guid(2))
		p, err := s.Save(p)
		if err != nil || p.HomeAccountID == "" {
			t.Fatalf("%+v, %v", p, err)
		}
		p.ApplicationID, p.LoginHint = otherApp, "anna.other@contoso.com"
		if c.signIn {
			p = SignedIn(p, p.HomeAccountID, p.Username, guid(2))
		}
		if p, err = s.Save(p); err != nil || (p.HomeAccountID != "") != c.signIn || p.LastVerified != "" {
			t.Errorf("%s: account %q, verified %q, %v", c.name, p.HomeAccountID, p.LastVerified, err)
		}
	}
}

func TestWhatWasTestedAsItIsIsStoredAsItIs(t *testing.T) {
	s, _ := openStore(t)
	p, err := s.Save(sample())
	if err != nil {
		t.Fatal(err)
	}
	p.ApplicationID = "99999999-3b8e-4a57-9c40-7e2a1b96f3d8"
	p = SignedIn(p, p.HomeAccountID, p.Username, guid(2)) // within the second of the old proof
	if p, err = s.SaveProved(p); err != nil || p.LastVerified == "" || p.HomeAccountID == "" {
		t.Errorf("account %q, verified %q, %v", p.HomeAccountID, p.LastVerified, err)
	}
}
