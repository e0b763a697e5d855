package directory

import "testing"

func TestRedirectURIsAreComparedByEntrasRules(t *testing.T) {
	for known, allowed := range map[string]bool{
		"http://localhost": true, "http://localhost/": true, "http://localhost:1234": true,
		"HTTP://localhost": false, "http://LOCALHOST": false, "http://localhost/x": false, "https://localhost": false,
	} {
		if a := (&App{RedirectURIs: []string{known}}); a.AllowsRedirect("http://localhost:8400/") != allowed {
			t.Errorf("%s: %t", known, !allowed)
		}
	}
}
