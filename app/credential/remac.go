package credential

import (
	"bytes"
	"crypto/hmac"
	"crypto/pbkdf2"
	"crypto/sha256"
	"crypto/x509/pkix"
	"encoding/asn1"
	"strings"

	"software.sslmate.com/src/go-pkcs12"
)

// PKCS#12's frame (RFC 7292 section 4) and PBMAC1 (RFC 9579).
type (
	pfxFrame struct {
		Version int
		Safe    safeFrame
		MAC     asn1.RawValue `asn1:"optional"`
	}
	safeFrame struct {
		Type    asn1.ObjectIdentifier
		Content []byte `asn1:"explicit,tag:0"`
	}
	macFrame struct {
		Sum    digest
		Salt   []byte
		Rounds int
	}
	digest struct {
		Algorithm pkix.AlgorithmIdentifier
		Value     []byte
	}
	pbmac1 struct{ Derivation, MAC pkix.AlgorithmIdentifier }
)

// readable returns a file that go-pkcs12 reads of a frame that was rewritten as der.
// The content is authenticated as it stood in the file, so when that is BER as well
// the library first checks it against the file's own MAC; only then is it rewritten
// too, and authenticated anew.
func (f pfxFrame) readable(der []byte, passphrase string) ([]byte, error) {
	content, err := toDER(f.Safe.Content)
	if err != nil || bytes.Equal(content, f.Safe.Content) {
		return der, nil
	}
	if len(f.MAC.FullBytes) == 0 {
		f.Safe.Content = content
		return asn1.Marshal(f)
	}
	if !affordable(der) {
		return nil, unsupported("too many rounds of encryption")
	}
	// The MAC is right when what fails is the step after it.
	if _, _, _, err := pkcs12.DecodeChain(der, passphrase); err == nil || !strings.Contains(err.Error(), "indefinite length") {
		return der, nil
	}
	f.Safe.Content = content
	if f.MAC.FullBytes, err = macOf(content, passphrase); err != nil {
		return nil, broken(err)
	}
	return asn1.Marshal(f)
}

// macOf authenticates content for this process only: salt and rounds guard nothing.
func macOf(content []byte, passphrase string) ([]byte, error) {
	salt := make([]byte, 8)
	key, err := pbkdf2.Key(sha256.New, passphrase, salt, 1, sha256.Size)
	if err != nil {
		return nil, err
	}
	h := hmac.New(sha256.New, key)
	h.Write(content)
	hmacSHA256 := pkix.AlgorithmIdentifier{Algorithm: asn1.ObjectIdentifier{1, 2, 840, 113549, 2, 9}}
	derivation, err := asn1.Marshal(pbkdf2Parameters{salt, 1, sha256.Size, hmacSHA256})
	if err != nil {
		return nil, err
	}
	parameters, err := asn1.Marshal(pbmac1{
		Derivation: pkix.AlgorithmIdentifier{
			Algorithm:  asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 5, 12},
			Parameters: asn1.RawValue{FullBytes: derivation},
		},
		MAC: hmacSHA256,
	})
	if err != nil {
		return nil, err
	}
	return asn1.Marshal(macFrame{
		Sum: digest{
			Algorithm: pkix.AlgorithmIdentifier{
				Algorithm:  asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 5, 14},
				Parameters: asn1.RawValue{FullBytes: parameters},
			},
			Value: h.Sum(nil),
		},
		Salt: salt, Rounds: 1,
	})
}
