// Package credential keeps what a profile proves itself with beside a person in a
// browser: a password, an application's client secret, an application's certificate.
//
// It promises:
//
//   - Nothing is written that was not asked for: Hold keeps a credential in memory
//     for this run, only Keep seals it in the vault, in a file of its own. A sign-out
//     leaves it alone; Forget and ForgetAll remove it.
//   - A credential goes only where it belongs: it is bound to a cloud, an application and
//     for a password a user name, under the same seal. See Audience.
//   - A sealed password that was refused is not sent again.
//   - A credential and a key print as *** wherever they turn up. What may be shown
//     is Info.
//   - A file that a person picked is hostile until it is read: its size, its nesting
//     and the work that its passphrase may cost are bounded.
//   - Whatever is wrong with what was typed or picked is a problem of its own with a
//     next step, before anything is sent.
//
// Of one owner (a profile, or a draft of one) and kind there may be three at a time. The
// first of them that is there counts:
//
//	state     comes from                       ends with
//	typed     Hold                             Commit, Keep, Discard, Forget, the process
//	for run   Commit, Unkeep                   Keep, Forget, the process
//	sealed    Keep                             Unkeep, Forget
//
// One that is held has two properties of its own. Its audience is empty until it is first
// used; what was typed and has not signed in may be bound again to a corrected
// ApplicationID or user name (Rebind). MarkSignedIn says that it has signed in; until then
// a session proves nothing about it (HasUntested). A sealed one has its audience under the
// seal, and may be marked there as refused (MarkRefused); only Keep of another takes that away.
//
// Formats: PKCS#12 (RFC 7292), also with the RC2 and triple DES of older exports, and
// PEM (RFC 7468) with PKCS#8, PKCS#1 and SEC 1 keys, in the clear or encrypted by
// PBES2 (RFC 8018) or OpenSSL's older DEK-Info. What Entra takes as a credential:
// Microsoft identity platform, "Certificate credentials" and "Application and service
// principal objects, client secrets".
package credential

import (
	"crypto"
	"crypto/x509"
	"encoding/json"
	"fmt"
	"log/slog"

	"latchkey/app/secret"
)

// Kind of a credential.
type Kind string

// The kinds.
const (
	Password    Kind = "password"    // of a user, without 2-Factor Authentication
	Secret      Kind = "secret"      // the value of an application's client secret
	Certificate Kind = "certificate" // of an application, with its private key
)

// Kinds lists them all.
func Kinds() []Kind { return []Kind{Password, Secret, Certificate} }

// Credential is what a profile proves itself with beside a person in a browser. It
// prints as its kind and ***.
type Credential struct {
	Kind       Kind
	Value      secret.String // the password or the client secret's value
	File       []byte        // the PFX or PEM file as it was given; only for Certificate
	Passphrase secret.String // of File
}

// Info is what may be shown of a credential: nothing secret.
type Info struct {
	Kind       Kind   `json:"kind"`       // "" when there is none
	Saved      bool   `json:"saved"`      // sealed in the vault; else it is kept in memory for this run
	Subject    string `json:"subject"`    // of the certificate
	Thumbprint string `json:"thumbprint"` // SHA-1, upper-case hex, as Windows and Entra show it
	Expires    string `json:"expires"`    // RFC 3339; "" when not known (a secret does not tell)
}

// shown is what a credential prints as.
func (c Credential) shown() string { return "credential " + string(c.Kind) + " ***" }

// Format implements fmt.Formatter for every verb and flag.
func (c Credential) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(c.shown())) }

// MarshalJSON implements json.Marshaler.
func (c Credential) MarshalJSON() ([]byte, error) { return json.Marshal(c.shown()) }

// LogValue implements slog.LogValuer.
func (c Credential) LogValue() slog.Value { return slog.StringValue(c.shown()) }

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
