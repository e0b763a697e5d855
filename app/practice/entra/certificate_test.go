package entra

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"math/big"
	"strings"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
	"latchkey/app/problem"
)

// pair is a certificate with its key.
type pair struct {
	certificate *x509.Certificate
	key         crypto.Signer
}

func (p pair) text() string {
	return string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: p.certificate.Raw}))
}

func newPair(t *testing.T, key crypto.Signer) pair {
	t.Helper()
	template := &x509.Certificate{
		SerialNumber: big.NewInt(time.Now().UnixNano()), Subject: pkix.Name{CommonName: "test application"},
		NotBefore: time.Unix(1780000000, 0), NotAfter: time.Unix(1890000000, 0),
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	c, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return pair{c, key}
}

func newRSA(t *testing.T) *rsa.PrivateKey {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// assertion is a client assertion; change alters its claims.
func (p pair) assertion(t *testing.T, now time.Time, algorithm jose.SignatureAlgorithm, header string, change func(map[string]any)) string {
	t.Helper()
	claims := map[string]any{
		"iss": directory.MagentrixID, "sub": directory.MagentrixID, "jti": "1", "nbf": now.Unix(), "exp": now.Add(10 * time.Minute).Unix(),
		"aud": "https://" + directory.AuthorityHost + "/" + aadsts.ContosoID + "/oauth2/v2.0/token",
	}
	if change != nil {
		change(claims)
	}
	old, sum := sha1.Sum(p.certificate.Raw), sha256.Sum256(p.certificate.Raw)
	value := base64.RawURLEncoding.EncodeToString(sum[:])
	if header == "x5t" {
		value = base64.StdEncoding.EncodeToString(old[:])
	}
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: algorithm, Key: p.key}, (&jose.SignerOptions{}).WithHeader(jose.HeaderKey(header), value))
	if err != nil {
		t.Fatal(err)
	}
	body, _ := json.Marshal(claims)
	signed, err := signer.Sign(body)
	if err != nil {
		t.Fatal(err)
	}
	text, err := signed.CompactSerialize()
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestAnApplicationProvesItselfWithACertificate(t *testing.T) {
	g := newRig(t)
	p, stranger := newPair(t, newRSA(t)), newPair(t, newRSA(t))
	added, err := g.AddCertificate(directory.MagentrixID, p.text())
	if err != nil || len(added.Thumbprint) != 40 || added.Subject != "CN=test application" || added.Expires.Unix() != 1890000000 {
		t.Fatalf("%+v %v", added, err)
	}
	if list := g.registered(directory.MagentrixID).Certificates; len(list) != 1 || list[0] != added {
		t.Errorf("certificates %+v", list)
	}
	g.die()
	ask := func(text string) (int, map[string]any) {
		return g.itself("client_id", directory.MagentrixID, "client_secret", "", "client_assertion", text, "client_assertion_type", assertionType)
	}
	for _, algorithm := range []jose.SignatureAlgorithm{jose.RS256, jose.PS256} {
		for _, header := range []string{"x5t", "x5t#S256"} {
			if status, answer := ask(p.assertion(t, g.now, algorithm, header, nil)); status != 200 {
				t.Errorf("%s with %s: %v", algorithm, header, answer)
			}
		}
	}
	forged := pair{p.certificate, stranger.key}
	for name, row := range map[string]struct {
		text string
		code int
	}{
		"unknown certificate": {stranger.assertion(t, g.now, jose.RS256, "x5t", nil), 700027},
		"another's key":       {forged.assertion(t, g.now, jose.RS256, "x5t", nil), 700027},
		"too old":             {p.assertion(t, g.now.Add(-time.Hour), jose.RS256, "x5t", nil), 700024},
		"not yet":             {p.assertion(t, g.now.Add(time.Hour), jose.RS256, "x5t", nil), 700024},
		"other audience":      {p.assertion(t, g.now, jose.RS256, "x5t", func(c map[string]any) { c["aud"] = "https://login.microsoftonline.com/x/oauth2/v2.0/token" }), 700023},
		"other application":   {p.assertion(t, g.now, jose.RS256, "x5t", func(c map[string]any) { c["iss"] = directory.IntegrationCloudID }), 700021},
	} {
		t.Run(name, func(t *testing.T) {
			status, answer := ask(row.text)
			g.refusedAs(status, answer, 401, "invalid_client", row.code)
		})
	}
	g.now = time.Unix(1890000000, 0).Add(time.Hour)
	status, answer := ask(p.assertion(t, g.now, jose.RS256, "x5t", nil))
	g.refusedAs(status, answer, 401, "invalid_client", 700027)
	g.now = time.Unix(1790000010, 0)
	g.Reset()
	status, answer = ask(p.assertion(t, g.now, jose.RS256, "x5t", nil))
	g.refusedAs(status, answer, 401, "invalid_client", 700027)
}

func TestCertificatesThatAreNotTaken(t *testing.T) {
	g := newRig(t)
	key := newRSA(t)
	good := newPair(t, key).text()
	private, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	secret := string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: private}))
	curve, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	for name, row := range map[string]struct{ app, text, code string }{
		"public registration": {directory.DocumentsCorePackID, good, "practice-no-app"},
		"unknown":             {"x", good, "practice-no-app"},
		"no PEM":              {directory.MagentrixID, "x", "practice-certificate"},
		"a private key":       {directory.MagentrixID, secret, "practice-certificate"},
		"both":                {directory.MagentrixID, good + secret, "practice-certificate"},
		"not RSA":             {directory.MagentrixID, newPair(t, curve).text(), "practice-certificate"},
		"too long":            {directory.MagentrixID, strings.Repeat(" ", longestCertificate) + good, "practice-certificate"},
	} {
		if _, err := g.AddCertificate(row.app, row.text); problem.From(err).Code != row.code {
			t.Errorf("%s: %v, want %s", name, err, row.code)
		}
	}
	for range mostCertificates {
		if _, err := g.AddCertificate(directory.MagentrixID, newPair(t, key).text()); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := g.AddCertificate(directory.MagentrixID, good); problem.From(err).Code != "practice-certificates-full" {
		t.Errorf("one more: %v", err)
	}
}
