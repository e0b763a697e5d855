package profile

import (
	"testing"
	"time"

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
	p = Verified(SignedIn(p, p.HomeAccountID, p.Username, guid(2)), s.now()) // within the second of the old proof
	if p, err = s.Save(p); err != nil || p.LastVerified == "" || p.HomeAccountID == "" {
		t.Errorf("account %q, verified %q, %v", p.HomeAccountID, p.LastVerified, err)
	}
}

func TestAnAccountCountsOnlyForThePersonThatItWasFoundFor(t *testing.T) {
	const alias = "a.berg@contoso.com"
	for _, c := range []struct {
		name, asked, edited string
		stays               bool
	}{
		{"nothing", "anna@contoso.com", "anna@contoso.com", true},
		{"another spelling", "anna@contoso.com", "Anna@Contoso.com", true},
		{"no hint any more", "anna@contoso.com", "", true},
		{"the user name, where nothing was", "", "anna@contoso.com", true},
		{"somebody else, where nothing was", "", "bob@contoso.com", false},
		{"somebody else", "anna@contoso.com", "bob@contoso.com", false},
		{"the same alias", alias, alias, true},
		{"an alias later", "anna@contoso.com", alias, false},
	} {
		p := sample()
		p.LoginHint = c.asked
		p = SignedIn(p, p.HomeAccountID, "anna@contoso.com", guid(2))
		p.LoginHint = c.edited
		if p = Normalize(p); (p.HomeAccountID != "") != c.stays || (p.AccountTenant != "") != c.stays {
			t.Errorf("%s: account %q, tenant %q", c.name, p.HomeAccountID, p.AccountTenant)
		}
	}
}

func TestASettingThatIsPutBackBringsNothingWrong(t *testing.T) {
	s, _ := openStore(t)
	first, err := s.Save(Verified(SignedIn(sample(), sample().HomeAccountID, sample().Username, guid(2)), s.now()))
	if err != nil || first.LastVerified == "" {
		t.Fatalf("%+v, %v", first, err)
	}
	moved := first
	moved.ApplicationID = "99999999-3b8e-4a57-9c40-7e2a1b96f3d8"
	if moved, err = s.Save(moved); err != nil || moved.HomeAccountID+moved.AccountTenant+moved.LastVerified+moved.AccountFor+moved.VerifiedFor != "" {
		t.Errorf("moved: %+v, %v", moved, err)
	}
	moved.ApplicationID = first.ApplicationID
	if moved, err = s.Save(moved); err != nil || moved.HomeAccountID+moved.LastVerified != "" {
		t.Errorf("put back: %+v, %v", moved, err)
	}
}

// Files of before the marks, and of the two marks that version 0.1 wrote.
func TestAnOldFilesAccountIsBelievedAndThenMarked(t *testing.T) {
	unmarked := sample()
	unmarked.AccountTenant = guid(2)
	half := SignedIn(unmarked, unmarked.HomeAccountID, unmarked.Username, guid(2))
	for name, p := range map[string]Profile{"without marks": unmarked, "with two": half} {
		s, dir := openStore(t)
		p.Schema, p.Rev = Schema, 1
		data, err := encode(p, nil)
		if err != nil {
			t.Fatal(err)
		}
		write(t, dir, guid(1), string(data))
		e, err := s.Get(guid(1))
		if err != nil || e.Profile.HomeAccountID != p.HomeAccountID || e.Profile.AccountTenant != guid(2) || e.Profile.LastVerified != p.LastVerified {
			t.Fatalf("%s: %+v, %v", name, e.Profile, err)
		}
		e.Profile.RedirectURI = "http://127.0.0.1"
		if p, err = s.Save(e.Profile); err != nil || p.HomeAccountID == "" || p.LastVerified != "" {
			t.Errorf("%s, another redirect URI: account %q, verified %q, %v", name, p.HomeAccountID, p.LastVerified, err)
		}
		p.ApplicationID = "99999999-3b8e-4a57-9c40-7e2a1b96f3d8"
		if p, err = s.Save(p); err != nil || p.HomeAccountID+p.AccountTenant != "" {
			t.Errorf("%s, another application: account %q of %q, %v", name, p.HomeAccountID, p.AccountTenant, err)
		}
	}
}

func TestAMarkThatNobodyMadeCountsForNothing(t *testing.T) {
	s, dir := openStore(t)
	p := Verified(SignedIn(sample(), sample().HomeAccountID, sample().Username, guid(2)), s.now())
	p.Schema, p.Rev, p.AccountFor = Schema, 1, "everything"
	data, err := encode(p, nil)
	if err != nil {
		t.Fatal(err)
	}
	write(t, dir, guid(1), string(data))
	e, err := s.Get(guid(1))
	if err != nil || e.Profile.HomeAccountID+e.Profile.AccountTenant+e.Profile.LastVerified+e.Profile.AccountFor != "" {
		t.Errorf("read %+v, %v", e.Profile, err)
	}
	p.Name, p.Rev = "Another", 0
	if p, err = s.Save(p); err != nil || p.HomeAccountID+p.AccountTenant+p.LastVerified+p.AccountFor != "" {
		t.Errorf("saved %+v, %v", p, err)
	}
}

func TestAnApplicationsProofRestsOnItsCredential(t *testing.T) {
	application := func(c Credential) Profile {
		p := sample()
		p.SignInAs, p.Credential = AsApplication, &c
		return p
	}
	certificate := Credential{Kind: "certificate", Thumbprint: "AB", Expires: "2027-01-01T00:00:00Z", Subject: "CN=x"}
	for name, c := range map[string]struct {
		credential Credential
		same       bool
	}{
		"the same":             {certificate, true},
		"another certificate":  {Credential{Kind: "certificate", Thumbprint: "CD", Expires: certificate.Expires}, false},
		"another end":          {Credential{Kind: "certificate", Thumbprint: "AB", Expires: "2028-01-01T00:00:00Z"}, false},
		"a secret":             {Credential{Kind: "secret", Expires: certificate.Expires}, false},
		"its subject, spelled": {Credential{Kind: "certificate", Thumbprint: "ab", Expires: certificate.Expires, Subject: "CN=y"}, true},
	} {
		if got := Proven(application(certificate)) == Proven(application(c.credential)); got != c.same {
			t.Errorf("%s: same connection %t", name, got)
		}
	}
	a, b := custom(), custom()
	b.CustomCloud.Discovery = "other.lab.example"
	if Proven(a) == Proven(b) {
		t.Error("two custom clouds are one connection")
	}
}

func TestAChangedConnectionIsNoLongerVerified(t *testing.T) {
	const then, now = "2026-01-01T00:00:00Z", "2026-02-02T00:00:00Z"
	later := time.Date(2026, 2, 2, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		name string
		edit func(*Profile)
		want string
	}{
		{"another name", func(p *Profile) { p.Name = "Renamed" }, then},
		{"another account", func(p *Profile) { p.HomeAccountID = guid(1) + "." + guid(2) }, ""},
		{"another redirect URI", func(p *Profile) { p.RedirectURI = "http://127.0.0.1" }, ""},
		{"another ApplicationID", func(p *Profile) { p.ApplicationID = "99999999-3b8e-4a57-9c40-7e2a1b96f3d8" }, ""},
		{"another tenant", func(p *Profile) { p.Tenant = "fabrikam.com" }, ""},
		{"another spelling of the e-mail", func(p *Profile) { p.LoginHint = "Anna@contoso.com" }, then},
		{"another Web API", func(p *Profile) { o := *p.Organization; o.APIURL = o.URL; p.Organization = &o }, ""},
		{"another organization", func(p *Profile) { p.Organization = &Organization{ID: "z", URL: "https://z.crm.dynamics.com"} }, ""},
		{"tested anew", func(p *Profile) { p.RedirectURI = "http://127.0.0.1"; *p = Verified(*p, later) }, now},
	} {
		s, err := OpenStore(t.TempDir(), nil)
		if err != nil {
			t.Fatal(err)
		}
		p := sample()
		p.ID, p.Rev, p.LastVerified = "", 0, then
		if p, err = s.Save(p); err != nil || p.LastVerified != then {
			t.Fatalf("%+v, %v", p, err)
		}
		c.edit(&p)
		if p, err = s.Save(p); err != nil || p.LastVerified != c.want {
			t.Errorf("%s: last verified %q, want %q (%v)", c.name, p.LastVerified, c.want, err)
		}
		_ = s.Close()
	}
}
