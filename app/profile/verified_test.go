package profile

import "testing"

func TestAChangedConnectionIsNoLongerVerified(t *testing.T) {
	const then, now = "2026-01-01T00:00:00Z", "2026-02-02T00:00:00Z"
	for _, c := range []struct {
		name string
		edit func(*Profile)
		want string
	}{
		{"another name", func(p *Profile) { p.Name = "Renamed" }, then},
		{"another account", func(p *Profile) { p.HomeAccountID = guid(1) + "." + guid(2) }, then},
		{"another redirect URI", func(p *Profile) { p.RedirectURI = "http://127.0.0.1" }, ""},
		{"another ApplicationID", func(p *Profile) { p.ApplicationID = "99999999-3b8e-4a57-9c40-7e2a1b96f3d8" }, ""},
		{"another organization", func(p *Profile) { p.Organization = &Organization{ID: "z", URL: "https://z.crm.dynamics.com"} }, ""},
		{"tested anew", func(p *Profile) { p.RedirectURI, p.LastVerified = "http://127.0.0.1", now }, now},
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
