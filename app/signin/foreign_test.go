package signin

import (
	"context"
	"crypto/rand"
	"net/http"
	"strings"
	"testing"
	"time"

	"latchkey/app/cloud"
	"latchkey/app/problem"
	"latchkey/app/profile"
	"latchkey/app/signin/foreign"
	"latchkey/app/signin/loopback"
	"latchkey/app/vault"
	"latchkey/app/vault/vaulttest"
)

// abroad is a sign-in service in front of an authority that is not Entra.
type abroad struct {
	*Service
	authority *foreign.Authority
	home      string
}

func newAbroad(t *testing.T, traits foreign.Traits) abroad {
	t.Helper()
	authority, err := foreign.Start(traits)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(authority.Close)
	a := abroad{authority: authority, home: t.TempDir()}
	a.Service = New(Options{
		Vault: vault.New(vault.Options{Dir: a.home, Keychain: vaulttest.NewKeychain(), Now: time.Now, Rand: rand.Reader}),
		Transport: func(context.Context, cloud.Cloud) (http.RoundTripper, error) {
			return authority.Server.Client().Transport, nil
		},
		OpenURL: func(context.Context, string) error { return nil },
		Now:     time.Now, Rand: rand.Reader,
	})
	t.Cleanup(a.Close)
	return a
}

func (a abroad) target(t *testing.T, tenant string) Target {
	t.Helper()
	host := a.authority.Host()
	c, err := cloud.Hosts{Authority: host, Discovery: host, Organizations: []string{host}, CA: a.authority.CA()}.Cloud()
	if err != nil {
		t.Fatal(err)
	}
	const redirect = "http://127.0.0.1"
	return Target{Cloud: c, ClientID: foreign.ClientID, Tenant: tenant, RedirectURI: redirect, Redirect: profile.ParseRedirect(redirect), Method: profile.Auto}
}

// signIn is a sign-in through the browser.
func (a abroad) signIn(t *testing.T, target Target) (Session, error) {
	t.Helper()
	attempt, err := a.Start(t.Context(), target, Request{Resource: target.DiscoveryScope()})
	if err != nil {
		return Session{}, err
	}
	t.Cleanup(attempt.Close)
	visited := make(chan error, 1)
	go func() { visited <- a.authority.Visit(t.Context(), attempt.Address()) }()
	var answer loopback.Answer
	select {
	case answer = <-attempt.Answers():
	case err := <-visited:
		t.Fatalf("the browser ended without an answer: %v", err)
	}
	session, err := attempt.Finish(t.Context(), answer)
	<-visited
	return session, err
}

// byDevice is a sign-in by device code; the person types it at once.
func (a abroad) byDevice(t *testing.T, target Target) (Attempt, Session, error) {
	t.Helper()
	attempt, err := a.Start(t.Context(), target, Request{Resource: target.DiscoveryScope(), Flow: FlowDeviceCode})
	if err != nil {
		return nil, Session{}, err
	}
	t.Cleanup(attempt.Close)
	select {
	case answer := <-attempt.Answers():
		session, err := attempt.Finish(t.Context(), answer)
		return attempt, session, err
	case err := <-attempt.Abandoned():
		return attempt, Session{}, err
	}
}

// The one who signed in signs out, whatever an authority calls accounts: nothing stays.
func TestWhoSignedInAbroadSignsOut(t *testing.T) {
	for _, traits := range []foreign.Traits{foreign.OIDCProvider(), foreign.EntraEmulator(), foreign.EntraLocal(), foreign.Emulate()} {
		t.Run(traits.Name, func(t *testing.T) {
			a := newAbroad(t, traits)
			tenants := []string{foreign.Tenant}
			if traits.PlainIssuer {
				tenants = append(tenants, foreign.Domain) // there is nothing to look up
			}
			for _, tenant := range tenants {
				target := a.target(t, tenant)
				session, err := a.signIn(t, target)
				if err != nil || session.Account.Username != foreign.Username || session.Account.TenantID != tenant {
					t.Fatalf("%s: %+v, %v", tenant, session.Account, err)
				}
				target.HomeAccountID = session.Account.HomeAccountID
				if _, err := a.Token(t.Context(), target, target.DiscoveryScope()); err != nil {
					t.Errorf("%s, silently: %v", tenant, err)
				}
				look, err := a.Look(t.Context(), target, target.DiscoveryScope())
				if err != nil || look.Problem != nil || len(look.Accounts) != 1 || look.Accounts[0].TenantID != tenant {
					t.Errorf("%s: looked at %+v, %v", tenant, look, err)
				}
				if err := a.SignOut(t.Context(), target); err != nil {
					t.Fatal(err)
				}
				if names, err := a.options.Vault.Names(t.Context()); err != nil || len(names) != 0 {
					t.Errorf("%s: left %q, %v", tenant, names, err)
				}
			}
		})
	}
}

// RFC 8628's own name of the grant is what all take, and a code is shown as it came.
func TestDeviceCodesAbroad(t *testing.T) {
	for _, traits := range []foreign.Traits{foreign.OIDCProvider(), foreign.EntraEmulator(), foreign.EntraLocal()} {
		a := newAbroad(t, traits)
		attempt, session, err := a.byDevice(t, a.target(t, foreign.Tenant))
		if err != nil || session.Account.Username != foreign.Username || attempt.Device().UserCode != traits.UserCode {
			t.Errorf("%s: %+v, %v", traits.Name, session.Account, err)
		}
	}
	a := newAbroad(t, foreign.Emulate())
	if _, _, err := a.byDevice(t, a.target(t, foreign.Tenant)); code(err) != "device-code-not-offered" || problem.From(err).Kind != problem.Refused {
		t.Errorf("where there are none: %v", err)
	}
	refusing := foreign.OIDCProvider()
	refusing.Device = []string{"another"}
	a = newAbroad(t, refusing)
	if _, _, err := a.byDevice(t, a.target(t, foreign.Tenant)); code(err) != "device-code-not-offered" {
		t.Errorf("where the grant is refused: %v", err)
	}
}

// An authority may grant less than was asked for: a refusal, and nothing of it is kept.
func TestDeclinedScopesAreARefusal(t *testing.T) {
	traits := foreign.OIDCProvider()
	traits.Scopes = []string{"another"}
	a := newAbroad(t, traits)
	target := a.target(t, foreign.Tenant)
	_, err := a.signIn(t, target)
	p := problem.From(err)
	if p == nil || p.Kind != problem.Refused || p.Code != "scopes-declined" || !strings.Contains(p.Words().What, target.DiscoveryScope()+"/user_impersonation") {
		t.Errorf("%v: %+v", err, p)
	}
	if names, err := a.options.Vault.Names(t.Context()); err != nil || len(names) != 0 {
		t.Errorf("left %q, %v", names, err)
	}
	if _, _, err := a.byDevice(t, target); code(err) != "scopes-declined" {
		t.Errorf("by device code: %v", err)
	}
	// Nor in MSAL's memory, which the next sign-in would save.
	c, err := a.client(target)
	if err != nil {
		t.Fatal(err)
	}
	if accounts, err := c.msal.Accounts(t.Context()); err != nil || len(accounts) != 0 {
		t.Errorf("in memory %v, %v", accounts, err)
	}
}

// A name of a tenant stays what it is where the issuer names no GUID.
func TestATenantWithoutANumber(t *testing.T) {
	a := newAbroad(t, foreign.OIDCProvider())
	c := a.target(t, "").Cloud
	if tenant, err := a.TenantOf(t.Context(), c, foreign.Domain); err != nil || tenant != foreign.Domain {
		t.Errorf("%q, %v", tenant, err)
	}
	a = newAbroad(t, foreign.EntraEmulator())
	if tenant, err := a.TenantOf(t.Context(), a.target(t, "").Cloud, foreign.Domain); err != nil || tenant != foreign.Tenant {
		t.Errorf("with one: %q, %v", tenant, err)
	}
	public, _ := cloud.ByID(cloud.Public)
	s := (&fakeCloud{issuer: "https://login.microsoftonline.com/{tenantid}/v2.0"}).service(t)
	if _, err := s.TenantOf(t.Context(), public, foreign.Domain); code(err) != "tenant-not-named" {
		t.Errorf("one of Microsoft's: %v", err)
	}
}

// RFC 9207: an authority that says that it always names itself is held to it.
func TestTheAnswersIssuerIsChecked(t *testing.T) {
	for name, c := range map[string]struct{ issuer, want string }{
		"its own": {"https://authority", ""}, "another": {"https://evil.example", "answer-wrong-issuer"}, "none": {"", "answer-wrong-issuer"},
	} {
		a := newAbroad(t, foreign.OIDCProvider())
		attempt, err := a.Start(t.Context(), a.target(t, foreign.Tenant), Request{Resource: a.target(t, "").DiscoveryScope()})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(attempt.Close)
		if c.want == "" {
			c.issuer = a.authority.Server.URL
		}
		_, err = attempt.Finish(t.Context(), loopback.Answer{Error: "access_denied", Issuer: c.issuer})
		if got := code(err); c.want != "" && got != c.want || c.want == "" && got != "access-denied" {
			t.Errorf("%s: %v", name, err)
		}
	}
}
