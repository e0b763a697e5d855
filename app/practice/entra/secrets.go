package entra

import (
	"crypto/subtle"
	"net/http"
	"time"

	"latchkey/app/practice/entra/aadsts"
)

// ClientSecret is a client secret of a registration, as Entra's page "Certificates
// & secrets" shows it right after it was made.
type ClientSecret struct {
	ID      string    `json:"id"`    // the Secret ID, which is no secret
	Value   string    `json:"value"` // 40 characters
	Expires time.Time `json:"expires"`
}

// The practice clock can be moved by ten years: the good secret outlives that.
var (
	secretGoodUntil  = time.Date(2049, 12, 31, 0, 0, 0, 0, time.UTC)
	secretEndedSince = time.Date(2025, 6, 30, 0, 0, 0, 0, time.UTC)
)

// AppKey is a client secret without its value, which is derived from its name.
type AppKey struct {
	Name    string    `json:"name"`
	Expires time.Time `json:"expires"`
}

// withSecrets puts in the values of a registration's secrets.
func (s *open) withSecrets(a App) App {
	a = a.clone()
	a.Secrets, a.Certificates = []ClientSecret{}, nil
	for _, k := range a.Keys {
		purpose := "client secret " + k.Name + " of " + a.ApplicationID
		a.Secrets = append(a.Secrets, ClientSecret{ID: s.derivedID(purpose + " id"), Value: secretValue(s.derive(purpose, 40)), Expires: k.Expires})
	}
	return a
}

// secretValue has Entra's looks: three characters, "8Q~", and 34 more, among which
// are "~", "." , "_" and "-", so that whoever forgets to encode them finds out.
func secretValue(b []byte) string {
	const signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"
	text := make([]byte, 40)
	for i := range text {
		text[i] = signs[b[i]&63]
	}
	copy(text[3:], "8Q~")
	text[12], text[20], text[28], text[36] = '.', '~', '_', '-'
	return string(text)
}

// checkSecret compares a client secret with those of the registration.
func (s *Store) checkSecret(a *App, value string) *aadsts.Refusal {
	now := s.moment()
	for _, known := range a.Secrets {
		if subtle.ConstantTimeCompare([]byte(known.Value), []byte(value)) != 1 {
			continue
		}
		if now.Before(known.Expires) {
			return nil
		}
		return aadsts.Refuse("invalid_client", 7000222, "The provided client secret keys for app '%s' are expired. Visit the Azure portal to create new keys for your app: https://aka.ms/NewClientSecret, or consider using certificate credentials for added security: https://aka.ms/certCreds.", a.ApplicationID).WithStatus(http.StatusUnauthorized)
	}
	return aadsts.Refuse("invalid_client", 7000215, "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '%s'.", a.ApplicationID).WithStatus(http.StatusUnauthorized)
}
