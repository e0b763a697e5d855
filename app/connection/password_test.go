package connection

import (
	"net/http"
	"strings"
	"testing"

	"latchkey/app/cloud"
	"latchkey/app/credential"
	"latchkey/app/profile"
	"latchkey/app/secret"
)

func TestByPassword(t *testing.T) {
	s := newHarness(t)
	p := s.profile(t, "DocumentsCorePack")
	p.TwoFactor, p.RedirectURI = false, ""
	if _, _, err := s.Retrieve(t.Context(), p, s.options(&watcher{})); code(err) != "form" {
		t.Errorf("without a user name: %v", err)
	}
	person := s.person("password")
	p.LoginHint = person.UserName
	if _, _, err := s.Retrieve(t.Context(), p, s.options(&watcher{})); code(err) != "password-missing" {
		t.Errorf("without a password: %v", err)
	}
	s.hold(credential.Password, "abcdefghijklmnop")
	if _, _, err := s.Retrieve(t.Context(), p, s.options(&watcher{})); code(err) != "form" {
		t.Errorf("an app password: %v", err)
	}
	s.hold(credential.Password, person.Password)
	session, found, err := s.Retrieve(t.Context(), p, s.options(&watcher{}))
	if err != nil || session.Prompt != ByPassword || len(found.Instances) != 3 || len(s.opened) != 0 {
		t.Fatalf("session %+v, %d organizations, opened %v, %v", session, len(found.Instances), s.opened, err)
	}
	// The session serves now; the password is not sent again.
	if err := s.Credentials.ForgetAll(t.Context(), "draft test"); err != nil {
		t.Fatal(err)
	}
	p = Adopt(p, session, s.Now())
	if again, _, err := s.Retrieve(t.Context(), p, s.options(&watcher{})); err != nil || again.Prompt != SavedSession {
		t.Errorf("again: %+v, %v", again, err)
	}
}

// A password that needs a second factor leads to the browser, with what was typed.
func TestAPasswordThatIsNotEnough(t *testing.T) {
	s := newHarness(t)
	p := s.profile(t, "DocumentsCorePack")
	person := s.person("totp")
	p.TwoFactor, p.LoginHint = false, person.UserName
	s.hold(credential.Password, person.Password)
	if _, _, err := s.Retrieve(t.Context(), p, s.options(&watcher{})); code(err) != "password-needs-mfa" {
		t.Fatalf("got %v", err)
	}
	p.TwoFactor, s.plays = true, "totp"
	if session, _, err := s.Retrieve(t.Context(), p, s.options(&watcher{})); err != nil || session.Account.Username != person.UserName {
		t.Errorf("session %+v, %v", session, err)
	}
}

const savedID = "11111111-2222-4333-8444-555555555555"

// byPassword is a saved profile that signs in by a sealed password. sent counts the
// requests to the token endpoint.
func (s *harness) savedPassword(t *testing.T, name, value string) (p profile.Profile, sent *int) {
	t.Helper()
	p = s.profile(t, "DocumentsCorePack")
	p.ID, p.TwoFactor, p.RedirectURI, p.SavePassword, p.LoginHint = savedID, false, "", true, name+"@contoso.example"
	s.keep(t, p, value)
	sent = new(int)
	s.tamper = func(r *http.Request, _ *http.Response) {
		if strings.HasSuffix(r.URL.Path, "/token") {
			*sent++
		}
	}
	return p, sent
}

func (s *harness) keep(t *testing.T, p profile.Profile, value string) {
	t.Helper()
	resolved, err := profile.Resolve(p)
	if err != nil {
		t.Fatal(err)
	}
	s.Credentials.Hold(p.ID, credential.Credential{Kind: credential.Password, Value: secret.New(value)})
	if err := s.Credentials.Keep(t.Context(), p.ID, p.ID, credential.Password, credential.ForProfile(resolved)); err != nil {
		t.Fatal(err)
	}
}

// A program that asks for tokens again and again must not lock the account.
func TestARefusedPasswordIsSentOnce(t *testing.T) {
	s := newHarness(t)
	p, sent := s.savedPassword(t, "password", "wrong one 1")
	if _, err := s.Token(t.Context(), p, ""); code(err) != "password-wrong" {
		t.Fatalf("got %v", err)
	}
	for range 5 {
		if _, err := s.Token(t.Context(), p, ""); code(err) != "credential-refused" {
			t.Errorf("again: %v", err)
		}
	}
	if *sent != 1 {
		t.Errorf("the wrong password was sent %d times", *sent)
	}
	s.keep(t, p, s.person("password").Password)
	if _, err := s.Token(t.Context(), p, ""); err != nil {
		t.Errorf("a new one: %v", err)
	}
}

// A password that is right but not enough stays usable: the policy may change.
func TestAPasswordThatIsNotEnoughIsNotForgotten(t *testing.T) {
	s := newHarness(t)
	p, sent := s.savedPassword(t, "totp", s.person("totp").Password)
	for range 2 {
		if _, err := s.Token(t.Context(), p, ""); code(err) != "password-needs-mfa" {
			t.Errorf("got %v", err)
		}
	}
	if *sent != 2 {
		t.Errorf("sent %d times", *sent)
	}
}

// A profile that has never signed in uses the session of its user name.
func TestASavedPasswordIsSentOnlyWithoutASession(t *testing.T) {
	s := newHarness(t)
	p, sent := s.savedPassword(t, "password", s.person("password").Password)
	for range 3 {
		if _, err := s.Token(t.Context(), p, ""); err != nil {
			t.Fatal(err)
		}
	}
	if *sent != 1 {
		t.Errorf("the password was sent %d times", *sent)
	}
}

func TestASealedPasswordDoesNotFollowTheProfile(t *testing.T) {
	for name, edit := range map[string]func(*profile.Profile){
		"another user name":   func(p *profile.Profile) { p.LoginHint = "push@contoso.example" },
		"another application": func(p *profile.Profile) { p.ApplicationID = savedID },
		"another authority":   func(p *profile.Profile) { p.Cloud = cloud.GCC },
	} {
		s := newHarness(t)
		p, sent := s.savedPassword(t, "password", s.person("password").Password)
		edit(&p)
		if p.Cloud == cloud.GCC {
			p.Tenant = savedID // which needs no look-up
		}
		if _, err := s.Token(t.Context(), p, ""); code(err) != "credential-for-another" || *sent != 0 {
			t.Errorf("%s: %v, sent %d times", name, err, *sent)
		}
	}
}

// People paste secrets into this field.
func TestASecretInTheApplicationIDIsNotSent(t *testing.T) {
	s := newHarness(t)
	p, sent := s.savedPassword(t, "password", s.person("password").Password)
	for id, want := range map[string]string{
		"abc8Q~aBcDeFgHiJkLmNoPqRsTuVwXyZ01234567": "application-id-is-secret",
		"Our Own App": "application-id-not-guid", "": "application-id-missing",
	} {
		p.ApplicationID = id
		s.tamper = func(r *http.Request, _ *http.Response) { *sent++ }
		_, tokenErr := s.Token(t.Context(), p, "")
		_, _, retrieveErr := s.Retrieve(t.Context(), p, s.options(&watcher{}))
		for _, err := range []error{tokenErr, retrieveErr} {
			if got := fieldCode(err, "applicationId"); got != want {
				t.Errorf("%q: %s, want %s", id, got, want)
			}
		}
		if *sent != 0 {
			t.Errorf("%q: %d requests", id, *sent)
		}
	}
}

// fieldCode is the code of a form's problem about a field.
func fieldCode(err error, field string) string {
	for _, f := range fieldsOf(err) {
		if f.Field == field {
			return f.Code
		}
	}
	return code(err)
}
