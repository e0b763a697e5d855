package connection

import (
	"encoding/base64"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"latchkey/app/practice"
	"latchkey/app/practice/rehearsal"
	"latchkey/app/problem"
	"latchkey/app/profile"
	"latchkey/app/signin"
)

// What only shows a message in the browser is said, and no browser is opened for it.
func TestARefusalThatNoSignInMendsOpensNoBrowser(t *testing.T) {
	for then, code := range map[string]string{"block": "AADSTS53003", "token-protection": "AADSTS530084", "tenant-closed": "AADSTS5000225"} {
		s := newHarness(t)
		s.plays = "password"
		p := s.signedIn(t, profile.Auto, nil)
		opened := len(s.opened)
		s.rule(t, practice.Rule{Name: "test", Then: then})
		p.OrganizationURL = contoso // whose token is yet to be fetched
		_, _, err := s.Test(t.Context(), p, s.options(&watcher{}))
		if refused := problem.From(err); refused == nil || refused.Kind != problem.Refused || refused.Code != code {
			t.Errorf("%s: %v, want refused %s", then, err, code)
		}
		if len(s.opened) != opened {
			t.Errorf("%s: a browser was opened for nothing", then)
		}
		s.rule(t)
		if _, _, err := s.Test(t.Context(), p, s.options(&watcher{})); err != nil || len(s.opened) != opened {
			t.Errorf("%s: the session is gone: %v", then, err)
		}
	}
}

// A session that a device code began is mended by the browser, not by another device code.
func TestABlockedDeviceCodeLeadsToTheBrowser(t *testing.T) {
	s := newHarness(t)
	p := s.signedIn(t, profile.DeviceCode, func(a signin.Attempt) {
		person := s.person("password")
		person.DeviceCode = a.Device().UserCode
		go func() { _, _ = rehearsal.NewBrowser(person).SignIn(t.Context(), a.Device().VerificationURL) }()
	})
	if err := s.tenant.Control().SetSettings(t.Context(), practice.Settings{BlockDeviceCode: true}); err != nil {
		t.Fatal(err)
	}
	p.OrganizationURL, s.plays = contoso, "password"
	w := &watcher{}
	session, _, err := s.Test(t.Context(), p, s.options(w))
	if err != nil || !slices.Equal(w.flows, []signin.Flow{signin.FlowFormPost}) {
		t.Fatalf("%v, flows %v", err, w.flows)
	}
	if session.Notice == nil || session.Notice.Code != "AADSTS530036" || !session.Notice.Warning {
		t.Errorf("nobody says that the method has to be changed: %+v", session.Notice)
	}
}

// signedIn is a profile whose session is kept.
func (s *harness) signedIn(t *testing.T, by profile.Method, waiting func(signin.Attempt)) profile.Profile {
	t.Helper()
	p := s.profile(t, "DocumentsCorePack")
	p.Method = by
	session, err := s.SignIn(t.Context(), p, s.options(&watcher{waiting: waiting}))
	if err != nil {
		t.Fatal(err)
	}
	return Adopt(p, session, s.Now())
}

func (s *harness) rule(t *testing.T, rules ...practice.Rule) {
	t.Helper()
	if err := s.tenant.Control().SetPolicies(t.Context(), practice.Policies{Rules: rules}); err != nil {
		t.Fatal(err)
	}
}

// A resource that refuses the token with claims gets what it asks for, with one more prompt and
// no more.
func TestAChallengeOfDiscoveryIsAnsweredOnce(t *testing.T) {
	for always, want := range map[bool]int{false: 1, true: 1} {
		s := newHarness(t)
		s.plays = "password"
		p := s.signedIn(t, profile.Auto, nil)
		opened, challenged := len(s.opened), false
		s.tamper = func(r *http.Request, response *http.Response) {
			if strings.HasSuffix(r.URL.Path, "/Instances") && (always || !challenged) {
				challenged = true
				response.StatusCode = http.StatusUnauthorized
				response.Header.Set("WWW-Authenticate", `Bearer realm="", authorization_uri="https://login.practice.localhost/common/oauth2/authorize", error="insufficient_claims", claims="eyJhY2Nlc3NfdG9rZW4iOnsiYWNycyI6eyJlc3NlbnRpYWwiOnRydWUsInZhbHVlIjoiYzEifX19"`)
			}
		}
		_, found, err := s.Retrieve(t.Context(), p, s.options(&watcher{}))
		if (err == nil) == always || !always && len(found.Instances) != 3 {
			t.Errorf("always %v: %v, %d organizations", always, err, len(found.Instances))
		}
		if n := len(s.opened) - opened; n != want {
			t.Errorf("always %v: %d prompts, want %d", always, n, want)
		}
		if n := len(s.opened); !strings.Contains(s.opened[n-1], "claims=%7B%22access_token%22%3A%7B%22acrs%22") {
			t.Errorf("the claims were not passed on: %s", s.opened[n-1])
		}
	}
}

// Challenges that lead nowhere are said, and nobody is prompted for them.
func TestAChallengeThatCannotBeAnsweredPromptsNobody(t *testing.T) {
	deep := base64.StdEncoding.EncodeToString([]byte(strings.Repeat(`{"a":`, 1000) + "1" + strings.Repeat("}", 1000)))
	acrs := base64.StdEncoding.EncodeToString([]byte(`{"access_token":{"acrs":{"essential":true,"value":"c1"}}}`))
	for name, row := range map[string]struct{ authority, claims, code string }{
		"another tenant": {"https://login.practice.localhost/11111111-2222-4333-8444-555555555555/oauth2/authorize", acrs, "challenge-other-tenant"},
		"another cloud":  {"https://login.example.com/common/oauth2/authorize", acrs, "whoami-token-refused"},
		"no JSON":        {"https://login.practice.localhost/common/oauth2/authorize", "e2FjY2Vzc190b2tlbg==", "whoami-token-refused"},
		"nested":         {"https://login.practice.localhost/common/oauth2/authorize", deep, "whoami-token-refused"},
	} {
		s := newHarness(t)
		s.plays = "password"
		p := s.signedIn(t, profile.Auto, nil)
		p.OrganizationURL = contoso
		opened := len(s.opened)
		s.tamper = func(r *http.Request, response *http.Response) {
			if strings.HasSuffix(r.URL.Path, "/WhoAmI") {
				response.StatusCode = http.StatusUnauthorized
				response.Header.Set("WWW-Authenticate", `Bearer authorization_uri="`+row.authority+`", error="insufficient_claims", claims="`+row.claims+`"`)
			}
		}
		if _, _, err := s.Test(t.Context(), p, s.options(&watcher{})); problem.From(err) == nil || problem.From(err).Code != row.code {
			t.Errorf("%s: %v, want %s", name, err, row.code)
		}
		if n := len(s.opened) - opened; n != 0 {
			t.Errorf("%s: %d prompts", name, n)
		}
	}
}

// Where nothing that the person has is strong enough a browser would show them the same again.
func TestADemandThatNoMethodMeetsOpensNoBrowser(t *testing.T) {
	s := newHarness(t)
	s.plays = "password"
	p := s.signedIn(t, profile.Auto, nil)
	p.OrganizationURL = contoso
	opened := len(s.opened)
	s.rule(t, practice.Rule{Name: "keys", Then: "phishing-resistant"})
	_, _, err := s.Test(t.Context(), p, s.options(&watcher{}))
	refused := problem.From(err)
	if refused == nil || refused.Kind != problem.Refused || refused.Code != "AADSTS53003" || !strings.Contains(refused.Detail, "this person has none") {
		t.Errorf("%+v", refused)
	}
	if n := len(s.opened) - opened; n != 0 {
		t.Errorf("%d prompts", n)
	}
}

// The token for Global Discovery is Latchkey's own: it lives for a day, and a revoked session is
// mended with one prompt. Those that go to other programs end as ever.
func TestARevokedSessionIsMendedWithOnePrompt(t *testing.T) {
	s := newHarness(t)
	s.plays = "password"
	p := s.signedIn(t, profile.Auto, nil)
	p.OrganizationURL = contoso
	for resource, long := range map[string]bool{"https://globaldisco.practice.localhost": true, contoso: false} {
		token, err := s.Token(t.Context(), p, resource)
		if err != nil {
			t.Fatal(err)
		}
		if left := time.Until(token.ExpiresOn); (left > 20*time.Hour) != long {
			t.Errorf("%q ends in %v", resource, left)
		}
	}
	if err := s.tenant.Control().Revoke(t.Context(), "password@"+practice.Domain); err != nil {
		t.Fatal(err)
	}
	opened := len(s.opened)
	_, found, err := s.Retrieve(t.Context(), p, s.options(&watcher{}))
	if err != nil || len(found.Instances) != 3 || len(s.opened) != opened+1 {
		t.Errorf("%v, %d organizations, %d prompts", err, len(found.Instances), len(s.opened)-opened)
	}
}
