package api

import (
	"context"
	"encoding/base64"
	"errors"
	"time"

	"latchkey/app/credential"
	"latchkey/app/problem"
	"latchkey/app/profile"
	"latchkey/app/program"
	"latchkey/app/secret"
)

// Credentials takes passwords, client secrets and certificates of drafts. They come in
// and never go out: what is kept is described, not shown.
type Credentials struct {
	program  *program.Program
	hub      *hub
	verified *verifications
}

// CredentialInfo is what may be shown of a password, a client secret or a certificate.
type CredentialInfo struct {
	Kind       string `json:"kind"`  // "password", "secret" or "certificate"
	Saved      bool   `json:"saved"` // sealed; else kept in memory for this run
	Subject    string `json:"subject"`
	Thumbprint string `json:"thumbprint"` // SHA-1, upper-case hexadecimal
	Expires    string `json:"expires"`    // RFC 3339, "" when not known
	// Problem says why a certificate could not be described, or nil.
	Problem *problem.Problem `json:"problem"`
}

// State lists what is kept for a draft. One certificate that can't be read does not hide
// the rest.
func (c *Credentials) State(d Draft) ([]CredentialInfo, error) {
	list := []CredentialInfo{}
	for _, kind := range credential.Kinds() {
		info, err := c.program.Credentials.Info(context.Background(), owner(d), kind)
		if info.Kind == "" {
			if err != nil {
				return nil, err
			}
			continue
		}
		shown := c.shown(d, info)
		shown.Problem = problem.From(err)
		list = append(list, shown)
	}
	return list, nil
}

// shown adds what the profile knows: a secret does not tell when it ends, the person did.
func (c *Credentials) shown(d Draft, info credential.Info) CredentialInfo {
	if kept := d.Profile.Credential; info.Expires == "" && kept != nil && kept.Kind == string(info.Kind) {
		info.Expires = kept.Expires
	}
	return CredentialInfo{
		Kind: string(info.Kind), Saved: info.Saved, Subject: info.Subject, Thumbprint: info.Thumbprint, Expires: info.Expires,
	}
}

// SetPassword keeps the password of a sign-in without two-factor authentication, in
// memory until the profile is saved with SavePassword.
func (c *Credentials) SetPassword(d Draft, password string) error {
	return c.hold(d, credential.Credential{Kind: credential.Password, Value: secret.New(password)})
}

// SetSecret keeps an application's client secret. expires is RFC 3339, a date
// (2027-01-31), or "" when the person does not know it.
func (c *Credentials) SetSecret(d Draft, value, expires string) (Draft, error) {
	at, err := expiry(expires)
	if err != nil {
		return d, err
	}
	if err := c.hold(d, credential.Credential{Kind: credential.Secret, Value: secret.New(value)}); err != nil {
		return d, err
	}
	return c.described(d, credential.Secret, at)
}

// longestContent bounds a certificate's file as base64.
const longestContent = 512 << 10

// SetCertificate keeps an application's certificate: the bytes of its PFX or PEM file
// as base64 (RFC 4648 section 4).
func (c *Credentials) SetCertificate(d Draft, content, passphrase string) (Draft, error) {
	data, err := base64.StdEncoding.DecodeString(content)
	if err != nil || len(content) > longestContent {
		return d, problem.New(problem.Input, "certificate-too-large").At("certificate")
	}
	err = c.hold(d, credential.Credential{Kind: credential.Certificate, File: data, Passphrase: secret.New(passphrase)})
	if err != nil {
		return d, err
	}
	return c.described(d, credential.Certificate, "")
}

// hold keeps what can be used.
func (c *Credentials) hold(d Draft, kept credential.Credential) error {
	if err := problem.Form(credential.Check(kept, c.program.Now())); err != nil {
		return err
	}
	c.program.Credentials.Hold(owner(d), kept)
	c.verified.drop(owner(d)) // what was tested is another one
	return nil
}

// described puts into the draft what may be known of an application's credential.
func (c *Credentials) described(d Draft, kind credential.Kind, expires string) (Draft, error) {
	info, err := c.program.Credentials.Info(context.Background(), owner(d), kind)
	if err != nil {
		return d, err
	}
	if info.Expires != "" {
		expires = info.Expires
	}
	d.Profile.Credential = &profile.Credential{Kind: string(kind), Expires: expires, Subject: info.Subject, Thumbprint: info.Thumbprint}
	d.Profile.LastVerified = ""
	return d, nil
}

// Forget removes what is kept of one kind, in memory and in the vault.
func (c *Credentials) Forget(d Draft, kind string) (Draft, error) {
	if err := c.program.Credentials.Forget(context.Background(), owner(d), credential.Kind(kind)); err != nil {
		return d, err
	}
	if kept := d.Profile.Credential; kept != nil && kept.Kind == kind {
		d.Profile.Credential = nil
	}
	return d, nil
}

// Discard drops what was entered for a draft since its last save, for a dialog that is
// closed without saving. What is saved stays.
func (c *Credentials) Discard(d Draft) error {
	c.program.Credentials.Discard(owner(d))
	c.verified.drop(owner(d)) // it was about what is gone now
	return nil
}

// expiry reads a date or a time; the end of a date is meant.
func expiry(text string) (string, error) {
	if text == "" {
		return "", nil
	}
	if day, err := time.Parse(time.DateOnly, text); err == nil {
		return stamp(day.Add(24*time.Hour - time.Second)), nil
	}
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return "", problem.New(problem.Input, "expiry-not-a-date").At("expires")
	}
	return stamp(at), nil
}

// keepCredentials makes what was entered for a draft its saved profile's, and seals what
// the profile says so of. A password that it no longer saves is not sealed any more, but
// stays for this run. What could not be sealed stays for this run, too.
func keepCredentials(p *program.Program, from string, saved profile.Profile) error {
	ctx := context.Background()
	resolved, err := profile.Resolve(saved)
	if err != nil {
		return err
	}
	to := credential.ForProfile(resolved)
	for _, kind := range credential.Kinds() { // what was typed goes along with corrections made after it was used
		p.Credentials.Rebind(from, kind, to)
	}
	p.Credentials.Commit(from, saved.ID)
	var errs []error
	if !saved.SavePassword {
		errs = append(errs, p.Credentials.Unkeep(ctx, saved.ID, credential.Password))
	}
	switch {
	case saved.ByPassword() && saved.SavePassword:
		errs = append(errs, seal(ctx, p, saved.ID, credential.Password, to))
	case saved.IsApplication() && saved.Credential != nil:
		err := seal(ctx, p, saved.ID, credential.Kind(saved.Credential.Kind), to)
		errs = append(errs, err)
		if err == nil {
			errs = append(errs, p.Connection.ForgetApplication(ctx, resolved))
		}
	}
	return errors.Join(errs...)
}

// seal keeps a credential of a saved profile; that there is none is no error.
func seal(ctx context.Context, p *program.Program, id string, kind credential.Kind, to credential.Audience) error {
	err := p.Credentials.Keep(ctx, id, id, kind, to)
	if found := problem.From(err); found != nil && found.Code == "credential-missing" {
		return nil
	}
	return err
}

// forgotten is the warning about what a deleted profile has left.
func forgotten(id string, err error) error {
	if err == nil {
		return nil
	}
	p := problem.New(problem.Storage, "credential-left").With("id", id).Because(err)
	p.Warning = true
	return p
}
