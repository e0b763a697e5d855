package transfer

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"latchkey/app/cloud"
	"latchkey/app/problem"
	"latchkey/app/profile"
)

func listed(list []Host) []string {
	var all []string
	for _, h := range list {
		all = append(all, fmt.Sprintf("%s %s trusted=%t refused=%t", h.Host, h.Purpose, h.Trusted, h.Refused))
	}
	return all
}

func TestEveryHostIsListed(t *testing.T) {
	p := whole()
	p.RedirectURI, p.Method, p.DomainHint = "https://Addon.Example/back", profile.Paste, "adfs.contoso.com"
	inLab := lab(t)
	practice := whole()
	practice.Cloud, practice.Organization, practice.DomainHint = cloud.Practice, nil, "organizations"
	practice.OrganizationURL = "https://contoso.crm4.practice.localhost"
	program := whole()
	program.RedirectURI, program.Method, program.OrganizationURL = "msal7a1c5f0e://auth", profile.Auto, ""
	program.Organization, program.DomainHint = nil, ""
	for name, c := range map[string]struct {
		from profile.Profile
		want []string
	}{
		"a real cloud's": {p, []string{
			"login.microsoftonline.com sign-in trusted=true refused=false",
			"globaldisco.crm.dynamics.com discovery trusted=true refused=false",
			"contoso.crm4.dynamics.com organization trusted=true refused=false",
			"addon.example redirect trusted=false refused=false",
			"adfs.contoso.com identity-provider trusted=false refused=false",
		}},
		"a custom cloud's": {inLab, []string{
			"login.test.example sign-in trusted=false refused=false",
			"disco.test.example:8443 discovery trusted=false refused=false",
			"*.crm.test.example organization trusted=false refused=false",
			"one.crm.test.example organization trusted=false refused=false",
			"localhost redirect trusted=true refused=false",
		}},
		"the practice tenant's": {practice, []string{
			"login.practice.localhost sign-in trusted=true refused=false",
			"globaldisco.practice.localhost discovery trusted=true refused=false",
			"contoso.crm4.practice.localhost organization trusted=true refused=false",
			"localhost redirect trusted=true refused=false",
		}},
		"none but the cloud's": {program, []string{
			"login.microsoftonline.com sign-in trusted=true refused=false",
			"globaldisco.crm.dynamics.com discovery trusted=true refused=false",
		}},
	} {
		read, err := ReadSetup(setupOf(t, c.from, Words{}))
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if diff := cmp.Diff(c.want, listed(read.Hosts)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// Each of them is put into each place where a host or an address can stand.
func lookalikes() map[string]string {
	return map[string]string{ // as it is written, and as it is named
		"login.microsoftonline.com.evil.example":         "login.microsoftonline.com.evil.example",
		"login.micros\u043eftonline.com":                 "login.xn--microsftonline-0zl.com", // a Cyrillic o
		"login.xn--microsftonline-0zl.com":               "login.xn--microsftonline-0zl.com",
		"login.microsoft0nline.com":                      "login.microsoft0nline.com",
		"login.rnicrosoftonline.com":                     "login.rnicrosoftonline.com",
		"login.mircosoftonline.com":                      "login.mircosoftonline.com",
		"login-microsoftonline-com.evil.example":         "login-microsoftonline-com.evil.example",
		"contoso.crm4.dynarnics.com":                     "contoso.crm4.dynarnics.com",
		"contoso.crm4.dynamics.com.evil.example":         "contoso.crm4.dynamics.com.evil.example",
		"crm4-dynamics-com.evil.example":                 "crm4-dynamics-com.evil.example",
		"login.practice.localhost.evil.example":          "login.practice.localhost.evil.example",
		"login.\u217ficrosoftonline.com":                 "login.xn--icrosoftonline-fp7h.com", // a Roman numeral
		"LOGIN.MICROSOFTONLINE.COM.EVIL.EXAMPLE":         "login.microsoftonline.com.evil.example",
		"login.microsoftonline.com.evil.example:8443":    "login.microsoftonline.com.evil.example:8443",
		"microsoft-login.example":                        "microsoft-login.example",
		"\u0430\u0440\u0440.d\u0443namics.com":           "xn--80a6aa.xn--dnamics-fkg.com",
		"login.microsoftonline.us.dynamics.com.evil.com": "login.microsoftonline.us.dynamics.com.evil.com",
	}
}

func TestLookAlikesAreNamedAndNotUsed(t *testing.T) {
	real, inLab := setupOf(t, whole(), Words{}), setupOf(t, lab(t), Words{})
	for host, named := range lookalikes() {
		for place, data := range map[string][]byte{
			"authority":                 edited(t, real, host, "profile", "authority"),
			"organization URL":          edited(t, real, "https://"+host+"/main.aspx", "profile", "organizationUrl"),
			"organization":              edited(t, real, "https://"+host, "profile", "organization", "url"),
			"Web API":                   edited(t, real, "https://"+host, "profile", "organization", "apiUrl"),
			"custom authority":          edited(t, inLab, host, "profile", "customCloud", "authority"),
			"custom discovery":          edited(t, inLab, host, "profile", "customCloud", "discovery"),
			"custom organizations":      edited(t, inLab, []string{"*." + host}, "profile", "customCloud", "organizations"),
			"organization of a custom":  edited(t, inLab, "https://"+host, "profile", "organizationUrl"),
			"other authority of custom": edited(t, inLab, host, "profile", "authority"),
		} {
			read, err := ReadSetup(data)
			p := problem.From(err)
			if p == nil || p.Code != "setup-foreign-host" || !strings.Contains(p.Args["host"], named) {
				t.Errorf("%s as %s: %v", host, place, p.Args)
				continue
			}
			if !strings.Contains(strings.Join(listed(read.Hosts), "\n"), named) || read.Profile().Name != "" {
				t.Errorf("%s as %s: shown %q", host, place, listed(read.Hosts))
			}
		}
	}
}

func TestARedirectURIAndAHintMayBeForeignButNoLookAlikes(t *testing.T) {
	good := setupOf(t, whole(), Words{})
	for uri, want := range map[string]string{
		"http://www.mscrm-addons.com":                                  "",
		"https://login.microsoftonline.com/common/oauth2/nativeclient": "",
		"https://login.microsoftonline.com.evil.example/back":          "setup-foreign-host profile.redirectUri",
		"https://login.microsoftonline.com@evil.example/":              "setup-value profile.redirectUri",
		"https://contoso.crm.dynamics.com.evil.example/":               "setup-foreign-host profile.redirectUri",
	} {
		data := edited(t, edited(t, good, uri, "profile", "redirectUri"), "paste", "profile", "method")
		if _, err := ReadSetup(data); codesOf(err) != want {
			t.Errorf("%s: %q", uri, codesOf(err))
		}
	}
	for hint, want := range map[string]string{
		"contoso.onmicrosoft.com":   "",
		"microsoftonline-login.com": "setup-foreign-host profile.domainHint",
	} {
		if _, err := ReadSetup(edited(t, good, hint, "profile", "domainHint")); codesOf(err) != want {
			t.Errorf("%s: %q", hint, codesOf(err))
		}
	}
}

func TestAddressesThatLeadElsewhereAreNamedByWhereTheyLead(t *testing.T) {
	good := setupOf(t, whole(), Words{})
	for address, named := range map[string]string{
		"https://contoso.crm4.dynamics.com@evil.example/":    "evil.example",
		"https://contoso.crm4.dynamics.com:443@evil.example": "evil.example",
		`https://evil.example\@contoso.crm4.dynamics.com`:    "evil.example",
		"https://contoso.crm4.dynamics.com:8443":             "contoso.crm4.dynamics.com:8443",
		"https://contoso.crm9.dynamics.com":                  "contoso.crm9.dynamics.com", // GCC's
		"https://contoso.crm4.practice.localhost":            "contoso.crm4.practice.localhost",
		"https://192.0.2.1":                                  "192.0.2.1",
		"https://evil.example/contoso.crm4.dynamics.com":     "evil.example",
		"https://evil.example?contoso.crm4.dynamics.com":     "evil.example",
		"https://evil.example#contoso.crm4.dynamics.com":     "evil.example",
		"javascript:alert(1)//contoso.crm4.dynamics.com":     "javascript:alert(1)//contoso.crm4.dynamics.com",
	} {
		_, err := ReadSetup(edited(t, good, address, "profile", "organizationUrl"))
		if p := problem.From(err); p == nil || p.Code != "setup-foreign-host" || p.Args["host"] != named {
			t.Errorf("%s: %v", address, p)
		}
	}
}

func TestTheNamesOfRealCloudsAreNoCustomCloud(t *testing.T) {
	good := setupOf(t, lab(t), Words{})
	for _, host := range []string{"login.microsoftonline.com", "login.live.com", "contoso.crm4.dynamics.com", "login.practice.localhost"} {
		if _, err := ReadSetup(edited(t, good, host, "profile", "customCloud", "authority")); problem.From(err).Args["host"] != host {
			t.Errorf("%s: %v", host, err)
		}
	}
	for _, host := range []string{"user@login.test.example", "login.test.example/path", "login.test.example:0", "login test", "https://login.test.example", "*.test.example"} {
		if _, err := ReadSetup(edited(t, good, host, "profile", "customCloud", "authority")); !strings.HasPrefix(codesOf(err), "setup-foreign-host") {
			t.Errorf("%s: %v", host, err)
		}
	}
}

func TestPlainNamesResembleNothing(t *testing.T) {
	for _, host := range []string{
		"login.test.example", "localhost:8443", "[::1]:8443", "127.0.0.1", "*.crm.lab.example", "dynamics.contoso.com", "www.mscrm-addons.com",
		"dynamicscommunity.com", "windowsnetwork.example", "live.contoso.com", "olive.community.example", "apps-platform.contoso.com", "mobilecrm.resco.net", "contoso-dynamics.com", "",
	} {
		if resembles(host) {
			t.Errorf("%s", host)
		}
	}
}

func TestCertificatesHaveToBeWhatTheyAreCalled(t *testing.T) {
	good := setupOf(t, lab(t), Words{})
	one, other := certificatesIn(authorityPEM(t))[0], certificatesIn(authorityPEM(t))[0]
	for name, c := range map[string]Certificate{
		"another's fingerprint": {SHA256: other.SHA256, PEM: one.PEM},
		"only a fingerprint":    {SHA256: one.SHA256},
		"two of them":           {SHA256: one.SHA256, PEM: one.PEM + other.PEM},
		"text in front":         {SHA256: one.SHA256, PEM: "CN=Microsoft Root\n" + one.PEM},
	} {
		list := []any{map[string]any{"sha256": c.SHA256, "pem": c.PEM}}
		if _, err := ReadSetup(edited(t, good, list, "profile", "customCloud", "certificates")); codesOf(err) != "setup-value profile.customCloud.certificates" {
			t.Errorf("%s: %q", name, codesOf(err))
		}
	}
	none := certificateOf([]byte("x"))
	list := []any{map[string]any{"sha256": none.SHA256, "pem": none.PEM}}
	if _, err := ReadSetup(edited(t, good, list, "profile", "customCloud", "certificates")); codesOf(err) != "custom-cloud-ca" {
		t.Errorf("no certificate: %q", codesOf(err))
	}
}
