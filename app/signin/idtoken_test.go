package signin

import (
	"maps"
	"strings"
	"testing"
	"time"

	"latchkey/app/practice"
	"latchkey/app/secret"
)

func TestAnIDTokenThatWasNotMadeForThisAttemptIsRefused(t *testing.T) {
	target, nonce, now := newHarness(t).target(t, "http://localhost"), secret.New("nonce"), time.Now()
	good := map[string]any{
		"iss": "https://login.practice.localhost/" + practice.TenantID + "/v2.0", "aud": target.ClientID,
		"tid": practice.TenantID, "nonce": nonce.Reveal(), "iat": now.Unix(), "exp": now.Add(time.Hour).Unix(),
	}
	if _, err := target.checkIDToken(idToken(t, good), nonce, now); err != nil {
		t.Fatalf("the right token: %v", err)
	}
	for _, c := range []struct {
		claim string
		value any
		want  string
	}{
		{"nonce", "another", "id-token-wrong-nonce"},
		{"nonce", nil, "id-token-wrong-nonce"},
		{"aud", "00000000-0000-0000-0000-00000000000b", "id-token-wrong-audience"},
		{"aud", []string{target.ClientID, "other"}, "id-token-wrong-audience"},
		{"iss", "https://login.other.localhost/" + practice.TenantID + "/v2.0", "id-token-wrong-issuer"},
		{"iss", "https://login.practice.localhost/" + strings.Repeat("0", 36) + "/v2.0", "id-token-wrong-issuer"},
		{"tid", nil, "id-token-wrong-issuer"},
		{"exp", now.Add(-time.Hour).Unix(), "id-token-expired"},
		{"exp", nil, "id-token-expired"},
	} {
		claims := maps.Clone(good)
		claims[c.claim] = c.value
		if _, err := target.checkIDToken(idToken(t, claims), nonce, now); code(err) != c.want {
			t.Errorf("%s = %v: got %v, want %s", c.claim, c.value, err, c.want)
		}
	}
	target.Tenant = strings.Repeat("0", 36)
	if _, err := target.checkIDToken(idToken(t, good), nonce, now); code(err) != "id-token-wrong-tenant" {
		t.Errorf("another tenant: %v", err)
	}
	if _, err := target.checkIDToken("not a token", nonce, now); code(err) != "id-token-unreadable" {
		t.Errorf("no token: %v", err)
	}
}

// What an identity provider sends with a refreshed token is looked at like the first
// (OpenID Connect Core section 12.2). What is refused is not kept either.
func TestARefreshedIDTokenThatWasNotMadeForThisSessionIsRefused(t *testing.T) {
	nonce := func(c map[string]any) { c["nonce"] = "of the sign-in" }
	for name, c := range map[string]struct {
		original, refreshed func(map[string]any)
		want                string
	}{
		"right":               {nil, nil, ""},
		"without a nonce":     {nonce, nil, ""},
		"the same nonce":      {nonce, nonce, ""},
		"another nonce":       {nonce, func(c map[string]any) { c["nonce"] = "x" }, "id-token-wrong-nonce"},
		"another application": {nil, func(c map[string]any) { c["aud"] = fakeTenant }, "id-token-wrong-audience"},
		"another issuer": {nil, func(c map[string]any) { c["iss"] = "https://login.other.example/" + fakeTenant + "/v2.0" },
			"id-token-wrong-issuer"},
		"another tenant": {nil, func(c map[string]any) {
			c["tid"], c["iss"] = fakeClient, "https://login.microsoftonline.com/"+fakeClient+"/v2.0"
		}, "id-token-wrong-tenant"},
		"another person":   {nil, func(c map[string]any) { c["sub"] = "x" }, "id-token-wrong-subject"},
		"long expired":     {nil, func(c map[string]any) { c["exp"] = time.Now().Add(-time.Hour).Unix() }, "id-token-expired"},
		"a moment too old": {nil, func(c map[string]any) { c["exp"] = time.Now().Add(-time.Minute).Unix() }, ""},
	} {
		original, refreshed := fakeClaims(), fakeClaims()
		for edit, claims := range map[*func(map[string]any)]map[string]any{&c.original: original, &c.refreshed: refreshed} {
			if *edit != nil {
				(*edit)(claims)
			}
		}
		f := &fakeCloud{idToken: func() string { return idToken(t, refreshed) }}
		s, target := f.service(t), f.target()
		signedIn(t, s, target, original)
		for range 2 { // what was refused is not found the next time
			if _, err := s.Token(t.Context(), target, target.DiscoveryScope()); code(err) != c.want {
				t.Errorf("%s: %v, want %q", name, err, c.want)
			}
		}
		want := 1
		if c.want != "" {
			want = 2
		}
		if n := f.asked("/token"); n != want {
			t.Errorf("%s: %d requests, want %d: the session itself must outlast it", name, n, want)
		}
	}
}

// A sign-in whose tokens are refused takes nothing away from the session that was there.
func TestARefusedSignInLeavesTheEarlierSession(t *testing.T) {
	wrong := fakeClaims()
	wrong["nonce"] = "of another sign-in"
	claims := wrong
	f := &fakeCloud{idToken: func() string { return idToken(t, claims) }}
	s, target := f.service(t), f.target()
	signedIn(t, s, target, fakeClaims())
	a, err := s.Start(t.Context(), target, Request{Resource: target.DiscoveryScope()})
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	if err := a.Paste("http://www.mscrm-addons.com/?code=c&state=" + inner(a).state.Reveal()); err != nil {
		t.Fatal(err)
	}
	if _, err := a.Finish(t.Context(), <-a.Answers()); code(err) != "id-token-wrong-nonce" {
		t.Errorf("got %v", err)
	}
	if l, err := s.Look(t.Context(), target, target.DiscoveryScope()); err != nil || l.Problem == nil || l.Problem.Code != "token-not-fetched" {
		t.Errorf("the refused token is kept: %+v, %v", l, err)
	}
	claims = fakeClaims()
	if _, err := s.Token(t.Context(), target, target.DiscoveryScope()); err != nil {
		t.Errorf("the earlier session: %v", err)
	}
}
