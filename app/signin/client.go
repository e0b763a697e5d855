package signin

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"sync/atomic"

	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/public"

	"latchkey/app/cloud"
	"latchkey/app/problem"
)

// anyTenant is Entra's name for "whatever work or school account".
const anyTenant = "organizations"

// clientKey is what an MSAL client is for. Clouds that share a cache have clients of their
// own all the same: their errors name different hosts.
type clientKey struct {
	cloud cloud.ID
	cache string
}

// client is one long-lived MSAL client with its cache.
type client struct {
	msal     public.Client
	cache    *cache
	accessor *accessor
	http     *http.Client
	// metadata is of the tenants that were asked.
	metadata *metadataReader
	id       string
	// resolving is held by the one who looks up endpoints.
	resolving chan struct{}
}

// client returns the one client of a target.
func (s *Service) client(t Target) (*client, error) {
	cache := s.sessionCache(t)
	key := clientKey{t.Cloud.ID, cache.name}
	s.mu.Lock()
	defer s.mu.Unlock()
	if c, ok := s.clients[key]; ok {
		return c, nil
	}
	c := &client{cache: cache, accessor: &accessor{cache: cache}, http: s.AuthorityClient(t.Cloud), id: t.ClientID, resolving: make(chan struct{}, 1)}
	c.metadata = newMetadataReader(c.http.Transport)
	c.http.Transport = c.metadata
	var err error
	if c.msal, err = c.library(t, c.http, c.accessor); err != nil {
		return nil, err
	}
	s.clients[key] = c
	return c, nil
}

// library makes an MSAL client on the cache, with an accessor of its own. It claims no capability for all tokens: those that go
// to other programs could not be answered for, see claimsFor.
func (c *client) library(t Target, over *http.Client, by *accessor) (public.Client, error) {
	authority, err := t.Cloud.Authority(anyTenant)
	if err != nil {
		return public.Client{}, err
	}
	return public.New(t.ClientID,
		public.WithAuthority(authority),
		public.WithInstanceDiscovery(false),
		public.WithHTTPClient(over),
		public.WithCache(by),
	)
}

// authCodeURL lets MSAL look up the endpoints of a tenant and make an authorize request.
// Whatever else asks MSAL comes here first, because MSAL remembers what was found, and
// shares a lookup that is under way with everybody: in the context of the first, whose
// cancellation would then end the sign-ins of all. Here each waits for its turn instead.
func (c *client) authCodeURL(ctx context.Context, tenant, redirect string, scopes []string, options ...public.AuthCodeURLOption) (string, error) {
	select {
	case c.resolving <- struct{}{}:
		defer func() { <-c.resolving }()
	case <-ctx.Done():
		return "", ctx.Err()
	}
	if tenant != "" {
		options = append(options, public.WithTenantID(tenant))
	}
	return c.msal.AuthCodeURL(ctx, c.id, redirect, scopes, options...)
}

// resolve looks up the endpoints of a tenant, unless they are known.
func (c *client) resolve(ctx context.Context, tenant string) error {
	_, err := c.authCodeURL(ctx, tenant, "", nil)
	return err
}

// refuse forgets the tokens that a call has just written: they were not for the target.
// What the cache held before is good as ever.
func (c *client) refuse(ctx context.Context, result public.AuthResult, n *notes) {
	n.lock = nil // it is held
	if n.before == nil {
		_ = c.msal.RemoveAccount(ctx, result.Account) // it is in MSAL's memory only
		return
	}
	c.cache.restore(context.WithoutCancel(ctx), n.before)
	c.accessor.unload()
}

// sessionCache is the cache of a target's application; its name is readable, for the
// helpdesk's sake.
func (s *Service) sessionCache(t Target) *cache {
	return s.caches.named(issuer(t.Cloud) + "_" + t.ClientID)
}

// applicationCache is the cache of the tokens that an application fetches for itself; MSAL
// keeps its tenants apart in it.
func (s *Service) applicationCache(t Target) *cache {
	return s.caches.named(issuer(t.Cloud) + "_" + t.ClientID + "_application")
}

// SharesCache reports whether two targets have their tokens in one cache: the same
// application, in clouds that sign in at the same host. Two custom clouds never share one.
func (t Target) SharesCache(other Target) bool {
	return issuer(t.Cloud) == issuer(other.Cloud) && t.ClientID == other.ClientID
}

// issuer names whose tokens a cache holds: the host that issued them. Those of a custom
// cloud are kept apart by all of its hosts and its certificate authority: tokens of one
// description must not be used under another.
func issuer(c cloud.Cloud) string {
	if c.ID == cloud.Custom {
		return c.Key()
	}
	return c.AuthorityHost
}

// HTTPClient is the guarded client of a cloud: Global Discovery and organizations.
func (s *Service) HTTPClient(c cloud.Cloud) *http.Client { return c.Client(s.network(c)) }

// AuthorityClient is the guarded client of a cloud's sign-in hosts. Codes, passwords,
// secrets and refresh tokens go through it and nothing else: an organization of the
// cloud is somebody's, too.
func (s *Service) AuthorityClient(c cloud.Cloud) *http.Client {
	return c.AuthorityClient(s.network(c))
}

func (s *Service) network(c cloud.Cloud) http.RoundTripper {
	return &cloudTransport{
		connect: func(ctx context.Context) (http.RoundTripper, error) { return s.options.Transport(ctx, c) },
		hosts:   hostsOf(c),
	}
}

// hostsOf are the hosts that an administrator has to let through for a cloud, as far as
// they can be listed.
func hostsOf(c cloud.Cloud) string {
	list := c.AuthorityHost + ", " + c.DiscoveryHost
	if len(c.OrganizationSuffixes) > 0 {
		_, domain, _ := strings.Cut(c.OrganizationSuffixes[0], ".")
		list += ", *." + domain
	}
	return list
}

// cloudTransport is the network of a cloud, made on the first request: a cached token
// needs none. Its problems name the hosts that have to be let through.
type cloudTransport struct {
	connect func(context.Context) (http.RoundTripper, error)
	hosts   string
	next    atomic.Pointer[http.RoundTripper]
}

func (c *cloudTransport) RoundTrip(r *http.Request) (*http.Response, error) {
	next := c.next.Load()
	if next == nil {
		made, err := c.connect(r.Context())
		if err != nil {
			return nil, err
		}
		next = &made
		c.next.Store(next)
	}
	resp, err := (*next).RoundTrip(r)
	var p *problem.Problem
	if errors.As(err, &p) && p.Kind == problem.Network {
		p.With("hosts", c.hosts)
	}
	return resp, err
}
