package entra

import (
	"net/http"
	"strings"
	"testing"
)

func TestWhereAnAnswerGoes(t *testing.T) {
	g := newRig(t)
	for name, row := range map[string]struct{ path, want string }{
		"an address without a path comes back with a slash": {asks("redirect_uri", "http://localhost:5001", "prompt", "none"), "http://localhost:5001/?error="},
		"in the fragment, too":                              {asks("redirect_uri", "http://localhost:5001", "prompt", "none", "response_mode", "fragment"), "http://localhost:5001/#error="},
		"none is the first that is registered":              {asks("redirect_uri", "", "prompt", "none"), "http://localhost/?error="},
		"an ID token that is not enabled: in the fragment":  {asks("response_type", "id_token", "response_mode", ""), redirect + "#error=unsupported_response_type"},
		"an access token: in the fragment":                  {asks("response_type", "token", "response_mode", ""), redirect + "#error=unsupported_response_type"},
		"both: in the fragment":                             {asks("response_type", "id_token token", "response_mode", ""), redirect + "#error=unsupported_response_type"},
		"what is no response type: in the query":            {asks("response_type", "x", "response_mode", ""), redirect + "?error=unsupported_response_type"},
	} {
		to := g.browser().open(row.path).header.Get("Location")
		if base, _, _ := strings.Cut(row.want, "error="); !strings.HasPrefix(to, base) || !strings.Contains(to, row.want[len(base):]) {
			t.Errorf("%s: %q, want %q", name, to, row.want)
		}
	}
}

// OpenID Connect wants the authorization endpoint to take a form as well.
func TestAuthorizationRequestsByPost(t *testing.T) {
	g := newRig(t)
	for _, version := range []string{"/oauth2/v2.0/authorize?", "/oauth2/authorize?"} {
		_, form, _ := strings.Cut(asks("resource", map[bool]string{true: contosoURL}[version == "/oauth2/authorize?"]), "?")
		b := g.browser()
		req, err := http.NewRequest("POST", front+"/contoso.example"+strings.TrimSuffix(version, "?"), strings.NewReader(form))
		must(t, err)
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		if q := b.do(req).login("password").send("answer", "no").returned(); q.Get("code") == "" {
			t.Errorf("%s %v", version, q)
		}
	}
}
