package connection

import (
	"context"
	"crypto/rand"
	"errors"
	"net/http"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"latchkey/app/cloud"
	"latchkey/app/credential"
	"latchkey/app/discovery"
	"latchkey/app/practice"
	"latchkey/app/practice/rehearsal"
	"latchkey/app/problem"
	"latchkey/app/profile"
	"latchkey/app/secret"
	"latchkey/app/signin"
	"latchkey/app/vault"
	"latchkey/app/vault/vaulttest"
)

const contoso = "https://contoso.crm4.practice.localhost"

func (s *harness) hold(kind credential.Kind, value string) {
	s.Credentials.Hold("draft test", credential.Credential{Kind: kind, Value: secret.New(value)})
}

// harness is a connection service in front of a practice tenant, and a person who goes to
// the address that is opened.
type harness struct {
	*Service
	tenant   *practice.Tenant
	vault    *vault.Vault
	sessions string // where the vault keeps its files

	mu     sync.Mutex
	opened []string
	plays  string // the person's name before the @; "" stays away
	tamper func(*http.Request, *http.Response)
}

func newHarness(t testing.TB) *harness {
	t.Helper()
	s := &harness{}
	dir := t.TempDir()
	tenant, err := practice.Join(t.Context(), practice.Options{Dir: filepath.Join(dir, "practice")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = tenant.Close() })
	s.tenant = tenant
	s.sessions = filepath.Join(dir, "sessions")
	s.vault = vault.New(vault.Options{Dir: s.sessions, Keychain: vaulttest.NewKeychain(), Now: time.Now, Rand: rand.Reader})
	identity := signin.New(signin.Options{
		Vault: s.vault, Now: time.Now, Rand: rand.Reader, OpenURL: s.open,
		Transport: func(context.Context, cloud.Cloud) (http.RoundTripper, error) { return s, nil },
	})
	t.Cleanup(identity.Close)
	s.Service = &Service{Identity: identity, Credentials: credential.New(s.vault, time.Now), Now: time.Now}
	return s
}

func (s *harness) RoundTrip(r *http.Request) (*http.Response, error) {
	response, err := s.tenant.Transport().RoundTrip(r)
	if err == nil && s.tamper != nil {
		s.tamper(r, response)
	}
	return response, err
}

// open is the system browser: the person goes to the address.
func (s *harness) open(_ context.Context, address string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.opened = append(s.opened, address)
	if s.plays != "" {
		person := s.person(s.plays)
		go func() { _, _ = rehearsal.NewBrowser(person).SignIn(context.Background(), address) }()
	}
	return nil
}

func (s *harness) person(name string) rehearsal.Person {
	users, err := s.tenant.Control().Users(context.Background())
	if err != nil {
		panic(err)
	}
	for _, u := range users {
		if strings.HasPrefix(u.UserPrincipalName, name+"@") {
			return rehearsal.Person{
				UserName: u.UserPrincipalName, Password: u.Password,
				Code: func(ctx context.Context) (string, error) {
					c, err := s.tenant.Control().Code(ctx, u.UserPrincipalName)
					return c.Code, err
				},
				// The page that shows the number comes after the request is on the phone.
				Approve: func(ctx context.Context, number string) error {
					prompts, err := s.tenant.Control().Prompts(ctx)
					if err != nil || len(prompts) != 1 {
						return errors.Join(err, errors.New("no single prompt"))
					}
					return s.tenant.Control().Approve(ctx, prompts[0].ID, number)
				},
			}
		}
	}
	panic("no practice user " + name)
}

// profile is a practice profile for a registration by its name.
func (s *harness) profile(t testing.TB, app string) profile.Profile {
	t.Helper()
	apps, err := s.tenant.Control().Apps(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range apps {
		if strings.HasPrefix(a.Name, app) {
			return profile.Profile{
				Name: "Practice", Cloud: cloud.Practice, Online: true, TwoFactor: true, Method: profile.Auto,
				ApplicationID: a.ApplicationID, RedirectURI: "http://localhost", Tenant: practice.Domain,
			}
		}
	}
	t.Fatalf("no registration %s", app)
	return profile.Profile{}
}

// watcher records what is told, and plays what the person does when it is their turn.
type watcher struct {
	mu      sync.Mutex
	steps   []string
	guests  []string
	flows   []signin.Flow
	told    chan string // what keeps a browser from coming back
	waiting func(signin.Attempt)
}

func (w *watcher) Step(step Step, state StepState) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.steps = append(w.steps, string(step)+" "+string(state))
}

func (w *watcher) Waiting(a signin.Attempt) {
	w.mu.Lock()
	w.flows = append(w.flows, a.Flow())
	do := w.waiting
	w.mu.Unlock()
	if do != nil {
		do(a)
	}
}

func (w *watcher) Guest(tenant string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if tenant != "" {
		w.guests = append(w.guests, tenant)
	}
}

func (*watcher) BrowserNotOpened(*problem.Problem) {}

func (*watcher) Overdue() {}

func (w *watcher) InsecureFormSuspected() { w.tell("insecure form") }

func (w *watcher) HTTPSForced() { w.tell("https forced") }

func (w *watcher) tell(word string) {
	if w.told != nil {
		w.told <- word
	}
}

func (s *harness) options(w *watcher) Options {
	return Options{Watch: w, Owner: "draft test", Wait: Wait{Limit: 20 * time.Second}}
}

func code(err error) string {
	if err == nil {
		return ""
	}
	return problem.From(err).Code
}

func targetOf(tb testing.TB, s *harness) signin.Target {
	tb.Helper()
	r, err := profile.Resolve(s.profile(tb, "DocumentsCorePack"))
	if err != nil {
		tb.Fatal(err)
	}
	return signin.TargetOf(r)
}

// The methods of the harness check or resolve a profile where it enters, as the front ends do.

func (s *harness) SignIn(ctx context.Context, p profile.Profile, o Options) (Session, error) {
	checked, err := profile.Check(p)
	if err != nil {
		return Session{}, err
	}
	return s.Service.SignIn(ctx, checked, o)
}

func (s *harness) Retrieve(ctx context.Context, p profile.Profile, o Options) (Session, Retrieved, error) {
	checked, err := profile.Check(p)
	if err != nil {
		return Session{}, Retrieved{}, err
	}
	return s.Service.Retrieve(ctx, checked, o)
}

func (s *harness) Test(ctx context.Context, p profile.Profile, o Options) (Session, discovery.WhoAmI, error) {
	checked, err := profile.Check(p)
	if err != nil {
		return Session{}, discovery.WhoAmI{}, err
	}
	return s.Service.Test(ctx, checked, o)
}

func (s *harness) Token(ctx context.Context, p profile.Profile, resource string) (signin.Token, error) {
	resolved, err := profile.Resolve(p)
	if err != nil {
		return signin.Token{}, err
	}
	return s.Service.Token(ctx, resolved, resource)
}

func (s *harness) View(ctx context.Context, p profile.Profile) (View, error) {
	resolved, err := profile.Resolve(p)
	if err != nil {
		return View{}, err
	}
	return s.Service.View(ctx, resolved)
}

func (s *harness) UseAccount(ctx context.Context, p profile.Profile, homeAccountID string) (profile.Profile, error) {
	resolved, err := profile.Resolve(p)
	if err != nil {
		return p, err
	}
	return s.Service.UseAccount(ctx, resolved, homeAccountID)
}

func (s *harness) ForgetApplication(ctx context.Context, p profile.Profile) error {
	resolved, err := profile.Resolve(p)
	if err != nil {
		return err
	}
	return s.Service.ForgetApplication(ctx, resolved)
}
