package credential

import (
	"bytes"
	"crypto/rsa"
	"encoding/asn1"
	"slices"
	"testing"

	"software.sslmate.com/src/go-pkcs12"
)

// toBER writes DER as other libraries write BER: lengths left open, strings in pieces.
func toBER(t *testing.T, der []byte) []byte {
	t.Helper()
	var v asn1.RawValue
	rest, err := asn1.Unmarshal(der, &v)
	if err != nil {
		t.Fatal(err)
	}
	tag := der[0]
	var inside []byte
	switch {
	case v.IsCompound:
		for children := v.Bytes; len(children) > 0; {
			var child asn1.RawValue
			if children, err = asn1.Unmarshal(children, &child); err != nil {
				t.Fatal(err)
			}
			inside = append(inside, toBER(t, child.FullBytes)...)
		}
	case (tag == 0x04 || tag == 0x80) && len(v.Bytes) > 20:
		tag |= 0x20
		for piece := range slices.Chunk(v.Bytes, 7) {
			inside = append(inside, wrap(0x04, piece)...)
		}
	default:
		return der[:len(der)-len(rest)]
	}
	return append(append([]byte{tag, 0x80}, inside...), 0, 0)
}

func TestPKCS12InBERIsRead(t *testing.T) {
	m := &maker{t: t}
	key := m.rsa()
	leaf := m.certificate("Leaf", key, nil, nil)
	for name, e := range map[string]*pkcs12.Encoder{"RC2": pkcs12.LegacyRC2, "3DES": pkcs12.LegacyDES, "AES": pkcs12.Modern} {
		der := m.pfx(e, key, leaf, nil, passphrase)
		inner := inBER(t, der, true)
		for form, data := range map[string][]byte{
			"outside": toBER(t, der), "inside": inner, "both": toBER(t, inner),
		} {
			got, err := Parse(file(data, passphrase), today())
			if err != nil {
				t.Errorf("%s, BER %s: %v", name, form, err)
				continue
			}
			if private, ok := got.Private.(*rsa.PrivateKey); !ok || !private.Equal(key) || !got.Certificates[0].Equal(leaf) {
				t.Errorf("%s, BER %s: another key", name, form)
			}
			_, err = Parse(file(data, "wrong"), today())
			refused(t, err, "passphrase-wrong", "passphrase")
		}
	}
}

// inBER makes the content of a PKCS#12 file BER, as its author would have.
func inBER(t *testing.T, der []byte, authenticate bool) []byte {
	t.Helper()
	var frame pfxFrame
	if _, err := asn1.Unmarshal(der, &frame); err != nil {
		t.Fatal(err)
	}
	frame.Safe.Content = toBER(t, frame.Safe.Content)
	if authenticate {
		var err error
		if frame.MAC.FullBytes, err = macOf(frame.Safe.Content, passphrase); err != nil {
			t.Fatal(err)
		}
	}
	data, err := asn1.Marshal(frame)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestBERWithoutAMACIsRead(t *testing.T) {
	m := &maker{t: t}
	key := m.rsa()
	leaf := m.certificate("Leaf", key, nil, nil)
	data := inBER(t, m.pfx(pkcs12.Passwordless, key, leaf, nil, ""), false)
	if got, err := Parse(file(data, ""), today()); err != nil || !got.Certificates[0].Equal(leaf) {
		t.Errorf("%d certificates, %v", len(got.Certificates), err)
	}
}

// The MAC of the file is checked although it is made anew afterwards.
func TestBERWithAWrongMACIsRefused(t *testing.T) {
	m := &maker{t: t}
	key := m.rsa()
	leaf := m.certificate("Leaf", key, nil, nil)
	data := inBER(t, m.pfx(pkcs12.Modern, key, leaf, nil, passphrase), false) // the MAC is that of the DER
	for _, form := range [][]byte{data, toBER(t, data)} {
		_, err := Parse(file(form, passphrase), today())
		refused(t, err, "passphrase-wrong", "passphrase")
	}
}

func TestWhatIsDERStaysAsItIs(t *testing.T) {
	for _, name := range []string{"openssl-3.pfx", "openssl-1-rc2.pfx"} {
		der := sample(t, name)
		if got, err := toDER(der); err != nil || !bytes.Equal(got, der) {
			t.Errorf("%s changed: %v", name, err)
		}
		if got, err := toDER(toBER(t, der)); err != nil || !bytes.Equal(got, der) {
			t.Errorf("%s did not come back: %v", name, err)
		}
	}
}

func TestDeepNestingIsNoBER(t *testing.T) {
	if _, err := toDER(bytes.Repeat([]byte{0x30, 0x80}, 100_000)); err == nil {
		t.Error("it was read")
	}
}
