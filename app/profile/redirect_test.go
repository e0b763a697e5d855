package profile

import (
	"strings"
	"testing"
)

func TestRedirectURIs(t *testing.T) {
	cases := []struct{ uri, kind, want string }{
		{"http://localhost", Loopback, ""},
		{"http://LOCALHOST:8400/back/here", Loopback, ""},
		{"http://127.0.0.1:5000/", Loopback, ""},
		{"http://[::1]:5000", Loopback, "redirect-uri-ipv6?"},
		{"  http://localhost\n", Loopback, ""},
		{"https://localhost:8443", Pasted, "redirect-uri-https-loopback?"},
		{"app://58145B91-0C36-4500-8554-080854F2AC97", Pasted, ""},
		{"urn:ietf:wg:oauth:2.0:oob", Pasted, ""},
		{"https://login.microsoftonline.com/common/oauth2/nativeclient", Pasted, ""},
		{"https://login.microsoftonline.us/common/oauth2/nativeclient", Pasted, ""},
		{"msal7a1c5f0e-9d2b-4e63-8a41-0c5d7e9f1b23://auth", Pasted, ""},
		{"msauth.com.msauth.unsignedapp://auth", Pasted, ""},
		{"ms-appx-web://Microsoft.AAD.BrokerPlugin/7a1c5f0e-9d2b-4e63-8a41-0c5d7e9f1b23", Pasted, ""},
		{"http://www.mscrm-addons.com", Foreign, "redirect-uri-foreign?"},
		{"https://www.contoso.com/back", Foreign, "redirect-uri-foreign?"},
		{"http://localhost.evil.example", Foreign, "redirect-uri-foreign?"},
		{"http://login.microsoftonline.com/x", Foreign, "redirect-uri-foreign?"},
		{"http://localhost/a(b)", Loopback, "redirect-uri-unusual?"},
		{"", Invalid, "redirect-uri-missing"},
		{"http://local host", Invalid, "redirect-uri-space"},
		{"localhost:8080", Invalid, "redirect-uri-no-scheme"},
		{"127.0.0.1:8080", Invalid, "redirect-uri-no-scheme"},
		{"www.contoso.com:80/x", Invalid, "redirect-uri-no-scheme"},
		{"www.mscrm-addons.com", Invalid, "redirect-uri-no-scheme"},
		{"//localhost", Invalid, "redirect-uri-no-scheme"},
		{"http://localhost#x", Invalid, "redirect-uri-fragment"},
		{"http://localhost/#", Invalid, "redirect-uri-fragment"},
		{"javascript:alert(1)", Invalid, "redirect-uri-scheme"},
		{"JavaScript:alert(1)", Invalid, "redirect-uri-scheme"},
		{"data:text/html,x", Invalid, "redirect-uri-scheme"},
		{"file:///etc/passwd", Invalid, "redirect-uri-scheme"},
		{"http://user:pw@localhost", Invalid, "redirect-uri-malformed"},
		{"http://", Invalid, "redirect-uri-malformed"},
		{"http://localhost:0", Invalid, "redirect-uri-malformed"},
		{"http://localhost:65536", Invalid, "redirect-uri-malformed"},
		{"http://localhost:99999999999999999999", Invalid, "redirect-uri-malformed"},
		{"http:\\\\localhost", Invalid, "redirect-uri-malformed"},
		{"http://localhost/\x00", Invalid, "redirect-uri-malformed"},
		{"http://löcalhost", Invalid, "redirect-uri-malformed"},
		{"http://localhost/" + strings.Repeat("x", 239), Loopback, ""},
		{"http://localhost/" + strings.Repeat("x", 240), Invalid, "redirect-uri-too-long"},
	}
	for _, c := range cases {
		if got := ParseRedirect(c.uri).Kind; got != c.kind {
			t.Errorf("%q goes by %s, want %s", c.uri, got, c.kind)
		}
		var got []string
		for _, p := range checkRedirect(strings.TrimSpace(c.uri)) {
			code := p.Code
			if p.Warning {
				code += "?"
			}
			got = append(got, code)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%q: problems %q, want %q", c.uri, got, c.want)
		}
	}
}

func TestHostsAreLowerCaseInTheURLOnly(t *testing.T) {
	r := ParseRedirect("http://LOCALHOST:8400/Back")
	if r.URL.String() != "http://localhost:8400/Back" || r.Host != "LOCALHOST:8400" {
		t.Errorf("%s, host %s", r.URL, r.Host)
	}
	if r = ParseRedirect("app://58145B91/X"); r.URL.String() != "app://58145B91/X" {
		t.Errorf("%s", r.URL)
	}
}

func FuzzRedirect(f *testing.F) {
	for _, s := range []string{"http://localhost", "app://x", "localhost:80", "http://[::1]", "urn:a:b", "x:\x00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, uri string) {
		r := ParseRedirect(uri)
		switch r.Kind {
		case Invalid:
			if r.URL != nil {
				t.Error("an invalid one has a URL")
			}
		case Loopback:
			if r.URL.Scheme != "http" || !isLoopback(r.URL.Hostname()) || r.URL.User != nil || r.URL.Fragment != "" {
				t.Errorf("loopback: %v", r.URL)
			}
		case Foreign, Pasted:
			if s := r.URL.Scheme; s == "javascript" || s == "data" || s == "file" {
				t.Errorf("%s got through", s)
			}
		default:
			t.Errorf("kind %q", r.Kind)
		}
	})
}
