package credential

import (
	"bytes"
	"crypto"
	"crypto/x509"
	"encoding/base64"
	"encoding/binary"
	"encoding/pem"
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
