package entra

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"latchkey/app/practice/entra/aadsts"
)

func TestTheBrowserRemembers(t *testing.T) {
	g := newRig(t)
	b := g.browser().open(asks()).login("password").send("answer", "no")
	b.returned()
	if q := b.open(asks()).returned(); q.Get("code") == "" {
		t.Fatalf("no code: %v", q)
	}
	if q := b.open(asks("prompt", "none")).returned(); q.Get("code") == "" {
		t.Fatalf("prompt=none: %v", q)
	}
	b.open(asks("prompt", "login")).wants(`id="i0116"`)
	b.open(asks("prompt", "login", "login_hint", "password@"+aadsts.ContosoDomain)).wants(`id="i0118"`)
	b.open(asks("prompt", "select_account")).wants(`id="tilesHolder"`, `data-test-id="password@`+aadsts.ContosoDomain+`"`, `id="otherTile"`)
	if q := b.send("account", "password@"+aadsts.ContosoDomain).returned(); q.Get("code") == "" {
		t.Fatalf("picked: %v", q)
	}
	// A hint for somebody else asks; then there are two to choose from.
	b.open(asks("login_hint", "totp@"+aadsts.ContosoDomain)).wants(`id="i0118"`).send("passwd", g.passwordOf("totp"))
	b.send("otc", g.Codes()[0].Code).send("answer", "yes").returned()
	b.open(asks()).wants(`id="tilesHolder"`, "Paul Werner", "Tom Okafor")
	if q := b.open(asks("prompt", "none")).returned(); q.Get("error") != "interaction_required" {
		t.Fatalf("prompt=none with two: %v", q)
	}
	// Signing out ends it.
	b.open(logoutAt()).wants("Which account", `id="tilesHolder"`)
	b.open(logoutAt("logout_hint", hintPattern.FindStringSubmatch(b.page)[1])).wants("You signed out of your account", `id="tilesHolder"`, "Tom Okafor")
	b.open(logoutAt()).wants("You signed out of your account", "Paul Werner")
	if q := b.open(asks("prompt", "none")).returned(); q.Get("error") != "login_required" || !strings.HasPrefix(q.Get("error_description"), "AADSTS50058") {
		t.Fatalf("signed out: %v", q)
	}
}

func TestStaySignedInDecidesHowLongTheCookieLives(t *testing.T) {
	for answer, want := range map[string]string{"yes": "Max-Age=7776000", "no": ""} {
		g := newRig(t)
		b := g.browser().open(asks()).login("password").send("answer", answer)
		for _, c := range b.header.Values("Set-Cookie") {
			if strings.HasPrefix(c, "practice_session") && strings.Contains(c, "Max-Age") != (want != "") {
				t.Errorf("%s: %s", answer, c)
			}
			if !strings.Contains(c, "HttpOnly") || !strings.Contains(c, "SameSite=Lax") {
				t.Errorf("cookie %s", c)
			}
		}
	}
}

func TestATrustedBrowserIsNotAskedAgain(t *testing.T) {
	g := newRig(t)
	b := g.browser().open(asks()).login("totp").send("otc", g.Codes()[0].Code, "trust", "1")
	b.send("answer", "no", "DontShowAgain", "true").returned()
	b.open(asks("prompt", "login")).login("totp")
	if b.returned().Get("code") == "" {
		t.Fatal("asked again")
	}
	g.now = g.now.Add(trustSeconds * time.Second)
	b.open(asks("prompt", "login")).login("totp").wants("Enter code")
}

func TestASignInBelongsToItsBrowser(t *testing.T) {
	g := newRig(t)
	b := g.browser().open(asks())
	thief := g.browser()
	thief.open(b.at).wants("AADSTS165000")
	thief.at = b.at
	thief.page = b.page
	thief.send("loginfmt", "password@"+aadsts.ContosoDomain).wants("AADSTS165000")
	b.open(b.at).wants(`id="i0116"`)
}

func TestFormsFromOtherSitesAreRefused(t *testing.T) {
	for name, head := range map[string]http.Header{
		"fetch metadata": {"Sec-Fetch-Site": {"cross-site"}, "Origin": {"null"}},
		"other port":     {"Sec-Fetch-Site": {"same-site"}, "Origin": {"http://127.0.0.1:9"}},
		"origin":         {"Origin": {"http://127.0.0.1:9"}},
	} {
		g := newRig(t)
		b := g.browser().open(asks())
		at := b.at
		b.head = head
		if b.send("loginfmt", "password@"+aadsts.ContosoDomain); b.status != http.StatusForbidden {
			t.Errorf("%s: %d", name, b.status)
		}
		b.open(at).wants(`id="i0116"`) // nothing moved
	}
	for name, head := range map[string]http.Header{
		"same origin":            {"Sec-Fetch-Site": {"same-origin"}, "Origin": {"null"}},
		"without fetch metadata": {"Origin": {"null"}},
	} {
		g := newRig(t)
		b := g.browser().open(asks())
		b.head = head
		b.send("loginfmt", "password@"+aadsts.ContosoDomain).wants(`id="i0118"`)
		_ = name
	}
}

func TestACookieOfAnEarlierSessionIsWorthNothing(t *testing.T) {
	g := newRig(t)
	b := g.browser().open(asks()).login("password").send("answer", "yes")
	first := b.client.Jar.Cookies(&url.URL{Scheme: "http", Host: "127.0.0.1:4711", Path: "/"})
	b.open(asks("prompt", "login")).send("loginfmt", "password@"+aadsts.ContosoDomain).send("passwd", g.passwordOf("password")).send("answer", "yes")
	second := b.client.Jar.Cookies(&url.URL{Scheme: "http", Host: "127.0.0.1:4711", Path: "/"})
	b.open("/" + aadsts.ContosoID + "/oauth2/v2.0/logout")
	for i, cookies := range [][]*http.Cookie{first, second} {
		thief := g.browser()
		thief.client.Jar.SetCookies(&url.URL{Scheme: "http", Host: "127.0.0.1:4711", Path: "/"}, cookies)
		if q := thief.open(asks("prompt", "none")).returned(); q.Get("error") != "login_required" {
			t.Errorf("cookie %d still works: %v", i+1, q)
		}
	}
}
