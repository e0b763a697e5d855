package signin

import (
	"testing"

	"latchkey/app/credential"
	"latchkey/app/problem"
	"latchkey/app/secret"
	"latchkey/app/vault/vaulttest"
)

func TestAnApplicationByItsSecret(t *testing.T) {
	s := newHarness(t)
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
func (s *harness) webTarget(t *testing.T) (Target, secret.String) {
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

// With a locked keychain the token is in memory only; that keeps no application out.
func TestAnApplicationNeedsNoKeychain(t *testing.T) {
	s := newHarness(t)
	keychain := vaulttest.NewKeychain()
	s.Service = s.service(keychain)
	target, good := s.webTarget(t)
	organization := "https://contoso.crm4.practice.localhost"
	if _, err := s.Application(t.Context(), target, organization, Proof{Secret: good}); err != nil {
		t.Fatal(err)
	}
	keychain.Lock()
	s.Service = s.service(keychain)
	token, err := s.Application(t.Context(), target, organization, Proof{Secret: good})
	if err != nil || token.Unsaved == nil || token.Unsaved.Kind != problem.Keychain {
		t.Fatalf("unsaved %v, %v", token.Unsaved, err)
	}
	before := s.requests.Load()
	again, err := s.Application(t.Context(), target, organization, Proof{Secret: good})
	if err != nil || again.Value.Reveal() != token.Value.Reveal() || s.requests.Load() != before {
		t.Errorf("the second token is another, or cost a request: %v", err)
	}
}
