package connection

import (
	"net/http"
	"slices"
	"testing"

	"latchkey/app/credential"
	"latchkey/app/practice"
	"latchkey/app/problem"
	"latchkey/app/profile"
	"latchkey/app/secret"
)

func fieldsOf(err error) []*problem.Problem {
	if err == nil {
		return nil
	}
	return problem.From(err).Fields
}

// savedApplication is a saved profile with a sealed secret.
func (s *stage) savedApplication(t *testing.T) profile.Profile {
	t.Helper()
	p := s.profile(t, "Integration Cloud")
	p.ID, p.SignInAs, p.Credential, p.OrganizationURL = savedID, profile.AsApplication, &profile.Credential{Kind: "secret"}, contoso
	apps, err := s.tenant.Control().Apps(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(apps, func(a practice.App) bool { return a.ApplicationID == p.ApplicationID })
	to, err := credential.ForProfile(p)
	if err != nil {
		t.Fatal(err)
	}
	s.Credentials.Hold(p.ID, credential.Credential{Kind: credential.Secret, Value: secret.New(apps[i].Secrets[0].Value)})
	if err := s.Credentials.Keep(t.Context(), p.ID, p.ID, credential.Secret, to); err != nil {
		t.Fatal(err)
	}
	return p
}

func TestASealedSecretDoesNotFollowTheProfile(t *testing.T) {
	s := newStage(t)
	p := s.savedApplication(t)
	if _, err := s.Token(t.Context(), p, ""); err != nil {
		t.Fatal(err)
	}
	p.ApplicationID = s.profile(t, "DocumentsCorePack").ApplicationID
	posted := 0
	s.meddle = func(r *http.Request, _ *http.Response) {
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
	s := newStage(t)
	p := s.savedApplication(t)
	if _, err := s.Token(t.Context(), p, ""); err != nil {
		t.Fatal(err)
	}
	asked := 0
	s.meddle = func(*http.Request, *http.Response) { asked++ }
	nowhere := p
	nowhere.Tenant, nowhere.AccountTenant = "nowhere.example", ""
	if err := s.ForgetApplication(t.Context(), nowhere); err != nil || asked != 0 {
		t.Errorf("%v, %d requests", err, asked)
	}
	if _, err := s.Token(t.Context(), p, ""); err != nil || asked == 0 {
		t.Errorf("the token was still there: %v", err)
	}
}
