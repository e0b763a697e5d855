package signin

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"io"
	"net"
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"

	"latchkey/app/cloud"
	"latchkey/app/practice"
	"latchkey/app/practice/rehearsal"
	"latchkey/app/problem"
	"latchkey/app/profile"
	"latchkey/app/signin/loopback"
	"latchkey/app/vault"
	"latchkey/app/vault/vaulttest"
)

// complete plays the person and, where the browser does not come back by itself, pastes
// the address where it ended.
func (s *harness) complete(t *testing.T, a Attempt, name string) (Session, error) {
	t.Helper()
	if a.Flow().Listens() {
		return s.finish(t, a, name)
	}
	end, err := rehearsal.NewBrowser(s.person(t, name)).SignIn(t.Context(), a.Address())
	if err != nil {
		t.Fatal(err)
	}
	if err := a.Paste(end.Address.String()); err != nil {
		t.Fatalf("pasting %q: %v", end.Address.Redacted(), err)
	}
	return a.Finish(t.Context(), s.awaited(t, a))
}

func freePort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	_, port, _ := net.SplitHostPort(l.Addr().String())
	return port
}

func query(t *testing.T, a Attempt) url.Values {
	t.Helper()
	u, err := url.Parse(a.Address())
	if err != nil {
		t.Fatal(err)
	}
	return u.Query()
}

// harness is a practice tenant with a sign-in service in front of it.
type harness struct {
	*Service
	tenant   *practice.Tenant
	home     string
	requests atomic.Int64
	// tamper changes what the back channel answers.
	tamper func(*http.Request, *http.Response)
	sent   *recorder
}

// recorder keeps the token requests, to know what must not be found anywhere.
type recorder struct {
	mu     sync.Mutex
	bodies []string
}

func newHarness(t *testing.T) *harness {
	t.Helper()
	s := &harness{home: t.TempDir(), sent: &recorder{}}
	tenant, err := practice.Join(t.Context(), practice.Options{Dir: filepath.Join(s.home, "practice")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = tenant.Close() })
	s.tenant = tenant
	s.Service = s.service(vaulttest.NewKeychain())
	t.Cleanup(func() { s.Service.Close() })
	return s
}

// service is one process's sign-in service in the harness's home.
func (s *harness) service(k vault.Keychain) *Service {
	return New(Options{
		Vault:     vault.New(vault.Options{Dir: filepath.Join(s.home, "sessions"), Keychain: k, Now: time.Now, Rand: rand.Reader}),
		Transport: func(context.Context, cloud.Cloud) (http.RoundTripper, error) { return s, nil },
		OpenURL:   func(context.Context, string) error { return nil },
		Now:       time.Now, Rand: rand.Reader,
	})
}

// RoundTrip is the practice tenant's back channel, counted and tampered with.
func (s *harness) RoundTrip(r *http.Request) (*http.Response, error) {
	s.requests.Add(1)
	if r.GetBody != nil {
		if body, err := r.GetBody(); err == nil {
			var b bytes.Buffer
			_, _ = b.ReadFrom(body)
			s.sent.mu.Lock()
			s.sent.bodies = append(s.sent.bodies, b.String())
			s.sent.mu.Unlock()
		}
	}
	response, err := s.tenant.Transport().RoundTrip(r)
	if err == nil && s.tamper != nil {
		s.tamper(r, response)
	}
	return response, err
}

// target is the first registration with a redirect URI.
func (s *harness) target(t *testing.T, redirect string) Target {
	t.Helper()
	apps, err := s.tenant.Control().Apps(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	c, _ := cloud.ByID(cloud.Practice)
	return Target{Cloud: c, ClientID: apps[0].ApplicationID, Tenant: practice.TenantID, RedirectURI: redirect, Redirect: profile.ParseRedirect(redirect), Method: profile.Auto}
}

// person is a practice user by the name before the @.
func (s *harness) person(t *testing.T, name string) rehearsal.Person {
	t.Helper()
	users, err := s.tenant.Control().Users(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, u := range users {
		if strings.HasPrefix(u.UserPrincipalName, name+"@") {
			return rehearsal.Person{
				UserName: u.UserPrincipalName, Password: u.Password,
				Code: func(ctx context.Context) (string, error) {
					c, err := s.tenant.Control().Code(ctx, u.UserPrincipalName)
					return c.Code, err
				},
			}
		}
	}
	t.Fatalf("no practice user %s", name)
	return rehearsal.Person{}
}

// start begins an attempt for Global Discovery.
func (s *harness) start(t *testing.T, target Target) Attempt {
	t.Helper()
	a, err := s.Start(t.Context(), target, Request{Resource: target.DiscoveryScope()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(a.Close)
	return a
}

// inner is what an attempt with a code keeps to itself.
func inner(a Attempt) *codeAttempt {
	switch a := a.(type) {
	case *listening:
		return &a.codeAttempt
	case *pasting:
		return &a.codeAttempt
	}
	return nil
}

// finish plays the person and redeems what comes back.
func (s *harness) finish(t *testing.T, a Attempt, name string) (Session, error) {
	t.Helper()
	browser := rehearsal.NewBrowser(s.person(t, name))
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		_, _ = browser.SignIn(t.Context(), a.Address())
	}()
	answer := s.awaited(t, a)
	session, err := a.Finish(t.Context(), answer)
	<-ended
	return session, err
}

func (s *harness) awaited(t *testing.T, a Attempt) loopback.Answer {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	select {
	case answer := <-a.Answers():
		return answer
	case <-ctx.Done():
		t.Fatal("no answer came")
		return loopback.Answer{}
	}
}

func code(err error) string {
	if err == nil {
		return ""
	}
	return problem.From(err).Code
}

// answer replaces a response.
func answer(r *http.Response, status int, kind, body string) {
	_ = r.Body.Close()
	r.StatusCode, r.Status = status, http.StatusText(status)
	r.Header = http.Header{"Content-Type": {kind}}
	r.ContentLength = int64(len(body))
	r.Body = io.NopCloser(strings.NewReader(body))
}

// idToken makes a token of the claims. Its signature is anybody's.
func idToken(t *testing.T, claims map[string]any) string {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: jose.ES256, Key: key}, nil)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := jwt.Signed(signer).Claims(claims).Serialize()
	if err != nil {
		t.Fatal(err)
	}
	return raw
}
