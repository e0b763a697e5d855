package vault

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"latchkey/app/home"
	"latchkey/app/pattern"
	"latchkey/app/problem"
)

const (
	// suffix ends the names of sealed files.
	suffix = ".sealed"
	// limit is the largest sealed file that is read or written; a cache of fifty
	// resources has 163 KB.
	limit = 16 << 20
)

// validName is what a session may be called: names become file names on systems
// that don't tell cases apart.
var validName = pattern.Lazy(`^[a-z0-9][a-z0-9._-]{0,99}$`)

// fileOf returns the file name of a session.
func fileOf(name string) (string, error) {
	if !validName().MatchString(name) {
		return "", problem.New(problem.Internal, "internal").
			Raw("session name: " + name)
	}
	return name + suffix, nil
}

// Read returns a session. The keychain is asked only when there is a file.
func (v *Vault) Read(ctx context.Context, name string) ([]byte, error) {
	file, err := fileOf(name)
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		return nil, err
	}
	if data, ok := v.recall(name); ok {
		if data == nil {
			return nil, absent(name)
		}
		return data, nil
	}
	dir, err := home.Existing(v.dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, absent(name)
	}
	if err != nil {
		return nil, refused(v.dir, err)
	}
	defer dir.Close()
	for {
		data, again, err := v.readFile(ctx, dir, file, name)
		if !again {
			return data, err
		}
	}
}

// readFile reads a sealed file; again is true when it was replaced meanwhile.
func (v *Vault) readFile(ctx context.Context, dir *home.Dir, file, name string) (data []byte, again bool, err error) {
	sealed, err := dir.Read(file, limit)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, false, absent(name)
	}
	if err != nil {
		return nil, false, refused(dir.Path(file), err)
	}
	e, err := parse(sealed)
	if errors.Is(err, errNewer) {
		return nil, false, newer(dir.Path(file))
	}
	if err == nil {
		var key *[keySize]byte
		key, err = v.key(ctx, e.vault, e.key)
		if errors.Is(err, errKeyMissing) || errors.Is(err, errKeyReplaced) {
			return nil, false, keyLost(dir.Path(file), err)
		}
		if err != nil {
			return nil, false, err
		}
		data, err = e.open(key, name)
	}
	if err != nil {
		again, err = v.setAside(ctx, dir, file, sealed, err)
	}
	return data, again, err
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
	file, err := fileOf(name)
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		return err
	}
	if v.memorize(name, data) {
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
	sealed, err := seal(v.rand, id.Vault, id.Key, key, name, data)
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

// Delete removes a session; one that is not there is no error. It needs no
// keychain, and the key stays for the other sessions.
func (v *Vault) Delete(ctx context.Context, name string) error {
	file, err := fileOf(name)
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		return err
	}
	v.forget(name)
	dir, err := home.Existing(v.dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return refused(v.dir, err)
	}
	defer dir.Close()
	unlock, err := v.lockVault(ctx, dir)
	if err != nil {
		return err
	}
	defer unlock()
	if err := dir.Remove(file); err != nil {
		return refused(dir.Path(file), err)
	}
	return nil
}

// Names lists the sessions, sorted, also those whose key is lost.
func (v *Vault) Names(ctx context.Context) ([]string, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	v.mu.Lock()
	memory := v.memory != nil
	names := slices.Sorted(maps.Keys(v.memory))
	v.mu.Unlock()
	if memory {
		return names, nil
	}
	dir, err := home.Existing(v.dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, refused(v.dir, err)
	}
	defer dir.Close()
	files, err := dir.Names(suffix)
	if err != nil {
		return nil, refused(v.dir, err)
	}
	names = make([]string, 0, len(files))
	for _, file := range files {
		names = append(names, strings.TrimSuffix(file, suffix))
	}
	return names, nil
}
