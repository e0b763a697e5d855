package practice

import (
	"crypto/rand"
	"crypto/x509"
	"os"
	"path/filepath"
	"testing"
	"time"

	"latchkey/app/home"
)

func TestTheAuthorityIsKeptAndVouchesForLocalhostOnly(t *testing.T) {
	path := t.TempDir()
	dir, err := home.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer dir.Close()
	now := time.Now()
	issue := func(at time.Time) (*x509.Certificate, string) {
		t.Helper()
		c, err := openCertificates(t.Context(), dir, at)
		if err != nil {
			t.Fatal(err)
		}
		leaf, err := x509.ParseCertificate(c.localhost.Certificate[0])
		if err != nil {
			t.Fatal(err)
		}
		text, err := os.ReadFile(filepath.Join(path, authorityFile))
		if err != nil {
			t.Fatal(err)
		}
		return leaf, string(text)
	}
	_, first := issue(now)
	leaf, second := issue(now.Add(time.Hour))
	if first != second {
		t.Error("another authority the second time")
	}
	if _, later := issue(now.Add(authorityLife)); later == first {
		t.Error("the authority outlived itself")
	}
	for _, name := range []string{authorityFile, authorityKeyFile} {
		info, err := os.Stat(filepath.Join(path, name))
		if err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v %v", name, info.Mode(), err)
		}
	}
	if err := leaf.VerifyHostname("localhost"); err != nil {
		t.Error(err)
	}

	key, err := openKey(dir, authorityKeyFile)
	if err != nil {
		t.Fatal(err)
	}
	authority, err := makeAuthority(key, now)
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AddCert(authority)
	for name, good := range map[string]bool{"localhost": true, "login.microsoftonline.com": false} {
		template := certificate(name, now, time.Hour)
		template.DNSNames = []string{name}
		der, err := x509.CreateCertificate(rand.Reader, template, authority, &key.PublicKey, key)
		if err != nil {
			t.Fatal(err)
		}
		leaf, err := x509.ParseCertificate(der)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := leaf.Verify(x509.VerifyOptions{Roots: roots, DNSName: name}); (err == nil) != good {
			t.Errorf("%s: %v", name, err)
		}
	}
}
