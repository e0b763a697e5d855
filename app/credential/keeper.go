package credential

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"time"

	"latchkey/app/problem"
	"latchkey/app/vault"
)

// Keeper keeps the credentials of profiles and drafts: of each owner at most one of
// each kind. An owner is a profile's ID or "draft <key>"; what a draft has is never
// on disk. It is safe for concurrent use, and errors of the vault come back as they
// are: a locked keychain is not an absent credential.
type Keeper struct {
	vault *vault.Vault
	now   func() time.Time

	saving sync.Mutex // held while a file is written or removed, so that they don't cross
	mu     sync.Mutex
	held   map[place]*Credential
}

// place is where a credential is held in memory.
type place struct {
	owner string
	kind  Kind
}

// New makes a keeper; it touches neither disk nor keychain.
func New(v *vault.Vault, now func() time.Time) *Keeper {
	return &Keeper{vault: v, now: now, held: map[place]*Credential{}}
}

// Hold keeps a credential in memory for this run. It replaces what was held and
// comes before what is sealed, which stays.
func (k *Keeper) Hold(owner string, c Credential) {
	c.File = bytes.Clone(c.File)
	k.mu.Lock()
	defer k.mu.Unlock()
	k.held[place{owner, c.Kind}] = &c
}

// Get returns what is held in memory, else what is sealed. There being neither is a
// NotFound problem "credential-missing".
func (k *Keeper) Get(ctx context.Context, owner string, kind Kind) (Credential, error) {
	if c := k.holds(owner, kind); c != nil {
		return *c, nil
	}
	if draft(owner) {
		return Credential{}, missing()
	}
	data, err := k.vault.Credentials().Read(ctx, nameOf(owner, kind))
	if err != nil {
		return Credential{}, err
	}
	return unpack(data, kind)
}

// Key returns an owner's certificate with its private key, as Get and Parse do.
func (k *Keeper) Key(ctx context.Context, owner string) (Key, error) {
	c, err := k.Get(ctx, owner, Certificate)
	if err != nil {
		return Key{}, err
	}
	return Parse(c, k.now())
}

// Keep seals what is held for from in the vault as to's, and forgets it in memory.
// After it, to has a sealed credential of that kind: when nothing is held but to has
// one already, that one stays, and when there is neither the error is
// "credential-missing".
func (k *Keeper) Keep(ctx context.Context, from, to string, kind Kind) error {
	k.saving.Lock()
	defer k.saving.Unlock()
	c, old := k.holds(from, kind), k.holds(to, kind)
	if c == nil {
		sealed, err := k.sealed(ctx, to, kind)
		if err == nil && !sealed {
			err = missing()
		}
		return err
	}
	data, err := pack(*c)
	if err != nil {
		return err
	}
	defer clear(data)
	if err := k.vault.Credentials().Write(ctx, nameOf(to, kind), data); err != nil {
		return err
	}
	k.drop(from, kind, c)
	k.drop(to, kind, old) // it would come before what was just saved
	return nil
}

// Forget removes a credential, in memory and in the vault; one that is not there is
// no error.
func (k *Keeper) Forget(ctx context.Context, owner string, kind Kind) error {
	k.saving.Lock()
	defer k.saving.Unlock()
	k.drop(owner, kind, k.holds(owner, kind))
	if draft(owner) {
		return nil
	}
	return k.vault.Credentials().Delete(ctx, nameOf(owner, kind))
}

// ForgetAll removes everything of an owner, for a profile that is deleted or a draft
// that is closed. It goes on after an error and returns all of them.
func (k *Keeper) ForgetAll(ctx context.Context, owner string) error {
	var errs []error
	for _, kind := range Kinds() {
		errs = append(errs, k.Forget(ctx, owner, kind))
	}
	return errors.Join(errs...)
}

// holds returns what is held in memory, or nil.
func (k *Keeper) holds(owner string, kind Kind) *Credential {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.held[place{owner, kind}]
}

// drop forgets in memory what was seen there, unless it was replaced meanwhile.
func (k *Keeper) drop(owner string, kind Kind, seen *Credential) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.held[place{owner, kind}] == seen {
		delete(k.held, place{owner, kind})
	}
}

// sealed reports whether the vault has a credential. It needs no keychain.
func (k *Keeper) sealed(ctx context.Context, owner string, kind Kind) (bool, error) {
	if draft(owner) {
		return false, nil
	}
	names, err := k.vault.Credentials().Names(ctx)
	return slices.Contains(names, nameOf(owner, kind)), err
}

// draft reports whether an owner is a draft and no profile.
func draft(owner string) bool { return strings.HasPrefix(owner, "draft ") }

// nameOf is the vault's name for a credential.
func nameOf(owner string, kind Kind) string { return strings.ToLower(owner) + "." + string(kind) }

func missing() error { return problem.New(problem.NotFound, "credential-missing") }
