package practice

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"math/big"
	"net"
	"strings"
	"sync"
	"time"

	"latchkey/app/home"
)

// The certificate authority of the TLS listener. Nobody installs it: whoever tests
// against the listener names the file to their own client.
const (
	authorityFile    = "ca.pem"
	authorityKeyFile = "ca-key.pem"
	authorityLife    = 5 * 365 * 24 * time.Hour
	certificateLife  = 90 * 24 * time.Hour
)

// certificates are those of a TLS listener: one for localhost, and one for each organization's
// host that is asked for, because OpenSSL and Node take no wildcard of so few labels. Their key
// is never written anywhere; the authority's is a file for this user alone, as home makes them.
type certificates struct {
	authority *x509.Certificate
	signer    *ecdsa.PrivateKey
	key       *ecdsa.PrivateKey
	now       time.Time
	localhost *tls.Certificate

	mu     sync.Mutex
	byHost map[string]*tls.Certificate
}

// mostHosts is how many organizations' certificates are remembered.
const mostHosts = 1000

func openCertificates(ctx context.Context, dir *home.Dir, now time.Time) (*certificates, error) {
	ctx, cancel := context.WithTimeout(ctx, electionTimeout)
	defer cancel()
	unlock, err := dir.Lock(ctx, authorityFile)
	if err != nil {
		return nil, err
	}
	defer unlock()
	c := &certificates{now: now, byHost: map[string]*tls.Certificate{}}
	if c.authority, c.signer, err = openAuthority(dir, now); err != nil {
		return nil, err
	}
	if c.key, err = ecdsa.GenerateKey(elliptic.P256(), rand.Reader); err != nil {
		return nil, err
	}
	c.localhost, err = c.issue("localhost")
	return c, err
}

// issue makes a certificate for a host; that for localhost is for its addresses as well.
func (c *certificates) issue(host string) (*tls.Certificate, error) {
	template := certificate(host, c.now, certificateLife)
	template.KeyUsage = x509.KeyUsageDigitalSignature
	template.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}
	template.DNSNames = []string{host}
	if host == "localhost" {
		template.IPAddresses = []net.IP{net.IPv4(127, 0, 0, 1), net.IPv6loopback}
	}
	der, err := x509.CreateCertificate(rand.Reader, template, c.authority, &c.key.PublicKey, c.signer)
	if err != nil {
		return nil, err
	}
	return &tls.Certificate{Certificate: [][]byte{der, c.authority.Raw}, PrivateKey: c.key}, nil
}

// forHello is the certificate for the host that a client names.
func (c *certificates) forHello(hello *tls.ClientHelloInfo) (*tls.Certificate, error) {
	host := strings.ToLower(hello.ServerName)
	if _, ok := organizationOfLocalhost(host); !ok {
		return c.localhost, nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if known := c.byHost[host]; known != nil {
		return known, nil
	}
	made, err := c.issue(host)
	if err == nil && len(c.byHost) < mostHosts {
		c.byHost[host] = made
	}
	return made, err
}

// openAuthority reads the authority, and makes one when there is none, when it
// does not fit its key, or when it would end before a new certificate does.
func openAuthority(dir *home.Dir, now time.Time) (*x509.Certificate, *ecdsa.PrivateKey, error) {
	key, err := openKey(dir, authorityKeyFile)
	if err != nil {
		return nil, nil, err
	}
	authority, err := readAuthority(dir)
	if err != nil {
		return nil, nil, err
	}
	if authority != nil && key.PublicKey.Equal(authority.PublicKey) &&
		now.After(authority.NotBefore) && now.Add(certificateLife).Before(authority.NotAfter) {
		return authority, key, nil
	}
	authority, err = makeAuthority(key, now)
	if err != nil {
		return nil, nil, err
	}
	text := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: authority.Raw})
	return authority, key, dir.Write(authorityFile, text)
}

// readAuthority returns nil when there is none that can be used.
func readAuthority(dir *home.Dir) (*x509.Certificate, error) {
	text, err := dir.Read(authorityFile, 64<<10)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	block, _ := pem.Decode(text)
	if block == nil {
		return nil, nil
	}
	authority, err := x509.ParseCertificate(block.Bytes)
	if err != nil {
		return nil, nil
	}
	return authority, nil
}

// makeAuthority makes an authority that may vouch for localhost and for nothing
// else (RFC 5280 section 4.2.1.10), in case somebody installs it after all.
func makeAuthority(key *ecdsa.PrivateKey, now time.Time) (*x509.Certificate, error) {
	template := certificate("Latchkey practice tenant (this machine only)", now, authorityLife)
	template.IsCA = true
	template.BasicConstraintsValid = true
	template.MaxPathLenZero = true
	template.KeyUsage = x509.KeyUsageCertSign
	template.PermittedDNSDomainsCritical = true
	template.PermittedDNSDomains = []string{"localhost"}
	template.PermittedIPRanges = []*net.IPNet{
		{IP: net.IPv4(127, 0, 0, 1).To4(), Mask: net.CIDRMask(32, 32)},
		{IP: net.IPv6loopback, Mask: net.CIDRMask(128, 128)},
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		return nil, fmt.Errorf("make %s: %w", authorityFile, err)
	}
	return x509.ParseCertificate(der)
}

// certificate is what all certificates here have in common. They begin an hour
// ago, for clients whose clock is a little behind.
func certificate(name string, now time.Time, life time.Duration) *x509.Certificate {
	return &x509.Certificate{
		SerialNumber: serial(),
		Subject:      pkix.Name{CommonName: name},
		NotBefore:    now.Add(-time.Hour),
		NotAfter:     now.Add(life),
	}
}

func serial() *big.Int {
	raw := make([]byte, 16)
	_, _ = rand.Read(raw) // never fails (crypto/rand)
	raw[0] &= 0x7f
	return new(big.Int).SetBytes(raw)
}
