package credential

import (
	"crypto"
	"crypto/x509"
	"encoding/json"
	"fmt"
	"log/slog"
)

// Key is a certificate with its private key. It prints as ***.
type Key struct {
	Certificates []*x509.Certificate // leaf first, then those that issued it, as far as the file has them
	Private      crypto.PrivateKey   // *rsa.PrivateKey
}

const keyShown = "key ***"

// Format implements fmt.Formatter for every verb and flag.
func (k Key) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(keyShown)) }

// MarshalJSON implements json.Marshaler.
func (k Key) MarshalJSON() ([]byte, error) { return json.Marshal(keyShown) }

// LogValue implements slog.LogValuer.
func (k Key) LogValue() slog.Value { return slog.StringValue(keyShown) }
