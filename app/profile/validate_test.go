package profile

import (
	"reflect"
	"strings"
	"testing"

	"latchkey/app/cloud"
	"latchkey/app/problem"
)

func TestAFilledProfileIsValid(t *testing.T) {
	if got := codes(Validate(sample())); got != "" {
		t.Errorf("problems of a valid profile: %s", got)
	}
}

func TestEachFieldIsChecked(t *testing.T) {
	secret := "abc8Q~" + strings.Repeat("xY7.", 8)
	cases := []struct {
		name   string
		change func(*Profile)
		want   string // "field=code" of every problem, warnings with "?"
	}{
		{"empty name", func(p *Profile) { p.Name = " \t" }, "name=name-missing"},
		{"long name", func(p *Profile) { p.Name = strings.Repeat("ä", 61) }, "name=name-too-long"},
		{"name of just the length", func(p *Profile) { p.Name = strings.Repeat("ä", 60) }, ""},
		{"control in name", func(p *Profile) { p.Name = "a\x00b" }, "name=name-control-characters"},
		{"direction override in name", func(p *Profile) { p.Name = "a\u202eb" }, "name=name-control-characters"},
		{"blank of no width in name", func(p *Profile) { p.Name = "A\u200bB" }, "name=name-control-characters"},
		{"direction mark in name", func(p *Profile) { p.Name = "A\u200eB" }, "name=name-control-characters"},
		{"Arabic letter mark in name", func(p *Profile) { p.Name = "A\u061cB" }, "name=name-control-characters"},
		{"soft hyphen in name", func(p *Profile) { p.Name = "A\u00adB" }, "name=name-control-characters"},
		{"tag in name", func(p *Profile) { p.Name = "A\U000e0042B" }, "name=name-control-characters"},
		{"filler in name", func(p *Profile) { p.Name = "A\u3164B" }, "name=name-control-characters"},
		{"long label", func(p *Profile) { p.Label = strings.Repeat("x", 21) }, "label=label-too-long"},
		{"notes with lines", func(p *Profile) { p.Notes = "a\r\n\tb" }, ""},
		{"notes with NUL", func(p *Profile) { p.Notes = "a\x00" }, "notes=text-control-characters"},
		{"long notes", func(p *Profile) { p.Notes = strings.Repeat("x", 10_001) }, "notes=notes-too-long"},
		{"colour in capitals", func(p *Profile) { p.Color = "#FFAA00" }, ""},
		{"colour by name", func(p *Profile) { p.Color = "red" }, "color=color-invalid"},
		{"unknown cloud", func(p *Profile) { p.Cloud = "mars"; p.OrganizationURL = "" }, "cloud=cloud-unknown"},

		{"no ApplicationID", func(p *Profile) { p.ApplicationID = "" }, "applicationId=application-id-missing"},
		{"ApplicationID in braces and blanks", func(p *Profile) { p.ApplicationID = " {7A1C5F0E-9D2B-4E63-8A41-0C5D7E9F1B23}\r\n" }, ""},
		{"ApplicationID without hyphens", func(p *Profile) { p.ApplicationID = "7a1c5f0e9d2b4e638a410c5d7e9f1b23" }, "applicationId=application-id-not-guid"},
		{"a letter too few", func(p *Profile) { p.ApplicationID = "7a1c5f0e-9d2b-4e63-8a41-0c5d7e9f1b2" }, "applicationId=application-id-not-guid"},
		{"zero ApplicationID", func(p *Profile) { p.ApplicationID = zeroGUID }, "applicationId=application-id-zero"},
		{"tenant as ApplicationID", func(p *Profile) { p.Tenant = "{" + strings.ToUpper(p.ApplicationID) + "}" }, "applicationId=application-id-is-tenant"},
		{"organization's tenant as ApplicationID", func(p *Profile) { p.ApplicationID = p.Organization.TenantID }, "applicationId=application-id-is-tenant"},
		{"organization as ApplicationID", func(p *Profile) { p.ApplicationID = p.Organization.ID }, "applicationId=application-id-is-organization"},
		{"Entra secret", func(p *Profile) { p.ApplicationID = secret }, "applicationId=application-id-is-secret"},
		{"base64 secret", func(p *Profile) { p.ApplicationID = "Zm9vYmFyMTIzNDU2Nzg5MEFCQ0RFRkdISUpLTE1OTw==" }, "applicationId=application-id-is-secret"},
		{"token", func(p *Profile) { p.ApplicationID = "eyJhbGciOi.eyJ.x" }, "applicationId=application-id-is-secret"},

		{"method unknown", func(p *Profile) { p.Method = "magic" }, "method=method-unknown"},
		{"browser cannot come back", func(p *Profile) { p.Method = Browser; p.RedirectURI = "https://localhost" }, "method=method-needs-loopback redirectUri=redirect-uri-https-loopback?"},
		{"no browser shows the code", func(p *Profile) { p.Method = Browser; p.RedirectURI = "app://x/" }, "method=method-needs-loopback redirectUri=redirect-uri-private?"},

		{"any port in a custom cloud", func(p *Profile) { inLab(p, "http://localhost/back") }, "redirectUri=redirect-uri-any-port?"},
		{"a fixed port in a custom cloud", func(p *Profile) { inLab(p, "http://localhost:8400/back") }, ""},

		{"tenant of one word", func(p *Profile) { p.Tenant = "contoso" }, "tenant=tenant-invalid"},
		{"tenant with a path", func(p *Profile) { p.Tenant = "contoso.com/x" }, "tenant=tenant-invalid"},
		{"tenant by number", func(p *Profile) { p.Tenant = "10.0.0.1" }, "tenant=tenant-invalid"},
		{"common tenant", func(p *Profile) { p.Tenant = "organizations" }, ""},
		{"login hint without domain", func(p *Profile) { p.LoginHint = "anna@" }, "loginHint=login-hint-invalid"},
		{"login hint with a blank", func(p *Profile) { p.LoginHint = "anna b@contoso.com" }, "loginHint=login-hint-invalid"},
		{"guest's login hint", func(p *Profile) { p.LoginHint = "anna_x.com#EXT#@contoso.com" }, ""},
		{"international login hint", func(p *Profile) { p.LoginHint = "jörg@müller.de" }, ""},
		{"look-alike", func(p *Profile) { p.OrganizationURL = "contoso.crm4.dynamics.com.evil.example" }, "organizationUrl=organization-url-lookalike"},
		{"another cloud", func(p *Profile) { p.OrganizationURL = "contoso.crm.dynamics.cn" }, "organizationUrl=organization-url-other-cloud"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			p := sample()
			c.change(&p)
			if got := codes(Validate(p)); got != c.want {
				t.Errorf("problems %q, want %q", got, c.want)
			}
		})
	}
}

func TestSecretIsNotEchoed(t *testing.T) {
	p := sample()
	p.ApplicationID = "abc8Q~" + strings.Repeat("xY7.", 8)
	for _, found := range Validate(p) {
		if strings.Contains(found.Error()+found.Detail, "xY7.") || len(found.Args) > 0 {
			t.Errorf("the problem repeats what was typed: %+v", found)
		}
	}
}

func TestTwoFactorFieldsSleepWhileItIsOff(t *testing.T) {
	for _, change := range []func(*Profile){
		func(p *Profile) { p.TwoFactor = false },
		func(p *Profile) { p.Online = false },
	} {
		p := sample()
		p.ApplicationID, p.RedirectURI, p.Method = "half typed", "no scheme here", "magic"
		change(&p)
		if got := codes(Validate(p)); got != "" {
			t.Errorf("problems of dormant fields: %s", got)
		}
	}
}

func TestOnPremisesMayHaveAnyAddress(t *testing.T) {
	p := sample()
	p.Online, p.OrganizationURL = false, "https://crm.corp.example:444/contoso"
	if got := codes(Validate(p)); got != "" {
		t.Errorf("problems: %s", got)
	}
	if got := Normalize(p).OrganizationURL; got != p.OrganizationURL {
		t.Errorf("on-premises address became %q", got)
	}
}

func TestNormalizeTwiceIsOnce(t *testing.T) {
	p := sample()
	p.Name, p.Tenant, p.OrganizationURL = "\ufeff a \n b ", " {22222222-2222-2222-2222-AAAAAAAAAAAA}", "HTTP://Contoso.API.crm4.dynamics.com:443/main.aspx?x=1#y"
	p.Method = ""
	once := Normalize(p)
	if once.Name != "a b" || once.Tenant != "22222222-2222-2222-2222-aaaaaaaaaaaa" || once.OrganizationURL != "https://contoso.crm4.dynamics.com" || once.Method != Auto {
		t.Errorf("normalized to %+v", once)
	}
	if twice := Normalize(once); !reflect.DeepEqual(twice, once) {
		t.Errorf("normalized again to %+v", twice)
	}
}

func TestWhereIsOneOfThree(t *testing.T) {
	guid := "22222222-2222-2222-2222-222222222222"
	cases := []struct{ text, tenant, hint, url, code string }{
		{"", "", "", "", ""},
		{" anna@contoso.com ", "", "anna@contoso.com", "", ""},
		{"mailto:anna@contoso.com", "", "anna@contoso.com", "", ""},
		{"{" + guid + "}", guid, "", "", ""},
		{"Contoso.onmicrosoft.com", "contoso.onmicrosoft.com", "", "", ""},
		{"contoso.crm4.dynamics.com/main.aspx", "", "", "https://contoso.crm4.dynamics.com", ""},
		{"https://contoso.crm4.dynamics.com", "", "", "https://contoso.crm4.dynamics.com", ""},
		{"contoso", "", "", "", "where-not-understood"},
		{"anna@", "", "", "", "login-hint-invalid"},
		{"https://contoso.com", "", "", "", "organization-url-unknown"},
		{"contoso.crm4.dynamics.com.evil.example", "", "", "", "organization-url-lookalike"},
		{"contoso.crm.microsoftdynamics.de", "", "", "", "organization-url-germany"},
		{"https://anna@contoso.crm4.dynamics.com", "", "", "", "organization-url-user"},
		{"javascript:alert(1)", "", "", "", "organization-url-scheme"},
	}
	for _, c := range cases {
		tenant, hint, url, err := ClassifyWhere(Profile{Cloud: cloud.Public}, c.text)
		code := ""
		if err != nil {
			p := problem.From(err)
			if code = p.Code; p.Field != "where" {
				t.Errorf("%q: problem of field %q", c.text, p.Field)
			}
		}
		if tenant != c.tenant || hint != c.hint || url != c.url || code != c.code {
			t.Errorf("%q: tenant %q, hint %q, URL %q, problem %q", c.text, tenant, hint, url, code)
		}
		again := Where(Profile{Tenant: tenant, LoginHint: hint, OrganizationURL: url})
		if t2, h2, u2, err := ClassifyWhere(Profile{Cloud: cloud.Public}, again); err != nil || t2 != tenant || h2 != hint || u2 != url {
			t.Errorf("%q shown as %q is understood as something else", c.text, again)
		}
	}
}

func codes(ps []*problem.Problem) string {
	var all []string
	for _, p := range ps {
		text := p.Field + "=" + p.Code
		if p.Warning {
			text += "?"
		}
		all = append(all, text)
	}
	return strings.Join(all, " ")
}

func TestPracticeProfile(t *testing.T) {
	p := sample()
	p.Cloud, p.OrganizationURL = cloud.Practice, "contoso.crm4.practice.localhost"
	if got := codes(Validate(p)); got != "" {
		t.Errorf("problems: %s", got)
	}
}

// inLab makes a profile one of a confirmed custom cloud.
func inLab(p *Profile, redirect string) {
	hosts := &cloud.Hosts{Authority: "a.example", Discovery: "d.example", Organizations: []string{"o.example"}}
	hosts.Confirmed = hosts.Fingerprint()
	p.Cloud, p.CustomCloud, p.OrganizationURL, p.Organization, p.RedirectURI = cloud.Custom, hosts, "", nil, redirect
}
