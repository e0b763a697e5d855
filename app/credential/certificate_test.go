package credential

import (
	"bytes"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"software.sslmate.com/src/go-pkcs12"

	"latchkey/app/problem"
)

func TestEveryUsualFormIsRead(t *testing.T) {
	m := &maker{t: t}
	key, ca := m.rsa(), m.rsa()
	root := m.certificate("Root", ca, nil, nil, authority)
	leaf := m.certificate("Leaf", key, root, ca)
	chain := []*x509.Certificate{root}
	cert := block("CERTIFICATE", leaf.Raw)
	//lint:ignore SA1019 files of this kind are still about
	dek, err := x509.EncryptPEMBlock(rand.Reader, "RSA PRIVATE KEY", x509.MarshalPKCS1PrivateKey(key), []byte(passphrase), x509.PEMCipher3DES)
	if err != nil {
		t.Fatal(err)
	}
	clear := text(block("PRIVATE KEY", m.pkcs8(key)), cert, block("CERTIFICATE", root.Raw))
	modern := m.pfx(pkcs12.Modern, key, leaf, chain, passphrase)
	for name, c := range map[string]Credential{
		"PFX of today (AES, SHA-256)":            file(modern, passphrase),
		"PFX of 2026 (PBMAC1)":                   file(m.pfx(pkcs12.Modern2026, key, leaf, chain, passphrase), passphrase),
		"PFX as Windows exports it (3DES)":       file(m.pfx(pkcs12.LegacyDES, key, leaf, chain, passphrase), passphrase),
		"PFX as Windows exported it (RC2)":       file(m.pfx(pkcs12.LegacyRC2, key, leaf, chain, passphrase), passphrase),
		"PFX with an empty passphrase":           file(m.pfx(pkcs12.LegacyDES, key, leaf, chain, ""), ""),
		"PFX without protection":                 file(m.pfx(pkcs12.Passwordless, key, leaf, chain, ""), ""),
		"PFX without protection, one was typed":  file(m.pfx(pkcs12.Passwordless, key, leaf, chain, ""), "needless"),
		"PFX that ends with a newline":           file(append(slices.Clone(modern), '\r', '\n'), passphrase),
		"PFX in Base64, as Key Vault has it":     file([]byte(base64.StdEncoding.EncodeToString(modern)+"\n"), passphrase),
		"PFX whose chain comes first":            file(m.pfx(pkcs12.Modern, key, root, []*x509.Certificate{leaf}, passphrase), passphrase),
		"PEM, PKCS#8":                            file(clear, ""),
		"PEM, PKCS#8, a passphrase was typed":    file(clear, "needless"),
		"PEM, PKCS#1, certificate first":         file(text(cert, block("RSA PRIVATE KEY", x509.MarshalPKCS1PrivateKey(key)), block("CERTIFICATE", root.Raw)), ""),
		"PEM, DEK-Info":                          file(text(pem.EncodeToMemory(dek), cert, block("CERTIFICATE", root.Raw)), passphrase),
		"PEM with a byte order mark":             file(text([]byte("\xef\xbb\xbf"), clear), ""),
		"PEM in UTF-16, as PowerShell writes it": file(utf16le(clear), ""),
		"PEM with words around, CRLF":            file(bytes.ReplaceAll(text([]byte("Bag Attributes\n    friendlyName: x\n"), clear), []byte("\n"), []byte("\r\n")), ""),
		"PEM with a certificate twice":           file(text(clear, cert), ""),
	} {
		got, err := Parse(c, today())
		if err != nil {
			t.Errorf("%s: %v: %s", name, err, problem.From(err).Detail)
			continue
		}
		if private, ok := got.Private.(*rsa.PrivateKey); !ok || !private.Equal(key) {
			t.Errorf("%s: another key", name)
		}
		if len(got.Certificates) != 2 || !got.Certificates[0].Equal(leaf) || !got.Certificates[1].Equal(root) {
			t.Errorf("%s: %d certificates, not leaf and root", name, len(got.Certificates))
		}
	}
}

// OpenSSL 3.0 made the files of testdata, all of one key: "openssl pkcs12 -export",
// the same with -legacy (RC2), "openssl pkcs8 -topk8" with the options of the names,
// and "openssl rsa -traditional -aes256". Those in BER are a PFX with RC2 whose content, or
// all of it, was rewritten with lengths left open and strings in pieces; openssl reads both.
func TestFilesMadeByOpenSSLAreRead(t *testing.T) {
	const thumbprint = "A035AAED3C6B0E9F9161CE7C916215AAB4CDFBF7"
	later := today().AddDate(1, 0, 0)
	for _, name := range []string{"openssl-3.pfx", "openssl-1-rc2.pfx", "openssl-pkcs8.pem", "openssl-pkcs8-sha512.pem", "openssl-pkcs8-3des.pem", "openssl-dek.pem"} {
		data := sample(t, name)
		key, err := Parse(file(data, passphrase), later)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := fmt.Sprintf("%X", sha1.Sum(key.Certificates[0].Raw)); got != thumbprint {
			t.Errorf("%s: thumbprint %s", name, got)
		}
		_, err = Parse(file(data, "wrong"), later)
		refused(t, err, "passphrase-wrong", "passphrase")
		_, err = Parse(file(data, ""), later)
		refused(t, err, "passphrase-missing", "passphrase")
	}
	for _, name := range []string{"openssl-pbes1.pem", "openssl-scrypt.pem"} {
		_, err := Parse(file(sample(t, name), passphrase), later)
		refused(t, err, "certificate-format", "certificate")
	}
}

func TestEachFaultOfAFileHasItsOwnProblem(t *testing.T) {
	m := &maker{t: t}
	key, other, ec := m.rsa(), m.rsa(), m.ec()
	leaf := m.certificate("Leaf", key, nil, nil)
	stranger := m.certificate("Stranger", other, nil, nil)
	again := m.certificate("Leaf", key, nil, nil)
	own, ownAgain := m.certificate("Own", key, nil, nil, authority), m.certificate("Own", key, nil, nil, authority)
	expired := m.certificate("Old", key, nil, nil, func(c *x509.Certificate) { c.NotAfter = today().Add(-time.Second) })
	early := m.certificate("Early", key, nil, nil, func(c *x509.Certificate) { c.NotBefore = today().Add(time.Second) })
	weak := m.certificate("EC", ec, nil, nil)
	private := block("PRIVATE KEY", m.pkcs8(key))
	cert := func(c *x509.Certificate) []byte { return block("CERTIFICATE", c.Raw) }
	good := m.pfx(pkcs12.Modern, key, leaf, nil, passphrase)
	for _, tt := range []struct {
		name, code, field string
		c                 Credential
	}{
		{"empty", "certificate-missing", "certificate", file(nil, "")},
		{"blank", "certificate-missing", "certificate", file([]byte(" \r\n"), "")},
		{"byte order mark alone", "certificate-missing", "certificate", file([]byte("\xff\xfe"), "")},
		{"too large", "certificate-too-large", "certificate", file(append(slices.Clone(good), make([]byte, FileLimit)...), passphrase)},
		{"words", "certificate-not-recognised", "certificate", file([]byte("hello"), "")},
		{"a picture", "certificate-not-recognised", "certificate", file([]byte("\x89PNG\r\n\x1a\n0000"), "")},
		{"PEM of something else", "certificate-not-recognised", "certificate", file(block("PUBLIC KEY", []byte("x")), "")},
		{"a Java key store", "certificate-format", "certificate", file([]byte("\xfe\xed\xfe\xed\x00\x00\x00\x02"), passphrase)},
		{"PFX in BER", "certificate-ber", "certificate", file(sample(t, "ber.pfx"), passphrase)},
		{"PFX in BER inside", "certificate-ber", "certificate", file(sample(t, "ber-inside.pfx"), passphrase)},
		{"PFX in BER inside, wrong passphrase", "passphrase-wrong", "passphrase", file(sample(t, "ber-inside.pfx"), "wrong")},
		{"BER cut off", "certificate-ber", "certificate", file([]byte("\x30\x80\x02\x01\x03"), passphrase)},
		{"BER of something else", "certificate-damaged", "certificate", file([]byte("\x30\x80\x02\x01\x05\x00\x00"), passphrase)},
		{"nothing but BER's first bytes", "certificate-damaged", "certificate", file([]byte("\x30\x80"), passphrase)},
		{"a .p7b, BER", "certificate-no-key", "certificate", file([]byte("\x30\x80\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02\x05\x00\x00\x00"), "")},
		{"cut off", "certificate-damaged", "certificate", file(good[:len(good)/2], passphrase)},
		{"PEM cut off", "certificate-damaged", "certificate", file(text(private, block("CERTIFICATE", leaf.Raw[:99])), "")},
		{"wrong passphrase", "passphrase-wrong", "passphrase", file(good, "Correct horse")},
		{"passphrase that PKCS#12 cannot hold", "passphrase-wrong", "passphrase", file(good, "🐎")},
		{"no passphrase", "passphrase-missing", "passphrase", file(good, "")},
		{"wrong passphrase, 3DES", "passphrase-wrong", "passphrase", file(m.pfx(pkcs12.LegacyDES, key, leaf, nil, "a"), "b")},
		{"wrong passphrase, RC2", "passphrase-wrong", "passphrase", file(m.pfx(pkcs12.LegacyRC2, key, leaf, nil, "a"), "b")},
		{"a .cer, PEM", "certificate-no-key", "certificate", file(cert(leaf), "")},
		{"a .cer, binary", "certificate-no-key", "certificate", file(leaf.Raw, "")},
		{"a .p7b", "certificate-no-key", "certificate", file([]byte("\x30\x0d\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02\x05\x00"), "")},
		{"a .p7b, PEM", "certificate-no-key", "certificate", file(block("PKCS7", []byte("x")), "")},
		{"PFX without a key", "certificate-no-key", "certificate", file(trustStore(t, leaf), passphrase)},
		{"key alone", "certificate-not-in-file", "certificate", file(private, "")},
		{"key alone, binary", "certificate-not-in-file", "certificate", file(m.pkcs8(key), "")},
		{"another's key", "certificate-key-mismatch", "certificate", file(text(private, cert(stranger)), "")},
		{"another's key, PFX", "certificate-key-mismatch", "certificate", file(m.pfx(pkcs12.Modern, key, stranger, nil, ""), "")},
		{"another leaf", "certificate-several", "certificate", file(text(private, cert(leaf), cert(stranger)), "")},
		{"another leaf first", "certificate-several", "certificate", file(text(private, cert(stranger), cert(leaf)), "")},
		{"two of one key", "certificate-several", "certificate", file(text(private, cert(leaf), cert(again)), "")},
		{"two of one key that are authorities", "certificate-several", "certificate", file(text(private, cert(own), cert(ownAgain)), "")},
		{"two keys", "certificate-several", "certificate", file(text(private, block("PRIVATE KEY", m.pkcs8(other)), cert(leaf)), "")},
		{"several leaves, PFX", "certificate-several", "certificate", file(m.pfx(pkcs12.Modern, key, leaf, []*x509.Certificate{stranger}, ""), "")},
		{"EC, PEM", "certificate-key-type", "certificate", file(text(block("PRIVATE KEY", m.pkcs8(ec)), cert(weak)), "")},
		{"EC, PFX", "certificate-key-type", "certificate", file(m.pfx(pkcs12.Modern, ec, weak, nil, passphrase), passphrase)},
		{"EC, SEC 1", "certificate-key-type", "certificate", file(text(block("EC PRIVATE KEY", []byte("x")), cert(weak)), "")},
		{"expired", "certificate-expired", "certificate", file(text(private, cert(expired)), "")},
		{"not yet valid", "certificate-not-yet-valid", "certificate", file(text(private, cert(early)), "")},
	} {
		t.Run(tt.name, func(t *testing.T) {
			key, err := Parse(tt.c, today())
			p := refused(t, err, tt.code, tt.field)
			if key.Private != nil || key.Certificates != nil {
				t.Error("there is a key beside the problem")
			}
			if strings.Contains(fmt.Sprint(p.Detail, p.Args), passphrase) {
				t.Errorf("the passphrase is told: %+v", p)
			}
		})
	}
}

func TestAFileCannotAskForEndlessWork(t *testing.T) {
	m := &maker{t: t}
	key := m.rsa()
	leaf := m.certificate("Leaf", key, nil, nil)
	file3 := m.pfx(pkcs12.Modern.WithIterations(100_003), key, leaf, nil, passphrase)
	if _, err := Parse(file(file3, passphrase), today()); err != nil {
		t.Fatalf("100,003 rounds: %v", err)
	}
	// The same number in DER, three bytes, becomes 8,388,607.
	endless := bytes.ReplaceAll(file3, []byte{0x02, 0x03, 0x01, 0x86, 0xa3}, []byte{0x02, 0x03, 0x7f, 0xff, 0xff})
	if bytes.Equal(endless, file3) {
		t.Fatal("the number was not found in the file")
	}
	_, err := Parse(file(endless, passphrase), today())
	refused(t, err, "certificate-format", "certificate")

	pem8, _ := pem.Decode(sample(t, "openssl-pkcs8.pem"))
	endless = bytes.Replace(pem8.Bytes, []byte{0x02, 0x02, 0x08, 0x00}, []byte{0x02, 0x02, 0x7f, 0xff}, 1)
	if got, want := rounds(endless, maxNesting), 0x7fff; got != want {
		t.Errorf("%d rounds were counted, not %d", got, want)
	}
	deep := []byte{0x05, 0x00}
	for range 60 {
		deep = append([]byte{0x30, byte(len(deep))}, deep...)
	}
	if affordable(deep) {
		t.Error("a file nested 60 deep is looked into")
	}
}

func TestAnExpiredAuthorityDoesNotMatter(t *testing.T) {
	m := &maker{t: t}
	key, ca := m.rsa(), m.rsa()
	root := m.certificate("Root", ca, nil, nil, authority, func(c *x509.Certificate) { c.NotAfter = today().Add(-time.Hour) })
	leaf := m.certificate("Leaf", key, root, ca)
	stray := m.certificate("Another root", ca, nil, nil, authority)
	got, err := Parse(file(m.pfx(pkcs12.Modern, key, leaf, []*x509.Certificate{stray, root}, passphrase), passphrase), today())
	if err != nil || len(got.Certificates) != 2 || !got.Certificates[1].Equal(root) {
		t.Errorf("%d certificates, %v", len(got.Certificates), err)
	}
}

func sample(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func utf16le(data []byte) []byte {
	out := []byte{0xff, 0xfe}
	for _, u := range utf16.Encode([]rune(string(data))) {
		out = append(out, byte(u), byte(u>>8))
	}
	return out
}

// trustStore is a PFX with certificates only.
func trustStore(t *testing.T, c *x509.Certificate) []byte {
	t.Helper()
	data, err := pkcs12.Modern.EncodeTrustStore([]*x509.Certificate{c}, passphrase)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
