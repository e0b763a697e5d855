package vault

import (
	"context"
	"errors"
	"time"

	"latchkey/app/home"
)

// lockWait bounds waiting for the vault's own lock, which is held for a few file
// operations and at most two keychain calls.
const lockWait = 10 * time.Second

// Lock takes the lock of one session against other goroutines and other processes,
// and waits for it as long as ctx allows. Read, Write and Delete don't take it: hold
// it around reading, renewing and writing back, never while a person is awaited.
// When ctx's deadline passes the error is ErrBusy.
func (v *Vault) Lock(ctx context.Context, name string) (unlock func(), err error) {
	return v.lock(ctx, entry{sessions, name})
}

func (v *Vault) lock(ctx context.Context, what entry) (unlock func(), err error) {
	file, err := what.file()
	if err != nil {
		return nil, err
	}
	if v.InMemory() {
		return v.lockHere(ctx, file)
	}
	dir, err := home.Open(v.dir)
	if err != nil {
		return nil, refused(v.dir, err)
	}
	defer dir.Close() // the lock has a file of its own
	return v.lockFile(ctx, dir, file)
}

// lockVault takes the lock under which keys are made and files are replaced.
func (v *Vault) lockVault(ctx context.Context, dir *home.Dir) (unlock func(), err error) {
	limited, cancel := context.WithTimeout(ctx, lockWait)
	defer cancel()
	return v.lockFile(limited, dir, identityFile)
}

// lockFile takes both locks of a file. The one in this process comes first, so that
// goroutines queue up instead of polling.
func (v *Vault) lockFile(ctx context.Context, dir *home.Dir, file string) (unlock func(), err error) {
	here, err := v.lockHere(ctx, file)
	if err != nil {
		return nil, err
	}
	there, err := dir.Lock(ctx, file)
	if err != nil {
		here()
		switch {
		case errors.Is(ctx.Err(), context.DeadlineExceeded):
			return nil, busy(dir.Path(file), err)
		case ctx.Err() != nil:
			return nil, ctx.Err()
		}
		return nil, refused(dir.Path(file), err)
	}
	return func() {
		there()
		here()
	}, nil
}

// lockHere takes the lock among this process's goroutines.
func (v *Vault) lockHere(ctx context.Context, file string) (unlock func(), err error) {
	v.mu.Lock()
	lock := v.locks[file]
	if lock == nil {
		lock = make(chan struct{}, 1)
		v.locks[file] = lock
	}
	v.mu.Unlock()
	select {
	case lock <- struct{}{}:
		return func() { <-lock }, nil
	case <-ctx.Done():
		if errors.Is(ctx.Err(), context.DeadlineExceeded) {
			return nil, busy(file, ctx.Err())
		}
		return nil, ctx.Err()
	}
}
