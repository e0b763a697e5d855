package directory

import (
	"crypto/rsa"
	"crypto/sha1"
	"crypto/subtle"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"encoding/pem"
	"net/http"
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
	a := s.App(applicationID)
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
	if _, again := l.certificates.rows[key]; !again && len(l.CertificatesOf(a.ApplicationID)) >= mostCertificates {
		return AppCertificate{}, problem.New(problem.Conflict, "practice-certificates-full")
	}
	l.certificates.Put(key, certificateRow{a.ApplicationID, base64.StdEncoding.EncodeToString(c.Raw), l.Now().UnixNano()})
	l.NotifyChange()
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

// CertificatesOf are a registration's, oldest first.
func (l *Locked) CertificatesOf(applicationID string) []*x509.Certificate {
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

// ClientSecret is a client secret of a registration, as Entra's page "Certificates
// & secrets" shows it right after it was made.
type ClientSecret struct {
	ID      string    `json:"id"`    // the Secret ID, which is no secret
	Value   string    `json:"value"` // 40 characters
	Expires time.Time `json:"expires"`
}

// The practice clock can be moved by ten years: the good secret outlives that.
var (
	secretGoodUntil  = time.Date(2049, 12, 31, 0, 0, 0, 0, time.UTC)
	secretEndedSince = time.Date(2025, 6, 30, 0, 0, 0, 0, time.UTC)
)

// AppKey is a client secret without its value, which is derived from its name.
type AppKey struct {
	Name    string    `json:"name"`
	Expires time.Time `json:"expires"`
}

// withSecrets puts in the values of a registration's secrets.
func (s *shared) withSecrets(a App) App {
	a = a.clone()
	a.Secrets, a.Certificates = []ClientSecret{}, nil
	for _, k := range a.Keys {
		purpose := "client secret " + k.Name + " of " + a.ApplicationID
		a.Secrets = append(a.Secrets, ClientSecret{ID: s.DerivedID(purpose + " id"), Value: secretValue(s.Derive(purpose, 40)), Expires: k.Expires})
	}
	return a
}

// secretValue has Entra's looks: three characters, "8Q~", and 34 more, among which
// are "~", "." , "_" and "-", so that whoever forgets to encode them finds out.
func secretValue(b []byte) string {
	const signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"
	text := make([]byte, 40)
	for i := range text {
		text[i] = signs[b[i]&63]
	}
	copy(text[3:], "8Q~")
	text[12], text[20], text[28], text[36] = '.', '~', '_', '-'
	return string(text)
}

// CheckSecret compares a client secret with those of the registration.
func (s *Store) CheckSecret(a *App, value string) *aadsts.Refusal {
	now := s.Now()
	for _, known := range a.Secrets {
		if subtle.ConstantTimeCompare([]byte(known.Value), []byte(value)) != 1 {
			continue
		}
		if now.Before(known.Expires) {
			return nil
		}
		return aadsts.Refuse("invalid_client", 7000222, "The provided client secret keys for app '%s' are expired. Visit the Azure portal to create new keys for your app: https://aka.ms/NewClientSecret, or consider using certificate credentials for added security: https://aka.ms/certCreds.", a.ApplicationID).WithStatus(http.StatusUnauthorized)
	}
	return aadsts.Refuse("invalid_client", 7000215, "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '%s'.", a.ApplicationID).WithStatus(http.StatusUnauthorized)
}
