package credential

import (
	"bytes"
	"crypto"
	"crypto/x509"
	"encoding/asn1"
	"errors"
	"strings"

	"software.sslmate.com/src/go-pkcs12"
)

// signedData is the content type of a .p7b file (RFC 5652 section 5.1): certificates,
// never a key.
const signedData = "1.2.840.113549.1.7.2"

// readDER reads a binary file: PKCS#12, a bare certificate or a bare key.
func readDER(file []byte, passphrase string) (contents, error) {
	if bytes.HasPrefix(file, []byte{0x30, 0x80}) {
		return contents{}, inBER(file)
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
		return readPFX(file, passphrase)
	}
	return withKey(bareKey(file))
}

// inBER is a file whose lengths are left open (X.690 section 8.1.3.6), which
// encoding/asn1 does not read. Older Java libraries write PKCS#12 like that. Reading it took
// hand-written ASN.1 where a fault costs most; openssl converts it.
func inBER(file []byte) error {
	rest := file[2:]
	switch {
	case bytes.HasPrefix(rest, []byte("\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02")): // signedData
		return wrongFile("certificate-no-key")
	case bytes.HasPrefix(rest, []byte{0x02, 0x01, 0x03}): // the version of PKCS#12
		return wrongFile("certificate-ber")
	}
	return wrongFile("certificate-damaged")
}

func isOID(v asn1.RawValue, oid string) bool {
	var id asn1.ObjectIdentifier
	_, err := asn1.Unmarshal(v.FullBytes, &id)
	return err == nil && id.String() == oid
}

// Texts by which errors that have no type are told: of go-pkcs12 v0.7.4, and of
// encoding/asn1 and crypto/x509 in Go 1.26. Look at them when go.mod changes.
const (
	textNoMAC       = "no MAC in data"         // go-pkcs12: not protected at all
	textNotUCS2     = "UCS-2"                  // go-pkcs12: a passphrase that PKCS#12 cannot hold
	textNoKey       = "private key missing"    // go-pkcs12
	textNoLeaf      = "certificate missing"    // go-pkcs12
	textSeveralKeys = "exactly one key bag"    // go-pkcs12
	textOpenLength  = "indefinite length"      // encoding/asn1: BER
	textAlgorithm   = "unknown algorithm"      // crypto/x509
	textCurve       = "unknown elliptic curve" // crypto/x509
	textOtherCurve  = "unsupported elliptic curve"
)

// readPFX reads PKCS#12. The work is bounded before the library starts on it.
func readPFX(file []byte, passphrase string) (contents, error) {
	if !affordable(file) {
		return contents{}, unsupported("too many rounds of encryption")
	}
	key, leaf, others, err := pkcs12.DecodeChain(file, passphrase)
	if err != nil && passphrase != "" && strings.Contains(err.Error(), textNoMAC) {
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

// fromPFX names an error of go-pkcs12, which has types for a few only.
func fromPFX(err error, passphrase string) error {
	text := err.Error()
	var notYet pkcs12.NotImplementedError
	switch {
	case errors.Is(err, pkcs12.ErrIncorrectPassword), errors.Is(err, pkcs12.ErrDecryption),
		strings.Contains(text, pkcs12.ErrDecryption.Error()), strings.Contains(text, textNotUCS2):
		if passphrase == "" {
			return missingPassphrase()
		}
		return wrongPassphrase()
	case strings.Contains(text, textNoKey):
		return wrongFile("certificate-no-key")
	case strings.Contains(text, textNoLeaf):
		return wrongFile("certificate-not-in-file")
	case strings.Contains(text, textSeveralKeys):
		return wrongFile("certificate-several")
	case errors.As(err, &notYet):
		return unsupported("encryption").Because(err)
	}
	return unknownKey(err)
}

// unknownKey names an error of crypto/x509 about a key.
func unknownKey(err error) error {
	for _, words := range []string{textAlgorithm, textCurve, textOtherCurve} {
		if strings.Contains(err.Error(), words) {
			return wrongKey("").Because(err)
		}
	}
	return broken(err)
}

// broken is a file that can't be read, or whose content is in BER.
func broken(err error) error {
	if strings.Contains(err.Error(), textOpenLength) {
		return wrongFile("certificate-ber").Because(err)
	}
	return wrongFile("certificate-damaged").Because(err)
}

const (
	// maxRounds bounds what a file may ask for in rounds of key derivation, all
	// together: some seconds of work. OpenSSL and Windows write 2,000 for each part,
	// OWASP's highest advice is 1,400,000.
	maxRounds = 4_000_000
	// maxNesting bounds how deep a file is looked into; PKCS#12 has about ten levels.
	maxNesting = 32
)

// affordable reports whether opening a file is a bounded amount of work. It looks at
// what stands in the clear; rounds inside an encrypted part can be set only by
// somebody who knows the passphrase.
func affordable(der []byte) bool {
	return rounds(der, maxNesting) <= maxRounds
}

// rounds adds up the rounds that a file asks for: in every parameter set (RFC 7292
// section 4 and appendix C, RFC 8018 appendix A) they are the INTEGER after the
// salt, an OCTET STRING.
func rounds(der []byte, depth int) int {
	total, afterSalt := 0, false
	for len(der) > 0 && total <= maxRounds {
		var v asn1.RawValue
		rest, err := asn1.Unmarshal(der, &v)
		if err != nil {
			return total
		}
		der = rest
		universal := v.Class == asn1.ClassUniversal
		switch {
		case universal && v.Tag == asn1.TagInteger && afterSalt:
			total += count(v)
		case depth == 0:
			return maxRounds + 1
		case v.IsCompound, universal && v.Tag == asn1.TagOctetString && len(v.Bytes) > 0 && v.Bytes[0] == 0x30:
			total += rounds(v.Bytes, depth-1)
		}
		afterSalt = universal && v.Tag == asn1.TagOctetString
	}
	return total
}

// count reads a number of rounds; one that is too large counts as the first that is.
func count(v asn1.RawValue) int {
	var n int
	if _, err := asn1.Unmarshal(v.FullBytes, &n); err != nil || n > maxRounds {
		return maxRounds + 1
	}
	return max(n, 0)
}
