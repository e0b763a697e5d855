package problem

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/url"
	"strings"
)

// FromNetwork names what is wrong between this machine and the other side: name
// resolution, a refused or broken connection, an untrusted certificate, a proxy
// that wants a sign-in, or silence. A Problem inside err is returned as it is; a
// cancelled context is Cancelled.
func FromNetwork(err error) *Problem {
	var p *Problem
	if err == nil || errors.As(err, &p) {
		return p
	}
	if errors.Is(err, context.Canceled) {
		return New(Cancelled, "operation-cancelled").Because(err)
	}
	p = New(Network, networkCode(err)).Because(err)
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
	var verify *tls.CertificateVerificationError
	var authority x509.UnknownAuthorityError
	var host x509.HostnameError
	var invalid x509.CertificateInvalidError
	var timeout net.Error
	switch {
	case errors.As(err, &dns) && dns.IsNotFound:
		return "dns"
	case errors.As(err, &verify), errors.As(err, &authority), errors.As(err, &host), errors.As(err, &invalid):
		return "tls-untrusted"
	case strings.Contains(err.Error(), "Proxy Authentication Required"):
		return "proxy-407"
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &timeout) && timeout.Timeout():
		return "network-timed-out"
	}
	return "network-unreachable"
}
