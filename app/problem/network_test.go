package problem

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"syscall"
	"testing"
)

func TestFromNetworkNamesTheTrouble(t *testing.T) {
	tests := []struct {
		name string
		err  error
		code string
	}{
		{"name", &net.DNSError{Err: "no such host", Name: "x", IsNotFound: true}, "dns"},
		{"refused", &net.OpError{Op: "dial", Err: os.NewSyscallError("connect", syscall.ECONNREFUSED)}, "network-unreachable"},
		{"unknown authority", x509.UnknownAuthorityError{}, "tls-untrusted"},
		{"verification", &tls.CertificateVerificationError{Err: errors.New("x")}, "tls-untrusted"},
		{"host name", x509.HostnameError{Certificate: &x509.Certificate{}, Host: "x"}, "tls-wrong-host"},
		{"expired", &tls.CertificateVerificationError{Err: x509.CertificateInvalidError{Cert: &x509.Certificate{}, Reason: x509.Expired}}, "tls-expired"},
		{"not an authority", x509.CertificateInvalidError{Cert: &x509.Certificate{}, Reason: x509.NotAuthorizedToSign}, "tls-untrusted"},
		{"handshake", &net.OpError{Op: "remote error", Err: errors.New("tls: handshake failure")}, "tls-not-agreed"},
		{"plain text", tls.RecordHeaderError{Msg: "x", RecordHeader: [5]byte{'S', 'S', 'H', '-', '2'}}, "tls-not-agreed"},
		{"a page without TLS", tls.RecordHeaderError{Msg: "x", RecordHeader: [5]byte{'H', 'T', 'T', 'P', '/'}}, "login-page-instead"},
		{"proxy refused", &net.OpError{Op: "proxyconnect", Err: &net.OpError{Op: "dial", Err: syscall.ECONNREFUSED}}, "proxy-unreachable"},
		{"proxy's name", &net.OpError{Op: "proxyconnect", Err: &net.DNSError{Name: "proxy.example", IsNotFound: true}}, "proxy-unreachable"},
		{"proxy is silent", &net.OpError{Op: "proxyconnect", Err: context.DeadlineExceeded}, "proxy-unreachable"},
		{"proxy's certificate", &net.OpError{Op: "proxyconnect", Err: x509.UnknownAuthorityError{}}, "tls-untrusted"},
		{"proxy", errors.New("Proxy Authentication Required"), "proxy-407"},
		{"deadline", context.DeadlineExceeded, "network-timed-out"},
		{"anything else", errors.New("broken pipe"), "network-unreachable"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			err := fmt.Errorf("wrapped: %w", &url.Error{Op: "Get", URL: "https://x", Err: tt.err})
			p := FromNetwork(err)
			if p.Kind != Network || p.Code != tt.code {
				t.Errorf("%s %s, want %s", p.Kind, p.Code, tt.code)
			}
			if !errors.Is(p, err) {
				t.Error("the cause is lost")
			}
		})
	}
	if p := FromNetwork(&url.Error{Op: "Get", URL: "https://contoso.example:8443/x?code=y", Err: errors.New("reset")}); p.Args["host"] != "contoso.example" {
		t.Errorf("arguments %v", p.Args)
	}
	if p := FromNetwork(fmt.Errorf("x: %w", context.Canceled)); p.Kind != Cancelled {
		t.Errorf("a cancelled request is %s", p.Kind)
	}
	if FromNetwork(nil) != nil {
		t.Error("a problem was made of nothing")
	}
	inner := New(Input, "form")
	if FromNetwork(fmt.Errorf("x: %w", inner)) != inner {
		t.Error("a problem inside was replaced")
	}
}

// certificate is one as far as its names go.
func certificate(subject, from pkix.Name) *x509.Certificate {
	return &x509.Certificate{
		Subject: subject, Issuer: from,
		RawSubject: []byte(subject.String()), RawIssuer: []byte(from.String()),
	}
}

func TestTheInspectingAuthorityIsNamed(t *testing.T) {
	host := pkix.Name{CommonName: "login.microsoftonline.com"}
	gateway := pkix.Name{CommonName: "Gateway 7"}
	root := pkix.Name{CommonName: "Web Root", Organization: []string{"Contoso Ltd"}}
	other := pkix.Name{Organization: []string{"Contoso Ltd"}}
	unknown := x509.UnknownAuthorityError{}
	tests := []struct {
		name   string
		chain  []*x509.Certificate
		code   string
		issuer string
	}{
		{"the host's only", []*x509.Certificate{certificate(host, gateway)}, "tls-intercepted", "Gateway 7"},
		{"up to the root's name", []*x509.Certificate{certificate(host, gateway), certificate(gateway, root)}, "tls-intercepted", "Web Root (Contoso Ltd)"},
		{"with the root, not in order", []*x509.Certificate{certificate(host, gateway), certificate(root, root), certificate(gateway, root)}, "tls-intercepted", "Web Root (Contoso Ltd)"},
		{"an organization only", []*x509.Certificate{certificate(host, other)}, "tls-intercepted", "Contoso Ltd"},
		{"two that name each other", []*x509.Certificate{certificate(host, gateway), certificate(gateway, host)}, "tls-intercepted", "Gateway 7"},
		{"vouches for itself", []*x509.Certificate{certificate(host, host)}, "tls-untrusted", ""},
	}
	for _, tt := range tests {
		p := FromNetwork(&tls.CertificateVerificationError{UnverifiedCertificates: tt.chain, Err: unknown})
		if p.Code != tt.code || p.Args["issuer"] != tt.issuer {
			t.Errorf("%s: %s %v", tt.name, p.Code, p.Args)
		}
	}
	if p := FromNetwork(x509.UnknownAuthorityError{Cert: certificate(host, gateway)}); p.Args["issuer"] != "Gateway 7" {
		t.Errorf("without a chain: %s %v", p.Code, p.Args)
	}
}

func TestTheProxyThatIsNotThereIsNamed(t *testing.T) {
	at := &net.TCPAddr{IP: net.IPv4(192, 0, 2, 7), Port: 8080}
	tests := map[string]error{
		"192.0.2.7:8080": &net.OpError{Op: "dial", Addr: at, Err: net.ErrClosed},
		"proxy.example":  &net.OpError{Op: "dial", Err: &net.DNSError{Name: "proxy.example", IsNotFound: true}},
		"":               net.ErrClosed,
	}
	for want, cause := range tests {
		p := FromNetwork(&net.OpError{Op: "proxyconnect", Net: "tcp", Err: cause})
		if p.Code != "proxy-unreachable" || p.Args["proxy"] != want {
			t.Errorf("%q: %s %v", want, p.Code, p.Args)
		}
	}
}
