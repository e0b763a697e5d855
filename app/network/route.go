package network

import (
	"context"
	"net"
	"net/netip"
	"net/url"
	"strings"

	"latchkey/app/problem"
)

// Source says who decided about a route.
type Source string

// The sources.
const (
	Nobody      Source = "none"        // there is no proxy
	ThisMachine Source = "loopback"    // the host is this machine
	Environment Source = "environment" // HTTPS_PROXY, HTTP_PROXY, NO_PROXY
	SystemWide  Source = "system"      // the settings of Windows or macOS
)

// Route is the way to a host.
type Route struct {
	// Proxy is its host:port; empty when the host is reached directly.
	Proxy  string `json:"proxy"`
	Source Source `json:"source"`
	// Warning is what kept a proxy of the system from being used.
	Warning *problem.Problem `json:"warning,omitempty"`

	address *url.URL // of the proxy, with user name and password
}

// Describe says how a host ("contoso.crm4.dynamics.com", or with a port) would be
// reached, and asks nobody but the operating system. The error is a *problem.Problem.
func (n *Network) Describe(ctx context.Context, host string) (Route, error) {
	return n.route(ctx, &url.URL{Scheme: "https", Host: host, Path: "/"})
}

// route decides how u is reached. The error is a proxy's address that nobody can use.
func (n *Network) route(ctx context.Context, u *url.URL) (Route, error) {
	if loopback(u.Hostname()) {
		return Route{Source: ThisMachine}, nil
	}
	if name, text := n.fromEnvironment(u.Scheme); text != "" {
		if n.excluded(u) {
			return Route{Source: Environment}, nil
		}
		return through(text, name, Environment)
	}
	switch {
	case n.excluded(u):
		return Route{Source: Environment}, nil
	case u.Scheme != "https":
		return Route{Source: Nobody}, nil
	}
	return n.system.route(ctx, u)
}

// loopback reports whether a host is this machine (RFC 6761 section 6.3, RFC 1122
// section 3.2.1.3, RFC 4291 section 2.5.3).
func loopback(host string) bool {
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	if host == "localhost" || strings.HasSuffix(host, ".localhost") {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.Unmap().IsLoopback()
}

// through is the route through the proxy that text names. source is where text comes
// from, for the words. The text itself can hold a password: no error repeats it.
func through(text, source string, by Source) (Route, error) {
	if !strings.Contains(text, "://") {
		text = "http://" + text
	}
	u, err := url.Parse(text)
	if err != nil || u.Hostname() == "" || ports[u.Scheme] == "" {
		return Route{}, problem.New(problem.Network, "proxy-address-broken").With("source", source)
	}
	return Route{Proxy: hostPort(u), Source: by, address: u}, nil
}

// ports are the proxies that net/http knows, and where they listen by default.
var ports = map[string]string{"http": "80", "https": "443", "socks5": "1080", "socks5h": "1080"}

// hostPort is a proxy's address without user name and password.
func hostPort(u *url.URL) string {
	port := u.Port()
	if port == "" {
		port = ports[u.Scheme]
	}
	return net.JoinHostPort(u.Hostname(), port)
}
