package entra

import (
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"fmt"
	"strings"

	"latchkey/app/practice/entra/aadsts"
)

// derive gives n bytes that only this seed gives for this purpose.
func (s *open) derive(purpose string, n int) []byte {
	b, err := hkdf.Key(sha256.New, s.seed, nil, "latchkey practice "+purpose, n)
	if err != nil { // n is a small constant: hkdf.Key cannot fail
		panic(err)
	}
	return b
}

func (s *open) derivedID(purpose string) string { return aadsts.GUID(s.derive(purpose, 16)) }

// password is a user's password: easy to type, 70 bits, the same for the same seed.
func (s *open) password(name string) string {
	const letters = "abcdefghjkmnpqrstuvwxyz23456789x" // 32, none looks like another
	b := s.derive("password "+name, 14)
	var text strings.Builder
	text.WriteString("Try")
	for i, c := range b {
		if i%5 == 0 {
			text.WriteByte('-')
		}
		text.WriteByte(letters[c&31])
	}
	return text.String()
}

func (s *open) mac(parts ...string) []byte {
	m := hmac.New(sha256.New, s.macKey)
	for _, p := range parts {
		fmt.Fprintf(m, "%d:%s", len(p), p)
	}
	return m.Sum(nil)
}
