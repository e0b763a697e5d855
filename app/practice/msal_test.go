package practice

import (
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/public"
)

// msal is Microsoft's client with the back channel of one member.
func msal(t *testing.T, tenant *Tenant) public.Client {
	t.Helper()
	client, err := public.New(firstApp(t, tenant),
		public.WithAuthority(practiceAuthority),
		public.WithHTTPClient(&http.Client{Transport: tenant.Transport()}),
		public.WithInstanceDiscovery(false))
	if err != nil {
		t.Fatal(err)
	}
	return client
}

var contosoScope = []string{contosoURL + "/user_impersonation"}

// signInWithMSAL leaves the account in the client's cache.
func signInWithMSAL(t *testing.T, tenant *Tenant, client public.Client, user string) (public.AuthResult, []string) {
	t.Helper()
	a := newAuthorization(firstApp(t, tenant), "")
	address, err := client.AuthCodeURL(t.Context(), a.query.Get("client_id"), loopbackRedirect, contosoScope)
	if err != nil {
		t.Fatal(err)
	}
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	q := u.Query()
	for name, values := range a.query {
		q[name] = values
	}
	q.Set("scope", "openid profile offline_access "+contosoScope[0])
	u.RawQuery = q.Encode()
	back := newBrowser(t, tenant.Control()).signIn(u.String(), user)
	result, err := client.AcquireTokenByAuthCode(t.Context(), back.Get("code"), loopbackRedirect, contosoScope,
		public.WithChallenge(a.verifier))
	if err != nil {
		t.Fatal(err)
	}
	return result, []string{back.Get("code"), a.verifier}
}

func TestMSALSignsInThroughTheTransport(t *testing.T) {
	dir := t.TempDir()
	join(t, dir)
	tenant := join(t, dir)
	control := tenant.Control()
	if err := control.SetSettings(t.Context(), Settings{TokenLifetime: time.Minute}); err != nil {
		t.Fatal(err)
	}
	client := msal(t, tenant)
	result, _ := signInWithMSAL(t, tenant, client, codeUser)
	if status, _ := whoAmI(t, tenant, result.AccessToken); status != http.StatusOK {
		t.Errorf("WhoAmI %d", status)
	}
	if result.Account.PreferredUsername != codeUser {
		t.Errorf("account %q", result.Account.PreferredUsername)
	}
	// MSAL takes a token that ends within five minutes for one that has ended.
	if err := control.SetSettings(t.Context(), Settings{}); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		silent, err := client.AcquireTokenSilent(t.Context(), contosoScope, public.WithSilentAccount(result.Account))
		if err != nil || silent.AccessToken == result.AccessToken {
			t.Fatalf("silently: %v", err)
		}
	}
	counts, err := control.Counters(t.Context())
	if err != nil || counts["refresh_token"] != (Count{Granted: 1}) {
		t.Errorf("counters %v %v, want one refresh", counts, err)
	}
}

// After a sign-in by every means, and the death of the leader, no file of the
// tenant holds a password, a one-time code, an authorization code, a verifier, a
// token or a cookie.
func TestNoSecretStandsInAFile(t *testing.T) {
	dir := t.TempDir()
	leader := startProcess(t, dir)
	tenant := join(t, dir)
	control := tenant.Control()
	var secrets []string
	for _, user := range []string{pushUser, codeUser} {
		b := newBrowser(t, control)
		got := signIn(t, tenant, b, user)
		_, used := signInWithMSALAfter(t, tenant, user)
		secrets = append(append(secrets, got.Access, got.Refresh, b.user(user).Password), used...)
		for _, c := range b.client.Jar.Cookies(&url.URL{Scheme: "http", Host: "127.0.0.1", Path: "/"}) {
			secrets = append(secrets, c.Value)
		}
	}
	code, err := control.Code(t.Context(), codeUser)
	if err != nil {
		t.Fatal(err)
	}
	secrets = append(secrets, code.Code)
	leader.kill()
	if _, err := control.State(t.Context()); err != nil {
		t.Fatal(err)
	}

	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	read := 0
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		read += len(data)
		for _, s := range secrets {
			if len(s) >= 6 && strings.Contains(string(data), s) {
				t.Errorf("%s holds one of the secrets, %d characters long", e.Name(), len(s))
			}
		}
		if info, err := e.Info(); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v %v", e.Name(), info.Mode(), err)
		}
	}
	if len(secrets) < 12 || read < 1000 {
		t.Errorf("only %d secrets searched for in %d bytes", len(secrets), read)
	}
}

// signInWithMSALAfter moves the clock first: a one-time code holds once.
func signInWithMSALAfter(t *testing.T, tenant *Tenant, user string) (public.AuthResult, []string) {
	t.Helper()
	if err := tenant.Control().AdvanceClock(t.Context(), 31*time.Second); err != nil {
		t.Fatal(err)
	}
	result, used := signInWithMSAL(t, tenant, msal(t, tenant), user)
	return result, append(used, result.AccessToken, result.IDToken.RawToken)
}

// Members come and go, leaders among them; whoever stays is served all the time.
func TestMembersComeAndGo(t *testing.T) {
	dir := t.TempDir()
	var group sync.WaitGroup
	for range 6 {
		group.Go(func() {
			for range 5 {
				tenant, err := Join(t.Context(), Options{Dir: dir})
				if err != nil {
					t.Errorf("join: %v", err)
					return
				}
				if err := tenant.Control().AdvanceClock(t.Context(), time.Second); err != nil {
					t.Errorf("advance: %v", err)
				}
				if err := tenant.Close(); err != nil {
					t.Errorf("close: %v", err)
				}
			}
		})
	}
	group.Wait()
	state, err := join(t, dir).Control().State(t.Context())
	if err != nil || state.ClockOffset != 30*time.Second {
		t.Errorf("the clock is %v ahead (%v), want 30 s: changes were lost or made twice", state.ClockOffset, err)
	}
}
