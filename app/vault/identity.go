package vault

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"

	"latchkey/app/home"
)

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
