package vault

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"

	"latchkey/app/home"
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

// identityFile says which vault this is and which key seals new files. It is no
// secret. Reading a session does not need it.
const identityFile = "vault.json"

// identity is the content of identityFile. A zero Key means that none was made yet.
type identity struct {
	Vault  vaultID
	Key    keyID
	Former []keyID // keys that the keychain had lost; it may have them again
}

// identityJSON is its form on disk, ids in hexadecimal.
type identityJSON struct {
	Schema int    `json:"schema"`
	Vault  string `json:"vault"`
	Key    string `json:"key"`
	// Former may be missing.
	Former []string `json:"former,omitempty"`
}

// readIdentity returns the vault's identity; a new one with a random id when there
// is none, or none that can be understood. That one is set aside.
func (v *Vault) readIdentity(dir *home.Dir) (identity, error) {
	data, err := dir.Read(identityFile, limit)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return v.newIdentity()
	case err == nil:
		id, err := parseIdentity(data)
		if errors.Is(err, errNewer) {
			return identity{}, newer(dir.Path(identityFile))
		}
		if err == nil {
			return id, nil
		}
	case !errors.Is(err, home.ErrNotRegular) && !errors.Is(err, home.ErrTooLarge):
		return identity{}, refused(dir.Path(identityFile), err)
	}
	if _, err := dir.SetAside(identityFile, v.now()); err != nil {
		return identity{}, refused(dir.Path(identityFile), err)
	}
	return v.newIdentity()
}

func (v *Vault) newIdentity() (identity, error) {
	var id identity
	if _, err := io.ReadFull(v.rand, id.Vault[:]); err != nil {
		return id, fmt.Errorf("make a vault id: %w", err)
	}
	return id, nil
}

func parseIdentity(data []byte) (identity, error) {
	var id identity
	var j identityJSON
	if err := json.Unmarshal(data, &j); err != nil {
		return id, err
	}
	if j.Schema > schema {
		return id, errNewer
	}
	if j.Schema < 1 || !unhex(id.Vault[:], j.Vault) || !unhex(id.Key[:], j.Key) {
		return identity{}, errors.New("not a vault's identity")
	}
	for _, text := range j.Former {
		var key keyID
		if !unhex(key[:], text) {
			return identity{}, errors.New("not a vault's identity")
		}
		id.Former = append(id.Former, key)
	}
	return id, nil
}

// unhex fills b from exactly as many digits.
func unhex(b []byte, text string) bool {
	d, err := hex.DecodeString(text)
	return err == nil && copy(b, d) == len(d) && len(d) == len(b)
}

func (id identity) write(dir *home.Dir) error {
	j := identityJSON{Schema: schema, Vault: hex.EncodeToString(id.Vault[:]), Key: hex.EncodeToString(id.Key[:])}
	for _, key := range id.Former {
		j.Former = append(j.Former, hex.EncodeToString(key[:]))
	}
	data, err := json.Marshal(j)
	if err != nil {
		return err
	}
	return dir.Write(identityFile, append(data, '\n'))
}

// current returns the key that seals new files, and makes it when there is none or
// the keychain has lost it. Call it under the vault's lock.
//
// The keychain is asked each time: a key that this process remembers but the
// keychain has lost would seal a file that nobody could open tomorrow. When the
// keychain can't be asked, the remembered key is as good as it was.
func (v *Vault) current(ctx context.Context, dir *home.Dir) (identity, *[keySize]byte, error) {
	id, err := v.readIdentity(dir)
	if err != nil {
		return id, nil, err
	}
	if id.Key != (keyID{}) {
		key, err := bounded(ctx, v, func(ctx context.Context) (*[keySize]byte, error) {
			return lookUp(ctx, v.store, id.Vault, id.Key)
		})
		lost := errors.Is(err, errKeyMissing) || errors.Is(err, errKeyReplaced)
		if remembered := v.known(id.Key); err != nil && !lost && remembered != nil && ctx.Err() == nil {
			return id, remembered, nil
		}
		if err == nil {
			v.remember(id.Key, key)
		}
		if !lost {
			return id, key, err
		}
	}
	return v.makeKey(ctx, dir, id)
}

// makeKey makes a key for a vault. Nothing refers to it until the keychain has
// given it back.
func (v *Vault) makeKey(ctx context.Context, dir *home.Dir, id identity) (identity, *[keySize]byte, error) {
	key, err := newKey(v.rand)
	if err != nil {
		return id, nil, err
	}
	if id.Key != (keyID{}) {
		id.Former = append(id.Former, id.Key)
	}
	id.Key = idOf(key)
	_, err = bounded(ctx, v, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, keep(ctx, v.store, id.Vault, id.Key, key)
	})
	if err != nil {
		return id, nil, err
	}
	if err := id.write(dir); err != nil {
		return id, nil, refused(dir.Path(identityFile), err)
	}
	v.remember(id.Key, key)
	return id, key, nil
}

// deleteKeys removes the vault's keys from the keychain. Call it under the vault's lock,
// when nothing that they seal is left.
func (v *Vault) deleteKeys(ctx context.Context, dir *home.Dir) error {
	id, err := v.readIdentity(dir)
	if err != nil {
		return err
	}
	for _, key := range append([]keyID{id.Key}, id.Former...) {
		if key == (keyID{}) {
			continue
		}
		_, err := bounded(ctx, v, func(ctx context.Context) (struct{}, error) {
			return struct{}{}, v.store.remove(ctx, service, user(id.Vault, key))
		})
		if err != nil && !errors.Is(err, errNotFound) {
			return ctx.Err() // the identity still names them
		}
	}
	v.forgetKeys()
	id.Key, id.Former = keyID{}, nil
	if err := id.write(dir); err != nil {
		return refused(dir.Path(identityFile), err)
	}
	return nil
}

// forgetKeys wipes the keys that this process remembers.
func (v *Vault) forgetKeys() {
	v.mu.Lock()
	defer v.mu.Unlock()
	for _, key := range v.keys {
		clear(key[:])
	}
	clear(v.keys)
}
