package aadsts

import (
	"crypto/sha256"
	"strings"
	"unicode"

	"github.com/google/uuid"
)

// GUID makes 16 bytes into a version 4 UUID.
func GUID(b []byte) string {
	id := uuid.UUID(b)
	id[6] = id[6]&0x0f | 0x40
	id[8] = id[8]&0x3f | 0x80
	return id.String()
}

// IDOf gives the same GUID to the same thing in every practice tenant: test data
// and lessons may name it.
func IDOf(thing string) string {
	sum := sha256.Sum256([]byte("latchkey practice " + thing))
	return GUID(sum[:16])
}

// Show makes foreign text fit to be shown: no control characters, nothing that
// turns the direction of writing, and not too long.
func Show(text string) string {
	const most = 300
	var b strings.Builder
	n := 0
	for _, r := range strings.ToValidUTF8(text, "\uFFFD") {
		if n++; n > most {
			b.WriteString("...")
			break
		}
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Zl, r) || unicode.Is(unicode.Zp, r) {
			r = '\uFFFD'
		}
		b.WriteRune(r)
	}
	return b.String()
}

// IsGUID says whether a text is a GUID with hyphens and without braces, in either case.
func IsGUID(text string) bool {
	if len(text) != 36 {
		return false
	}
	for i, c := range []byte(text) {
		switch i {
		case 8, 13, 18, 23:
			if c != '-' {
				return false
			}
		default:
			if !strings.ContainsRune("0123456789abcdefABCDEF", rune(c)) {
				return false
			}
		}
	}
	return true
}

// NormalName is the spelling under which a user is kept.
func NormalName(typed string) string { return strings.ToLower(strings.TrimSpace(typed)) }
