package token

import (
	"errors"
	"sync"
	"time"

	"github.com/go-jose/go-jose/v4"
)

// keptKeys is how many keys are published at most: the one that signs, the one that will
// sign next, and those that signed before.
const keptKeys = 5

// Keyring is the signing keys of an installation, the one that signs first, then the one
// that signs after the next rotation, then those that signed before, the latest first.
// Keys are made when they are first needed: a tenant that nobody signs in to has none. It
// is safe for concurrent use.
type Keyring struct {
	mu   sync.Mutex
	keys []SigningKey
	save func([]SigningKey) error
	now  func() time.Time
}

// NewKeyring makes a ring of the keys that are there. save, which may be nil, keeps the
// keys after each change; a change that can't be kept is none.
func NewKeyring(keys []SigningKey, save func([]SigningKey) error, now func() time.Time) *Keyring {
	if save == nil {
		save = func([]SigningKey) error { return nil }
	}
	return &Keyring{keys: keys, save: save, now: now}
}

// atLeast are the keys, after making what is missing of the first n. The caller holds the lock.
func (r *Keyring) atLeast(n int) ([]SigningKey, error) {
	keys := r.keys
	for len(keys) < n {
		k, err := NewSigningKey(r.now())
		if err != nil {
			return nil, err
		}
		keys = append(keys[:len(keys):len(keys)], k)
	}
	if len(keys) > len(r.keys) {
		if err := r.save(keys); err != nil {
			return nil, err
		}
		r.keys = keys
	}
	return keys, nil
}

// signing is the key that signs now.
func (r *Keyring) signing() (SigningKey, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	keys, err := r.atLeast(1)
	if err != nil {
		return SigningKey{}, err
	}
	return keys[0], nil
}

// published are all keys that a token may be signed with, the next one too, as Entra
// publishes keys before it uses them. The one that signs isn't the first: a client that
// takes the first key without looking at kid doesn't get away with it.
func (r *Keyring) published() ([]SigningKey, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	keys, err := r.atLeast(2)
	if err != nil {
		return nil, err
	}
	return append([]SigningKey{keys[1], keys[0]}, keys[2:]...), nil
}

// rotate lets the next key sign from now on. The one that signed stays published, for the
// tokens that are out.
func (r *Keyring) rotate() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	keys, err := r.atLeast(2)
	if err != nil {
		return err
	}
	next, err := NewSigningKey(r.now())
	if err != nil {
		return err
	}
	turned := append([]SigningKey{keys[1], next, keys[0]}, keys[2:]...)
	turned = turned[:min(len(turned), keptKeys)]
	if err := r.save(turned); err != nil {
		return err
	}
	r.keys = turned
	return nil
}

// verify is the payload of a token that one of the keys has signed.
func (r *Keyring) verify(token string) ([]byte, error) {
	sig, err := jose.ParseSignedCompact(token, []jose.SignatureAlgorithm{jose.RS256})
	if err != nil {
		return nil, err
	}
	r.mu.Lock()
	keys := r.keys
	r.mu.Unlock()
	for _, k := range keys {
		if k.id == sig.Signatures[0].Header.KeyID {
			return sig.Verify(&k.key.PublicKey)
		}
	}
	return nil, errors.New("no key of that kid")
}
