package signin

import (
	"bytes"
	"io/fs"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"latchkey/app/practice"
	"latchkey/app/practice/rehearsal"
	"latchkey/app/problem"
	"latchkey/app/secret"
	"latchkey/app/vault/vaulttest"
)

func TestSignInThenSilentWithoutTheNetwork(t *testing.T) {
	s := newStage(t)
	target := s.target(t, "http://localhost")
	session, err := s.finish(t, s.start(t, target), "totp")
	if err != nil {
		t.Fatal(err)
	}
	if session.Account.Username != "totp@contoso.example" || session.Account.TenantID != practice.TenantID || session.Unsaved != nil {
		t.Fatalf("session is %+v", session)
	}
	target.HomeAccountID = session.Account.HomeAccountID
	before := s.requests.Load()
	token, err := s.Token(t.Context(), target, target.DiscoveryScope())
	if err != nil || token.Value.Reveal() != session.Token.Reveal() {
		t.Fatalf("silent: %v", err)
	}
	if n := s.requests.Load() - before; n != 0 {
		t.Errorf("a cached token cost %d requests", n)
	}
	// Another resource is fetched with the same refresh token, once.
	organization := "https://contoso.crm4.practice.localhost"
	first, err := s.Token(t.Context(), target, organization)
	if err != nil {
		t.Fatal(err)
	}
	before = s.requests.Load()
	second, err := s.Token(t.Context(), target, organization)
	if err != nil || first.Value.Reveal() != second.Value.Reveal() || s.requests.Load() != before {
		t.Errorf("the second token is another one, or cost a request: %v", err)
	}
	if first.Value.Reveal() == token.Value.Reveal() {
		t.Error("one token for two resources")
	}
}

func TestANewProcessFindsTheSession(t *testing.T) {
	s := newStage(t)
	keychain := vaulttest.NewKeychain()
	s.Service = s.service(keychain)
	target := s.target(t, "http://localhost")
	session, err := s.finish(t, s.start(t, target), "password")
	if err != nil {
		t.Fatal(err)
	}
	other := s.service(keychain)
	if id, found := other.Known(t.Context(), target); !found || id != session.Account.HomeAccountID {
		t.Errorf("the account is not known: %q %v", id, found)
	}
	target.HomeAccountID = session.Account.HomeAccountID
	if _, err := other.Token(t.Context(), target, target.DiscoveryScope()); err != nil {
		t.Errorf("a new process: %v", err)
	}
	if err := other.SignOut(t.Context(), target); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Token(t.Context(), target, target.DiscoveryScope()); code(err) != "signin-needed" {
		t.Errorf("after the other process signed out: %v", err)
	}
	if names, err := other.options.Vault.Names(t.Context()); err != nil || len(names) != 0 {
		t.Errorf("left in the vault: %v, %v", names, err)
	}
}

func TestStrayRequestsWhileASignInWaits(t *testing.T) {
	s := newStage(t)
	a := s.start(t, s.target(t, "http://localhost"))
	address := a.(*listening).listener.RedirectURI()
	client := &http.Client{}
	post := func(body, host string) {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, address, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		if host != "" {
			r.Host = host
		}
		response, err := client.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		_ = response.Body.Close()
	}
	response, err := client.Get(address + "/favicon.ico")
	if err != nil {
		t.Fatal(err)
	}
	_ = response.Body.Close()
	post("code=x&state=wrong", "")
	post("code=x&state="+inner(a).state.Reveal(), "evil.example")
	post("error=access_denied", "")
	if a.RejectedRequests() != 4 {
		t.Errorf("%d strays were counted", a.RejectedRequests())
	}
	if _, err := s.finish(t, a, "password"); err != nil {
		t.Errorf("the sign-in did not complete: %v", err)
	}
}

func TestAnIDTokenThatWasNotMadeForThisAttemptIsRefused(t *testing.T) {
	target, nonce, now := newStage(t).target(t, "http://localhost"), secret.New("nonce"), time.Now()
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

func TestPastedAddresses(t *testing.T) {
	s := newStage(t)
	target := s.target(t, "http://www.mscrm-addons.com")
	older := s.start(t, target)
	a := s.start(t, target)
	if a.Flow() != FlowPaste || a.ForeignHost() != "www.mscrm-addons.com" {
		t.Fatalf("flow %s, foreign host %q", a.Flow(), a.ForeignHost())
	}
	own := inner(a).state.Reveal()
	for _, c := range []struct{ name, text, want string }{
		{"nothing", "  \n", "paste-empty"},
		{"no address", "hello", "paste-no-code"},
		{"no code", "http://www.mscrm-addons.com/?state=" + own, "paste-no-code"},
		{"another attempt", "http://www.mscrm-addons.com/?code=c&state=" + inner(older).state.Reveal(), "paste-other-attempt"},
		{"edited state", "http://www.mscrm-addons.com/?code=c&state=" + own + "x", "paste-state-mismatch"},
		{"no state", "http://www.mscrm-addons.com/?code=c", "paste-state-mismatch"},
		{"doubled state", "http://www.mscrm-addons.com/?code=c&state=" + own + "&state=" + own, "paste-state-mismatch"},
		{"broken escape", "http://www.mscrm-addons.com/?code=%zz&state=" + own, "paste-no-code"},
		{"huge", "http://www.mscrm-addons.com/?state=" + own + "&code=" + strings.Repeat("x", pasteLimit), "paste-no-code"},
	} {
		if err := a.Paste(c.text); code(err) != c.want {
			t.Errorf("%s: got %v, want %s", c.name, err, c.want)
		}
	}
	select {
	case answer := <-a.Answers():
		t.Fatalf("a wrong paste was taken: %+v", answer)
	default:
	}
	end, err := rehearsal.NewBrowser(s.person(t, "password")).SignIn(t.Context(), a.Address())
	if err != nil {
		t.Fatal(err)
	}
	if end.Address.Host != "www.mscrm-addons.com" {
		t.Fatalf("the browser ended on %s", end.Address)
	}
	// As a mail program breaks it, in quotes, with a fragment behind.
	text := `"` + strings.Replace(end.Address.String(), "&state", "&\n state", 1) + "#" + `"`
	if err := a.Paste(text); err != nil {
		t.Fatalf("the real address: %v", err)
	}
	if err := a.Paste(text); code(err) != "paste-already-used" {
		t.Errorf("twice: %v", err)
	}
	if _, err := a.Finish(t.Context(), s.awaited(t, a)); err != nil {
		t.Errorf("redeem: %v", err)
	}
}

func TestAnswersOfTheTokenEndpointBecomeProblems(t *testing.T) {
	for _, c := range []struct {
		name, body, kind string
		status           int
		want             problem.Kind
		code             string
	}{
		{"invalid grant", `{"error":"invalid_grant","error_description":"AADSTS54005: redeemed","error_codes":[54005]}`, "application/json", 400, problem.SignInNeeded, "AADSTS54005"},
		{"interaction required", `{"error":"interaction_required","error_description":"AADSTS50076: MFA","error_codes":[50076],"claims":"{}","suberror":"basic_action"}`, "application/json", 400, problem.SignInNeeded, "AADSTS50076"},
		{"html", "<html>proxy login</html>", "text/html", 200, problem.Network, ""},
		{"truncated", `{"access_token":"ey`, "application/json", 200, problem.Network, ""},
		{"server error", "oops", "text/plain", 503, problem.Network, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newStage(t)
			a := s.start(t, s.target(t, "http://localhost"))
			s.meddle = func(r *http.Request, response *http.Response) {
				if strings.HasSuffix(r.URL.Path, "/token") {
					answer(response, c.status, c.kind, c.body)
				}
			}
			_, err := s.finish(t, a, "password")
			p := problem.From(err)
			if p == nil || p.Kind != c.want || c.code != "" && p.Code != c.code {
				t.Fatalf("got %v (%+v), want %s %s", err, p, c.want, c.code)
			}
			if p.Words().Title == "" || strings.Contains(p.Detail, inner(a).verifier.Reveal()) {
				t.Errorf("words %+v, detail %q", p.Words(), p.Detail)
			}
		})
	}
}

func TestALockedKeychainIsNotAnAbsentSession(t *testing.T) {
	s := newStage(t)
	keychain := vaulttest.NewKeychain()
	s.Service = s.service(keychain)
	target := s.target(t, "http://localhost")
	session, err := s.finish(t, s.start(t, target), "password")
	if err != nil {
		t.Fatal(err)
	}
	target.HomeAccountID = session.Account.HomeAccountID
	keychain.Lock()
	if _, err := s.service(keychain).Token(t.Context(), target, target.DiscoveryScope()); problem.From(err).Kind != problem.Keychain {
		t.Errorf("locked: %v", err)
	}
	keychain.Unlock()
	if _, err := s.service(keychain).Token(t.Context(), target, target.DiscoveryScope()); err != nil {
		t.Errorf("after it was unlocked: %v", err)
	}
}

func TestNothingSecretStaysInAFile(t *testing.T) {
	s := newStage(t)
	target := s.target(t, "http://localhost")
	person := s.person(t, "totp")
	a := s.start(t, target)
	session, err := s.finish(t, a, "totp")
	if err != nil {
		t.Fatal(err)
	}
	secrets := []string{person.Password, inner(a).verifier.Reveal(), session.Token.Reveal()}
	s.sent.mu.Lock()
	for _, body := range s.sent.bodies {
		for _, pair := range strings.Split(body, "&") {
			name, value, _ := strings.Cut(pair, "=")
			if name == "code" || name == "refresh_token" || name == "code_verifier" {
				secrets = append(secrets, value)
			}
		}
	}
	s.sent.mu.Unlock()
	if len(secrets) < 5 {
		t.Fatalf("only %d secrets to look for", len(secrets))
	}
	files := 0
	err = filepath.WalkDir(s.home, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		files++
		data, err := os.ReadFile(path)
		for i, value := range secrets {
			if bytes.Contains(data, []byte(value)) {
				t.Errorf("%s holds secret %d", path, i)
			}
		}
		return err
	})
	if err != nil || files < 4 {
		t.Errorf("searched %d files: %v", files, err)
	}
}
