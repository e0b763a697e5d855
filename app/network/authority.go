package network

import (
	"bytes"
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
	"encoding/pem"
	"strings"
	"time"

	"latchkey/app/problem"
)

// MaxAuthorities bounds a file of certificate authorities, in bytes.
const MaxAuthorities = 64 << 10

// Authority is a certificate authority that is believed beside the system's.
type Authority struct {
	Subject string `json:"subject"` // its distinguished name (RFC 4514)
	// Fingerprint is the SHA-256 of the certificate, upper-case hex in pairs with
	// colons between, as browsers show it.
	Fingerprint string `json:"fingerprint"`
	Expires     string `json:"expires"` // RFC 3339
	File        string `json:"file"`    // its file name
	// Problem is why it is not used; for a file that could not be read there is nothing
	// but it and File.
	Problem *problem.Problem `json:"problem,omitempty"`
}

func describe(c *x509.Certificate, file string, now time.Time) Authority {
	return Authority{
		Subject: c.Subject.String(), Fingerprint: Fingerprint(c), Expires: c.NotAfter.UTC().Format(time.RFC3339),
		File: file, Problem: current(c, now),
	}
}

// Fingerprint is the SHA-256 of a certificate, e.g. "AB:01:...".
func Fingerprint(c *x509.Certificate) string {
	sum := sha256.Sum256(c.Raw)
	pairs := make([]string, len(sum))
	for i, b := range sum {
		pairs[i] = strings.ToUpper(hex.EncodeToString([]byte{b}))
	}
	return strings.Join(pairs, ":")
}

// parseAuthorities reads certificate authorities from PEM (RFC 7468), text around them
// allowed. Its error is a *problem.Problem of kind Input about the field "authority":
// not PEM, a private key inside, no authority (RFC 5280 section 4.2.1.9), out of date,
// or more than 64 KB. All are good, or none is returned.
func parseAuthorities(data []byte, now time.Time) ([]*x509.Certificate, error) {
	list, p := parse(data)
	for _, c := range list {
		if p == nil {
			p = current(c, now)
		}
	}
	if p != nil {
		return nil, p
	}
	return list, nil
}

func refused(code string) *problem.Problem {
	return problem.New(problem.Input, code).At("authority")
}

// parse is parseAuthorities without a look at the clock.
func parse(data []byte) ([]*x509.Certificate, *problem.Problem) {
	switch {
	case len(data) > MaxAuthorities:
		return nil, refused("authority-too-large")
	case bytes.Contains(data, []byte("PRIVATE KEY-----")): // also in a block that is broken
		return nil, refused("authority-private-key")
	}
	var list []*x509.Certificate
	begun := bytes.Count(data, []byte("-----BEGIN"))
	for rest := data; ; {
		var block *pem.Block
		if block, rest = pem.Decode(rest); block == nil {
			break
		}
		c, err := x509.ParseCertificate(block.Bytes)
		if block.Type != "CERTIFICATE" || err != nil {
			return nil, refused("authority-not-pem")
		}
		if !c.BasicConstraintsValid || !c.IsCA || c.KeyUsage != 0 && c.KeyUsage&x509.KeyUsageCertSign == 0 {
			return nil, refused("authority-not-ca").With("subject", c.Subject.String())
		}
		list = append(list, c)
	}
	if len(list) == 0 || len(list) != begun { // a block that is cut off is skipped by pem.Decode
		return nil, refused("authority-not-pem")
	}
	return list, nil
}

// current returns the problem of a certificate that is out of date.
func current(c *x509.Certificate, now time.Time) *problem.Problem {
	const day = "2006-01-02"
	switch {
	case now.After(c.NotAfter):
		return refused("authority-expired").With("subject", c.Subject.String()).With("expires", c.NotAfter.UTC().Format(day))
	case now.Before(c.NotBefore):
		return refused("authority-not-yet-valid").With("subject", c.Subject.String()).With("starts", c.NotBefore.UTC().Format(day))
	}
	return nil
}
