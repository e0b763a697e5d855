package credential

import (
	"context"
	"crypto/sha1"
	"crypto/x509"
	"errors"
	"fmt"
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
	held   map[place]slot
}

// place is where a credential is held in memory.
type place struct {
	owner string
	kind  Kind
}

// New makes a keeper; it touches neither disk nor keychain.
func New(v *vault.Vault, now func() time.Time) *Keeper {
	return &Keeper{vault: v, now: now, held: map[place]slot{}}
}

// Get returns what is held in memory, else what is sealed, to be sent to an audience.
// There being neither is a NotFound problem "credential-missing". One of another
// audience is a SignInNeeded problem "credential-for-another", a sealed one that was
// refused before is "credential-refused".
func (k *Keeper) Get(ctx context.Context, owner string, kind Kind, to Audience) (Credential, error) {
	to = to.of(kind)
	c, err := k.use(owner, kind, to)
	switch {
	case err != nil:
		return Credential{}, err
	case c != nil:
		return c.Credential, nil
	}
	s, err := k.unseal(ctx, owner, kind)
	if err == nil {
		err = s.allows(to)
	}
	if err != nil {
		return Credential{}, err
	}
	return s.Credential, nil
}

// Key returns an owner's certificate with its private key, as Get and Parse do.
func (k *Keeper) Key(ctx context.Context, owner string, to Audience) (Key, error) {
	c, err := k.Get(ctx, owner, Certificate, to)
	if err != nil {
		return Key{}, err
	}
	return Parse(c, k.now())
}

// peek returns a credential to be described, not to be sent.
func (k *Keeper) peek(ctx context.Context, owner string, kind Kind) (Credential, error) {
	if c := k.holds(owner, kind); c != nil {
		return c.Credential, nil
	}
	s, err := k.unseal(ctx, owner, kind)
	return s.Credential, err
}

// unseal reads a credential from the vault.
func (k *Keeper) unseal(ctx context.Context, owner string, kind Kind) (sealed, error) {
	if draft(owner) {
		return sealed{}, missing()
	}
	data, err := k.vault.Credentials().Read(ctx, nameOf(owner, kind))
	if err != nil {
		return sealed{}, err
	}
	return unpack(data, kind)
}

// Forget removes a credential, in memory and in the vault, on disk too when the vault keeps
// this run in memory; one that is not there is no error.
func (k *Keeper) Forget(ctx context.Context, owner string, kind Kind) error {
	k.saving.Lock()
	defer k.saving.Unlock()
	k.drop(owner, kind, k.holds(owner, kind))
	if draft(owner) {
		return nil
	}
	return k.vault.Credentials().Purge(ctx, nameOf(owner, kind))
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

// draft reports whether an owner is a draft and no profile.
func draft(owner string) bool { return strings.HasPrefix(owner, "draft ") }

// nameOf is the vault's name for a credential.
func nameOf(owner string, kind Kind) string { return strings.ToLower(owner) + "." + string(kind) }

func missing() error { return problem.New(problem.NotFound, "credential-missing") }

// Info says what there is, the zero Info when there is nothing. Passwords and secrets
// need no keychain for it. A certificate that can't be read is an error beside an
// Info that still says its Kind and whether it is saved.
func (k *Keeper) Info(ctx context.Context, owner string, kind Kind) (Info, error) {
	held := k.holds(owner, kind) != nil
	sealed, err := k.isSealed(ctx, owner, kind)
	switch {
	case !held && err != nil:
		return Info{}, err
	case !held && !sealed:
		return Info{}, nil
	}
	info := Info{Kind: kind, Saved: !held && !k.vault.InMemory()}
	if kind != Certificate {
		return info, nil
	}
	c, err := k.peek(ctx, owner, kind)
	if err != nil {
		return info, err
	}
	key, err := read(c) // an expired one is shown too
	if err != nil {
		return info, err
	}
	return describe(info, key.Certificates[0]), nil
}

// describe adds what a certificate says of itself.
func describe(info Info, leaf *x509.Certificate) Info {
	info.Subject = leaf.Subject.String()
	info.Thumbprint = fmt.Sprintf("%X", sha1.Sum(leaf.Raw)) // a name, not a proof
	info.Expires = leaf.NotAfter.UTC().Format(time.RFC3339)
	return info
}
