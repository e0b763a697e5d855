package connection

import (
	"context"
	"crypto/tls"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"latchkey/app/credential"
	"latchkey/app/practice"
	"latchkey/app/practice/rehearsal"
	"latchkey/app/profile"
	"latchkey/app/secret"
	"latchkey/app/signin"
)

const contoso = "https://contoso.crm4.practice.localhost"

func TestDownTheLadder(t *testing.T) {
	s := newStage(t)
	s.plays = "" // nobody comes back by the browser
	w := &watcher{}
	w.waiting = func(a signin.Attempt) {
		switch a.Flow() {
		case signin.FlowFormPost:
			_ = a.SwitchTo(signin.FlowQuery)
		case signin.FlowQuery:
			_ = a.SwitchTo(signin.FlowPaste)
		case signin.FlowPaste:
			_ = a.SwitchTo(signin.FlowDeviceCode)
		default:
			person := s.person("password")
			person.DeviceCode = a.Device().UserCode
			go func() { _, _ = rehearsal.NewBrowser(person).SignIn(t.Context(), a.Device().VerificationURL) }()
		}
	}
	p := s.profile(t, "DocumentsCorePack")
	session, found, err := s.Retrieve(t.Context(), p, s.options(w))
	if err != nil || len(found.Instances) != 3 {
		t.Fatalf("%d organizations, %v", len(found.Instances), err)
	}
	want := []signin.Flow{signin.FlowFormPost, signin.FlowQuery, signin.FlowPaste, signin.FlowDeviceCode}
	if !slices.Equal(w.flows, want) {
		t.Errorf("flows %v", w.flows)
	}
	if got := Adopt(p, session, s.Now()); got.ResponseMode != "" || got.Username != "password@contoso.example" || got.SignedInAt == "" {
		t.Errorf("adopted %+v", got)
	}
	if len(s.opened) > 3 {
		t.Errorf("a browser was opened for the device code: %v", s.opened)
	}
}

// A browser that warned of an insecure form, or insists on https, says nothing to us; the
// person is asked and told.
func TestWhatKeepsABrowserFromComingBackIsNoticed(t *testing.T) {
	s := newStage(t)
	w := &watcher{told: make(chan string, 2)}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	w.waiting = func(a signin.Attempt) {
		u, _ := url.Parse(a.Address())
		redirect, _ := url.Parse(u.Query().Get("redirect_uri"))
		go func() {
			if conn, err := tls.Dial("tcp", "127.0.0.1:"+redirect.Port(), &tls.Config{ServerName: "localhost"}); err == nil {
				_ = conn.Close()
			}
		}()
	}
	o := s.options(w)
	o.Wait.InsecureForm = time.Millisecond
	ended := make(chan error, 1)
	go func() {
		_, _, err := s.Retrieve(ctx, s.profile(t, "DocumentsCorePack"), o)
		ended <- err
	}()
	heard := map[string]bool{<-w.told: true, <-w.told: true}
	if !heard["insecure form"] || !heard["https forced"] {
		t.Errorf("told %v", heard)
	}
	cancel()
	if err := <-ended; code(err) != "signin-cancelled" {
		t.Errorf("ended with %v", err)
	}
}

// The rung that brought the answer is where the next sign-in starts.
func TestTheResponseModeThatWorkedIsKept(t *testing.T) {
	s := newStage(t)
	w := &watcher{}
	w.waiting = func(a signin.Attempt) {
		if a.Flow() == signin.FlowFormPost {
			_ = a.SwitchTo(signin.FlowQuery)
			return
		}
		go func() { _, _ = rehearsal.NewBrowser(s.person("password")).SignIn(t.Context(), a.Address()) }()
	}
	p := s.profile(t, "DocumentsCorePack")
	session, _, err := s.Retrieve(t.Context(), p, s.options(w))
	if err != nil {
		t.Fatal(err)
	}
	p = Adopt(p, session, s.Now())
	if p.ResponseMode != profile.ResponseQuery {
		t.Fatalf("kept %q", p.ResponseMode)
	}
	w.flows = nil
	o := s.options(w)
	o.Always = true
	if _, _, err := s.Retrieve(t.Context(), p, o); err != nil || !slices.Equal(w.flows, []signin.Flow{signin.FlowQuery}) {
		t.Errorf("the next sign-in went by %v, %v", w.flows, err)
	}
}

func TestAGuestIsPromptedOnceMoreInTheOtherTenant(t *testing.T) {
	s := newStage(t)
	s.plays = "guest"
	w := &watcher{}
	p := s.profile(t, "Multitenant")
	p.ExtraTenants = []string{"fabrikam.example", "nowhere.example", practice.Domain}
	session, found, err := s.Retrieve(t.Context(), p, s.options(w))
	if err != nil {
		t.Fatal(err)
	}
	if len(w.flows) != 2 || !slices.Contains(w.guests, "fabrikam.example") {
		t.Errorf("%d prompts, guest of %v", len(w.flows), w.guests)
	}
	if len(s.opened) != 2 || !strings.Contains(s.opened[1], "claims=") {
		t.Errorf("the claims challenge was not passed on: %v", s.opened)
	}
	if len(found.Tenants) != 3 || found.Tenants[0].Organizations != 3 || found.Tenants[1].Organizations != 2 || found.Tenants[2].Problem == nil || found.Tenants[2].Problem.Code != "AADSTS90002" {
		t.Errorf("tenants %+v", found.Tenants)
	}
	if session.Account.TenantID != practice.TenantID {
		t.Errorf("signed in to %s", session.Account.TenantID)
	}
	// The organization of the other tenant is tested with a token of that tenant, now
	// without a prompt.
	p = Adopt(p, session, s.Now())
	for _, i := range found.Instances {
		if i.UniqueName == "fabrikamsales" {
			p = Choose(p, i)
		}
	}
	tested, who, err := s.Test(t.Context(), p, s.options(w))
	if err != nil || who.OrganizationID == "" || len(w.flows) > 3 {
		t.Fatalf("%+v, %v, %d prompts", who, err, len(w.flows))
	}
	if !tested.IsGuestIn(p.Organization.TenantID) || tested.IsGuestIn(practice.TenantID) {
		t.Error("not told a guest from one who is at home")
	}
	if got := Adopt(p, tested, s.Now()); got.AccountTenant != practice.TenantID {
		t.Errorf("the profile's own tenant became %s", got.AccountTenant)
	}
	prompts := len(w.flows)
	if _, _, err := s.Test(t.Context(), p, s.options(w)); err != nil || len(w.flows) != prompts {
		t.Errorf("the second test: %v, %d more prompts", err, len(w.flows)-prompts)
	}
}

func TestByPassword(t *testing.T) {
	s := newStage(t)
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

func (s *stage) hold(kind credential.Kind, value string) {
	s.Credentials.Hold("draft test", credential.Credential{Kind: kind, Value: secret.New(value)})
}

// A password that needs a second factor leads to the browser, with what was typed.
func TestAPasswordThatIsNotEnough(t *testing.T) {
	s := newStage(t)
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

func TestAnApplicationAsksItsOrganization(t *testing.T) {
	s := newStage(t)
	p := s.profile(t, "Integration Cloud")
	p.SignInAs, p.Credential, p.OrganizationURL = profile.AsApplication, &profile.Credential{Kind: "secret"}, contoso
	apps, err := s.tenant.Control().Apps(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(apps, func(a practice.App) bool { return a.ApplicationID == p.ApplicationID })
	s.hold(credential.Secret, apps[i].Secrets[0].Value)
	session, who, err := s.Test(t.Context(), p, s.options(&watcher{}))
	if err != nil || session.Prompt != ByApplication || who.UserID == "" {
		t.Fatalf("session %+v, %+v, %v", session, who, err)
	}
	if _, _, err := s.Retrieve(t.Context(), p, s.options(&watcher{})); code(err) != "application-no-discovery" {
		t.Errorf("retrieving: %v", err)
	}
	p.OrganizationURL = "https://fabrikam.crm.practice.localhost"
	if _, _, err := s.Test(t.Context(), p, s.options(&watcher{})); code(err) != "application-user-missing" {
		t.Errorf("an organization without the application user: %v", err)
	}
	s.hold(credential.Secret, apps[i].Secrets[0].ID)
	if _, _, err := s.Test(t.Context(), p, s.options(&watcher{})); code(err) != "form" {
		t.Errorf("the secret's ID instead of its value: %v", err)
	}
	if len(s.opened) != 0 {
		t.Errorf("a browser was opened: %v", s.opened)
	}
}

func TestTheOtherSpellingIsTriedOnceAndKept(t *testing.T) {
	s := newStage(t)
	s.plays = "password"
	asked := 0
	s.meddle = func(r *http.Request, _ *http.Response) {
		if strings.HasSuffix(r.URL.Path, "/WhoAmI") {
			asked++
		}
	}
	if err := s.tenant.Control().SetSettings(t.Context(), practice.Settings{DoubleSlash: true}); err != nil {
		t.Fatal(err)
	}
	p := s.profile(t, "DocumentsCorePack")
	p.OrganizationURL = contoso
	w := &watcher{}
	session, _, err := s.Test(t.Context(), p, s.options(w))
	if err != nil || !session.DoubleSlash || asked != 2 || len(w.flows) != 1 {
		t.Fatalf("doubled %v after %d requests and %d prompts, %v", session.DoubleSlash, asked, len(w.flows), err)
	}
	if session.Prompt == SavedSession {
		t.Error("the person was asked, and the second spelling hides it")
	}
	if p = Adopt(p, session, s.Now()); p.SignedInAt == "" {
		t.Error("no word of when the person signed in")
	}
	asked = 0
	if again, _, err := s.Test(t.Context(), p, s.options(w)); err != nil || asked != 1 || again.Prompt != SavedSession {
		t.Errorf("again: %d requests, %v", asked, err)
	}
}

func TestTheViewOfASession(t *testing.T) {
	s := newStage(t)
	s.plays = "totp"
	p := s.profile(t, "DocumentsCorePack")
	if v, err := s.View(t.Context(), p); err != nil || v.Problem == nil || v.Problem.Code != "signin-needed" || len(v.Accounts) != 0 {
		t.Errorf("nobody: %+v, %v", v, err)
	}
	session, _, err := s.Retrieve(t.Context(), p, s.options(&watcher{}))
	if err != nil {
		t.Fatal(err)
	}
	p = Adopt(p, session, s.Now())
	v, err := s.View(t.Context(), p)
	if err != nil || v.Problem != nil || v.MFA == nil || !*v.MFA || v.Guest || len(v.Accounts) != 1 || v.Account.Username != "totp@contoso.example" {
		t.Errorf("view %+v, %v", v, err)
	}
	if _, err := s.UseAccount(t.Context(), p, "nobody"); code(err) != "account-not-cached" {
		t.Errorf("an unknown account: %v", err)
	}
}
