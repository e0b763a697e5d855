// Package network is the way from this machine to the clouds: which proxy a request goes
// through, which certificate authorities are believed, and how long anything may take.
//
// It promises:
//   - Proxies are those of the environment (HTTPS_PROXY, HTTP_PROXY, NO_PROXY, upper or
//     lower case, as golang.org/x/net/http/httpproxy reads them), else those of Windows
//     or macOS. The environment wins. This machine itself (localhost, *.localhost,
//     127.0.0.0/8, ::1) is never reached through a proxy, whatever anybody says.
//   - A proxy's user name and password go to that proxy only, and are in no error, log
//     or result.
//   - Certificates are always checked, against the system's authorities and those that a
//     person added ([Authorities]); these are added and replace nothing. TLS is 1.2 or
//     newer.
//   - What fails is a *problem.Problem that says whether it was the proxy or the service.
//
// Proxies are asked with CONNECT (RFC 9110 section 9.3.6) and signed in to with Basic
// (RFC 7617) only: net/http has neither NTLM nor Negotiate.
package network

import (
	"context"
	"crypto/x509"
	"net/http"
	"net/url"
	"os"
	"sync"
	"time"
)

// Options are the edges; the zero value is the real machine without authorities of its own.
type Options struct {
	// Getenv gives the proxies of the environment; nil is os.Getenv. It is asked at every
	// request.
	Getenv func(string) string
	// System gives the system's proxies; nil is that of the operating system.
	System System
	// Now is nil for time.Now.
	Now func() time.Time
	// Authorities are believed beside the system's.
	Authorities Authorities
	// CA holds certificates as PEM that this Network believes too: those of a custom
	// cloud (cloud.Cloud.CA), which has a Network of its own.
	CA []byte
}

// Network is an http.RoundTripper that goes through the right proxy. It notices when
// authorities are added or removed, by another process too, and when the system's proxy
// changes. It is safe for concurrent use.
type Network struct {
	getenv func(string) string
	system *system
	trust  Authorities
	ca     []byte

	mu      sync.Mutex
	current *http.Transport
	state   string // of trust, when current was made
}

// New makes a Network; it touches nothing before the first request.
func New(o Options) *Network {
	if o.Getenv == nil {
		o.Getenv = os.Getenv
	}
	if o.System == nil {
		o.System = operatingSystem
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	return &Network{
		getenv: o.Getenv, system: &system{read: o.System, now: o.Now}, trust: o.Authorities, ca: o.CA,
	}
}

// routeKey is where a request's context carries its route.
type routeKey struct{}

// RoundTrip implements http.RoundTripper. Its errors wrap a *problem.Problem.
func (n *Network) RoundTrip(req *http.Request) (*http.Response, error) {
	route, err := n.route(req.Context(), req.URL)
	if err != nil {
		if req.Body != nil {
			_ = req.Body.Close()
		}
		return nil, err
	}
	resp, err := n.transport().RoundTrip(req.WithContext(context.WithValue(req.Context(), routeKey{}, route)))
	if err != nil {
		return nil, failed(req.URL.Hostname(), route, err)
	}
	return resp, nil
}

// proxy is http.Transport's: the route is known already.
func proxy(req *http.Request) (*url.URL, error) {
	route, _ := req.Context().Value(routeKey{}).(Route)
	return route.address, nil
}

// CloseIdleConnections lets http.Client's method of that name reach the connections.
func (n *Network) CloseIdleConnections() {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.current != nil {
		n.current.CloseIdleConnections()
	}
}

// transport returns the transport for today's authorities. One that is still used by
// requests ends with them.
func (n *Network) transport() *http.Transport {
	state := n.trust.state()
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.current != nil && n.state == state {
		return n.current
	}
	if n.current != nil {
		n.current.CloseIdleConnections()
	}
	n.current, n.state = newTransport(n.pool()), state
	return n.current
}

// pool is what is believed: nil for the system's authorities alone.
//
// On Windows and macOS the system verifies first, and Go with the added ones only when
// the system refuses (crypto/x509, SystemCertPool).
func (n *Network) pool() *x509.CertPool {
	added := n.trust.certificates()
	if len(added) == 0 && len(n.ca) == 0 {
		return nil
	}
	pool, err := x509.SystemCertPool()
	if err != nil {
		pool = x509.NewCertPool()
	}
	for _, c := range added {
		pool.AddCert(c)
	}
	pool.AppendCertsFromPEM(n.ca)
	return pool
}
