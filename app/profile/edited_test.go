package profile

import (
	"strings"
	"testing"

	"latchkey/app/cloud"
)

// untrue are changes to what sign-ins and choices left in a profile that no sign-in
// and no choice can have made.
var untrue = []struct {
	name, field string
	change      func(*Profile)
}{
	{"another service", "organization", func(p *Profile) { p.Organization.URL = "https://graph.microsoft.com" }},
	{"another service's API", "organization", func(p *Profile) { p.Organization.APIURL = "https://graph.microsoft.com" }},
	{"look-alike", "organization", func(p *Profile) { p.Organization.URL = "https://contoso.crm4.dynamics.com.evil.example" }},
	{"no address", "organization", func(p *Profile) { p.Organization.URL = "" }},
	{"address with a blank", "organization", func(p *Profile) { p.Organization.URL += " https://graph.microsoft.com" }},
	{"address and a blank", "organization", func(p *Profile) { p.Organization.URL += " " }},
	{"address with a path", "organization", func(p *Profile) { p.Organization.APIURL += "/x" }},
	{"address without https", "organization", func(p *Profile) { p.Organization.URL = "http://contoso.crm4.dynamics.com" }},
	{"another cloud's API", "organization", func(p *Profile) { p.Organization.APIURL = "https://contoso.crm.dynamics.cn" }},
	{"practice organization", "organization", func(p *Profile) { p.Organization.APIURL = "https://contoso.crm4.practice.localhost" }},
	{"another organization's API", "organization", func(p *Profile) { p.Organization.APIURL = "https://evil.api.crm4.dynamics.com" }},
	{"another region's API", "organization", func(p *Profile) { p.Organization.APIURL = "https://contoso.api.crm.dynamics.com" }},
	{"line in a name", "organization", func(p *Profile) { p.Organization.FriendlyName = "a\nb" }},
	{"override in a name", "organization", func(p *Profile) { p.Organization.UniqueName = "a\u202eb" }},
	{"long version", "organization", func(p *Profile) { p.Organization.Version = strings.Repeat("9", 400) }},
	{"escape in an e-mail", "username", func(p *Profile) { p.Username = "anna\x1b[2J@contoso.com" }},
	{"long e-mail", "username", func(p *Profile) { p.Username = strings.Repeat("x", 400) }},
	{"half an account", "homeAccountId", func(p *Profile) { p.HomeAccountID = "11111111-1111-1111-1111-111111111111" }},
	{"account with a tail", "homeAccountId", func(p *Profile) { p.HomeAccountID += ".x" }},
	{"tenant with a path", "accountTenant", func(p *Profile) { p.AccountTenant = "contoso.com/../x" }},
	{"time in words", "lastVerified", func(p *Profile) { p.LastVerified = "yesterday" }},
}

func TestWhatNoSignInLeftIsFound(t *testing.T) {
	for _, c := range untrue {
		p := sample()
		c.change(&p)
		if got := codes(Validate(p)); got != c.field+"=kept-value-unusable" {
			t.Errorf("%s: problems %q", c.name, got)
		}
	}
}

func TestWhatSignInsLeaveIsKept(t *testing.T) {
	for name, change := range map[string]func(*Profile){
		"nothing":     func(p *Profile) { p.HomeAccountID, p.Username, p.Organization, p.LastVerified = "", "", nil, "" },
		"no API":      func(p *Profile) { p.Organization.APIURL = "" },
		"upper case":  func(p *Profile) { p.Organization.URL = "https://Contoso.crm4.dynamics.com/" },
		"a guest":     func(p *Profile) { p.AccountTenant = p.Organization.TenantID },
		"other words": func(p *Profile) { p.Organization.FriendlyName = "Verträge \u200fשלום" },
		"typed": func(p *Profile) {
			url := "https://contoso.crm.dynamics.cn"
			p.Cloud, p.OrganizationURL, p.Organization = cloud.China, "", &Organization{URL: url, APIURL: url}
		},
		"a custom cloud's other host": func(p *Profile) {
			hosts := &cloud.Hosts{Authority: "a.example", Discovery: "d.example", Organizations: []string{"o.example", "api.example"}}
			hosts.Confirmed = hosts.Fingerprint()
			p.Cloud, p.CustomCloud, p.OrganizationURL = cloud.Custom, hosts, ""
			p.RedirectURI = "http://localhost:8400" // any port would be worth a warning there
			p.HomeAccountID = "person-1.lab"        // an authority that sends no client_info
			p.Organization = &Organization{URL: "https://o.example/x", APIURL: "https://api.example/x"}
		},
	} {
		p := sample()
		change(&p)
		if got := codes(Validate(p)); got != "" {
			t.Errorf("%s: problems %q", name, got)
		}
	}
}

func TestAnOrganizationOfAnotherCloudIsForgotten(t *testing.T) {
	s, dir := openStore(t)
	p := sample()
	p.OrganizationURL, p.Organization.URL = "", "https://contoso.crm.dynamics.cn"
	if got := codes(Validate(p)); got != "" { // choosing another cloud is no mistake
		t.Errorf("problems %q", got)
	}
	p.Schema, p.Rev = Schema, 1
	data, err := encode(p, nil)
	if err != nil {
		t.Fatal(err)
	}
	write(t, dir, guid(1), string(data))
	e, err := s.Get(guid(1))
	if err != nil {
		t.Fatal(err)
	}
	checkForgotten(t, "read", "organization", e.Profile)
	p.Rev, p.Name = 0, "B"
	if p, err = s.Save(p); err != nil {
		t.Fatal(err)
	}
	checkForgotten(t, "saved", "organization", p)
}

// checkForgotten fails unless the untrue part of a profile is gone, and the rest is there.
func checkForgotten(t *testing.T, what, field string, p Profile) {
	t.Helper()
	if got := codes(Validate(p)); got != "" || p.LastVerified != "" || p.ApplicationID != sample().ApplicationID {
		t.Errorf("%s: %q in %+v", what, got, p)
	}
	if (p.Organization == nil) != (field == "organization") {
		t.Errorf("%s: organization %+v", what, p.Organization)
	}
	account := field == "username" || field == "homeAccountId" || field == "accountTenant"
	if (p.HomeAccountID+p.Username+p.AccountTenant == "") != account {
		t.Errorf("%s: account %q %q %q", what, p.HomeAccountID, p.Username, p.AccountTenant)
	}
}

func TestWhatNoSignInLeftIsNotStored(t *testing.T) {
	for _, c := range untrue {
		s, _ := openStore(t)
		p := sample()
		c.change(&p)
		saved, err := s.Save(p)
		if err != nil {
			t.Fatal(err)
		}
		checkForgotten(t, c.name, c.field, saved)
	}
}

func TestWhatNoSignInLeftIsNotRead(t *testing.T) {
	for _, c := range untrue {
		s, dir := openStore(t)
		p := sample()
		c.change(&p)
		p.Schema, p.Rev = Schema, 1
		data, err := encode(p, nil)
		if err != nil {
			t.Fatal(err)
		}
		write(t, dir, guid(1), string(data))
		e, err := s.Get(guid(1))
		if err != nil {
			t.Fatal(err)
		}
		checkForgotten(t, c.name, c.field, e.Profile)
	}
}
