package entra

import (
	"net/http"
	"strings"
	"testing"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

func TestScriptsReadOnlyWhatIsForThem(t *testing.T) {
	g := newRig(t)
	_, err := g.PutApp(directory.App{Name: "Page", Platform: directory.PlatformSPA, RedirectURIs: []string{"http://localhost/app", "https://app.contoso.example/back"}})
	must(t, err)
	_, err = g.PutApp(directory.App{Name: "Web", Platform: directory.PlatformWeb, RedirectURIs: []string{"https://web.contoso.example/back"}})
	must(t, err)
	const instances, whoAmI = "/api/discovery/v2.0/Instances", contosoURL + "/api/data/v9.2/WhoAmI"
	token, keys := "/"+aadsts.ContosoID+"/oauth2/v2.0/token", "/"+aadsts.ContosoID+"/discovery/v2.0/keys"
	for name, c := range map[string]struct{ path, origin, want string }{
		"the page":               {token, "https://app.contoso.example", "https://app.contoso.example"},
		"a page on this machine": {token, "http://localhost:5173", "http://localhost:5173"},
		"another address of it":  {token, "http://127.0.0.1:5173", ""},
		"another platform":       {token, "https://web.contoso.example", ""},
		"anybody":                {token, "https://evil.example", ""},
		"no origin at all":       {token, "null", ""},
		"keys":                   {keys, "https://evil.example", "*"},
		"metadata":               {"/" + aadsts.ContosoID + "/v2.0/.well-known/openid-configuration", "https://evil.example", "*"},
		"pages":                  {"/devicelogin", "http://localhost:5173", ""},
		"discovery":              {instances, "https://app.contoso.example", "https://app.contoso.example"},
		"anybody's discovery":    {instances, "https://evil.example", ""},
		"the Web API":            {whoAmI, "http://localhost:5173", "http://localhost:5173"},
		"anybody's Web API":      {whoAmI, "https://evil.example", ""},
		"another platform's API": {whoAmI, "https://web.contoso.example", ""},
	} {
		t.Run(name, func(t *testing.T) {
			for _, method := range []string{http.MethodOptions, http.MethodGet} {
				address := c.path
				if strings.HasPrefix(address, "/") {
					address = front + address
				}
				r, err := http.NewRequest(method, address, nil)
				must(t, err)
				r.Header.Set("Origin", c.origin)
				r.Header.Set("Access-Control-Request-Method", "POST")
				r.Header.Set("Access-Control-Request-Headers", "content-type")
				res, err := g.RoundTrip(r)
				must(t, err)
				if got := res.Header.Get("Access-Control-Allow-Origin"); got != c.want {
					t.Errorf("%s: %q", method, got)
				}
				if preflight := method == http.MethodOptions && c.want != ""; preflight != (res.StatusCode == http.StatusNoContent) {
					t.Errorf("%s: status %d", method, res.StatusCode)
				}
				must(t, res.Body.Close())
			}
		})
	}
}
