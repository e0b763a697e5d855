package home

import (
	"errors"
	"fmt"
	"slices"
	"time"
)

// ErrInUse is returned for a file that another program holds open, so that it can't be
// read, replaced or removed. Only Windows has that. It is never fs.ErrPermission, although
// Windows often says "access denied": nobody has forbidden anything.
var ErrInUse = errors.New("another program is using the file")

// Virus scanners, indexers, backups and synchronisers hold a file for a moment. Go's own
// tools wait for them as long as this (cmd/internal/robustio); that package, and its copy
// in go-internal, take paths instead of an os.Root and wait for missing files too.
const (
	patience   = 2 * time.Second
	firstPause = 5 * time.Millisecond
	lastPause  = 100 * time.Millisecond
)

// holds tells files that another program has open from other failures.
type holds interface {
	// mayBe reports that an error may pass by waiting.
	mayBe(err error) bool
	// isHeld reports that another program holds the file for which err has come.
	isHeld(path string, err error) bool
}

// retry does something with files again until they are no longer held, or patience ends.
func (d *Dir) retry(do func() error, names ...string) error {
	start, pause := time.Now(), firstPause
	for {
		err := do()
		if err == nil || !d.holds.mayBe(err) {
			return err
		}
		if time.Since(start) >= patience {
			held := func(name string) bool { return d.holds.isHeld(d.Path(name), err) }
			if slices.ContainsFunc(names, held) {
				err = fmt.Errorf("%w: %v", ErrInUse, err) // the cause as text: it may be fs.ErrPermission
			}
			return err
		}
		time.Sleep(pause)
		pause = min(2*pause, lastPause)
	}
}
