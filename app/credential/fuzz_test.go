package credential

import (
	"crypto/rsa"
	"testing"

	"latchkey/app/problem"
)

// FuzzCertificateFile holds the parser to its promise: whatever the file, it ends
// with a key that belongs to the first certificate, or with a problem that has words.
func FuzzCertificateFile(f *testing.F) {
	for _, name := range []string{"openssl-3.pfx", "openssl-1-rc2.pfx", "ber.pfx", "ber-inside.pfx", "openssl-pkcs8.pem", "openssl-pkcs8-3des.pem", "openssl-dek.pem", "openssl-pbes1.pem", "openssl-scrypt.pem"} {
		f.Add(sample(f, name), passphrase)
		f.Add(sample(f, name), "")
	}
	for _, s := range []string{"", "0", "0\x80", "0\x00", "0\x03\x02\x01\x03", "\xff\xfe", "\xfe\xff\x00", "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n", "MIIC"} {
		f.Add([]byte(s), passphrase)
	}
	f.Fuzz(func(t *testing.T, data []byte, pass string) {
		key, err := Parse(file(data, pass), today().AddDate(1, 0, 0))
		if err == nil {
			private, ok := key.Private.(*rsa.PrivateKey)
			if !ok || len(key.Certificates) == 0 || !private.PublicKey.Equal(key.Certificates[0].PublicKey) {
				t.Errorf("a key that does not belong to its certificate: %d certificates", len(key.Certificates))
			}
			return
		}
		p := problem.From(err)
		if p.Kind != problem.Input || p.Field == "" {
			t.Fatalf("%v is no problem with the file", err)
		}
		if _, ok := problem.Lookup(p.Code); !ok {
			t.Errorf("%q has no words", p.Code)
		}
	})
}
