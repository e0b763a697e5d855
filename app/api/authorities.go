package api

// Authority is a certificate authority that a person added, such as the one that signs
// for a company's proxy.
type Authority struct {
	Subject     string `json:"subject"`
	Fingerprint string `json:"fingerprint"` // SHA-256
	Expires     string `json:"expires"`     // RFC 3339
}

// Authorities lists the certificate authorities that were added.
func (a *App) Authorities() ([]Authority, error) {
	added, err := a.program.Authorities().List()
	if err != nil {
		return nil, err
	}
	rows := make([]Authority, 0, len(added))
	for _, one := range added {
		subject := one.Subject
		if subject == "" {
			subject = one.File // it could not be read, and is not used
		}
		rows = append(rows, Authority{Subject: subject, Fingerprint: one.Fingerprint, Expires: one.Expires})
	}
	return rows, nil
}

// AddAuthority believes one more certificate authority, beside the system's. text is a
// certificate in PEM form (RFC 7468).
func (a *App) AddAuthority(text string) ([]Authority, error) {
	if _, err := a.program.Authorities().Add([]byte(text)); err != nil {
		return nil, err
	}
	return a.Authorities()
}

// RemoveAuthority takes one of the added authorities back.
func (a *App) RemoveAuthority(fingerprint string) ([]Authority, error) {
	if _, err := a.program.Authorities().Remove(fingerprint); err != nil {
		return nil, err
	}
	return a.Authorities()
}
