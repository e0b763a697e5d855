package credential

import (
	"bytes"
	"crypto"
	"crypto/aes"
	"crypto/cipher"
	"crypto/des"
	"crypto/pbkdf2"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"hash"
)

// Encrypted PKCS#8 (RFC 5958 section 3) by PBES2 with PBKDF2 (RFC 8018 sections 6.2
// and A.4), as OpenSSL has written it since 1.0. Only the frame is read here; the
// cryptography is the standard library's. github.com/youmark/pkcs8, which does the
// same, panics on a damaged file and does not bound the rounds.
type (
	encryptedKey struct {
		Algorithm pkix.AlgorithmIdentifier
		Data      []byte
	}
	pbes2 struct {
		Derivation pkix.AlgorithmIdentifier
		Encryption pkix.AlgorithmIdentifier
	}
	pbkdf2Parameters struct {
		Salt   []byte
		Rounds int
		Length int                      `asn1:"optional"`
		Hash   pkix.AlgorithmIdentifier `asn1:"optional"`
	}
)

// decryptPKCS8 reads an encrypted key.
func decryptPKCS8(der []byte, passphrase string) (crypto.PrivateKey, error) {
	var file encryptedKey
	if _, err := asn1.Unmarshal(der, &file); err != nil {
		return nil, broken(err)
	}
	var scheme pbes2
	if file.Algorithm.Algorithm.String() != "1.2.840.113549.1.5.13" {
		return nil, unsupported("encryption " + file.Algorithm.Algorithm.String())
	}
	if _, err := asn1.Unmarshal(file.Algorithm.Parameters.FullBytes, &scheme); err != nil {
		return nil, broken(err)
	}
	if !affordable(der) {
		return nil, unsupported("too many rounds of encryption")
	}
	if passphrase == "" {
		return nil, missingPassphrase()
	}
	plain, err := scheme.decrypt(file.Data, passphrase)
	if err != nil {
		return nil, err
	}
	defer clear(plain)
	key, err := x509.ParsePKCS8PrivateKey(plain)
	if err != nil {
		var whole asn1.RawValue // the padding was right by chance, or the key is a strange one
		if rest, e := asn1.Unmarshal(plain, &whole); e != nil || len(rest) > 0 {
			return nil, wrongPassphrase()
		}
		return nil, unknownKey(err)
	}
	return key, nil
}

// decrypt undoes PBES2.
func (s pbes2) decrypt(data []byte, passphrase string) ([]byte, error) {
	var d pbkdf2Parameters
	if s.Derivation.Algorithm.String() != "1.2.840.113549.1.5.12" {
		return nil, unsupported("encryption " + s.Derivation.Algorithm.String())
	}
	if _, err := asn1.Unmarshal(s.Derivation.Parameters.FullBytes, &d); err != nil {
		return nil, broken(err)
	}
	size, block := cipherOf(s.Encryption.Algorithm)
	sum := hashOf(d.Hash.Algorithm)
	if block == nil || sum == nil {
		return nil, unsupported("encryption " + s.Encryption.Algorithm.String())
	}
	key, err := pbkdf2.Key(sum, passphrase, d.Salt, d.Rounds, size)
	if err != nil {
		return nil, broken(err)
	}
	c, err := block(key)
	if err != nil {
		return nil, broken(err)
	}
	iv := s.Encryption.Parameters.Bytes
	if len(iv) != c.BlockSize() || len(data) == 0 || len(data)%c.BlockSize() != 0 {
		return nil, wrongFile("certificate-damaged")
	}
	plain := make([]byte, len(data))
	cipher.NewCBCDecrypter(c, iv).CryptBlocks(plain, data)
	return unpad(plain, c.BlockSize())
}

// unpad takes off the padding of PKCS#7; a wrong one tells a wrong passphrase.
func unpad(plain []byte, block int) ([]byte, error) {
	n := int(plain[len(plain)-1])
	if n == 0 || n > block || !bytes.HasSuffix(plain, bytes.Repeat([]byte{byte(n)}, n)) {
		return nil, wrongPassphrase()
	}
	return plain[:len(plain)-n], nil
}

// cipherOf returns a cipher and the size of its key, or nil.
func cipherOf(oid asn1.ObjectIdentifier) (int, func([]byte) (cipher.Block, error)) {
	switch oid.String() {
	case "2.16.840.1.101.3.4.1.2":
		return 16, aes.NewCipher
	case "2.16.840.1.101.3.4.1.22":
		return 24, aes.NewCipher
	case "2.16.840.1.101.3.4.1.42":
		return 32, aes.NewCipher
	case "1.2.840.113549.3.7":
		return 24, des.NewTripleDESCipher
	}
	return 0, nil
}

// hashOf returns the hash of PBKDF2's HMAC, SHA-1 when none is named, or nil.
func hashOf(oid asn1.ObjectIdentifier) func() hash.Hash {
	switch oid.String() {
	case "", "1.2.840.113549.2.7":
		return sha1.New
	case "1.2.840.113549.2.9":
		return sha256.New
	case "1.2.840.113549.2.10":
		return sha512.New384
	case "1.2.840.113549.2.11":
		return sha512.New
	}
	return nil
}
