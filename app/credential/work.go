package credential

import "encoding/asn1"

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
