package terminal

import (
	"bytes"
	"context"
	"crypto/rand"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"latchkey/app/cloud"
	"latchkey/app/practice"
	"latchkey/app/profile"
	"latchkey/app/program"
	"latchkey/app/secret"
	"latchkey/app/signin"
	"latchkey/app/vault/vaulttest"
)

// brokenOnToken is the practice tenant's network, on which the home breaks while a token is
// under way: the disk is full, or somebody took the right to write.
type brokenOnToken struct {
	http.RoundTripper
	sessions string // the directory to break; "" breaks nothing
}

func (b *brokenOnToken) RoundTrip(r *http.Request) (*http.Response, error) {
	if strings.HasSuffix(r.URL.Path, "/token") && b.sessions != "" {
		_ = os.RemoveAll(b.sessions)
		if err := os.WriteFile(b.sessions, nil, 0o600); err != nil {
			return nil, err
		}
	}
	return b.RoundTripper.RoundTrip(r)
}

// A token that was refreshed is printed and nothing else, although it could not be kept;
// that is told beside it.
func TestATokenThatCouldNotBeKeptIsPrintedWithAWarning(t *testing.T) {
	home, keys := t.TempDir(), vaulttest.NewKeychain()
	network := &brokenOnToken{}
	make := func() (*program.Program, error) {
		p, err := program.New(program.Options{Getenv: func(name string) string { return map[string]string{"LATCHKEY_HOME": home}[name] }, Keychain: keys})
		if err != nil {
			return nil, err
		}
		p.Identity = signin.New(signin.Options{Vault: p.Vault, Now: time.Now, Rand: rand.Reader,
			Transport: func(ctx context.Context, _ cloud.Cloud) (http.RoundTripper, error) {
				tenant, err := p.Practice(ctx)
				if err != nil {
					return nil, err
				}
				network.RoundTripper = tenant.Transport()
				return network, nil
			},
		})
		p.Connection.Identity = p.Identity
		return p, nil
	}
	signInForTest(t, make)
	run := func(broken string) (code int, out, errs string) {
		network.sessions = broken
		var stdout, stderr bytes.Buffer
		e := &Environment{In: strings.NewReader(""), Out: &stdout, Err: &stderr, Program: make}
		code = Run(t.Context(), e, []string{"token", "Contoso"})
		return code, stdout.String(), stderr.String()
	}
	sessions := home + "/sessions"
	if _, err := os.Stat(sessions); err != nil {
		t.Fatal(err)
	}
	code, out, errs := run(sessions)
	if code != 0 || strings.Count(out, ".") != 2 || strings.Count(out, "\n") != 1 {
		t.Errorf("exit code %d, printed %d bytes, %s", code, len(out), errs)
	}
	if !strings.Contains(errs, "could not be kept") || !strings.Contains(errs, "warning: ") || strings.Contains(errs, strings.TrimSpace(out)) {
		t.Errorf("told %q", errs)
	}
}

// signInForTest saves the profile Contoso, whose account has a session but no token for its
// organization.
func signInForTest(t *testing.T, make func() (*program.Program, error)) {
	t.Helper()
	p, err := make()
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	tenant, err := p.Practice(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	apps, err := tenant.Control().Apps(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	users, err := tenant.Control().Users(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	draft := profile.Profile{
		Name: "Contoso", Cloud: cloud.Practice, Online: true, TwoFactor: true, Method: profile.Auto, ApplicationID: apps[0].ApplicationID,
		RedirectURI: "http://localhost", Tenant: practice.TenantID, OrganizationURL: "https://contoso.crm4.practice.localhost",
	}
	resolved, err := profile.Resolve(draft)
	if err != nil {
		t.Fatal(err)
	}
	target := signin.TargetOf(resolved)
	for _, u := range users {
		if !strings.HasPrefix(u.UserPrincipalName, "password@") {
			continue
		}
		session, err := p.Identity.Password(t.Context(), target, target.DiscoveryScope(), u.UserPrincipalName, secret.New(u.Password))
		if err != nil {
			t.Fatal(err)
		}
		draft = profile.SignedIn(draft, session.Account.HomeAccountID, session.Account.Username, session.Account.TenantID)
	}
	store, err := p.Profiles()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := store.Save(draft); err != nil {
		t.Fatal(err)
	}
}
