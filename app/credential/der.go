package credential

import (
	"crypto"
	"crypto/x509"
	"encoding/asn1"
	"errors"
	"strings"

	"software.sslmate.com/src/go-pkcs12"

	"latchkey/app/problem"
)

// signedData is the content type of a .p7b file (RFC 5652 section 5.1): certificates,
// never a key.
const signedData = "1.2.840.113549.1.7.2"

// readDER reads a binary file: PKCS#12, a bare certificate or a bare key.
func readDER(file []byte, passphrase string) (contents, error) {
	if len(file) > 1 && file[1] == 0x80 {
		return readBER(file, passphrase)
	}
	var whole asn1.RawValue
	if _, err := asn1.Unmarshal(file, &whole); err != nil {
		return contents{}, broken(err)
	}
	file = whole.FullBytes // some tools end a file with a newline
	if c, err := x509.ParseCertificate(file); err == nil {
		return contents{certificates: []*x509.Certificate{c}}, nil
	}
	var first asn1.RawValue
	if _, err := asn1.Unmarshal(whole.Bytes, &first); err != nil {
		return contents{}, broken(err)
	}
	switch {
	case isOID(first, signedData):
		return contents{}, wrongFile("certificate-no-key")
	case first.Tag == asn1.TagSequence: // an algorithm: the key was encrypted
		return withKey(decryptPKCS8(file, passphrase))
	case len(first.Bytes) == 1 && first.Bytes[0] == 3: // the version of PKCS#12
		found, err := readPFX(file, passphrase)
		if p := problem.From(err); p != nil && p.Args["what"] == ber {
			return readBER(file, passphrase)
		}
		return found, err
	}
	return withKey(bareKey(file))
}

// ber is how a file is called in the words whose lengths are left open.
const ber = "BER"

// readBER reads a file that encoding/asn1 does not take: PKCS#12, or a .p7b.
func readBER(file []byte, passphrase string) (contents, error) {
	der, err := toDER(file)
	if err != nil {
		return contents{}, broken(err)
	}
	var frame pfxFrame
	if _, err := asn1.Unmarshal(der, &frame); err != nil {
		return readDER(der, passphrase)
	}
	if der, err = frame.readable(der, passphrase); err != nil {
		return contents{}, err
	}
	return readPFX(der, passphrase)
}

func isOID(v asn1.RawValue, oid string) bool {
	var id asn1.ObjectIdentifier
	_, err := asn1.Unmarshal(v.FullBytes, &id)
	return err == nil && id.String() == oid
}

// readPFX reads PKCS#12. The work is bounded before the library starts on it.
func readPFX(file []byte, passphrase string) (contents, error) {
	if !affordable(file) {
		return contents{}, unsupported("too many rounds of encryption")
	}
	key, leaf, others, err := pkcs12.DecodeChain(file, passphrase)
	if err != nil && passphrase != "" && strings.Contains(err.Error(), "no MAC in data") {
		passphrase = "" // it is not protected at all
		key, leaf, others, err = pkcs12.DecodeChain(file, passphrase)
	}
	if err != nil {
		return contents{}, fromPFX(err, passphrase)
	}
	return contents{
		certificates: append([]*x509.Certificate{leaf}, others...),
		keys:         []crypto.PrivateKey{key},
	}, nil
}

// fromPFX names an error of go-pkcs12 v0.7, which has types for a few only.
func fromPFX(err error, passphrase string) error {
	text := err.Error()
	var notYet pkcs12.NotImplementedError
	switch {
	case errors.Is(err, pkcs12.ErrIncorrectPassword), errors.Is(err, pkcs12.ErrDecryption),
		strings.Contains(text, pkcs12.ErrDecryption.Error()), strings.Contains(text, "UCS-2"):
		if passphrase == "" {
			return missingPassphrase()
		}
		return wrongPassphrase()
	case strings.Contains(text, "private key missing"):
		return wrongFile("certificate-no-key")
	case strings.Contains(text, "certificate missing"):
		return wrongFile("certificate-not-in-file")
	case strings.Contains(text, "exactly one key bag"):
		return wrongFile("certificate-several")
	case errors.As(err, &notYet):
		return unsupported("encryption").Because(err)
	}
	return unknownKey(err)
}

// unknownKey names an error of crypto/x509 about a key.
func unknownKey(err error) error {
	for _, words := range []string{"unknown algorithm", "unknown elliptic curve", "unsupported elliptic curve"} {
		if strings.Contains(err.Error(), words) {
			return wrongKey("").Because(err)
		}
	}
	return broken(err)
}

// broken is a file that can't be read. Lengths that are left open (BER) are sound in
// PKCS#12, but inside what is encrypted they are not read.
func broken(err error) error {
	if strings.Contains(err.Error(), "indefinite length") {
		return unsupported(ber).Because(err)
	}
	return wrongFile("certificate-damaged").Because(err)
}
