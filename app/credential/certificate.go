package credential

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/binary"
	"encoding/pem"
	"strconv"
	"time"
	"unicode/utf16"
)

// FileLimit is the largest file of a certificate, in bytes. One with a whole chain
// has about 10 KB.
const FileLimit = 256 << 10

// Parse reads the file of a certificate and takes it only when it can be used now.
// What is wrong is an Input problem at "certificate" or "passphrase", each with a code
// of its own. A passphrase that the file does not need is ignored.
func Parse(c Credential, now time.Time) (Key, error) {
	key, err := read(c)
	if err != nil {
		return Key{}, err
	}
	switch leaf := key.Certificates[0]; {
	case now.After(leaf.NotAfter):
		return Key{}, dated("certificate-expired", leaf, leaf.NotAfter)
	case now.Before(leaf.NotBefore):
		return Key{}, dated("certificate-not-yet-valid", leaf, leaf.NotBefore)
	}
	return key, nil
}

// contents is what a file holds, in its order.
type contents struct {
	certificates []*x509.Certificate
	keys         []crypto.PrivateKey
}

// read reads a file, whatever the date.
func read(c Credential) (Key, error) {
	file := asBytes(c.File)
	switch {
	case len(c.File) > FileLimit:
		return Key{}, wrongFile("certificate-too-large")
	case len(bytes.TrimSpace(file)) == 0:
		return Key{}, wrongFile("certificate-missing")
	}
	found, err := open(file, c.Passphrase.Reveal())
	if err != nil {
		return Key{}, err
	}
	return found.key()
}

// open finds out which form a file has.
func open(file []byte, passphrase string) (contents, error) {
	if block, _ := pem.Decode(file); block != nil {
		return readPEM(file, passphrase)
	}
	if der, ok := unwrapped(file); ok {
		file = der
	}
	switch {
	case file[0] == 0x30: // a SEQUENCE, as every binary form
		return readDER(file, passphrase)
	case bytes.HasPrefix(file, []byte{0xfe, 0xed, 0xfe, 0xed}):
		return contents{}, unsupported("Java key store")
	}
	return contents{}, wrongFile("certificate-not-recognised")
}

// asBytes takes off what Windows' tools put around text: a byte order mark, UTF-16.
func asBytes(file []byte) []byte {
	var order binary.ByteOrder = binary.LittleEndian
	switch {
	case bytes.HasPrefix(file, []byte{0xef, 0xbb, 0xbf}):
		return file[3:]
	case bytes.HasPrefix(file, []byte{0xfe, 0xff}):
		order = binary.BigEndian
	case !bytes.HasPrefix(file, []byte{0xff, 0xfe}):
		return file
	}
	units := make([]uint16, 0, len(file)/2)
	for rest := file[2:]; len(rest) > 1; rest = rest[2:] {
		units = append(units, order.Uint16(rest))
	}
	return []byte(string(utf16.Decode(units)))
}

// unwrapped decodes a PFX in Base64, which is how Azure Key Vault hands one out.
func unwrapped(file []byte) ([]byte, bool) {
	text := bytes.Join(bytes.Fields(file), nil)
	der := make([]byte, base64.StdEncoding.DecodedLen(len(text)))
	n, err := base64.StdEncoding.Decode(der, text)
	return der[:n], err == nil && n > 0 && der[0] == 0x30
}

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
