package entra

import (
	"testing"
	"time"
)

// Whatever was obtained with a Temporary Access Pass ends with it.
func TestTokensEndWithTheTemporaryAccessPass(t *testing.T) {
	g := newRig(t)
	pass, err := g.IssuePass("pass@contoso.example", 30, false)
	must(t, err)
	b := g.browser().open(asks()).send("loginfmt", "pass@contoso.example").send("accesspass", pass).send("answer", "yes")
	_, tokens := g.redeemed(b.returned().Get("code"))
	if tokens["expires_in"] != float64(30*60) {
		t.Errorf("the access token lives for %v", tokens["expires_in"])
	}
	g.now = g.now.Add(10 * time.Minute)
	status, next := g.tokens("grant_type", "refresh_token", "refresh_token", tokens["refresh_token"].(string))
	if status != 200 || next["expires_in"] != float64(20*60) {
		t.Errorf("%d %v", status, next)
	}
	if q := b.open(asks("prompt", "none")).returned(); q.Get("code") == "" {
		t.Errorf("the browser is not signed in: %v", q)
	}
	g.now = g.now.Add(20 * time.Minute)
	status, answer := g.tokens("grant_type", "refresh_token", "refresh_token", next["refresh_token"].(string))
	g.refusedWith(status, answer, "invalid_grant", 70008)
	if q := b.open(asks("prompt", "none")).returned(); q.Get("error") != "login_required" {
		t.Errorf("the browser is still signed in: %v", q)
	}
}

// Entra's default: eight characters.
func TestATemporaryAccessPassHasEightCharacters(t *testing.T) {
	g := newRig(t)
	if pass, err := g.IssuePass("pass@contoso.example", 60, true); err != nil || len(pass) != 8 {
		t.Errorf("%q %v", pass, err)
	}
}
