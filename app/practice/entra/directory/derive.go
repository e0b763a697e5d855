package directory

import (
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base32"
	"encoding/base64"
	"fmt"
	"io"
	"strings"

	"latchkey/app/practice/entra/aadsts"
)

// letters are small letters, one for each byte; the small bias harms no practice.
func letters(b []byte) string {
	text := make([]byte, len(b))
	for i, c := range b {
		text[i] = 'a' + c%26
	}
	return string(text)
}

// Derive gives n bytes that only this seed gives for this purpose.
func (s *shared) Derive(purpose string, n int) []byte {
	b, err := hkdf.Key(sha256.New, s.seed, nil, "latchkey practice "+purpose, n)
	if err != nil { // n is a small constant: hkdf.Key cannot fail
		panic(err)
	}
	return b
}

// DerivedID is the GUID that only this seed gives for this purpose.
func (s *shared) DerivedID(purpose string) string { return aadsts.GUID(s.Derive(purpose, 16)) }

// password is a user's password: easy to type, 70 bits, the same for the same seed.
func (s *shared) password(name string) string {
	const letters = "abcdefghjkmnpqrstuvwxyz23456789x" // 32, none looks like another
	b := s.Derive("password "+name, 14)
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

// MAC is the keyed hash (HMAC-SHA256) of some texts under this installation's own key.
func (s *shared) MAC(parts ...string) []byte {
	m := hmac.New(sha256.New, s.macKey)
	for _, p := range parts {
		fmt.Fprintf(m, "%d:%s", len(p), p)
	}
	return m.Sum(nil)
}

// ReadableCode is what a person types: nothing in it looks like anything else.
func ReadableCode(b []byte) string {
	const signs = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
	text := make([]byte, len(b))
	for i, c := range b {
		text[i] = signs[c&31]
	}
	return string(text)
}

// totpSecret is a person's one-time secret, in base32.
func (s *shared) totpSecret(name string) string {
	return base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(s.Derive("totp "+name, 20))
}

// Hash is the only form in which a credential is kept.
func Hash(credential string) string {
	sum := sha256.Sum256([]byte(credential))
	return base64.RawURLEncoding.EncodeToString(sum[:])
}

// RandomToken is n fresh bytes in base64url.
func (s *shared) RandomToken(n int) string {
	return base64.RawURLEncoding.EncodeToString(s.RandomBytes(n))
}

// RandomBytes returns n fresh bytes.
func (s *shared) RandomBytes(n int) []byte {
	b := make([]byte, n)
	s.randMu.Lock()
	defer s.randMu.Unlock()
	if _, err := io.ReadFull(s.rand, b); err != nil {
		panic(fmt.Errorf("practice tenant: no randomness: %w", err))
	}
	return b
}
