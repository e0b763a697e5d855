package profile

import (
	"testing"
	"time"
)

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
