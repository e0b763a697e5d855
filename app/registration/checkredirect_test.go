package registration

import (
	"testing"
)

func TestRedirectURIsAreComparedToTheLetter(t *testing.T) {
	tests := []struct{ registered, asked, difference string }{
		{"http://localhost", "http://localhost", ""},
		{"http://localhost", "http://localhost:8400", ""},
		{"http://localhost:1", "http://localhost:8400/", ""},
		{"http://127.0.0.1", "http://127.0.0.1:50000", ""},
		{"https://app.example/back", "https://app.example/back", ""},
		{"http://localhost ", "http://localhost", "blank"},
		{"http://local\u200bhost", "http://localhost", "blank"},
		{"app://58145B91", "app://58145b91", "case"},
		{"http://localhost/Back", "http://localhost/back", "case"},
		{"https://app.example/back/", "https://app.example/back", "slash"},
		{"https://app.example", "https://app.example/", "slash"},
		{"https://localhost", "http://localhost", "scheme"},
		{"http://127.0.0.1", "http://localhost", "host"},
		{"https://other.example/back", "https://app.example/back", "host"},
		{"https://app.example:8443/back", "https://app.example/back", "port"},
		{"https://localhost:1", "https://localhost:2", "port"},
		{"http://localhost/a", "http://localhost/b", "path"},
		{"https://app.example/back?x=1", "https://app.example/back", "query"},
	}
	for _, test := range tests {
		if got := allowed([]string{"urn:other", test.registered}, test.asked); got != (test.difference == "") {
			t.Errorf("%s for %s: allowed %v", test.registered, test.asked, got)
		}
		if test.difference == "" {
			continue
		}
		found, difference := closest([]string{"urn:other", test.registered}, test.asked)
		if found != test.registered || difference != test.difference {
			t.Errorf("%s for %s: %q %q, want %q", test.registered, test.asked, found, difference, test.difference)
		}
	}
}

func TestTheNearestRedirectURIIsNamed(t *testing.T) {
	list := []string{"https://far.example/other", "http://localhost/", "https://app.example/bakc"}
	if found, _ := closest(list, "https://app.example/back"); found != "https://app.example/bakc" {
		t.Error(found)
	}
	if found, difference := closest(list, "urn:ietf:wg:oauth:2.0:oob"); found != "" || difference != "" {
		t.Errorf("%q %q", found, difference)
	}
}

func TestWhatEntraTakesToday(t *testing.T) {
	for uri, want := range map[string][2]bool{ // public, web
		"http://localhost":            {true, true},
		"http://127.0.0.1/x":          {true, true},
		"http://[::1]/":               {false, false},
		"https://app.example":         {true, true},
		"http://www.mscrm-addons.com": {false, false},
		"app://addon":                 {true, false},
		"urn:ietf:wg:oauth:2.0:oob":   {false, false},
		"javascript:alert(1)":         {false, false},
		"http://localhost /x":         {false, false},
		"localhost":                   {false, false},
	} {
		if got := [2]bool{registrable(uri, "public"), registrable(uri, "web")}; got != want {
			t.Errorf("%s: %v, want %v", uri, got, want)
		}
	}
}
