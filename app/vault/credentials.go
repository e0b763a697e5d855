package vault

import (
	"context"
	"errors"
	"maps"

	"latchkey/app/home"
	"latchkey/app/problem"
)

// Credentials is the part of a vault that holds what a profile proves itself with. They are sealed with the same key as sessions, in files of their own ending,
// so Names and with it signing out everywhere never touch them. Its methods are the
// vault's own of the same name; an error says "credential" where theirs says
// "sign-in", and is of the same kind for errors.Is.
type Credentials struct{ vault *Vault }

// Credentials returns the part that holds credentials.
func (v *Vault) Credentials() Credentials { return Credentials{v} }

// Read returns a credential. The keychain is asked only when there is a file.
func (c Credentials) Read(ctx context.Context, name string) ([]byte, error) {
	data, err := c.vault.read(ctx, entry{credentials, name})
	return data, asCredentialError(err)
}

// Write seals and keeps a credential.
func (c Credentials) Write(ctx context.Context, name string, data []byte) error {
	return asCredentialError(c.vault.write(ctx, entry{credentials, name}, data))
}

// Delete removes a credential; one that is not there is no error. It needs no
// keychain.
func (c Credentials) Delete(ctx context.Context, name string) error {
	return asCredentialError(c.vault.delete(ctx, entry{credentials, name}))
}

// Purge removes a credential from the disk too when this run keeps everything in memory:
// for a profile that is deleted, and for a person who wants it gone. Nobody would come
// back for it.
func (c Credentials) Purge(ctx context.Context, name string) error {
	return asCredentialError(c.vault.purge(ctx, entry{credentials, name}))
}

// Names lists the credentials, sorted, also those whose key is lost. It needs no
// keychain.
func (c Credentials) Names(ctx context.Context) ([]string, error) {
	names, err := c.vault.names(ctx, credentials)
	return names, asCredentialError(err)
}

// Lock takes the lock of one credential as Vault.Lock takes that of a session.
func (c Credentials) Lock(ctx context.Context, name string) (unlock func(), err error) {
	unlock, err = c.vault.lock(ctx, entry{credentials, name})
	return unlock, asCredentialError(err)
}

// asCredentialError gives an error about a session's file the code of one about a
// credential's: signing in again would not help. Those about the keychain, and those that
// are about any file, stay.
func asCredentialError(err error) error {
	switch {
	case errors.Is(err, home.ErrInUse):
		return err
	case errors.Is(err, ErrNotFound):
		return failure(problem.NotFound, "credential-missing", ErrNotFound, nil)
	case errors.Is(err, ErrKeyLost):
		return withWordsOf(failure(problem.SignInNeeded, "credential-key-lost", ErrKeyLost, err), err)
	case errors.Is(err, ErrDamaged):
		return withWordsOf(failure(problem.SignInNeeded, "credential-damaged", ErrDamaged, err), err)
	case errors.Is(err, ErrNewer):
		return withWordsOf(failure(problem.Storage, "credential-newer", ErrNewer, err), err)
	case errors.Is(err, ErrStorage):
		return withWordsOf(failure(problem.Storage, "credential-storage", ErrStorage, err), err)
	}
	return err
}

// withWordsOf takes over what the first problem says.
func withWordsOf(p *problem.Problem, err error) error {
	first := problem.From(err)
	p.Args, p.Detail = maps.Clone(first.Args), first.Detail
	return p
}
