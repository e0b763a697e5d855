package cloud

import (
	"errors"
	"net/url"
	"strings"
	"testing"

	"latchkey/app/problem"
)

func TestOrganizationAddressesAreNormalized(t *testing.T) {
	const contoso = "https://contoso.crm4.dynamics.com"
	cases := []struct {
		text, want string
		id         ID
	}{
		{contoso, contoso, Public},
		{contoso + "/", contoso, Public},
		{"contoso.crm4.dynamics.com", contoso, Public},
		{"HTTPS://Contoso.CRM4.Dynamics.COM/main.aspx?appid=1#x", contoso, Public},
		{"http://contoso.crm4.dynamics.com", contoso, Public},
		{"https://contoso.api.crm4.dynamics.com/api/data/v9.2/", contoso, Public},
		{"https://contoso.crm4.dynamics.com:443", contoso, Public},
		{"contoso.crm4.dynamics.com:443/x", contoso, Public},
		{"https://contoso.crm4.dynamics.com./", contoso, Public},
		{" \t" + contoso + "\r\n", contoso, Public},
		{"\ufeff" + contoso + "\u00a0", contoso, Public},
		{contoso + "/a%20b", contoso, Public},
		{contoso + "?next=https://evil.example/", contoso, Public},
		{"https://contoso.crm.dynamics.com", "https://contoso.crm.dynamics.com", Public},
		{"https://my-org-1.crm21.dynamics.com", "https://my-org-1.crm21.dynamics.com", Public},
		{"https://contoso.crm9.dynamics.com", "https://contoso.crm9.dynamics.com", GCC},
		{"https://contoso.crm.microsoftdynamics.us", "https://contoso.crm.microsoftdynamics.us", GCCHigh},
		{"https://contoso.crm.appsplatform.us", "https://contoso.crm.appsplatform.us", DoD},
		{"https://contoso.crm.dynamics.cn", "https://contoso.crm.dynamics.cn", China},
		{"contoso.crm4.practice.localhost", "https://contoso.crm4.practice.localhost", Practice},
		{"contoso.practice.localhost", "https://contoso.practice.localhost", Practice},
	}
	for _, c := range cases {
		got, id, err := ParseOrganizationURL(c.text)
		if got != c.want || id != c.id || err != nil {
			t.Errorf("%q: %q in %q, %v", c.text, got, id, err)
		}
	}
}

func TestOtherAddressesAreRefused(t *testing.T) {
	cases := []struct{ text, code string }{
		{"", "missing"},
		{" \n", "missing"},
		{"javascript:alert(1)", "scheme"},
		{"javascript://contoso.crm4.dynamics.com/%0aalert(1)", "malformed"},
		{"javascript://contoso.crm4.dynamics.com/", "scheme"},
		{"ftp://contoso.crm4.dynamics.com", "scheme"},
		{"mailto:a@contoso.crm4.dynamics.com", "scheme"},
		{"https://contoso.crm4.dynamics.com@evil.example", "user"},
		{"https://user:pw@contoso.crm4.dynamics.com", "user"},
		{"https://@contoso.crm4.dynamics.com", "user"},
		{"https://contoso.crm4.dynamics.com\\@evil.example", "malformed"},
		{"https:\\\\contoso.crm4.dynamics.com", "malformed"},
		{"https://contoso.crm4.dynamics.com.evil.tld", "lookalike"},
		{"https://evil-dynamics.com", "lookalike"},
		{"https://contoso.crm4-dynamics.com", "lookalike"},
		{"https://contoso.crm4.dynamics.com.", ""},
		{"https://contoso.crm4.dynamics.com..", "lookalike"},
		{"https://xn--contso-bwa.crm4.dynamics.com", "lookalike"},
		{"https://contoso.crm4.xn--dynmics-8nf.com", "lookalike"},
		{"https://contoso.crm4.dynаmics.com", "lookalike"}, // a Cyrillic а
		{"https://contoso.crm4.dynamics。com", "lookalike"},
		{"https://ｃontoso.crm4.dynamics.com", "lookalike"},
		{"https://contoso.crm4.dynamics.com:8443", "port"},
		{"https://contoso.crm4.dynamics.com:0443", "port"},
		{"https://[::1]", "address"},
		{"https://[::1%25eth0]:443/", "address"},
		{"https://127.0.0.1/", "address"},
		{"https://contoso.crm4.dynamics.com\r\nHost: evil", "malformed"},
		{"https://contoso.crm4.dynamics.com/%0d%0aHost:%20evil", "malformed"},
		{"https://contoso.crm4.dynamics.com/%250D%250A", "malformed"},
		{"https://con toso.crm4.dynamics.com", "malformed"},
		{"https://contoso\u200b.crm4.dynamics.com", "malformed"},
		{"https://contoso.crm4.dynamics.com/\x00", "malformed"},
		{"https:///x", "malformed"},
		{"https://", "malformed"},
		{"https://" + strings.Repeat("a", longest), "malformed"},
		{"https://globaldisco.crm.dynamics.com", "not-organization"},
		{"https://crm4.dynamics.com", "not-organization"},
		{"https://login.microsoftonline.com/x", "not-organization"},
		{"login.practice.localhost", "not-organization"},
		{"globaldisco.practice.localhost", "not-organization"},
		{"https://a.b.crm4.dynamics.com", "lookalike"},
		{"https://-a.crm4.dynamics.com", "lookalike"},
		{"https://contoso.crm100.dynamics.com", "lookalike"},
		{"https://contoso.crm.microsoftdynamics.de", "germany"},
		{"https://crm.contoso.com", "unknown"},
		{"contoso", "unknown"},
	}
	for _, c := range cases {
		got, id, err := ParseOrganizationURL(c.text)
		if c.code == "" {
			if err != nil {
				t.Errorf("%q: %v", c.text, err)
			}
			continue
		}
		var p *problem.Problem
		if !errors.As(err, &p) || p.Code != "organization-url-"+c.code || p.Field != "organizationUrl" || p.Kind != problem.Input {
			t.Errorf("%q: %v, want %s", c.text, err, c.code)
		}
		if got != "" || id != "" {
			t.Errorf("%q: refused and yet %q in %q", c.text, got, id)
		}
	}
}

func TestRegionsByHost(t *testing.T) {
	for text, want := range map[string]string{
		"contoso.crm.dynamics.com": "NA", "https://contoso.api.crm4.dynamics.com": "EMEA", "contoso.crm9.dynamics.com": "GCC",
		"contoso.crm21.dynamics.com": "KOR", "contoso.crm98.dynamics.com": "", "contoso.crm.dynamics.cn": "", "evil.example": "",
		"contoso.crm11.practice.localhost": "GBR",
	} {
		if got := Region(text); got != want {
			t.Errorf("%s is in %q, want %q", text, got, want)
		}
	}
}

func FuzzOrgURL(f *testing.F) {
	for _, s := range []string{
		"https://contoso.crm4.dynamics.com/", "contoso.api.crm.dynamics.cn:443", "https://a@b.crm.dynamics.com", "[::1]",
		"javascript:x", "HTTP://X.CRM9.DYNAMICS.COM.", "a.crm.dynamics.com%0d%0a", "x.practice.localhost", "https://a.crm.dynamics.com:443@b",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, id, err := ParseOrganizationURL(text)
		if err != nil {
			var p *problem.Problem
			if !errors.As(err, &p) || p.Field != "organizationUrl" || got != "" || id != "" {
				t.Errorf("refused with %v, %q, %q", err, got, id)
			}
			return
		}
		u, err := url.Parse(got)
		if err != nil || u.Scheme != "https" || u.User != nil || u.Path != "" || u.RawQuery != "" || u.Fragment != "" || u.Port() != "" || got != "https://"+u.Host {
			t.Fatalf("%q became %q", text, got)
		}
		c, ok := ByID(id)
		if !ok || !c.TrustsOrganization(u.Host) || c.TrustsAuthority(u.Host) || u.Host == c.DiscoveryHost {
			t.Errorf("%q became %q, no organization of %q", text, got, id)
		}
		for _, r := range u.Host {
			if (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '-' && r != '.' {
				t.Errorf("%q has %q in its host", got, r)
			}
		}
		if !strings.Contains(strings.ToLower(text), strings.SplitN(u.Host, ".", 2)[0]) {
			t.Errorf("%q has a label that %q has not", got, text)
		}
		if again, id2, err := ParseOrganizationURL(got); again != got || id2 != id || err != nil {
			t.Errorf("%q again: %q, %q, %v", got, again, id2, err)
		}
	})
}
