package credential

import (
	"context"
	"slices"
	"time"
)

// lockLimit bounds the wait for another process that writes the same credential.
const lockLimit = 10 * time.Second

// Keep seals what is held for from in the vault as to's, bound to where it may be sent,
// and forgets it in memory. After it, to has a sealed credential of that kind: when
// nothing is held but to has one already, that one stays as it is, and when there is
// neither the error is "credential-missing". What was used for another audience is not
// sealed ("credential-for-another"). An application has one credential: a secret takes
// the place of a certificate, and the reverse.
func (k *Keeper) Keep(ctx context.Context, from, to string, kind Kind, audience Audience) error {
	k.saving.Lock()
	defer k.saving.Unlock()
	c, err := k.use(from, kind, audience.of(kind))
	if err != nil {
		return err
	}
	if c == nil {
		there, err := k.isSealed(ctx, to, kind)
		if err == nil && !there {
			err = missing()
		}
		if err != nil {
			return err
		}
		return k.replaced(ctx, to, kind)
	}
	old := k.holds(to, kind)
	err = k.locked(ctx, to, kind, func() error {
		return k.seal(ctx, to, sealed{c.Credential, *c.bound, false})
	})
	if err != nil {
		return err
	}
	k.drop(from, kind, c)
	k.drop(to, kind, old) // it would come before what was just saved
	return k.replaced(ctx, to, kind)
}

// replaced removes the other kind of credential that an application can have.
func (k *Keeper) replaced(ctx context.Context, owner string, by Kind) error {
	other := map[Kind]Kind{Secret: Certificate, Certificate: Secret}[by]
	if other == "" {
		return nil
	}
	k.drop(owner, other, k.holds(owner, other))
	return k.vault.Credentials().Delete(ctx, nameOf(owner, other))
}

// Refuse records beside a sealed credential that the identity provider has refused it:
// it is not sent again. One that is held, or that was replaced meanwhile, is left alone:
// the person who typed it is there.
func (k *Keeper) Refuse(ctx context.Context, owner string, c Credential) error {
	k.saving.Lock()
	defer k.saving.Unlock()
	if draft(owner) || k.holds(owner, c.Kind) != nil {
		return nil
	}
	return k.locked(ctx, owner, c.Kind, func() error {
		s, err := k.unseal(ctx, owner, c.Kind)
		if err != nil || !s.same(c) {
			return err
		}
		s.refused = true
		return k.seal(ctx, owner, s)
	})
}

// Unkeep removes a sealed credential that shall be kept no longer. It stays usable for
// this run when it can be read; removing it needs no keychain.
func (k *Keeper) Unkeep(ctx context.Context, owner string, kind Kind) error {
	k.saving.Lock()
	defer k.saving.Unlock()
	there, err := k.isSealed(ctx, owner, kind)
	if err != nil || !there {
		return err
	}
	s, unread := k.unseal(ctx, owner, kind)
	if err := k.vault.Credentials().Delete(ctx, nameOf(owner, kind)); err != nil {
		return err
	}
	if unread == nil && !s.refused {
		k.settle(owner, held{Credential: s.Credential, bound: &s.audience, proved: true})
	}
	return nil
}

// seal writes a credential.
func (k *Keeper) seal(ctx context.Context, owner string, s sealed) error {
	data, err := pack(s)
	if err != nil {
		return err
	}
	defer clear(data)
	return k.vault.Credentials().Write(ctx, nameOf(owner, s.Kind), data)
}

// locked writes while no other process does.
func (k *Keeper) locked(ctx context.Context, owner string, kind Kind, write func() error) error {
	limited, cancel := context.WithTimeout(ctx, lockLimit)
	defer cancel()
	unlock, err := k.vault.Credentials().Lock(limited, nameOf(owner, kind))
	if err != nil {
		return err
	}
	defer unlock()
	return write()
}

// isSealed reports whether the vault has a credential. It needs no keychain.
func (k *Keeper) isSealed(ctx context.Context, owner string, kind Kind) (bool, error) {
	if draft(owner) {
		return false, nil
	}
	names, err := k.vault.Credentials().Names(ctx)
	return slices.Contains(names, nameOf(owner, kind)), err
}
