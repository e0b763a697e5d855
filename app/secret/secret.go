// Package secret holds values that must never be shown: tokens, authorization
// codes, code verifiers, passwords, client secrets and pasted addresses.
//
// It promises two things. A String prints as *** through every verb of fmt, in
// JSON, in text encodings and in log/slog, so a secret leaves it only where the
// code says Reveal. And Redact takes out of foreign text (an identity provider's
// error, a pasted page) whatever looks like a credential, so that the raw words
// can be kept behind "Details".
package secret

import (
	"fmt"
	"log/slog"
)

// mask is what every secret prints as; its length says nothing about the value.
const mask = "***"

// String is a piece of text that prints as ***. The zero value is empty. Strings
// cannot be compared with ==, which would compare where they are kept.
type String struct {
	_ [0]func() // not comparable
	// value is behind a pointer because fmt calls no method on an unexported field
	// of somebody's struct: there it prints what the field holds, an address.
	value *string
}

// New wraps a value.
func New(value string) String { return String{value: &value} }

// Reveal returns the value itself. Call it only where the value is handed to the
// party that it was made for.
func (s String) Reveal() string {
	if s.value == nil {
		return ""
	}
	return *s.value
}

// Empty reports whether there is no value.
func (s String) Empty() bool { return s.Reveal() == "" }

// Format implements fmt.Formatter for every verb and flag.
func (s String) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(mask)) }

// MarshalText implements encoding.TextMarshaler, which encoding/json uses too.
func (s String) MarshalText() ([]byte, error) { return []byte(mask), nil }

// LogValue implements slog.LogValuer.
func (s String) LogValue() slog.Value { return slog.StringValue(mask) }
