package entra

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

// "plain" is a method of its own, and what is meant when none is named.
func TestProofKeysByBothMethods(t *testing.T) {
	for _, method := range []string{"plain", ""} {
		g := newRig(t)
		code := g.code("code_challenge", verifier, "code_challenge_method", method)
		if status, answer := g.redeemed(code); status != http.StatusOK {
			t.Errorf("%q: %v", method, answer)
		}
		status, answer := g.redeemed(g.code("code_challenge", verifier, "code_challenge_method", method), "code_verifier", strings.Repeat("x", 43))
		g.refusedWith(status, answer, "invalid_grant", 501481)
	}
}

// page is a registration of a single-page application at the tests' redirect URI.
func (g *rig) page() *rig {
	return g.edited(func(a *directory.App) {
		a.Platform, a.AllowPublicClientFlows, a.IDTokens = directory.PlatformSPA, false, true
		a.RedirectURIs = []string{"http://localhost/"}
	})
}

// asScript calls the token endpoint as a script of that page does.
func (g *rig) asScript(pairs ...string) (int, map[string]any) {
	g.Helper()
	form := url.Values{"client_id": {directory.DocumentsCorePackID}}
	for i := 0; i < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	req, err := http.NewRequest("POST", "https://"+directory.AuthorityHost+"/"+aadsts.ContosoID+"/oauth2/v2.0/token", strings.NewReader(form.Encode()))
	must(g.TB.(*testing.T), err)
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	req.Header.Set("Origin", "http://localhost:5001")
	return g.call(req)
}

func TestSinglePageApplicationsNeedAProofKey(t *testing.T) {
	g := newRig(t).page()
	q := g.browser().open(asks("code_challenge", "", "code_challenge_method", "")).returned()
	if q.Get("error") != "invalid_request" || !strings.HasPrefix(q.Get("error_description"), "AADSTS9002325: ") {
		t.Errorf("%v", q)
	}
	g.browser().open(asks()).wants(`id="i0116"`)
	// An ID token alone is redeemed nowhere.
	g.browser().open(asks("code_challenge", "", "code_challenge_method", "", "response_type", "id_token", "response_mode", "fragment")).wants(`id="i0116"`)
}

func TestRefreshTokensOfSinglePageApplicationsEndAfterADay(t *testing.T) {
	g := newRig(t).page()
	status, first := g.asScript("grant_type", "authorization_code", "code", g.code(), "redirect_uri", redirect, "code_verifier", verifier)
	if status != http.StatusOK {
		t.Fatal(first)
	}
	g.now = g.now.Add((directory.RefreshOfPages - 1) * 1e9)
	status, next := g.asScript("grant_type", "refresh_token", "refresh_token", first["refresh_token"].(string))
	if status != http.StatusOK {
		t.Fatal(next)
	}
	g.now = g.now.Add(1e9)
	status, answer := g.asScript("grant_type", "refresh_token", "refresh_token", next["refresh_token"].(string))
	g.refusedWith(status, answer, "invalid_grant", 700084)
	if text := answer["error_description"].(string); answer["suberror"] != "bad_token" || !strings.Contains(text, "The token was issued on 2026-09-21T") {
		t.Errorf("%v", answer)
	}
}
