package transfer

import (
	"bytes"
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
	"encoding/pem"
	"strings"
	"time"
)

// Certificate is one authority of a custom cloud. A bundle has only the fingerprint.
type Certificate struct {
	SHA256 string `json:"sha256" text:"64" says:"The fingerprint, in lower-case hexadecimal."`
	PEM    string `json:"pem,omitempty" lines:"65536" says:"The certificate itself; not in a bundle."`
}

// Authority is what a person compares before confirming a certificate.
type Authority struct {
	Subject string `json:"subject"`
	SHA256  string `json:"sha256"`
	Expires string `json:"expires"` // RFC 3339
}

// certificateBlock is what a certificate is called in PEM (RFC 7468 section 5.1).
const certificateBlock = "CERTIFICATE"

// certificatesIn takes the certificates out of PEM text, and nothing else: a private key
// may stand there too.
func certificatesIn(text string) []Certificate {
	var found []Certificate
	rest := []byte(text)
	for {
		var b *pem.Block
		if b, rest = pem.Decode(rest); b == nil {
			return found
		}
		if b.Type == certificateBlock {
			found = append(found, certificateOf(b.Bytes))
		}
	}
}

func certificateOf(der []byte) Certificate {
	sum := sha256.Sum256(der)
	return Certificate{
		SHA256: hex.EncodeToString(sum[:]),
		PEM:    string(pem.EncodeToMemory(&pem.Block{Type: certificateBlock, Bytes: der})),
	}
}

// authority reads the certificate; it is false when there is anything else in the text, or
// when the fingerprint is another one's.
func (c Certificate) authority() (Authority, bool) {
	b, _ := pem.Decode([]byte(c.PEM))
	if b == nil || certificateOf(b.Bytes).SHA256 != c.SHA256 ||
		!bytes.Equal(bytes.TrimSpace([]byte(c.PEM)), bytes.TrimSpace([]byte(certificateOf(b.Bytes).PEM))) {
		return Authority{}, false
	}
	read, err := x509.ParseCertificate(b.Bytes)
	if err != nil {
		return Authority{}, false
	}
	subject := cut(visible(read.Subject.String()), longestSubject)
	return Authority{Subject: subject, SHA256: c.SHA256, Expires: read.NotAfter.UTC().Format(time.RFC3339)}, true
}

// longestSubject bounds the name of an authority, in characters.
const longestSubject = 200

// joined is the PEM text of all certificates.
func joined(list []Certificate) string {
	var text strings.Builder
	for _, c := range list {
		text.WriteString(c.PEM)
	}
	return text.String()
}
