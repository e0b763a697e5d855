//go:build unix

package home

import (
	"errors"
	"os"
	"syscall"
)

// privateMode is the mode of directories.
const privateMode = 0o700

// makeDirectory makes one directory; the umask can only take permissions away.
func makeDirectory(path string) error { return os.Mkdir(path, privateMode) }

// mendMode gives a directory back to its user alone. Only when it must change: on a
// read-only disk even a chmod to the same fails.
func mendMode(path string) error {
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() == privateMode {
		return err
	}
	return os.Chmod(path, privateMode)
}

// sync makes a rename or a removal durable. A file system that has no such thing for
// directories, as shared folders of virtual machines, says EINVAL or ENOTSUP: what was
// written is in place all the same.
func (d *Dir) sync() error {
	f, err := os.Open(d.path)
	if err != nil {
		return err
	}
	defer f.Close()
	err = f.Sync()
	if errors.Is(err, syscall.EINVAL) || errors.Is(err, syscall.ENOTSUP) {
		return nil
	}
	return err
}

// systemHolds: here no program can keep another one from a file by having it open.
type systemHolds struct{}

func (systemHolds) mayBe(error) bool          { return false }
func (systemHolds) isHeld(string, error) bool { return false }
