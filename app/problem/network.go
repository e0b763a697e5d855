package problem

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
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

// tlsCode names what is wrong with a certificate or with the encryption; empty when err
// is about neither.
func tlsCode(err error) string {
	var verify *tls.CertificateVerificationError
	var authority x509.UnknownAuthorityError
	var host x509.HostnameError
	var invalid x509.CertificateInvalidError
	var record tls.RecordHeaderError
	switch {
	case errors.As(err, &host):
		return "tls-wrong-host"
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return "tls-expired"
	case errors.As(err, &authority) && issuer(err) != "":
		return "tls-intercepted"
	case errors.As(err, &verify), errors.As(err, &authority), errors.As(err, &invalid):
		return "tls-untrusted"
	case errors.As(err, &record) && string(record.RecordHeader[:]) == "HTTP/":
		return "login-page-instead"
	case errors.As(err, &record), strings.Contains(err.Error(), "tls: "):
		return "tls-not-agreed"
	}
	return ""
}

// issuer names the authority at the end of the chain that a host showed, e.g. "Contoso
// Web Gateway (Contoso Ltd)". It is empty for a certificate that vouches for itself.
func issuer(err error) string {
	var verify *tls.CertificateVerificationError
	var authority x509.UnknownAuthorityError
	var chain []*x509.Certificate
	switch {
	case errors.As(err, &verify) && len(verify.UnverifiedCertificates) > 0:
		chain = verify.UnverifiedCertificates
	case errors.As(err, &authority) && authority.Cert != nil:
		chain = []*x509.Certificate{authority.Cert}
	default:
		return ""
	}
	if selfIssued(chain[0]) {
		return ""
	}
	return commonName(last(chain).Issuer)
}

// last follows a chain from its first certificate upwards; servers don't always send
// it in order.
func last(chain []*x509.Certificate) *x509.Certificate {
	top := chain[0]
	for range chain {
		for _, c := range chain {
			if !selfIssued(top) && bytes.Equal(c.RawSubject, top.RawIssuer) {
				top = c
				break
			}
		}
	}
	return top
}

func selfIssued(c *x509.Certificate) bool { return bytes.Equal(c.RawSubject, c.RawIssuer) }

func commonName(n pkix.Name) string {
	organization := strings.Join(n.Organization, ", ")
	switch {
	case n.CommonName == "" && organization == "":
		return n.String()
	case n.CommonName == "":
		return organization
	case organization == "", organization == n.CommonName:
		return n.CommonName
	}
	return n.CommonName + " (" + organization + ")"
}
