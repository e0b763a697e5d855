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

// clientKey is what a token cache belongs to.
type clientKey struct{ authorityHost, clientID string }

// client is one long-lived MSAL client with its cache.
type client struct {
	msal  public.Client
	cache *cache
	http  *http.Client
}

// client returns the one client of a target.
func (s *Service) client(t Target) (*client, error) {
	key := clientKey{place(t.Cloud), t.ClientID}
	s.mu.Lock()
	defer s.mu.Unlock()
	if c, ok := s.clients[key]; ok {
		return c, nil
	}
	c := &client{
		cache: &cache{vault: s.Vault, name: cacheName(key)},
		http:  s.AuthorityClient(t.Cloud),
	}
	var err error
	if c.msal, err = c.library(t, c.http); err != nil {
		return nil, err
	}
	s.clients[key] = c
	return c, nil
}

// library makes an MSAL client on the cache. It claims no capability: tokens go to
// other programs, which could not answer the challenges that "CP1" allows.
func (c *client) library(t Target, over *http.Client) (public.Client, error) {
	authority, err := t.Cloud.Authority(anyTenant)
	if err != nil {
		return public.Client{}, err
	}
	return public.New(t.ClientID,
		public.WithAuthority(authority),
		public.WithInstanceDiscovery(false),
		public.WithHTTPClient(over),
		public.WithCache(&accessor{cache: c.cache}),
	)
}

// Place names the cache that the tokens of a cloud are in: clouds that share a sign-in
// host share it.
func Place(c cloud.Cloud) string { return place(c) }

// place names whose tokens a cache holds: the host that issued them. Those of a custom
// cloud are kept apart by all of its hosts and its certificate authority: tokens of one
// description must not be used under another.
func place(c cloud.Cloud) string {
	if c.ID == cloud.Custom {
		return c.Key()
	}
	return c.AuthorityHost
}

// cacheName is the vault's name for a cache; readable, for the helpdesk's sake.
func cacheName(k clientKey) string { return k.authorityHost + "_" + k.clientID }

// HTTPClient is the guarded client of a cloud: Global Discovery and organizations.
func (s *Service) HTTPClient(c cloud.Cloud) *http.Client { return gated(c.Client(s.network(c))) }

// AuthorityClient is the guarded client of a cloud's sign-in hosts. Codes, passwords,
// secrets and refresh tokens go through it and nothing else: an organization of the
// cloud is somebody's, too.
func (s *Service) AuthorityClient(c cloud.Cloud) *http.Client {
	return gated(c.AuthorityClient(s.network(c)))
}

func (s *Service) network(c cloud.Cloud) http.RoundTripper {
	return &lazyTransport{
		make:  func(ctx context.Context) (http.RoundTripper, error) { return s.Transport(ctx, c) },
		hosts: hostsOf(c),
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

func gated(c *http.Client) *http.Client {
	c.Transport = offlineGate{c.Transport}
	return c
}

// lazyTransport makes its network on the first request: a cached token needs none.
type lazyTransport struct {
	make  func(context.Context) (http.RoundTripper, error)
	hosts string // of the cloud, for an administrator who has to let them through
	next  atomic.Pointer[http.RoundTripper]
}

func (l *lazyTransport) RoundTrip(r *http.Request) (*http.Response, error) {
	next := l.next.Load()
	if next == nil {
		made, err := l.make(r.Context())
		if err != nil {
			return nil, err
		}
		next = &made
		l.next.Store(next)
	}
	resp, err := (*next).RoundTrip(r)
	var p *problem.Problem
	if errors.As(err, &p) && p.Kind == problem.Network {
		p.With("hosts", l.hosts)
	}
	return resp, err
}

// errOffline is the refusal of a request that must be answered from the cache.
var errOffline = errors.New("offline: not in the cache")

type offlineKey struct{}

// offline marks a context whose requests must not reach the network.
func offline(ctx context.Context) context.Context {
	return context.WithValue(ctx, offlineKey{}, true)
}

// offlineGate refuses the requests of an offline context.
type offlineGate struct{ next http.RoundTripper }

func (g offlineGate) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Context().Value(offlineKey{}) != nil {
		return nil, errOffline
	}
	return g.next.RoundTrip(r)
}
