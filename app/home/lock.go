package home

import (
	"context"
	"fmt"
	"time"

	"github.com/gofrs/flock"
)

// lockSuffix is appended to the name of the file that a lock protects.
const lockSuffix = ".lock"

// lockPoll is how often a waiting lock looks again.
const lockPoll = 10 * time.Millisecond

// Lock waits for the lock that belongs to a file, against other processes and
// other goroutines, until ctx ends. The system releases it when a process dies.
func (d *Dir) Lock(ctx context.Context, name string) (unlock func(), err error) {
	l := flock.New(d.Path(name+lockSuffix), flock.SetPermissions(0o600))
	ok, err := l.TryLockContext(ctx, lockPoll)
	if err != nil {
		return nil, fmt.Errorf("lock %s: %w", d.Path(name), err)
	}
	if !ok {
		return nil, fmt.Errorf("lock %s: not granted", d.Path(name))
	}
	return func() { _ = l.Unlock() }, nil
}

// TryLock takes the lock if nobody holds it.
func (d *Dir) TryLock(name string) (unlock func(), ok bool, err error) {
	l := flock.New(d.Path(name+lockSuffix), flock.SetPermissions(0o600))
	ok, err = l.TryLock()
	if err != nil || !ok {
		return nil, false, err
	}
	return func() { _ = l.Unlock() }, true, nil
}
