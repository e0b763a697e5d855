package credential

import (
	"crypto/x509"
	"strconv"
	"time"

	"latchkey/app/problem"
)

// The names of the fields that a problem is about.
const (
	passwordField    = "password"
	secretField      = "clientSecret"
	certificateField = "certificate"
	passphraseField  = "passphrase"
)

// wrongFile is something wrong with the file of a certificate.
func wrongFile(code string) *problem.Problem {
	return problem.New(problem.Input, code).At(certificateField)
}

func wrongPassphrase() *problem.Problem {
	return problem.New(problem.Input, "passphrase-wrong").At(passphraseField)
}

func missingPassphrase() *problem.Problem {
	return problem.New(problem.Input, "passphrase-missing").At(passphraseField)
}

// unsupported is a sound file in a form that is not read; what is a word for it.
func unsupported(what string) *problem.Problem {
	return wrongFile("certificate-format").With("what", what)
}

// wrongKey is a key of a type that Entra does not take.
func wrongKey(name string) *problem.Problem {
	return wrongFile("certificate-key-type").With("type", name)
}

// dated is a problem with a certificate's time.
func dated(code string, leaf *x509.Certificate, when time.Time) *problem.Problem {
	return wrongFile(code).With("subject", leaf.Subject.String()).With("date", when.UTC().Format(time.DateOnly))
}

// soon is the warning that a certificate ends within profile.NearExpiry; "0" days is today.
func soon(leaf *x509.Certificate, now time.Time) *problem.Problem {
	p := dated("certificate-expires-soon", leaf, leaf.NotAfter)
	p.Warning = true
	return p.With("days", strconv.Itoa(int(leaf.NotAfter.Sub(now)/(24*time.Hour))))
}

// forAnother is a credential that was entered for another audience than it is now asked
// for. Nothing was sent.
func forAnother(kind Kind) error {
	return problem.New(problem.SignInNeeded, "credential-for-another").At(fieldOf(kind))
}

// refusedBefore is a sealed password that the identity provider has refused already: once
// more would only bring the account nearer to being locked.
func refusedBefore(kind Kind) error {
	return problem.New(problem.SignInNeeded, "credential-refused").At(fieldOf(kind))
}

// fieldOf is the field in which a kind is entered.
func fieldOf(kind Kind) string {
	switch kind {
	case Password:
		return passwordField
	case Secret:
		return secretField
	}
	return certificateField
}
