package signin

import (
	"cmp"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"latchkey/app/cloud"
	"latchkey/app/profile"
	"latchkey/app/vault"
	"latchkey/app/vault/vaulttest"
)

const (
	fakeTenant  = "6f1d0c62-3b8e-4a57-9c40-7e2a1b96f3d8"
	fakeClient  = "5d1f0c62-3b8e-4a57-9c40-7e2a1b96f3d8"
	fakeObject  = "11111111-2222-4333-8444-555555555555"
	fakeAccount = fakeObject + "." + fakeTenant
)

// fakeCloud answers for the public cloud's sign-in host as a test says. It serves what the
// practice tenant never does: wrong tokens, and lookups that hang.
type fakeCloud struct {
	mu       sync.Mutex
	requests []string
	home     string // of the last service
	// metadata, when set, is asked before the metadata is served; an error is the answer.
	metadata func(ctx context.Context) error
	issuer   string // "" is the tenant's
	// idToken is in every answer of the token endpoint.
	idToken func() string
}

// RoundTrip implements http.RoundTripper.
func (f *fakeCloud) RoundTrip(r *http.Request) (*http.Response, error) {
	f.mu.Lock()
	f.requests = append(f.requests, r.URL.Path)
	f.mu.Unlock()
	switch {
	case strings.HasSuffix(r.URL.Path, "/openid-configuration"):
		if f.metadata != nil {
			if err := f.metadata(r.Context()); err != nil {
				return nil, err
			}
		}
		base := "https://" + r.URL.Host + "/" + fakeTenant
		return jsonAnswer(r, map[string]string{
			"issuer": cmp.Or(f.issuer, base+"/v2.0"), "authorization_endpoint": base + "/oauth2/v2.0/authorize", "token_endpoint": base + "/oauth2/v2.0/token",
		})
	case strings.HasSuffix(r.URL.Path, "/token"):
		answer := map[string]any{
			"token_type": "Bearer", "access_token": "fresh", "refresh_token": "rotated", "expires_in": 3600,
			"client_info": "eyJ1aWQiOiIxMTExMTExMS0yMjIyLTQzMzMtODQ0NC01NTU1NTU1NTU1NTUiLCJ1dGlkIjoiNmYxZDBjNjItM2I4ZS00YTU3LTljNDAtN2UyYTFiOTZmM2Q4In0",
		}
		_ = r.ParseForm()
		answer["scope"] = r.PostForm.Get("scope")
		if f.idToken != nil {
			answer["id_token"] = f.idToken()
		}
		return jsonAnswer(r, answer)
	}
	return nil, errors.New("not served: " + r.URL.Path)
}

// asked is how many requests there were whose path ends so.
func (f *fakeCloud) asked(suffix string) int {
	f.mu.Lock()
	defer f.mu.Unlock()
	n := 0
	for _, path := range f.requests {
		if strings.HasSuffix(path, suffix) {
			n++
		}
	}
	return n
}

func jsonAnswer(r *http.Request, v any) (*http.Response, error) {
	body, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	return &http.Response{
		StatusCode: http.StatusOK, Header: http.Header{"Content-Type": {"application/json"}}, Request: r,
		Body: io.NopCloser(strings.NewReader(string(body))),
	}, nil
}

// service is a sign-in service whose network is the fake cloud.
func (f *fakeCloud) service(t *testing.T) *Service {
	t.Helper()
	f.home = t.TempDir()
	s := New(Options{
		Vault:     vault.New(vault.Options{Dir: f.home, Keychain: vaulttest.NewKeychain(), Now: time.Now, Rand: rand.Reader}),
		Transport: func(context.Context, cloud.Cloud) (http.RoundTripper, error) { return f, nil },
		OpenURL:   func(context.Context, string) error { return nil },
		Now:       time.Now, Rand: rand.Reader,
	})
	t.Cleanup(s.Close)
	return s
}

// breakHome makes a file of the directory that the sessions are kept in.
func (f *fakeCloud) breakHome(t *testing.T) {
	t.Helper()
	if err := os.RemoveAll(f.home); err != nil {
		t.Error(err)
	}
	if err := os.WriteFile(f.home, nil, 0o600); err != nil {
		t.Error(err)
	}
}

// target is an application of the fake cloud, and its one account.
func (*fakeCloud) target() Target {
	const foreign = "http://www.mscrm-addons.com"
	c, _ := cloud.ByID(cloud.Public)
	return Target{Cloud: c, ClientID: fakeClient, Tenant: fakeTenant, RedirectURI: foreign, Redirect: profile.ParseRedirect(foreign), HomeAccountID: fakeAccount}
}

// fakeClaims are those of a right id_token of now.
func fakeClaims() map[string]any {
	return map[string]any{
		"iss": "https://login.microsoftonline.com/" + fakeTenant + "/v2.0", "aud": fakeClient, "tid": fakeTenant, "sub": "subject", "oid": fakeObject,
		"preferred_username": "anna@contoso.example", "name": "Anna", "iat": time.Now().Unix(), "exp": time.Now().Add(time.Hour).Unix(),
	}
}

// signedIn puts a session without an access token into the vault, in MSAL's own format.
// claims are those of its id_token.
func signedIn(t *testing.T, s *Service, target Target, claims map[string]any) {
	t.Helper()
	row := func(kind, secret string) map[string]string {
		return map[string]string{
			"home_account_id": fakeAccount, "environment": target.Cloud.AuthorityHost, "client_id": fakeClient,
			"credential_type": kind, "realm": fakeTenant, "secret": secret,
		}
	}
	account := map[string]string{
		"home_account_id": fakeAccount, "environment": target.Cloud.AuthorityHost, "realm": fakeTenant, "username": "anna@contoso.example",
		"local_account_id": fakeObject, "authority_type": "MSSTS",
	}
	data, err := json.Marshal(map[string]any{
		"Account":      map[string]any{"account": account},
		"RefreshToken": map[string]any{"refresh": row("RefreshToken", "first")},
		"IdToken":      map[string]any{"id": row("IdToken", idToken(t, claims))},
		"AppMetadata":  map[string]any{"app": map[string]string{"client_id": fakeClient, "environment": target.Cloud.AuthorityHost}},
	})
	if err != nil {
		t.Fatal(err)
	}
	c, err := s.client(target)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.options.Vault.Write(t.Context(), c.cache.name, data); err != nil {
		t.Fatal(err)
	}
}
