package vault

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
)

// service is the keychain service of all keys. It is versioned, lower case because
// Windows does not tell cases apart, and has no ":" because go-keyring joins
// service and user with one there.
const service = "latchkey-v1"

// user is the keychain user name of a key.
func user(vault vaultID, key keyID) string {
	return "key-" + hex.EncodeToString(vault[:]) + "-" + hex.EncodeToString(key[:])
}

// idOf derives a key's id from the key, so that whatever the keychain gives back
// can be told from what it was given. HMAC-SHA-256 of a random key says nothing
// about the key.
func idOf(key *[keySize]byte) keyID {
	mac := hmac.New(sha256.New, key[:])
	mac.Write([]byte("latchkey key id 1"))
	return keyID(mac.Sum(nil)[:idSize])
}

// newKey makes a random key.
func newKey(random io.Reader) (*[keySize]byte, error) {
	key := new([keySize]byte)
	if _, err := io.ReadFull(random, key[:]); err != nil {
		return nil, fmt.Errorf("make a key: %w", err)
	}
	return key, nil
}

// Why a key can't be had although the keychain answers.
var (
	errKeyMissing  = errors.New("the keychain has no such key")
	errKeyReplaced = errors.New("the keychain holds something else under the key's name")
)

// known returns a key that this process has already seen.
func (v *Vault) known(id keyID) *[keySize]byte {
	v.mu.Lock()
	defer v.mu.Unlock()
	if key := v.keys[id]; key != nil {
		c := *key // Close wipes the map's own
		return &c
	}
	return nil
}

// remember keeps a key for this process.
func (v *Vault) remember(id keyID, key *[keySize]byte) {
	v.mu.Lock()
	defer v.mu.Unlock()
	c := *key
	v.keys[id] = &c
}

// key returns a key from this process's memory or the keychain. The error is
// errKeyMissing or errKeyReplaced when the keychain is open and does not have it.
func (v *Vault) key(ctx context.Context, vault vaultID, id keyID) (*[keySize]byte, error) {
	if key := v.known(id); key != nil {
		return key, nil
	}
	key, err := bounded(ctx, v, func(ctx context.Context) (*[keySize]byte, error) {
		return lookUp(ctx, v.store, vault, id)
	})
	if err != nil {
		return nil, err
	}
	v.remember(id, key)
	return key, nil
}

// lookUp reads a key from the keychain.
func lookUp(ctx context.Context, s store, vault vaultID, id keyID) (*[keySize]byte, error) {
	values, err := s.find(ctx, service, user(vault, id))
	if errors.Is(err, errNotFound) {
		return nil, errKeyMissing
	}
	if err != nil {
		return nil, err
	}
	for _, value := range values {
		if key, ok := decode(value); ok && idOf(key) == id {
			return key, nil
		}
	}
	return nil, errKeyReplaced
}

// decode reads the text form of a key.
func decode(value string) (*[keySize]byte, bool) {
	b, err := base64.StdEncoding.Strict().DecodeString(value)
	if err != nil || len(b) != keySize {
		return nil, false
	}
	return (*[keySize]byte)(b), true
}

// keep stores a new key in the keychain and reads it back, because a keychain
// whose prompt was dismissed reports success. Call it under the vault's lock.
func keep(ctx context.Context, s store, vault vaultID, id keyID, key *[keySize]byte) error {
	if err := s.set(ctx, service, user(vault, id), base64.StdEncoding.EncodeToString(key[:])); err != nil {
		return err
	}
	_, err := lookUp(ctx, s, vault, id)
	switch {
	case errors.Is(err, errKeyMissing):
		if err := s.check(ctx); err != nil {
			return err
		}
		return unfaithful(err)
	case errors.Is(err, errKeyReplaced):
		// The name is new and random: what stands there is what was just stored.
		_ = s.remove(ctx, service, user(vault, id))
		return unfaithful(err)
	}
	return err
}
