package vault

import (
	"context"
	"errors"
	"maps"

	"latchkey/app/problem"
)

// Drawer is the part of a vault that holds credentials: what a profile proves itself
// with. They are sealed with the same key as sessions, in files of their own ending,
// so Names and with it signing out everywhere never touch them. Its methods are the
// vault's own of the same name; an error says "credential" where theirs says
// "sign-in", and is of the same kind for errors.Is.
type Drawer struct{ vault *Vault }

// Credentials returns the drawer of the credentials.
func (v *Vault) Credentials() Drawer { return Drawer{v} }

// Read returns a credential. The keychain is asked only when there is a file.
func (d Drawer) Read(ctx context.Context, name string) ([]byte, error) {
	data, err := d.vault.read(ctx, entry{credentials, name})
	return data, reworded(err)
}

// Write seals and keeps a credential.
func (d Drawer) Write(ctx context.Context, name string, data []byte) error {
	return reworded(d.vault.write(ctx, entry{credentials, name}, data))
}

// Delete removes a credential; one that is not there is no error. It needs no
// keychain.
func (d Drawer) Delete(ctx context.Context, name string) error {
	return reworded(d.vault.delete(ctx, entry{credentials, name}))
}

// Names lists the credentials, sorted, also those whose key is lost. It needs no
// keychain.
func (d Drawer) Names(ctx context.Context) ([]string, error) {
	names, err := d.vault.names(ctx, credentials)
	return names, reworded(err)
}

// Lock takes the lock of one credential as Vault.Lock takes that of a session.
func (d Drawer) Lock(ctx context.Context, name string) (unlock func(), err error) {
	unlock, err = d.vault.lock(ctx, entry{credentials, name})
	return unlock, reworded(err)
}

// reworded gives an error about a session's file the code of one about a
// credential's: signing in again would not help. Those about the keychain stay.
func reworded(err error) error {
	switch {
	case errors.Is(err, ErrNotFound):
		return failure(problem.NotFound, "credential-missing", ErrNotFound, nil)
	case errors.Is(err, ErrKeyLost):
		return again(failure(problem.SignInNeeded, "credential-key-lost", ErrKeyLost, err), err)
	case errors.Is(err, ErrDamaged):
		return again(failure(problem.SignInNeeded, "credential-damaged", ErrDamaged, err), err)
	case errors.Is(err, ErrNewer):
		return again(failure(problem.Storage, "credential-newer", ErrNewer, err), err)
	case errors.Is(err, ErrStorage):
		return again(failure(problem.Storage, "credential-storage", ErrStorage, err), err)
	}
	return err
}

// again takes over what the first problem says.
func again(p *problem.Problem, err error) error {
	first := problem.From(err)
	p.Args, p.Detail = maps.Clone(first.Args), first.Detail
	return p
}
