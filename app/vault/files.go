package vault

import (
	"bytes"
	"context"
	"errors"
	"io/fs"

	"latchkey/app/home"
)

// limit is the largest sealed file that is read or written; a cache of fifty
// resources has 163 KB.
const limit = 16 << 20

// Read returns a session. The keychain is asked only when there is a file.
func (v *Vault) Read(ctx context.Context, name string) ([]byte, error) {
	return v.read(ctx, entry{sessions, name})
}

func (v *Vault) read(ctx context.Context, what entry) ([]byte, error) {
	file, err := what.file()
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		return nil, err
	}
	if data, ok := v.recall(file); ok {
		if data == nil {
			return nil, absent(what.name)
		}
		return data, nil
	}
	dir, err := home.Existing(v.dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, absent(what.name)
	}
	if err != nil {
		return nil, unreadable(v.dir, err)
	}
	defer dir.Close()
	for {
		data, again, err := v.readFile(ctx, dir, file, what)
		if !again {
			return data, err
		}
	}
}

// readFile reads a sealed file; again is true when it was replaced meanwhile.
func (v *Vault) readFile(ctx context.Context, dir *home.Dir, file string, what entry) (data []byte, again bool, err error) {
	sealed, err := dir.Read(file, limit)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, false, absent(what.name)
	}
	if err != nil {
		return nil, false, unreadable(dir.Path(file), err)
	}
	data, err = v.unseal(ctx, sealed, what)
	if err != nil {
		_, wrong := parse(sealed) // a damaged file may look like one of another key or schema
		switch {
		case errors.Is(wrong, errNewer):
			return nil, false, newer(dir.Path(file))
		case wrong != nil:
			err = wrong
		case errors.Is(err, errKeyMissing), errors.Is(err, errKeyReplaced):
			return nil, false, keyLost(dir.Path(file), err)
		case !errors.Is(err, errSealed):
			return nil, false, err // of the keychain
		}
		again, err = v.setAside(ctx, dir, file, sealed, err)
	}
	return data, again, err
}

// unseal opens a file's content. The error says what is wrong with the file, as far as it
// can be seen without the check sum, or what the keychain says.
func (v *Vault) unseal(ctx context.Context, sealed []byte, what entry) ([]byte, error) {
	e, err := split(sealed)
	if err != nil {
		return nil, err
	}
	key, err := v.key(ctx, e.vault, e.key)
	if err != nil {
		return nil, err
	}
	return e.open(key, what)
}

// setAside moves a damaged file out of the way, unless it is no longer the one
// that was read.
func (v *Vault) setAside(ctx context.Context, dir *home.Dir, file string, seen []byte, why error) (again bool, err error) {
	unlock, err := v.lockVault(ctx, dir)
	if err != nil {
		// It stays where it is, but it is damaged all the same.
		return false, damaged(dir.Path(file), dir.Path(file), errors.Join(why, err))
	}
	defer unlock()
	if now, err := dir.Read(file, limit); err != nil || !bytes.Equal(now, seen) {
		return true, nil
	}
	aside, err := dir.SetAside(file, v.now())
	if err != nil {
		return false, damaged(dir.Path(file), dir.Path(file), errors.Join(why, err))
	}
	return false, damaged(dir.Path(file), dir.Path(aside), why)
}

// Write seals and keeps a session, and makes a key when the keychain has none. A
// file that the current key can't read is set aside first.
func (v *Vault) Write(ctx context.Context, name string, data []byte) error {
	return v.write(ctx, entry{sessions, name}, data)
}

func (v *Vault) write(ctx context.Context, what entry, data []byte) error {
	file, err := what.file()
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		return err
	}
	if v.memorize(file, data) {
		return nil
	}
	dir, err := home.Open(v.dir)
	if err != nil {
		return refused(v.dir, err)
	}
	defer dir.Close()
	unlock, err := v.lockVault(ctx, dir)
	if err != nil {
		return err
	}
	defer unlock()
	if v.swept.CompareAndSwap(false, true) {
		_, _ = dir.Sweep(v.now())
	}
	id, key, err := v.current(ctx, dir)
	if err != nil {
		return err
	}
	if err := v.makeRoom(dir, file, id.Key); err != nil {
		return err
	}
	sealed, err := seal(v.rand, id.Vault, id.Key, key, what, data)
	if err == nil && len(sealed) > limit {
		err = home.ErrTooLarge
	}
	if err == nil {
		err = dir.Write(file, sealed)
	}
	if err != nil {
		return refused(dir.Path(file), err)
	}
	return nil
}

// makeRoom sets aside a file that is about to be replaced unless the key that is in
// use can read it: what it holds may still be wanted when the keychain comes back.
func (v *Vault) makeRoom(dir *home.Dir, file string, id keyID) error {
	sealed, err := dir.Read(file, limit)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err == nil {
		e, err := parse(sealed)
		if errors.Is(err, errNewer) {
			return newer(dir.Path(file))
		}
		if err == nil && e.key == id {
			return nil
		}
	} else if !errors.Is(err, home.ErrNotRegular) && !errors.Is(err, home.ErrTooLarge) {
		return refused(dir.Path(file), err)
	}
	if _, err := dir.SetAside(file, v.now()); err != nil {
		return refused(dir.Path(file), err)
	}
	return nil
}
