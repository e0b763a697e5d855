package vault

import (
	"context"
	"errors"
	"io/fs"
	"slices"

	"latchkey/app/home"
)

// Delete removes a session and what was set aside of it; one that is not there is no
// error. It needs no keychain, and the key stays for the other sessions.
func (v *Vault) Delete(ctx context.Context, name string) error {
	return v.delete(ctx, entry{sessions, name})
}

// DeleteSetAside removes the files of a session that were set aside. Nothing reads them,
// but their key may be in the keychain again, and refresh tokens live for months.
func (v *Vault) DeleteSetAside(ctx context.Context, name string) error {
	if v.InMemory() {
		return nil
	}
	file, err := entry{sessions, name}.file()
	if err != nil {
		return err
	}
	return v.removeFiles(ctx, func(each string) bool { return setAsideFrom(each, file) })
}

// DeleteLeftovers removes what is left when every session was deleted: all files of
// sessions that were set aside, and, when nothing sealed remains, the keys. A keychain that
// can't be asked keeps its keys until the next time; they open nothing.
func (v *Vault) DeleteLeftovers(ctx context.Context) error {
	if v.InMemory() {
		return nil
	}
	err := v.removeFiles(ctx, func(each string) bool {
		original, ok := home.OriginalOf(each)
		return ok && sessions.has(original)
	})
	if err != nil {
		return err
	}
	return v.inLock(ctx, func(dir *home.Dir, files []string) error {
		sealed := func(each string) bool {
			original, ok := home.OriginalOf(each)
			if !ok {
				original = each
			}
			return sessions.has(original) || credentials.has(original)
		}
		if slices.ContainsFunc(files, sealed) || !slices.Contains(files, identityFile) {
			return nil
		}
		return v.deleteKeys(ctx, dir)
	})
}

// delete removes an entry from where this run keeps them.
func (v *Vault) delete(ctx context.Context, what entry) error {
	if !v.InMemory() {
		return v.purge(ctx, what)
	}
	file, err := what.file()
	if err == nil {
		err = ctx.Err()
	}
	if err == nil {
		v.forget(file)
	}
	return err
}

// purge removes an entry from memory, and from the disk with what was set aside of it.
func (v *Vault) purge(ctx context.Context, what entry) error {
	file, err := what.file()
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		return err
	}
	v.forget(file)
	return v.removeFiles(ctx, func(each string) bool { return each == file || setAsideFrom(each, file) })
}

func setAsideFrom(name, file string) bool {
	original, ok := home.OriginalOf(name)
	return ok && original == file
}

// removeFiles removes the files that go names.
func (v *Vault) removeFiles(ctx context.Context, goes func(file string) bool) error {
	return v.inLock(ctx, func(dir *home.Dir, files []string) error {
		for _, file := range files {
			if !goes(file) {
				continue
			}
			if err := dir.Remove(file); err != nil {
				return refused(dir.Path(file), err)
			}
		}
		return nil
	})
}

// inLock does something with the vault's files, under the vault's lock, when there are any.
func (v *Vault) inLock(ctx context.Context, do func(dir *home.Dir, files []string) error) error {
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
	files, err := dir.Names("")
	if err != nil {
		return refused(v.dir, err)
	}
	return do(dir, files)
}
