package profile

import (
	"strings"
	"testing"
)

func TestRedirectURIs(t *testing.T) {
	cases := []struct {
		uri  string
		kind RedirectKind
		want string
	}{
		{"http://localhost", RedirectLoopback, ""},
		{"http://LOCALHOST:8400/back/here", RedirectLoopback, ""},
		{"http://127.0.0.1:5000/", RedirectLoopback, ""},
		{"http://[::1]:5000", RedirectLoopback, "redirect-uri-ipv6?"},
		{"  http://localhost\n", RedirectLoopback, ""},
		{"https://localhost:8443", RedirectPasted, "redirect-uri-https-loopback?"},
		{"app://58145B91-0C36-4500-8554-080854F2AC97", RedirectPrivate, "redirect-uri-private?"},
		{"urn:ietf:wg:oauth:2.0:oob", RedirectURN, "redirect-uri-urn?"},
		{"URN:ietf:wg:oauth:2.0:oob", RedirectURN, "redirect-uri-urn?"},
		{"https://login.microsoftonline.com/common/oauth2/nativeclient", RedirectNativeClient, "redirect-uri-nativeclient?"},
		{"https://login.microsoftonline.com/common/oauth2/NativeClient", RedirectNativeClient, "redirect-uri-nativeclient?"},
		{"https://login.microsoftonline.com/contoso.com", RedirectPasted, ""},
		{"https://login.microsoftonline.us/common/oauth2/nativeclient", RedirectNativeClient, "redirect-uri-nativeclient?"},
		{"msal7a1c5f0e-9d2b-4e63-8a41-0c5d7e9f1b23://auth", RedirectPrivate, "redirect-uri-private?"},
		{"msauth.com.msauth.unsignedapp://auth", RedirectPrivate, "redirect-uri-private?"},
		{"ms-appx-web://Microsoft.AAD.BrokerPlugin/7a1c5f0e-9d2b-4e63-8a41-0c5d7e9f1b23", RedirectPrivate, "redirect-uri-private?"},
		{"http://www.mscrm-addons.com", RedirectForeign, "redirect-uri-foreign?"},
		{"https://www.contoso.com/back", RedirectForeign, "redirect-uri-foreign?"},
		{"http://localhost.evil.example", RedirectForeign, "redirect-uri-foreign?"},
		{"http://login.microsoftonline.com/x", RedirectForeign, "redirect-uri-foreign?"},
		{"http://localhost/a(b)", RedirectLoopback, "redirect-uri-unusual?"},
		{"", RedirectInvalid, "redirect-uri-missing"},
		{"http://local host", RedirectInvalid, "redirect-uri-space"},
		{"localhost:8080", RedirectInvalid, "redirect-uri-no-scheme"},
		{"127.0.0.1:8080", RedirectInvalid, "redirect-uri-no-scheme"},
		{"www.contoso.com:80/x", RedirectInvalid, "redirect-uri-no-scheme"},
		{"www.mscrm-addons.com", RedirectInvalid, "redirect-uri-no-scheme"},
		{"//localhost", RedirectInvalid, "redirect-uri-no-scheme"},
		{"http://localhost#x", RedirectInvalid, "redirect-uri-fragment"},
		{"http://localhost/#", RedirectInvalid, "redirect-uri-fragment"},
		{"javascript:alert(1)", RedirectInvalid, "redirect-uri-scheme"},
		{"JavaScript:alert(1)", RedirectInvalid, "redirect-uri-scheme"},
		{"data:text/html,x", RedirectInvalid, "redirect-uri-scheme"},
		{"file:///etc/passwd", RedirectInvalid, "redirect-uri-scheme"},
		{"http://user:pw@localhost", RedirectInvalid, "redirect-uri-malformed"},
		{"http://", RedirectInvalid, "redirect-uri-malformed"},
		{"http://localhost:0", RedirectInvalid, "redirect-uri-malformed"},
		{"http://localhost:65536", RedirectInvalid, "redirect-uri-malformed"},
		{"http://localhost:99999999999999999999", RedirectInvalid, "redirect-uri-malformed"},
		{"http:\\\\localhost", RedirectInvalid, "redirect-uri-malformed"},
		{"http://localhost/\x00", RedirectInvalid, "redirect-uri-malformed"},
		{"http://löcalhost", RedirectInvalid, "redirect-uri-malformed"},
		{"http://localhost/" + strings.Repeat("x", 239), RedirectLoopback, ""},
		{"http://localhost/" + strings.Repeat("x", 240), RedirectInvalid, "redirect-uri-too-long"},
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
		case RedirectInvalid:
			if r.URL != nil {
				t.Error("an invalid one has a URL")
			}
		case RedirectLoopback:
			if r.URL.Scheme != "http" || !isLoopback(r.URL.Hostname()) || r.URL.User != nil || r.URL.Fragment != "" {
				t.Errorf("loopback: %v", r.URL)
			}
		case RedirectForeign, RedirectPasted, RedirectPrivate, RedirectNativeClient, RedirectURN:
			if s := r.URL.Scheme; s == "javascript" || s == "data" || s == "file" {
				t.Errorf("%s got through", s)
			}
		default:
			t.Errorf("kind %q", r.Kind)
		}
	})
}
