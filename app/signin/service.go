package signin

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"latchkey/app/cloud"
	"latchkey/app/profile"
	"latchkey/app/vault"
)

// Options are the edges of the service.
type Options struct {
	Vault *vault.Vault
	// Transport gives the network of a cloud; it is called on the first request.
	Transport func(cloud.ID) (http.RoundTripper, error)
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
	issued  map[string]bool // states of earlier attempts, to recognise their answers
}

// New makes a service; it touches neither the network nor the vault.
func New(o Options) *Service {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return &Service{Options: o, clients: map[clientKey]*client{}, issued: map[string]bool{}}
}

// Target is what to sign in to: an application, in a tenant, in a cloud.
type Target struct {
	Cloud    cloud.Cloud
	ClientID string
	// Tenant is a tenant GUID, or "" for any organization.
	Tenant        string
	RedirectURI   string
	Method        profile.Method
	LoginHint     string
	HomeAccountID string
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

// scopes names the one permission that Dataverse offers to public clients. The
// resource has no trailing slash: each profile keeps to one spelling, or the cache
// would miss.
func scopes(resource string) []string { return []string{resource + "/user_impersonation"} }
