package credential

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"testing"
	"time"

	"software.sslmate.com/src/go-pkcs12"

	"latchkey/app/problem"
	"latchkey/app/secret"
)

const passphrase = "correct horse"

func today() time.Time { return time.Date(2026, 11, 21, 9, 41, 0, 0, time.UTC) }

// maker makes certificates.
type maker struct {
	t      testing.TB
	serial int64
}

func (m *maker) rsa() *rsa.PrivateKey {
	m.t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		m.t.Fatal(err)
	}
	return key
}

func (m *maker) ec() *ecdsa.PrivateKey {
	m.t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		m.t.Fatal(err)
	}
	return key
}

// certificate makes one that is valid a year before and after today unless change
// says otherwise; without an issuer it signs itself.
func (m *maker) certificate(name string, key crypto.Signer, issuer *x509.Certificate, issuerKey crypto.Signer, change ...func(*x509.Certificate)) *x509.Certificate {
	m.t.Helper()
	m.serial++
	c := &x509.Certificate{
		SerialNumber: big.NewInt(m.serial), Subject: pkix.Name{CommonName: name},
		NotBefore: today().AddDate(-1, 0, 0), NotAfter: today().AddDate(1, 0, 0),
	}
	for _, f := range change {
		f(c)
	}
	if issuer == nil {
		issuer, issuerKey = c, key
	}
	der, err := x509.CreateCertificate(rand.Reader, c, issuer, key.Public(), issuerKey)
	if err != nil {
		m.t.Fatal(err)
	}
	made, err := x509.ParseCertificate(der)
	if err != nil {
		m.t.Fatal(err)
	}
	return made
}

func authority(c *x509.Certificate) { c.IsCA, c.BasicConstraintsValid = true, true }

func (m *maker) pfx(e *pkcs12.Encoder, key crypto.PrivateKey, leaf *x509.Certificate, others []*x509.Certificate, pass string) []byte {
	m.t.Helper()
	file, err := e.Encode(key, leaf, others, pass)
	if err != nil {
		m.t.Fatal(err)
	}
	return file
}

func (m *maker) pkcs8(key crypto.PrivateKey) []byte {
	m.t.Helper()
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		m.t.Fatal(err)
	}
	return der
}

func block(kind string, der []byte) []byte {
	return pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der})
}

func text(blocks ...[]byte) []byte { return bytes.Join(blocks, nil) }

func file(data []byte, pass string) Credential {
	return Credential{Kind: Certificate, File: data, Passphrase: secret.New(pass)}
}

// refused checks a problem's code and field.
func refused(t *testing.T, err error, code, field string) *problem.Problem {
	t.Helper()
	p := problem.From(err)
	if p == nil || p.Kind != problem.Input || p.Code != code || p.Field != field {
		t.Fatalf("got %+v, want %s at %s", p, code, field)
	}
	if w := p.Words(); w.Title == "" || w.You == "" || w.Next == "" || w.Next == problem.None {
		t.Fatalf("%s has no next step: %+v", code, w)
	}
	return p
}
