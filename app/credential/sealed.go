package credential

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"latchkey/app/problem"
	"latchkey/app/secret"
)

// schema is the version of the form in which credentials are sealed.
const schema = 1

// packed is a credential in the clear, as JSON. It exists only on its way into and
// out of the vault.
type packed struct {
	Schema     int      `json:"schema"`
	Kind       Kind     `json:"kind"`
	Audience   Audience `json:"audience"`
	Refused    bool     `json:"refused,omitempty"` // the identity provider has refused it
	Value      string   `json:"value,omitempty"`
	File       []byte   `json:"file,omitempty"`
	Passphrase string   `json:"passphrase,omitempty"`
}

// sealed is a credential as the vault has it.
type sealed struct {
	Credential
	audience Audience
	refused  bool
}

func pack(s sealed) ([]byte, error) {
	data, err := json.Marshal(packed{schema, s.Kind, s.audience, s.refused, s.Value.Reveal(), s.File, s.Passphrase.Reveal()})
	if err != nil {
		return nil, problem.New(problem.Internal, "internal") // without the cause, which may quote
	}
	return data, nil
}

// unpack reads what was sealed. Causes are left out of its errors: they quote.
func unpack(data []byte, kind Kind) (sealed, error) {
	var p packed
	err := json.Unmarshal(data, &p)
	clear(data)
	switch {
	case err == nil && p.Schema > schema:
		return sealed{}, problem.New(problem.Storage, "credential-newer")
	case err != nil, p.Schema != schema, p.Kind != kind:
		return sealed{}, problem.New(problem.SignInNeeded, "credential-damaged")
	}
	c := Credential{Kind: p.Kind, Value: secret.New(p.Value), File: p.File, Passphrase: secret.New(p.Passphrase)}
	return sealed{c, p.Audience, p.Refused}, nil
}

// allows says whether a sealed credential may be sent.
func (s sealed) allows(to Audience) error {
	switch {
	case s.audience != to:
		return forAnother(s.Kind)
	case s.refused:
		return refusedBefore(s.Kind)
	}
	return nil
}

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
		return k.seal(ctx, to, sealed{c.Credential, *c.audience, false})
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

// MarkRefused records beside a sealed credential that the identity provider has refused it:
// it is not sent again. One that is held, or that was replaced meanwhile, is left alone:
// the person who typed it is there.
func (k *Keeper) MarkRefused(ctx context.Context, owner string, c Credential) error {
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
		k.holdForRun(owner, held{Credential: s.Credential, audience: &s.audience, signedIn: true})
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
