package entra

import (
	"crypto/rsa"
	"crypto/sha1"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"encoding/pem"
	"slices"
	"strings"
	"time"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/problem"
)

// AppCertificate is a certificate with which a registration may prove itself.
type AppCertificate struct {
	Thumbprint string    `json:"thumbprint"` // SHA-1, upper-case hex, as Entra shows it
	Subject    string    `json:"subject"`
	Expires    time.Time `json:"expires"`
}

// certificateRow is the public part of a certificate.
type certificateRow struct {
	App   string `json:"app"`
	DER   string `json:"der"` // base64
	Added int64  `json:"added"`
}

// mostCertificates of one registration, and the bytes of one as PEM.
const (
	mostCertificates   = 8
	longestCertificate = 16 << 10
)

// AddCertificate registers the public part of a certificate for an application,
// as Entra's "Upload certificate" does. Problems: NotFound "practice-no-app"; Input
// "practice-certificate" when the text isn't one certificate in PEM with an RSA key,
// or holds a private key, which has no business here; Conflict
// "practice-certificates-full".
func (s *Store) AddCertificate(applicationID, text string) (AppCertificate, error) {
	a := s.app(applicationID)
	if a == nil || a.Platform != PlatformWeb {
		return AppCertificate{}, problem.New(problem.NotFound, "practice-no-app").With("applicationId", aadsts.Show(applicationID))
	}
	c, ok := readCertificate(text)
	if !ok {
		return AppCertificate{}, problem.New(problem.Input, "practice-certificate")
	}
	l := s.Lock()
	defer l.Unlock()
	key := a.ApplicationID + " " + thumbprint(c)
	if _, again := l.certificates.rows[key]; !again && len(l.certificatesOf(a.ApplicationID)) >= mostCertificates {
		return AppCertificate{}, problem.New(problem.Conflict, "practice-certificates-full")
	}
	l.certificates.put(key, certificateRow{a.ApplicationID, base64.StdEncoding.EncodeToString(c.Raw), l.now().UnixNano()})
	l.bump()
	return shownCertificate(c), nil
}

func readCertificate(text string) (*x509.Certificate, bool) {
	if len(text) > longestCertificate {
		return nil, false
	}
	block, rest := pem.Decode([]byte(text))
	if block == nil || block.Type != "CERTIFICATE" || len(strings.TrimSpace(string(rest))) > 0 {
		return nil, false
	}
	c, err := x509.ParseCertificate(block.Bytes)
	if err != nil {
		return nil, false
	}
	_, isRSA := c.PublicKey.(*rsa.PublicKey)
	return c, isRSA
}

func thumbprint(c *x509.Certificate) string {
	sum := sha1.Sum(c.Raw)
	return strings.ToUpper(hex.EncodeToString(sum[:]))
}

func shownCertificate(c *x509.Certificate) AppCertificate {
	return AppCertificate{Thumbprint: thumbprint(c), Subject: c.Subject.String(), Expires: c.NotAfter.UTC()}
}

// certificatesOf are a registration's, oldest first.
func (l *Locked) certificatesOf(applicationID string) []*x509.Certificate {
	var rows []certificateRow
	for _, row := range l.certificates.rows {
		if row.App == applicationID {
			rows = append(rows, row)
		}
	}
	slices.SortFunc(rows, func(a, b certificateRow) int {
		if a.Added != b.Added {
			return int(max(-1, min(1, a.Added-b.Added)))
		}
		return strings.Compare(a.DER, b.DER)
	})
	var list []*x509.Certificate
	for _, row := range rows {
		raw, err := base64.StdEncoding.DecodeString(row.DER)
		if err != nil {
			continue
		}
		if c, err := x509.ParseCertificate(raw); err == nil {
			list = append(list, c)
		}
	}
	return list
}
