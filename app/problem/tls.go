package problem

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"strings"
)

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
