package program

import (
	"context"
	"encoding/pem"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"latchkey/app/cloud"
	"latchkey/app/connection"
	"latchkey/app/credential"
	"latchkey/app/problem"
	"latchkey/app/profile"
	"latchkey/app/secret"
	"latchkey/app/signin"
	"latchkey/app/vault/vaulttest"
)

const (
	profileID = "1a2b3c4d-0000-4000-8000-123456789abc"
	tenantID  = "6f1d0c62-3b8e-4a57-9c40-7e2a1b96f3d8"
)

// harness is a home, and a server that stands for all hosts of a custom cloud.
type harness struct {
	home    string
	keys    *vaulttest.Keychain
	hosts   cloud.Hosts
	reached atomic.Int32 // requests at the server
	opened  atomic.Int32 // browsers
}

func newHarness(t *testing.T) *harness {
	t.Helper()
	s := &harness{home: t.TempDir(), keys: vaulttest.NewKeychain()}
	server := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.reached.Add(1)
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write([]byte(`{"issuer":"https://` + r.Host + `/` + tenantID + `/v2.0"}`))
	}))
	t.Cleanup(server.Close)
	host := strings.TrimPrefix(server.URL, "https://")
	ca := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw})
	s.hosts = cloud.Hosts{Authority: host, Discovery: host, Organizations: []string{host}, CA: string(ca)}
	s.hosts.Confirmed = s.hosts.Fingerprint() // as anybody can who writes the file
	return s
}

// program is a new process in the home.
func (s *harness) program(t *testing.T) *Program {
	t.Helper()
	p, err := New(Options{
		Getenv:   func(name string) string { return map[string]string{"LATCHKEY_HOME": s.home}[name] },
		OpenURL:  func(context.Context, string) error { s.opened.Add(1); return nil },
		Keychain: s.keys,
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.Close() })
	return p
}

func (s *harness) cloud(t *testing.T) cloud.Cloud {
	t.Helper()
	c, err := s.hosts.Cloud()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func codeOf(err error) string {
	if err == nil {
		return ""
	}
	return problem.From(err).Code
}

// nobody watches a sign-in.
type nobody struct{}

func (nobody) Step(connection.Step, connection.StepState) {}
func (nobody) Waiting(signin.Attempt)                     {}
func (nobody) BrowserNotOpened(*problem.Problem)          {}
func (nobody) Overdue()                                   {}
func (nobody) InsecureFormSuspected()                     {}
func (nobody) HTTPSForced()                               {}
func (nobody) Guest(string)                               {}

// Everything that a profile can ask for, of every kind of sign-in.
func (s *harness) try(t *testing.T, p *Program, of profile.Profile) map[string]error {
	t.Helper()
	o := connection.Options{Owner: of.ID, Watch: nobody{}}
	errs := map[string]error{}
	checked, err := profile.Check(of)
	if err != nil {
		t.Fatal(err)
	}
	_, errs["token"] = p.Connection.Token(t.Context(), checked.Resolved, "")
	_, errs["sign in"] = p.Connection.SignIn(t.Context(), checked, o)
	_, _, errs["test"] = p.Connection.Test(t.Context(), checked, o)
	return errs
}

// The profile's file says that the hosts are confirmed, and it is not believed.
func TestAnEditedProfileGetsNoRequestOut(t *testing.T) {
	s := newHarness(t)
	p := s.program(t)
	base := profile.Profile{
		Schema: profile.Schema, ID: profileID, Rev: 1, Name: "Contoso", Cloud: cloud.Custom, CustomCloud: &s.hosts, Online: true,
		ApplicationID: "5d1f0c62-3b8e-4a57-9c40-7e2a1b96f3d8", RedirectURI: "http://localhost", Method: profile.Auto,
		OrganizationURL: "https://" + s.hosts.Authority,
	}
	for _, kind := range []credential.Kind{credential.Password, credential.Secret} {
		c := credential.Credential{Kind: kind, Value: secret.New("Sealed for the public cloud 1")}
		if kind == credential.Secret {
			c.Value = secret.New("abc8Q~SealedForThePublicCloud0123456789")
		}
		p.Credentials.Hold(profileID, c)
		to := credential.Audience{Authority: "login.microsoftonline.com", Application: base.ApplicationID, UserName: "anna@contoso.example"}
		if err := p.Credentials.Keep(t.Context(), profileID, profileID, kind, to); err != nil {
			t.Fatal(err)
		}
	}
	for name, edit := range map[string]func(*profile.Profile){
		"person":              func(p *profile.Profile) { p.TwoFactor, p.Tenant = true, "contoso.example" },
		"person, tenant ID":   func(p *profile.Profile) { p.TwoFactor, p.Tenant = true, tenantID },
		"person, device code": func(p *profile.Profile) { p.TwoFactor, p.Tenant, p.Method = true, tenantID, profile.DeviceCode },
		"password":            func(p *profile.Profile) { p.LoginHint, p.SavePassword = "anna@contoso.example", true },
		"application": func(p *profile.Profile) {
			p.SignInAs, p.Tenant, p.Credential = profile.AsApplication, "contoso.example", &profile.Credential{Kind: "secret"}
		},
	} {
		edited := base
		edit(&edited)
		for what, err := range s.try(t, p, edited) {
			// A person's token is only ever looked for in the cache; what is sealed for the
			// public cloud is refused even before.
			switch codeOf(err) {
			case "custom-cloud-not-confirmed", "credential-for-another":
			case "signin-needed":
				if what == "token" {
					continue
				}
				fallthrough
			default:
				t.Errorf("%s, %s: %v", name, what, err)
			}
		}
	}
	if s.reached.Load() != 0 || s.opened.Load() != 0 {
		t.Errorf("%d requests went out, %d browsers opened", s.reached.Load(), s.opened.Load())
	}
}

func TestAConfirmationIsKeptForExactlyTheseHosts(t *testing.T) {
	s := newHarness(t)
	ask := func(c cloud.Cloud) error {
		_, err := s.program(t).Identity.TenantOf(t.Context(), c, "contoso.example")
		return err
	}
	if err := ask(s.cloud(t)); codeOf(err) != "custom-cloud-not-confirmed" || s.reached.Load() != 0 {
		t.Errorf("before: %v, %d requests", err, s.reached.Load())
	}
	for range 2 { // the second time changes nothing
		if err := s.program(t).ConfirmCloud(t.Context(), s.cloud(t)); err != nil {
			t.Fatal(err)
		}
	}
	if err := ask(s.cloud(t)); err != nil || s.reached.Load() != 1 {
		t.Errorf("after: %v, %d requests", err, s.reached.Load())
	}
	first := s.cloud(t)
	s.hosts.Organizations = append(s.hosts.Organizations, "crm.lab.example")
	if err := ask(s.cloud(t)); codeOf(err) != "custom-cloud-not-confirmed" {
		t.Errorf("one host more: %v", err)
	}
	if err := s.program(t).ConfirmCloud(t.Context(), s.cloud(t)); err != nil {
		t.Fatal(err)
	}
	for _, c := range []cloud.Cloud{first, s.cloud(t)} {
		if err := ask(c); err != nil {
			t.Errorf("one of two that are confirmed: %v", err)
		}
	}
	if err := ask(cloud.Cloud{ID: cloud.Custom, AuthorityHost: s.hosts.Authority}); codeOf(err) != "custom-cloud-not-confirmed" {
		t.Errorf("a cloud of no description: %v", err)
	}
}

func TestALockedKeychainConfirmsNothing(t *testing.T) {
	s := newHarness(t)
	if err := s.program(t).ConfirmCloud(t.Context(), s.cloud(t)); err != nil {
		t.Fatal(err)
	}
	s.keys.Lock()
	p := s.program(t)
	if err := p.CheckConfirmed(t.Context(), s.cloud(t)); codeOf(err) != "keychain-locked" {
		t.Errorf("asked: %v", err)
	}
	if err := p.ConfirmCloud(t.Context(), s.cloud(t)); codeOf(err) != "keychain-locked" {
		t.Errorf("confirming: %v", err)
	}
	s.keys.Unlock()
	if err := p.CheckConfirmed(t.Context(), s.cloud(t)); err != nil {
		t.Errorf("unlocked: %v", err)
	}
}

// A list that cannot be read any more has confirmed nothing, and does not stop a new one.
func TestADamagedListIsMadeAnew(t *testing.T) {
	s := newHarness(t)
	p := s.program(t)
	if err := p.ConfirmCloud(t.Context(), s.cloud(t)); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(p.Home.Sessions, confirmedClouds+".credential")
	if err := os.WriteFile(path, []byte(`{"fingerprints":["`+s.cloud(t).Fingerprint()+`"]}`), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := p.CheckConfirmed(t.Context(), s.cloud(t)); codeOf(err) != "custom-cloud-not-confirmed" {
		t.Errorf("written by hand: %v", err)
	}
	if err := p.ConfirmCloud(t.Context(), s.cloud(t)); err != nil {
		t.Fatal(err)
	}
	if err := p.CheckConfirmed(t.Context(), s.cloud(t)); err != nil {
		t.Error(err)
	}
}
