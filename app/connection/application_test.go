package connection

import (
	"net/http"
	"slices"
	"testing"
	"time"

	"latchkey/app/credential"
	"latchkey/app/practice"
	"latchkey/app/problem"
	"latchkey/app/profile"
	"latchkey/app/secret"
)

func TestAnApplicationAsksItsOrganization(t *testing.T) {
	s := newHarness(t)
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

func fieldsOf(err error) []*problem.Problem {
	if err == nil {
		return nil
	}
	return problem.From(err).Fields
}

// savedApplication is a saved profile with a sealed secret.
func (s *harness) savedApplication(t *testing.T) profile.Profile {
	t.Helper()
	p := s.profile(t, "Integration Cloud")
	p.ID, p.SignInAs, p.Credential, p.OrganizationURL = savedID, profile.AsApplication, &profile.Credential{Kind: "secret"}, contoso
	apps, err := s.tenant.Control().Apps(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(apps, func(a practice.App) bool { return a.ApplicationID == p.ApplicationID })
	resolved, err := profile.Resolve(p)
	if err != nil {
		t.Fatal(err)
	}
	s.Credentials.Hold(p.ID, credential.Credential{Kind: credential.Secret, Value: secret.New(apps[i].Secrets[0].Value)})
	if err := s.Credentials.Keep(t.Context(), p.ID, p.ID, credential.Secret, credential.ForProfile(resolved)); err != nil {
		t.Fatal(err)
	}
	return p
}

func TestASealedSecretDoesNotFollowTheProfile(t *testing.T) {
	s := newHarness(t)
	p := s.savedApplication(t)
	if _, err := s.Token(t.Context(), p, ""); err != nil {
		t.Fatal(err)
	}
	p.ApplicationID = s.profile(t, "DocumentsCorePack").ApplicationID
	posted := 0
	s.tamper = func(r *http.Request, _ *http.Response) {
		if r.Method == http.MethodPost {
			posted++
		}
	}
	if _, err := s.Token(t.Context(), p, ""); code(err) != "credential-for-another" || posted != 0 {
		t.Errorf("%v, %d requests", err, posted)
	}
}

// Saving a profile must not depend on a network.
func TestAnApplicationsTokensAreDroppedWithoutANetwork(t *testing.T) {
	s := newHarness(t)
	p := s.savedApplication(t)
	if _, err := s.Token(t.Context(), p, ""); err != nil {
		t.Fatal(err)
	}
	asked := 0
	s.tamper = func(*http.Request, *http.Response) { asked++ }
	nowhere := p
	nowhere.Tenant, nowhere.AccountTenant = "nowhere.example", ""
	if err := s.ForgetApplication(t.Context(), nowhere); err != nil || asked != 0 {
		t.Errorf("%v, %d requests", err, asked)
	}
	if _, err := s.Token(t.Context(), p, ""); err != nil || asked == 0 {
		t.Errorf("the token was still there: %v", err)
	}
}

func TestTheViewOfAnApplicationTellsItsTokensTimes(t *testing.T) {
	s := newHarness(t)
	p := s.savedApplication(t)
	before, err := s.View(t.Context(), p)
	if err != nil || before.Prompt != ByApplication || !before.IssuedAt.IsZero() || !before.ExpiresOn.IsZero() || before.Problem != nil {
		t.Errorf("without a token: %+v, %v", before, err)
	}
	o := s.options(&watcher{})
	o.Owner = p.ID
	session, _, err := s.Test(t.Context(), p, o)
	if err != nil {
		t.Fatal(err)
	}
	p = Adopt(p, session, s.Now())
	after, err := s.View(t.Context(), p)
	if err != nil || after.Account.Username != AccountName(p) || after.Account.TenantID != p.AccountTenant {
		t.Errorf("%+v, %v", after, err)
	}
	if lives := after.ExpiresOn.Sub(after.IssuedAt); lives < 30*time.Minute || lives > 24*time.Hour || s.Now().Sub(after.IssuedAt).Abs() > time.Minute {
		t.Errorf("from %s to %s", after.IssuedAt, after.ExpiresOn)
	}
	p.Organization, p.OrganizationURL = nil, "https://another.crm4.practice.localhost"
	if other, err := s.View(t.Context(), p); err != nil || !other.ExpiresOn.IsZero() {
		t.Errorf("of another organization: %+v, %v", other, err)
	}
}
