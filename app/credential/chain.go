package credential

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rsa"
	"crypto/x509"
	"strconv"
)

// minBits is the smallest RSA key that crypto/rsa still signs with. Microsoft advises 2,048
// bits; a shorter key is not refused here, because it is the identity provider's to judge.
const minBits = 1024

// key picks the certificate that belongs to the key. Which of several is meant is not
// guessed: the wrong one would be refused by Entra with words that don't help.
func (c contents) key() (Key, error) {
	switch {
	case len(c.keys) == 0:
		return Key{}, wrongFile("certificate-no-key")
	case len(c.keys) > 1:
		return Key{}, wrongFile("certificate-several")
	case len(c.certificates) == 0:
		return Key{}, wrongFile("certificate-not-in-file")
	}
	private, ok := c.keys[0].(*rsa.PrivateKey)
	if !ok {
		return Key{}, wrongKey(keyName(c.keys[0]))
	}
	if bits := private.N.BitLen(); bits < minBits {
		return Key{}, wrongKey("RSA " + strconv.Itoa(bits))
	}
	var leaf *x509.Certificate
	var others []*x509.Certificate
	for _, each := range distinct(c.certificates) {
		matches := private.PublicKey.Equal(each.PublicKey)
		switch {
		case matches && leaf == nil:
			leaf = each
		case matches, !each.IsCA && each.Version > 1: // version 1 does not tell
			return Key{}, several(c, private)
		default:
			others = append(others, each)
		}
	}
	if leaf == nil {
		return Key{}, wrongFile("certificate-key-mismatch")
	}
	return Key{Certificates: chain(leaf, others), Private: private}, nil
}

// several is what more than one certificate that could be meant comes to: when the
// key belongs to none of them, that is the better thing to say.
func several(c contents, private *rsa.PrivateKey) error {
	for _, each := range c.certificates {
		if private.PublicKey.Equal(each.PublicKey) {
			return wrongFile("certificate-several")
		}
	}
	return wrongFile("certificate-key-mismatch")
}

// distinct leaves out repeated certificates.
func distinct(all []*x509.Certificate) []*x509.Certificate {
	seen := map[string]bool{}
	var once []*x509.Certificate
	for _, c := range all {
		if !seen[string(c.Raw)] {
			seen[string(c.Raw)] = true
			once = append(once, c)
		}
	}
	return once
}

// chain puts a leaf and those that issued it in order and leaves out the rest.
func chain(leaf *x509.Certificate, others []*x509.Certificate) []*x509.Certificate {
	ordered := []*x509.Certificate{leaf}
	for last := leaf; !bytes.Equal(last.RawIssuer, last.RawSubject) && len(ordered) <= len(others); {
		next := issuer(last, others)
		if next == nil {
			break
		}
		ordered = append(ordered, next)
		last = next
	}
	return ordered
}

// issuer finds who issued a certificate by its name and key identifier (RFC 5280
// section 6.1), or nil. Signatures are Entra's to check.
func issuer(of *x509.Certificate, among []*x509.Certificate) *x509.Certificate {
	for _, c := range among {
		known := len(of.AuthorityKeyId) > 0 && len(c.SubjectKeyId) > 0
		if bytes.Equal(of.RawIssuer, c.RawSubject) && (!known || bytes.Equal(of.AuthorityKeyId, c.SubjectKeyId)) {
			return c
		}
	}
	return nil
}

// keyName names a key's type, for the words.
func keyName(key crypto.PrivateKey) string {
	switch key.(type) {
	case *ecdsa.PrivateKey:
		return "EC"
	case ed25519.PrivateKey:
		return "Ed25519"
	}
	return ""
}
