package signin

import (
	"bytes"
	"context"
	"crypto/rand"
	"net/http"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"latchkey/app/cloud"
	"latchkey/app/practice"
	"latchkey/app/practice/rehearsal"
	"latchkey/app/problem"
	"latchkey/app/profile"
	"latchkey/app/signin/loopback"
	"latchkey/app/vault"
	"latchkey/app/vault/vaulttest"
)

// stage is a practice tenant with a sign-in service in front of it.
type stage struct {
	*Service
	tenant   *practice.Tenant
	home     string
	requests atomic.Int64
	// meddle changes what the back channel answers.
	meddle func(*http.Request, *http.Response)
	sent   *recorder
}

// recorder keeps the token requests, to know what must not be found anywhere.
type recorder struct {
	mu     sync.Mutex
	bodies []string
}

func newStage(t *testing.T) *stage {
	t.Helper()
	s := &stage{home: t.TempDir(), sent: &recorder{}}
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

// service is one process's sign-in service in the stage's home.
func (s *stage) service(k vault.Keychain) *Service {
	return New(Options{
		Vault:     vault.New(vault.Options{Dir: filepath.Join(s.home, "sessions"), Keychain: k, Now: time.Now, Rand: rand.Reader}),
		Transport: func(context.Context, cloud.Cloud) (http.RoundTripper, error) { return s, nil },
		OpenURL:   func(context.Context, string) error { return nil },
		Now:       time.Now, Rand: rand.Reader,
	})
}

// RoundTrip is the practice tenant's back channel, counted and meddled with.
func (s *stage) RoundTrip(r *http.Request) (*http.Response, error) {
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
	if err == nil && s.meddle != nil {
		s.meddle(r, response)
	}
	return response, err
}

// target is the first registration with a redirect URI.
func (s *stage) target(t *testing.T, redirect string) Target {
	t.Helper()
	apps, err := s.tenant.Control().Apps(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	c, _ := cloud.ByID(cloud.Practice)
	return Target{Cloud: c, ClientID: apps[0].ApplicationID, Tenant: practice.TenantID, RedirectURI: redirect, Redirect: profile.ParseRedirect(redirect), Method: profile.Auto}
}

// person is a practice user by the name before the @.
func (s *stage) person(t *testing.T, name string) rehearsal.Person {
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
func (s *stage) start(t *testing.T, target Target) Attempt {
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
func (s *stage) finish(t *testing.T, a Attempt, name string) (Session, error) {
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

func (s *stage) awaited(t *testing.T, a Attempt) loopback.Answer {
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
