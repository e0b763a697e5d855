package signin

import (
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"latchkey/app/credential"
	"latchkey/app/practice"
	"latchkey/app/practice/rehearsal"
	"latchkey/app/problem"
	"latchkey/app/profile"
	"latchkey/app/secret"
)

// Every redirect URI that a user of these add-ons may have been given signs in for real,
// by the flow that it allows.
func TestEveryRedirectURISignsInByItsRung(t *testing.T) {
	s := newStage(t)
	port := freePort(t)
	client := s.target(t, "").ClientID
	for _, c := range []struct {
		redirect string
		flow     Flow
		foreign  string
	}{
		{"http://localhost", FlowFormPost, ""},
		{"http://localhost:" + port, FlowFormPost, ""},
		{"http://localhost/addon/signin", FlowFormPost, ""},
		{"http://localhost:" + port + "/addon/signin", FlowFormPost, ""},
		{"http://127.0.0.1", FlowFormPost, ""},
		{"http://127.0.0.1:" + port, FlowFormPost, ""},
		{"app://58145B91-0C36-4500-8554-080854F2AC97", FlowPaste, ""},
		{"https://login.microsoftonline.com/common/oauth2/nativeclient", FlowPaste, ""},
		{"urn:ietf:wg:oauth:2.0:oob", FlowPaste, ""},
		{"http://www.mscrm-addons.com", FlowPaste, "www.mscrm-addons.com"},
		{"msal" + client + "://auth", FlowPaste, ""},
		{"ms-appx-web://Microsoft.AAD.BrokerPlugin/" + client, FlowPaste, ""},
		{"http://crm-addon", FlowPaste, "crm-addon"},
		{"https://www.softwareag.com/corporate/default.html", FlowPaste, "www.softwareag.com"},
	} {
		t.Run(c.redirect, func(t *testing.T) {
			a := s.start(t, s.target(t, c.redirect))
			if a.Flow() != c.flow || a.ForeignHost() != c.foreign || a.Fallback() != nil {
				t.Fatalf("flow %s, foreign host %q, fell %v", a.Flow(), a.ForeignHost(), a.Fallback())
			}
			session, err := s.complete(t, a, "password")
			if err != nil || session.Account.Username != "password@contoso.example" {
				t.Errorf("session %+v, %v", session, err)
			}
		})
	}
}

// complete plays the person and, where the browser does not come back by itself, pastes
// the address where it ended.
func (s *stage) complete(t *testing.T, a Attempt, name string) (Session, error) {
	t.Helper()
	if a.Flow().Listens() {
		return s.finish(t, a, name)
	}
	end, err := rehearsal.NewBrowser(s.person(t, name)).SignIn(t.Context(), a.Address())
	if err != nil {
		t.Fatal(err)
	}
	address := end.Address.String()
	if !end.Address.Query().Has("code") { // a scheme that no browser opens: the page shows the address
		address = end.Text[strings.Index(end.Text, strings.SplitN(inner(a).target.RedirectURI, ":", 2)[0]+":"):]
		address, _, _ = strings.Cut(address, " ")
	}
	if err := a.Paste(address); err != nil {
		t.Fatalf("pasting %q: %v", end.Address.Redacted(), err)
	}
	return a.Finish(t.Context(), s.awaited(t, a))
}

func freePort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	_, port, _ := net.SplitHostPort(l.Addr().String())
	return port
}

func TestTheLadderOfARedirectURI(t *testing.T) {
	full := []Flow{FlowFormPost, FlowQuery, FlowPaste, FlowDeviceCode}
	for _, c := range []struct {
		redirect string
		method   profile.Method
		mode     string
		ladder   []Flow
		first    Flow
		code     string
	}{
		{"http://localhost", profile.Auto, "", full, FlowFormPost, ""},
		{"http://localhost", profile.Auto, profile.ResponseQuery, full, FlowQuery, ""},
		{"http://localhost", profile.Paste, "", full, FlowPaste, ""},
		{"http://localhost", profile.DeviceCode, "", full, FlowDeviceCode, ""},
		{"http://localhost", profile.Browser, "", full, FlowFormPost, ""},
		{"app://x", profile.Auto, "", full[2:], FlowPaste, ""},
		{"app://x", profile.Browser, "", full[2:], "", "method-needs-loopback"},
		{"", profile.Auto, "", full[3:], "", "redirect-uri-invalid"},
		{"", profile.DeviceCode, "", full[3:], FlowDeviceCode, ""},
	} {
		target := Target{Redirect: profile.ParseRedirect(c.redirect), Method: c.method, ResponseMode: c.mode}
		if got := target.flows(); !slices.Equal(got, c.ladder) {
			t.Errorf("ladder of %q is %v", c.redirect, got)
		}
		if got, err := target.chooseFlow(""); got != c.first || code(err) != c.code {
			t.Errorf("%q by %s starts on %q, %v", c.redirect, c.method, got, err)
		}
	}
	if _, err := (Target{Redirect: profile.ParseRedirect("app://x")}).chooseFlow(FlowQuery); code(err) != "method-needs-loopback" {
		t.Errorf("a query to an address of nobody: %v", err)
	}
}

func TestATakenPortFallsToPaste(t *testing.T) {
	s := newStage(t)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	_, port, _ := net.SplitHostPort(l.Addr().String())
	target := s.target(t, "http://127.0.0.1:"+port)
	a := s.start(t, target)
	if a.Flow() != FlowPaste || code(a.Fallback()) != "port-in-use" || !a.Fallback().Warning {
		t.Errorf("flow %s, fell %v", a.Flow(), a.Fallback())
	}
	if mode := query(t, a).Get("response_mode"); mode != "query" {
		t.Errorf("the answer would be a %s: no address to paste", mode)
	}
	target.Method = profile.Browser
	if _, err := s.Start(t.Context(), target, Request{Resource: target.DiscoveryScope()}); code(err) != "port-in-use" {
		t.Errorf("nothing but the browser was wanted: %v", err)
	}
}

func query(t *testing.T, a Attempt) url.Values {
	t.Helper()
	u, err := url.Parse(a.Address())
	if err != nil {
		t.Fatal(err)
	}
	return u.Query()
}

func TestAQueryAnswerComesBackByItself(t *testing.T) {
	s := newStage(t)
	target := s.target(t, "http://localhost")
	target.ResponseMode = profile.ResponseQuery
	a := s.start(t, target)
	if mode := query(t, a).Get("response_mode"); a.Flow() != FlowQuery || mode != "query" {
		t.Fatalf("flow %s, mode %s", a.Flow(), mode)
	}
	if _, err := s.finish(t, a, "password"); err != nil {
		t.Error(err)
	}
}

// A person whose browser did not get back pastes although a listener waits.
func TestPastingWhileTheListenerWaits(t *testing.T) {
	s := newStage(t)
	target := s.target(t, "http://localhost/addon/signin")
	target.ResponseMode = profile.ResponseQuery
	older, a := s.start(t, target), s.start(t, target)
	if err := a.Paste("http://localhost/?code=abc&state=" + inner(older).state.Reveal()); code(err) != "paste-other-attempt" {
		t.Errorf("another attempt's: %v", err)
	}
	if err := a.Paste("http://localhost/?code=abc&state=x" + inner(a).state.Reveal()); code(err) != "paste-state-mismatch" {
		t.Errorf("an edited state: %v", err)
	}
	if err := a.Paste("http://localhost/?session_state=1"); code(err) != "paste-no-code" {
		t.Errorf("no code: %v", err)
	}
	for _, text := range []string{
		"code=" + strings.Repeat("x", 30) + "&state=" + inner(a).state.Reveal(),
		"#code=abc&state=" + inner(a).state.Reveal(),
	} {
		if _, err := inner(a).pastedAnswer(text); err != nil {
			t.Errorf("%q: %v", text, err)
		}
	}
	if err := a.Paste("https://localhost:1/addon/signin?error=access_denied&error_description=AADSTS65004&state=" + inner(a).state.Reveal()); err != nil {
		t.Fatal(err)
	}
	if err := a.Paste("http://localhost/?code=abc&state=" + inner(a).state.Reveal()); code(err) != "paste-already-used" {
		t.Errorf("twice: %v", err)
	}
	if _, err := a.Finish(t.Context(), s.awaited(t, a)); code(err) != "AADSTS65004" {
		t.Errorf("the error in the address: %v", err)
	}
}

func TestABareCodeIsTakenAndTiedToItsAttempt(t *testing.T) {
	s := newStage(t)
	target := s.target(t, "http://www.mscrm-addons.com")
	mine, other := s.start(t, target), s.start(t, target)
	end, err := rehearsal.NewBrowser(s.person(t, "password")).SignIn(t.Context(), mine.Address())
	if err != nil {
		t.Fatal(err)
	}
	bare := end.Address.Query().Get("code")
	for _, text := range []string{"", "hello", "5d1f0c62-3b8e-4a57-9c40-7e2a1b96f3d8", "a sentence of several words, pasted by mistake", "several words without any comma at all",
		"login.microsoftonline.com.example", "contoso.crm4.practice.localhost", "abc8Q~abcdefghijklmnopqrstuvwxyzABCDEFGH", strings.Repeat("word", 10)} {
		if _, ok := BareCode(text); ok {
			t.Errorf("%q was taken for a code", text)
		}
	}
	if err := mine.Paste("  \"" + bare + "\"\n"); err != nil {
		t.Fatal(err)
	}
	if _, err := mine.Finish(t.Context(), s.awaited(t, mine)); err != nil {
		t.Errorf("the bare code: %v", err)
	}
	// Somebody else's code, slipped to a person, is worth nothing: the verifier is another.
	end, err = rehearsal.NewBrowser(s.person(t, "password")).SignIn(t.Context(), s.start(t, target).Address())
	if err != nil {
		t.Fatal(err)
	}
	if err := other.Paste(end.Address.Query().Get("code")); err != nil {
		t.Fatal(err)
	}
	if _, err := other.Finish(t.Context(), s.awaited(t, other)); code(err) != "AADSTS501481" {
		t.Errorf("a stranger's code: %v", err)
	}
}

func TestDeviceCode(t *testing.T) {
	s := newStage(t)
	target := s.target(t, "")
	target.Method = profile.DeviceCode
	a := s.start(t, target)
	d := a.Device()
	if a.Flow() != FlowDeviceCode || d == nil || d.UserCode == "" || !strings.HasSuffix(d.VerificationURL, "/devicelogin") || a.Address() != d.VerificationURL {
		t.Fatalf("attempt %+v", d)
	}
	person := s.person(t, "totp")
	person.DeviceCode = d.UserCode
	if _, err := rehearsal.NewBrowser(person).SignIn(t.Context(), d.VerificationURL); err != nil {
		t.Fatal(err)
	}
	session, err := a.Finish(t.Context(), s.awaited(t, a))
	if err != nil || session.Account.Username != "totp@contoso.example" || session.Unsaved != nil {
		t.Fatalf("session %+v, %v", session, err)
	}
	target.HomeAccountID = session.Account.HomeAccountID
	before := s.requests.Load()
	if _, err := s.Token(t.Context(), target, target.DiscoveryScope()); err != nil || s.requests.Load() != before {
		t.Errorf("silent afterwards: %v", err)
	}
}

func TestADeclinedDeviceCode(t *testing.T) {
	s := newStage(t)
	target := s.target(t, "http://localhost")
	target.Method = profile.DeviceCode
	a := s.start(t, target)
	person := s.person(t, "password")
	person.DeviceCode, person.Declines = a.Device().UserCode, true
	if _, err := rehearsal.NewBrowser(person).SignIn(t.Context(), a.Device().VerificationURL); err != nil {
		t.Fatal(err)
	}
	select {
	case err := <-a.Abandoned():
		if p := problem.From(err); p.OAuthError != "authorization_declined" && p.OAuthError != "access_denied" {
			t.Errorf("declined: %+v", p)
		}
	case <-a.Answers():
		t.Error("a declined code gave tokens")
	case <-t.Context().Done():
	}
	if err := a.Paste("http://localhost/?code=abc"); code(err) != "paste-not-awaited" {
		t.Errorf("pasting to a device code: %v", err)
	}
}

// Somebody else holds the cache while the tokens of a device code arrive: the sign-in
// ends with a problem, not the process.
func TestADeviceCodeWhoseCacheCannotBeLocked(t *testing.T) {
	s := newStage(t)
	target := s.target(t, "")
	target.Method = profile.DeviceCode
	a := s.start(t, target)
	if err := os.RemoveAll(filepath.Join(s.home, "sessions")); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(s.home, "sessions"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	person := s.person(t, "password")
	person.DeviceCode = a.Device().UserCode
	if _, err := rehearsal.NewBrowser(person).SignIn(t.Context(), a.Device().VerificationURL); err != nil {
		t.Fatal(err)
	}
	select {
	case err := <-a.Abandoned():
		if p := problem.From(err); p.Kind != problem.Storage {
			t.Errorf("ended with %+v", p)
		}
	case <-a.Answers():
		t.Error("tokens without a place for them")
	case <-time.After(20 * time.Second):
		t.Fatal("the attempt never ended")
	}
}

// One bad answer on the way is no end of the wait (RFC 8628 section 3.5).
func TestADeviceCodeOutlastsTrouble(t *testing.T) {
	s := newStage(t)
	var polls atomic.Int64
	s.meddle = func(r *http.Request, resp *http.Response) {
		if strings.HasSuffix(r.URL.Path, "/token") && polls.Add(1) == 2 {
			resp.StatusCode = http.StatusServiceUnavailable
		}
	}
	target := s.target(t, "")
	target.Method = profile.DeviceCode
	a := s.start(t, target)
	for polls.Load() < 3 {
		select {
		case err := <-a.Abandoned():
			t.Fatalf("gave up: %v", err)
		default:
			runtime.Gosched()
		}
	}
	person := s.person(t, "password")
	person.DeviceCode = a.Device().UserCode
	if _, err := rehearsal.NewBrowser(person).SignIn(t.Context(), a.Device().VerificationURL); err != nil {
		t.Fatal(err)
	}
	if _, err := a.Finish(t.Context(), s.awaited(t, a)); err != nil {
		t.Error(err)
	}
}

func TestAnAttemptThatHasEndedTakesNoPaste(t *testing.T) {
	s := newStage(t)
	a := s.start(t, s.target(t, "http://www.mscrm-addons.com"))
	a.Close()
	if err := a.Paste("http://www.mscrm-addons.com/?code=abc&state=" + inner(a).state.Reveal()); code(err) != "paste-not-awaited" {
		t.Errorf("got %v", err)
	}
}

func TestUserNameAndPassword(t *testing.T) {
	s := newStage(t)
	target := s.target(t, "")
	person := s.person(t, "password")
	session, err := s.Password(t.Context(), target, target.DiscoveryScope(), person.UserName, secret.New(person.Password))
	if err != nil || session.Account.Username != person.UserName {
		t.Fatalf("session %+v, %v", session, err)
	}
	target.HomeAccountID = session.Account.HomeAccountID
	if _, err := s.Token(t.Context(), target, "https://contoso.crm4.practice.localhost"); err != nil {
		t.Errorf("another resource, silently: %v", err)
	}
	for _, c := range []struct{ user, password, want string }{
		{person.UserName, "wrong", "password-wrong"},
		{s.person(t, "totp").UserName, s.person(t, "totp").Password, "password-needs-mfa"},
		{"nobody@federated.example", "secret", "password-federated"},
		{"nobody@elsewhere.example", "secret", "password-account-unknown"},
	} {
		_, err := s.Password(t.Context(), target, target.DiscoveryScope(), c.user, secret.New(c.password))
		if code(err) != c.want {
			t.Errorf("%s: %v %s, want %s", c.user, err, problem.From(err).Detail, c.want)
		}
	}
}

func TestAnApplicationByItsSecret(t *testing.T) {
	s := newStage(t)
	target, good := s.webTarget(t)
	organization := "https://contoso.crm4.practice.localhost"
	token, err := s.Application(t.Context(), target, organization, Proof{Secret: good})
	if err != nil {
		t.Fatal(err)
	}
	before := s.requests.Load()
	again, err := s.Application(t.Context(), target, organization, Proof{Secret: good})
	if err != nil || again.Value.Reveal() != token.Value.Reveal() || s.requests.Load() != before {
		t.Errorf("the second token is another, or cost a request: %v", err)
	}
	if err := s.ForgetApplication(t.Context(), target); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Application(t.Context(), target, organization, Proof{Secret: secret.New("wrong~value")}); code(err) != "AADSTS7000215" {
		t.Errorf("a wrong secret: %v", err)
	}
	target.Tenant = ""
	if _, err := s.Application(t.Context(), target, organization, Proof{Secret: good}); code(err) != "application-tenant-missing" {
		t.Errorf("without a tenant: %v", err)
	}
	if _, err := s.Application(t.Context(), s.target(t, ""), organization, Proof{Key: credential.Key{}}); code(err) != "credential-missing" {
		t.Errorf("nothing to prove it with: %v", err)
	}
}

// webTarget is the registration that has secrets, and a good one.
func (s *stage) webTarget(t *testing.T) (Target, secret.String) {
	t.Helper()
	apps, err := s.tenant.Control().Apps(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	target := s.target(t, "")
	for _, a := range apps {
		if a.Name == "Integration Cloud" {
			target.ClientID = a.ApplicationID
			return target, secret.New(a.Secrets[0].Value)
		}
	}
	t.Fatal("no registration with a secret")
	return target, secret.String{}
}

func TestTheOtherSpellingIsAnotherToken(t *testing.T) {
	target := Target{DoubleSlash: true}
	target.Cloud.DiscoveryHost = "globaldisco.test"
	if got := target.scopes("https://org.crm4.dynamics.com")[0]; got != "https://org.crm4.dynamics.com//user_impersonation" {
		t.Errorf("doubled: %s", got)
	}
	if got := target.scopes("https://globaldisco.test")[0]; got != "https://globaldisco.test/user_impersonation" {
		t.Errorf("Global Discovery has one spelling: %s", got)
	}
}

func TestALookAtTheCache(t *testing.T) {
	s := newStage(t)
	target := s.target(t, "http://localhost")
	look := func(resource string) Look {
		t.Helper()
		l, err := s.Look(t.Context(), target, resource)
		if err != nil {
			t.Fatal(err)
		}
		return l
	}
	if l := look(target.DiscoveryScope()); l.Problem.Code != "signin-needed" || len(l.Accounts) != 0 {
		t.Errorf("nobody: %+v", l)
	}
	session, err := s.finish(t, s.start(t, target), "totp")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.finish(t, s.start(t, target), "password"); err != nil {
		t.Fatal(err)
	}
	target.HomeAccountID = session.Account.HomeAccountID
	before := s.requests.Load()
	l := look(target.DiscoveryScope())
	cached := l.Session
	if l.Problem != nil || cached.MFA == nil || !*cached.MFA || cached.ProvedAt.IsZero() || cached.ExpiresOn.Unix() != session.ExpiresOn.Unix() || cached.Account != session.Account {
		t.Errorf("cached %+v, %v", cached, l.Problem)
	}
	if len(l.Accounts) != 2 || l.Accounts[0].Username != "password@contoso.example" || l.Accounts[0].TenantID != practice.TenantID {
		t.Errorf("accounts %+v", l.Accounts)
	}
	if l := look("https://contoso.crm4.practice.localhost"); l.Problem == nil || l.Problem.Code != "token-not-fetched" || l.Session.Account != session.Account {
		t.Errorf("a resource without a token: %+v", l)
	}
	if s.requests.Load() != before {
		t.Error("looking at the cache cost a request")
	}
}
