package credential

import (
	"crypto"
	"crypto/x509"
	"encoding/pem"
	"strings"
)

// readPEM reads every block of a text (RFC 7468); blocks of other kinds, and words
// between the blocks, are passed over.
func readPEM(file []byte, passphrase string) (contents, error) {
	var found contents
	for {
		var block *pem.Block
		if block, file = pem.Decode(file); block == nil {
			break
		}
		if block.Type == "CERTIFICATE" || block.Type == "X509 CERTIFICATE" {
			c, err := x509.ParseCertificate(block.Bytes)
			if err != nil {
				return contents{}, broken(err)
			}
			found.certificates = append(found.certificates, c)
			continue
		}
		key, err := keyOf(block, passphrase)
		if err != nil {
			return contents{}, err
		}
		if key != nil {
			found.keys = append(found.keys, key)
		}
		if block.Type == "PKCS7" && len(found.certificates)+len(found.keys) == 0 {
			return contents{}, wrongFile("certificate-no-key")
		}
	}
	if len(found.certificates)+len(found.keys) == 0 {
		return contents{}, wrongFile("certificate-not-recognised")
	}
	return found, nil
}

// keyOf reads the key in a block; nil when it has none.
func keyOf(block *pem.Block, passphrase string) (crypto.PrivateKey, error) {
	switch block.Type {
	case "PRIVATE KEY":
		return bareKey(block.Bytes)
	case "ENCRYPTED PRIVATE KEY":
		return decryptPKCS8(block.Bytes, passphrase)
	case "RSA PRIVATE KEY":
		return pkcs1Key(block, passphrase)
	case "EC PRIVATE KEY":
		return nil, wrongKey("EC")
	case "DSA PRIVATE KEY":
		return nil, wrongKey("DSA")
	case "OPENSSH PRIVATE KEY":
		return nil, unsupported("OpenSSH")
	}
	return nil, nil
}

// pkcs1Key reads an RSA key as OpenSSL wrote it before 1.0, in the clear or with a
// DEK-Info header. That encryption is weak (MD5, no check), but the file is the
// person's own.
func pkcs1Key(block *pem.Block, passphrase string) (crypto.PrivateKey, error) {
	der := block.Bytes
	//lint:ignore SA1019 see above
	encrypted := x509.IsEncryptedPEMBlock(block)
	if encrypted {
		if passphrase == "" {
			return nil, missingPassphrase()
		}
		var err error
		//lint:ignore SA1019 see above
		der, err = x509.DecryptPEMBlock(block, []byte(passphrase))
		switch {
		case err != nil && strings.Contains(err.Error(), "unknown encryption mode"):
			return nil, unsupported("encryption").Because(err)
		case err != nil:
			return nil, wrongPassphrase()
		}
	}
	key, err := x509.ParsePKCS1PrivateKey(der)
	switch {
	case err != nil && encrypted:
		return nil, wrongPassphrase()
	case err != nil:
		return nil, broken(err)
	}
	return key, nil
}

// bareKey reads a key in the clear: PKCS#8, PKCS#1 or SEC 1.
func bareKey(der []byte) (crypto.PrivateKey, error) {
	if key, err := x509.ParsePKCS1PrivateKey(der); err == nil {
		return key, nil
	}
	if key, err := x509.ParseECPrivateKey(der); err == nil {
		return key, nil
	}
	key, err := x509.ParsePKCS8PrivateKey(der)
	if err != nil {
		return nil, unknownKey(err)
	}
	return key, nil
}

// withKey is a file that holds a key alone.
func withKey(key crypto.PrivateKey, err error) (contents, error) {
	if err != nil {
		return contents{}, err
	}
	return contents{keys: []crypto.PrivateKey{key}}, nil
}
