package problem

import (
	"context"
	"errors"
	"net"
	"net/url"
	"strings"
)

// FromNetwork names what is wrong between this machine and the other side: name
// resolution, a refused or broken connection, a proxy that cannot be reached or wants
// a sign-in, a certificate that is expired, another host's or from an unknown
// authority, a web page where encryption should be, or silence. A Problem inside err is
// returned as it is; a cancelled context is Cancelled.
//
// net/http gives what failed on the way to a proxy the operation "proxyconnect" (Go
// issue 16997).
func FromNetwork(err error) *Problem {
	var p *Problem
	if err == nil || errors.As(err, &p) {
		return p
	}
	if errors.Is(err, context.Canceled) {
		return New(Cancelled, "operation-cancelled").Because(err)
	}
	p = New(Network, networkCode(err)).Because(err)
	if p.Code == "tls-intercepted" {
		p.With("issuer", issuer(err))
	}
	if to := toProxy(err); to != nil {
		p.With("proxy", dialled(to))
	}
	var request *url.Error
	if errors.As(err, &request) {
		if u, bad := url.Parse(request.URL); bad == nil && u.Hostname() != "" {
			p.With("host", u.Hostname())
		}
	}
	return p
}

func networkCode(err error) string {
	var dns *net.DNSError
	var timeout net.Error
	if code := tlsCode(err); code != "" {
		return code
	}
	switch {
	case toProxy(err) != nil:
		return "proxy-unreachable"
	case errors.As(err, &dns) && dns.IsNotFound:
		return "dns"
	case strings.Contains(err.Error(), "Proxy Authentication Required"):
		return "proxy-407"
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &timeout) && timeout.Timeout():
		return "network-timed-out"
	}
	return "network-unreachable"
}

// toProxy returns the failure on the way to a proxy, if err is one.
func toProxy(err error) *net.OpError {
	var op *net.OpError
	if errors.As(err, &op) && op.Op == "proxyconnect" {
		return op
	}
	return nil
}

// dialled is the address that a proxy was looked for at; empty when err does not say.
func dialled(to *net.OpError) string {
	var dial *net.OpError
	var dns *net.DNSError
	switch {
	case errors.As(to.Err, &dns):
		return dns.Name
	case errors.As(to.Err, &dial) && dial.Addr != nil:
		return dial.Addr.String()
	}
	return ""
}
