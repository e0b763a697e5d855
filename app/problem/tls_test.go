package problem

import (
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"net"
	"testing"
)

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
