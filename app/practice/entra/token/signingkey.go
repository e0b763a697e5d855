package token

import (
	"bytes"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/pem"
	"errors"
	"fmt"
	"math/big"
	"time"

	"github.com/go-jose/go-jose/v4"
)

// keyBits is the size of Entra's keys (its published key sets, 2024).
const keyBits = 2048

// SigningKey is an RSA key with the certificate that is published beside it.
type SigningKey struct {
	key         *rsa.PrivateKey
	certificate *x509.Certificate
	id          string // kid and x5t: the SHA-1 hash of the certificate
	// New tokens of v1 name the certificate (x5t) in their header, those of v2 don't: an
	// access token of v1 in the log of an Azure virtual machine, and one of v2 that was
	// captured by calvinchengx/entra-emulator on 2026-08-13.
	v1, v2 jose.Signer
}

// NewSigningKey makes a key, which takes a tenth of a second and more.
func NewSigningKey(now time.Time) (SigningKey, error) {
	key, err := rsa.GenerateKey(rand.Reader, keyBits)
	if err != nil {
		return SigningKey{}, fmt.Errorf("practice tenant: signing key: %w", err)
	}
	serial, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 127))
	if err != nil {
		return SigningKey{}, fmt.Errorf("practice tenant: serial number: %w", err)
	}
	// As Entra's: signed by itself, for five years. Its name says whose it is.
	template := &x509.Certificate{
		SerialNumber: serial, Subject: pkix.Name{CommonName: "accounts.practice.localhost"},
		NotBefore: now.Add(-time.Hour), NotAfter: now.AddDate(5, 0, 0), SignatureAlgorithm: x509.SHA256WithRSA,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		return SigningKey{}, fmt.Errorf("practice tenant: certificate: %w", err)
	}
	certificate, err := x509.ParseCertificate(der)
	if err != nil {
		return SigningKey{}, fmt.Errorf("practice tenant: certificate: %w", err)
	}
	return signingKey(key, certificate)
}

func signingKey(key *rsa.PrivateKey, certificate *x509.Certificate) (k SigningKey, err error) {
	sum := sha1.Sum(certificate.Raw) // RFC 7517 section 4.8: x5t is SHA-1
	k = SigningKey{key: key, certificate: certificate, id: base64.RawURLEncoding.EncodeToString(sum[:])}
	with := jose.SigningKey{Algorithm: jose.RS256, Key: jose.JSONWebKey{Key: key, KeyID: k.id}}
	if k.v2, err = jose.NewSigner(with, (&jose.SignerOptions{}).WithType("JWT")); err == nil {
		k.v1, err = jose.NewSigner(with, (&jose.SignerOptions{}).WithType("JWT").WithHeader("x5t", k.id))
	}
	if err != nil {
		return SigningKey{}, fmt.Errorf("practice tenant: signing key: %w", err)
	}
	return k, nil
}

// Types of the blocks of a key file.
const (
	blockKey         = "PRIVATE KEY"
	blockCertificate = "CERTIFICATE"
)

// EncodeKeys are keys as PEM (RFC 7468): each in PKCS #8, then its certificate.
func EncodeKeys(keys []SigningKey) ([]byte, error) {
	var out bytes.Buffer
	for _, k := range keys {
		der, err := x509.MarshalPKCS8PrivateKey(k.key)
		if err != nil {
			return nil, fmt.Errorf("practice tenant: signing key: %w", err)
		}
		_ = pem.Encode(&out, &pem.Block{Type: blockKey, Bytes: der}) // a buffer takes everything
		_ = pem.Encode(&out, &pem.Block{Type: blockCertificate, Bytes: k.certificate.Raw})
	}
	return out.Bytes(), nil
}

// ParseKeys is the inverse. Text with the one elliptic key that tokens were signed with
// until RSA keys took its place has no keys, and is no error.
func ParseKeys(text []byte) ([]SigningKey, error) {
	var keys []SigningKey
	for len(bytes.TrimSpace(text)) > 0 || keys == nil {
		var key, certificate *pem.Block
		if key, text = pem.Decode(text); key == nil || key.Type != blockKey {
			return nil, errors.New("not PEM with a private key")
		}
		private, err := x509.ParsePKCS8PrivateKey(key.Bytes)
		if err != nil {
			return nil, errors.New("not a private key")
		}
		rsaKey, ok := private.(*rsa.PrivateKey)
		if !ok && keys == nil && len(bytes.TrimSpace(text)) == 0 {
			return nil, nil
		}
		if certificate, text = pem.Decode(text); !ok || rsaKey.N.BitLen() < keyBits || certificate == nil || certificate.Type != blockCertificate {
			return nil, errors.New("not an RSA key with a certificate")
		}
		parsed, err := x509.ParseCertificate(certificate.Bytes)
		if err != nil || !rsaKey.PublicKey.Equal(parsed.PublicKey) {
			return nil, errors.New("the certificate is not that of the key")
		}
		k, err := signingKey(rsaKey, parsed)
		if err != nil {
			return nil, err
		}
		keys = append(keys, k)
	}
	return keys, nil
}

// publicKey is a key as the authority publishes it (RFC 7517), with the members that
// Entra's have (panva/wellknown, 2024): no alg, the certificate with its hash, and the
// issuer whose tokens it signs.
type publicKey struct {
	Type        string   `json:"kty"`
	Use         string   `json:"use"`
	ID          string   `json:"kid"`
	Thumbprint  string   `json:"x5t"`
	Modulus     string   `json:"n"`
	Exponent    string   `json:"e"`
	Certificate []string `json:"x5c"`
	Issuer      string   `json:"issuer,omitempty"`
}

func (k SigningKey) public(issuer string) publicKey {
	return publicKey{
		Type: "RSA", Use: "sig", ID: k.id, Thumbprint: k.id,
		Modulus:     base64.RawURLEncoding.EncodeToString(k.key.N.Bytes()),
		Exponent:    base64.RawURLEncoding.EncodeToString(big.NewInt(int64(k.key.E)).Bytes()),
		Certificate: []string{base64.StdEncoding.EncodeToString(k.certificate.Raw)}, Issuer: issuer,
	}
}
