package entra

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

func logoutAt(pairs ...string) string {
	q := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		q.Set(pairs[i], pairs[i+1])
	}
	return "/" + aadsts.ContosoID + "/oauth2/v2.0/logout?" + q.Encode()
}

// signedIn is a browser in which a user without a second factor is signed in.
func (g *rig) signedIn() *browser {
	g.Helper()
	b := g.browser().open(asks()).login("password").send("answer", "no")
	b.returned()
	return b
}

// alsoAs signs totp@ in to the same browser.
func (b *browser) alsoAs(g *rig) *browser {
	g.Helper()
	b.open(asks("login_hint", "totp@"+aadsts.ContosoDomain)).send("passwd", g.passwordOf("totp"))
	b.send("otc", g.Codes()[0].Code).send("answer", "no").returned()
	return b
}

// MSAL.js sends no client_id, oidc-client-ts an id_token_hint only.
func TestSignOutGoesBackToTheProgram(t *testing.T) {
	g := newRig(t)
	_, tokens := g.redeemed(g.code())
	other := g.edited(func(a *directory.App) {
		a.ApplicationID, a.Name, a.RedirectURIs = "0b4a1c7e-94b2-4f4c-b0c7-3f8d5c9f2a11", "Other", []string{"https://other.example/"}
	})
	for name, row := range map[string]struct {
		session bool
		query   []string
		want    string
	}{
		"no client_id":              {true, []string{"post_logout_redirect_uri", redirect, "state", "s t"}, redirect + "?state=s+t"},
		"no client_id, no session":  {false, []string{"post_logout_redirect_uri", redirect}, redirect},
		"client_id":                 {true, []string{"post_logout_redirect_uri", redirect, "client_id", directory.TelephoneIntegrationID}, redirect},
		"id_token_hint":             {true, []string{"post_logout_redirect_uri", redirect, "id_token_hint", tokens["id_token"].(string)}, redirect},
		"not the session's program": {true, []string{"post_logout_redirect_uri", "https://other.example/"}, ""},
		"not the hint's program":    {true, []string{"post_logout_redirect_uri", "https://other.example/", "id_token_hint", tokens["id_token"].(string)}, ""},
		"another's client_id":       {true, []string{"post_logout_redirect_uri", "https://other.example/", "client_id", directory.DocumentsCorePackID}, ""},
		"nobody's address":          {false, []string{"post_logout_redirect_uri", "https://evil.example/"}, ""},
	} {
		b := other.browser()
		if row.session {
			b = other.signedIn()
		}
		b.open(logoutAt(row.query...))
		if got := b.header.Get("Location"); got != row.want {
			t.Errorf("%s: goes to %q, want %q", name, got, row.want)
		}
		if q := b.open(asks("prompt", "none")).returned(); q.Get("error") != "login_required" {
			t.Errorf("%s: %v", name, q)
		}
	}
}

var hintPattern = regexp.MustCompile(`name="logout_hint" value="([^"]+)" data-test-id="totp@`)

func TestSignOutAsksWhomWhenSeveralAreSignedIn(t *testing.T) {
	g := newRig(t)
	b := g.signedIn().alsoAs(g)
	b.open(logoutAt("post_logout_redirect_uri", redirect, "state", "s")).wants("Which account do you want to sign out of?", `id="tilesHolder"`, `name="state" value="s"`)
	if csp := b.header.Get("Content-Security-Policy"); !strings.Contains(csp, "form-action 'self' http://localhost:5001;") {
		t.Errorf("the form may not be redirected: %s", csp)
	}
	hint := hintPattern.FindStringSubmatch(b.page)
	if hint == nil {
		t.Fatal(b.page)
	}
	// The document warns of user names: they are no hint.
	b.open(logoutAt("logout_hint", "totp@"+aadsts.ContosoDomain)).wants("Which account")
	if b.open(logoutAt("post_logout_redirect_uri", redirect, "logout_hint", hint[1])); b.header.Get("Location") != redirect {
		t.Errorf("goes to %q", b.header.Get("Location"))
	}
	if q := b.open(asks("prompt", "none")).returned(); q.Get("code") == "" {
		t.Errorf("the other one is gone, too: %v", q)
	}
	b.open(logoutAt()).wants("You signed out of your account", "password@")
	// The same hint begins a sign-in.
	b.open(asks("login_hint", hint[1])).wants(`id="i0118"`, "totp@"+aadsts.ContosoDomain)
}

func TestSignOutByPost(t *testing.T) {
	g := newRig(t)
	b := g.signedIn()
	b.at = "/common/oauth2/v2.0/logout"
	b.page = ""
	if b.send("post_logout_redirect_uri", redirect); b.header.Get("Location") != redirect {
		t.Errorf("%d %q", b.status, b.header.Get("Location"))
	}
}

// A client that renews its tokens in a hidden frame is answered at once.
func TestPromptNoneIsAnsweredInAFrame(t *testing.T) {
	g := newRig(t)
	framed := func(b *browser, changes ...string) *browser {
		req, err := http.NewRequest("GET", front+asks(append([]string{"prompt", "none", "response_mode", "fragment"}, changes...)...), nil)
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Sec-Fetch-Dest", "iframe")
		return b.do(req)
	}
	for b, want := range map[*browser]string{g.browser(): "#error=login_required", g.signedIn(): "#code="} {
		framed(b)
		if b.status != http.StatusFound || !strings.HasPrefix(b.header.Get("Location"), redirect+want[:1]) || !strings.Contains(b.header.Get("Location"), want[1:]) {
			t.Errorf("%d %q, want %q", b.status, b.header.Get("Location"), want)
		}
		if b.header.Get("X-Frame-Options") != "" || strings.Contains(b.header.Get("Content-Security-Policy"), "frame-ancestors") {
			t.Errorf("the redirect is forbidden in a frame: %v", b.header)
		}
	}
	if b := framed(g.browser(), "prompt", ""); b.status != http.StatusForbidden || b.header.Get("X-Frame-Options") != "DENY" {
		t.Errorf("a page of the sign-in is shown in a frame: %d", b.status)
	}
}

// A program that opens a popup has to see where it goes (MSAL.js up to version 4).
func TestPagesStayWithTheirOpener(t *testing.T) {
	g := newRig(t)
	if b := g.browser().open(asks()); b.header.Get("Cross-Origin-Opener-Policy") != "" {
		t.Errorf("%v", b.header)
	}
}

func TestCookiesOverTLSAreEntras(t *testing.T) {
	for answer, want := range map[string]string{"yes": "ESTSAUTHPERSISTENT", "no": "ESTSAUTH"} {
		g := newRig(t)
		b := g.browser()
		b.door = frontTLS
		b.open(asks()).login("password").send("answer", answer)
		b.returned()
		found := false
		for _, c := range b.header.Values("Set-Cookie") {
			found = found || strings.HasPrefix(c, want+"=")
			if !strings.Contains(c, "HttpOnly") || !strings.Contains(c, "SameSite=None") || !strings.Contains(c, "; Secure") {
				t.Errorf("cookie %s", c)
			}
			if strings.HasPrefix(c, "ESTSAUTH=") == strings.Contains(c, "Max-Age") {
				t.Errorf("cookie %s", c)
			}
		}
		if !found {
			t.Errorf("%s: %v", answer, b.header.Values("Set-Cookie"))
		}
		if q := b.open(asks("prompt", "none")).returned(); q.Get("code") == "" {
			t.Errorf("%s: %v", answer, q)
		}
		b.open(logoutAt())
		if q := b.open(asks("prompt", "none")).returned(); q.Get("error") != "login_required" {
			t.Errorf("%s: %v", answer, q)
		}
	}
}

// Every program that the session was for is told, in a frame with the session's id.
func TestSignOutTellsThePrograms(t *testing.T) {
	g := newRig(t)
	g.edited(func(a *directory.App) { a.LogoutURL = "https://program.example/out?x=1" })
	b := g.browser().open(asks()).login("password").send("answer", "no")
	sid := b.returned().Get("session_state")
	if !aadsts.IsGUID(sid) || b.open(asks()).returned().Get("session_state") != sid {
		t.Fatalf("session_state %q", sid)
	}
	b.open(asks("client_id", directory.TelephoneIntegrationID)).returned()
	b.open(logoutAt("post_logout_redirect_uri", redirect))
	b.wants(`<iframe src="https://program.example/out?x=1&amp;sid=`+sid+`"`, `href="`+redirect+`" data-leave`)
	if csp := b.header.Get("Content-Security-Policy"); !strings.HasSuffix(csp, "; frame-src https://program.example") {
		t.Errorf("%s", csp)
	}
	if strings.Count(b.page, "<iframe") != 1 {
		t.Errorf("a program without an address is told:\n%s", b.page)
	}
	for _, bad := range []string{"http://program.example/out", "javascript:alert(1)", "urn:x"} {
		a := g.Apps()[0]
		a.LogoutURL = bad
		if _, err := g.PutApp(a); err == nil {
			t.Errorf("%s is taken", bad)
		}
	}
}

func TestTheAnswerNamesTheAccountWhenAsked(t *testing.T) {
	g := newRig(t)
	q := g.browser().open(asks("client_info", "1")).login("password").send("answer", "no").returned()
	_, tokens := g.redeemed(q.Get("code"))
	if q.Get("client_info") == "" || q.Get("client_info") != tokens["client_info"] {
		t.Errorf("%v, and %v at the token endpoint", q, tokens["client_info"])
	}
	if q := g.signedIn().open(asks("prompt", "none")).returned(); q.Get("client_info") != "" {
		t.Errorf("%v", q)
	}
}
