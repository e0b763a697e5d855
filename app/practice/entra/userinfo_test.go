package entra

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

func TestUserInfoOfV1HasTheClaimsOfV1(t *testing.T) {
	g := newRig(t)
	_, _, m := g.get("https://"+directory.AuthorityHost+"/common/.well-known/openid-configuration", "")
	address := m["userinfo_endpoint"].(string)
	_, answer := g.tokensV1("grant_type", "authorization_code", "code", g.codeV1("resource", ""), "redirect_uri", seedRedirect)
	c, id := g.claimsIn(answer["access_token"]), part(t, answer["id_token"], 1)
	status, _, info := g.get(address, answer["access_token"].(string))
	if got := slices.Sorted(maps.Keys(info)); status != 200 || !slices.Equal(got, names("amr family_name given_name ipaddr name oid sub tid unique_name upn uti ver")) {
		t.Fatalf("%d %v", status, info)
	}
	for _, name := range []string{"sub", "oid", "tid", "name", "given_name", "family_name", "unique_name", "upn", "ver"} {
		if info[name] != id[name] {
			t.Errorf("%s: %v, in the ID token %v", name, info[name], id[name])
		}
	}
	if info["amr"] != `["pwd"]` || info["uti"] != c.TokenID {
		t.Errorf("%v", info)
	}
	_, organization := g.tokensV1("grant_type", "authorization_code", "code", g.codeV1(), "redirect_uri", seedRedirect)
	for what, token := range map[string]string{"none": "", "of an organization": organization["access_token"].(string), "no token": "x"} {
		status, h, _ := g.get(address, token)
		if challenge := h.Get("WWW-Authenticate"); status != 401 || !strings.HasPrefix(challenge, "Bearer ") || strings.Contains(challenge, "invalid_token") != (token != "") {
			t.Errorf("%s: %d %q", what, status, challenge)
		}
	}
}

// checksSession is what the script of check_session_iframe asks.
func (b *browser) checksSession(client, state, origin string) string {
	b.Helper()
	q := url.Values{"client_id": {client}, "session_state": {state}, "origin": {origin}}
	return b.open("/" + aadsts.ContosoID + "/oauth2/checksession?" + q.Encode()).page
}

func TestAProgramSeesThatItsSessionHasEnded(t *testing.T) {
	g := newRig(t)
	b := g.browser().open(asks()).login("password").send("answer", "no")
	state, client, origin := b.returned().Get("session_state"), directory.DocumentsCorePackID, directory.FormSource(redirect)
	if b.open("/common/OAuth2/checksession"); b.status != 200 || !strings.Contains(b.page, "/practice/checksession.js") || b.header.Get("X-Frame-Options") != "" || strings.Contains(b.header.Get("Content-Security-Policy"), "frame-ancestors") {
		t.Errorf("%d %v %s", b.status, b.header, b.page)
	}
	if b.open("/practice/checksession.js"); b.status != 200 {
		t.Errorf("its script: %d", b.status)
	}
	for want, asked := range map[string][3]string{
		"unchanged": {client, state, origin}, "changed": {client, aadsts.IDOf("another"), origin}, "error": {client, state, "https://evil.example"},
	} {
		if got := b.checksSession(asked[0], asked[1], asked[2]); got != want {
			t.Errorf("%v: %q, want %s", asked, got, want)
		}
	}
	if got := b.checksSession("x", state, origin); got != "error" {
		t.Errorf("an unknown program: %q", got)
	}
	if got := g.browser().checksSession(client, state, origin); got != "changed" {
		t.Errorf("another browser: %q", got)
	}
	req, err := http.NewRequest("GET", front+"/common/oauth2/checksession?client_id="+client, nil)
	must(t, err)
	req.Header.Set("Sec-Fetch-Site", "cross-site")
	if b.do(req); b.status != http.StatusForbidden {
		t.Errorf("another site asks: %d", b.status)
	}
	b.open(logoutAt())
	if got := b.checksSession(client, state, origin); got != "changed" {
		t.Errorf("after signing out: %q", got)
	}
}
