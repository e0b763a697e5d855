package signin

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"slices"
	"sync"
	"time"

	"latchkey/app/cloud"
	"latchkey/app/profile"
	"latchkey/app/signin/loopback"
	"latchkey/app/vault"
)

// Options are the edges of the service.
type Options struct {
	Vault *vault.Vault
	// Transport gives the network of a cloud; it is called on the first request, with
	// that request's context.
	Transport func(context.Context, cloud.Cloud) (http.RoundTripper, error)
	// OpenURL opens the system browser.
	OpenURL func(ctx context.Context, address string) error
	Now     func() time.Time
	Rand    io.Reader
	Log     *slog.Logger
}

// Service signs in. It is safe for concurrent use.
type Service struct {
	Options

	mu      sync.Mutex
	clients map[clientKey]*client
	apps    map[appKey]*application
	issued  []string // states of earlier attempts, to recognise their answers
	// lingering listeners still tell a browser that its answer was used.
	lingering []*loopback.Listener
}

// New makes a service; it touches neither the network nor the vault.
func New(o Options) *Service {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return &Service{Options: o, clients: map[clientKey]*client{}, apps: map[appKey]*application{}}
}

// Close ends what earlier attempts left running; browsers get the reply they wait for.
func (s *Service) Close() {
	s.mu.Lock()
	left := s.lingering
	s.lingering = nil
	s.mu.Unlock()
	for _, l := range left {
		l.End()
	}
}

// free ends the listeners of earlier attempts on a port that is needed again.
func (s *Service) free(port string) {
	s.mu.Lock()
	var held []*loopback.Listener
	s.lingering = slices.DeleteFunc(s.lingering, func(l *loopback.Listener) bool {
		if l.Port() == port {
			held = append(held, l)
			return true
		}
		return false
	})
	s.mu.Unlock()
	for _, l := range held {
		l.End()
	}
}

// linger keeps a closed listener until it has ended by itself, or by Close.
func (s *Service) linger(l *loopback.Listener) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.lingering = append(slices.DeleteFunc(s.lingering, (*loopback.Listener).Ended), l)
}

// Target is what to sign in to: an application, in a tenant, in a cloud.
type Target struct {
	Cloud    cloud.Cloud
	ClientID string
	// Tenant is a tenant GUID, or "" for any organization.
	Tenant      string
	RedirectURI string
	Method      profile.Method
	// ResponseMode is profile.ResponseQuery for browsers that warn of a posted answer.
	ResponseMode  string
	LoginHint     string
	DomainHint    string
	HomeAccountID string
	// DoubleSlash is the other spelling of scopes: see profile.Profile.
	DoubleSlash bool
}

// DiscoveryScope is the resource of Global Discovery: it needs a token of its own.
func (t Target) DiscoveryScope() string { return t.Cloud.DiscoveryURL() }

// ForTenant is the same target in another tenant, as an organization may have one.
func (t Target) ForTenant(tenant string) Target {
	if tenant != "" {
		t.Tenant = tenant
	}
	return t
}

// scopes names the one permission that Dataverse offers to public clients. Each profile
// keeps to one spelling of an organization, or the cache would miss.
func (t Target) scopes(resource string) []string {
	return []string{t.spelled(resource) + "/user_impersonation"}
}

// spelled is a resource in the profile's spelling. Entra makes the audience of what
// stands before the last slash, and some organizations want one that ends in a slash
// ("Scopes and permissions in the Microsoft identity platform", trailing slashes).
// Global Discovery knows one spelling only.
func (t Target) spelled(resource string) string {
	if t.DoubleSlash && resource != t.DiscoveryScope() {
		return resource + "/"
	}
	return resource
}
