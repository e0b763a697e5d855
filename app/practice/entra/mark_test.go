package entra

import (
	"strings"
	"testing"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

// Over the door for other programs the issuer is a localhost address: there the mark is what
// shows that a token isn't a real one.
func TestNothingThatIsIssuedPassesForReal(t *testing.T) {
	g := newRig(t)
	for _, path := range []string{"/common/v2.0", "/" + aadsts.ContosoID + "/v2.0", "/organizations", "/" + aadsts.FabrikamID} {
		_, _, m := g.get("https://"+directory.AuthorityHost+path+"/.well-known/openid-configuration", "")
		if m["practice"] != practiceMark || m["cloud_instance_name"] != "practice.localhost" {
			t.Errorf("%s: %v", path, m)
		}
	}
	marked := func(what string, answer map[string]any, names ...string) {
		t.Helper()
		for _, name := range names {
			c := g.claimsIn(answer[name])
			if c.Practice != practiceMark || !strings.Contains(c.Issuer, "practice.localhost/") {
				t.Errorf("%s, %s: %+v", what, name, c)
			}
		}
	}
	_, person := g.redeemed(g.code())
	marked("a person", person, "access_token", "id_token")
	_, again := g.tokens("grant_type", "refresh_token", "refresh_token", person["refresh_token"].(string))
	marked("a refresh", again, "access_token", "id_token")
	_, v1 := g.tokensV1("grant_type", "authorization_code", "code", g.codeV1(), "redirect_uri", seedRedirect)
	marked("v1", v1, "access_token")
	_, application := g.itself()
	marked("an application", application, "access_token")
}
