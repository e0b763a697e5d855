package home

import (
	"bytes"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// tempPrefix marks a write that has not been renamed into place yet.
const tempPrefix = ".tmp-"

// ErrNotRegular is returned for a data file that is a symbolic link, a directory
// or a device.
var ErrNotRegular = errors.New("not a regular file")

// ErrTooLarge is returned for a data file above the reader's limit.
var ErrTooLarge = errors.New("file too large")

// Dir is an open directory of data files. It is safe for concurrent use.
type Dir struct {
	path  string
	root  root
	holds holds
}

// root is what a Dir needs of an *os.Root. Tests put faults in between.
type root interface {
	Open(name string) (*os.File, error)
	OpenFile(name string, flag int, perm fs.FileMode) (*os.File, error)
	Lstat(name string) (fs.FileInfo, error)
	Rename(from, to string) error
	Remove(name string) error
	Close() error
}

// Open opens a directory, making it when it is not there.
func Open(path string) (*Dir, error) {
	if err := makePrivate(path, makeDirectory); err != nil {
		return nil, err
	}
	if err := mendMode(path); err != nil {
		return nil, err
	}
	return Existing(path)
}

// makePrivate makes a directory and the parents that it lacks, each for this user alone.
func makePrivate(path string, makeOne func(path string) error) error {
	if info, err := os.Stat(path); err == nil {
		if !info.IsDir() {
			return &fs.PathError{Op: "mkdir", Path: path, Err: syscall.ENOTDIR}
		}
		return nil
	}
	if parent := filepath.Dir(path); parent != path {
		if err := makePrivate(parent, makeOne); err != nil {
			return err
		}
	}
	err := makeOne(path)
	if info, second := os.Lstat(path); err != nil && second == nil && info.IsDir() {
		return nil // another process was quicker
	}
	return err
}

// Existing opens a directory that is there, and fails with fs.ErrNotExist when it
// is not; it changes nothing.
func Existing(path string) (*Dir, error) {
	root, err := os.OpenRoot(path)
	if err != nil {
		return nil, err
	}
	return &Dir{path: path, root: root, holds: systemHolds{}}, nil
}

// Path returns the path of a file in the directory, for messages.
func (d *Dir) Path(name string) string { return filepath.Join(d.path, name) }

// Close closes the directory.
func (d *Dir) Close() error { return d.root.Close() }

// Read returns a whole file of at most limit bytes. When another program keeps it from
// being read for longer than patience, the error is ErrInUse.
func (d *Dir) Read(name string, limit int64) (data []byte, err error) {
	err = d.retry(func() error {
		data, err = d.read(name, limit)
		return err
	}, name)
	return data, err
}

func (d *Dir) read(name string, limit int64) ([]byte, error) {
	info, err := d.root.Lstat(name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, &fs.PathError{Op: "read", Path: d.Path(name), Err: ErrNotRegular}
	}
	f, err := d.root.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var b bytes.Buffer
	b.Grow(int(min(info.Size(), limit)) + bytes.MinRead)
	_, err = b.ReadFrom(io.LimitReader(f, limit+1))
	data := b.Bytes()
	if err == nil && int64(len(data)) > limit {
		err = ErrTooLarge
	}
	if err != nil {
		return nil, &fs.PathError{Op: "read", Path: d.Path(name), Err: err}
	}
	return data, nil
}

// Write replaces a file, or makes it: temporary file, sync, rename, sync of the
// directory. A target that is a symbolic link is replaced, not followed. When another
// program keeps it from being replaced for longer than patience, the error is ErrInUse.
func (d *Dir) Write(name string, data []byte) (err error) {
	temp := tempPrefix + rand.Text()
	f, err := d.root.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return fmt.Errorf("write %s: %w", d.Path(name), err)
	}
	defer func() {
		if err != nil {
			_ = d.retry(func() error { return d.root.Remove(temp) }, temp)
			err = fmt.Errorf("write %s: %w", d.Path(name), err)
		}
	}()
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	err = errors.Join(err, f.Close())
	if err != nil {
		return err
	}
	if err = d.rename(temp, name); err != nil {
		return err
	}
	return d.sync()
}

// rename replaces a file. Either of the two may be held: a scanner opens what was just written.
func (d *Dir) rename(from, to string) error {
	return d.retry(func() error { return d.root.Rename(from, to) }, to, from)
}

// Move gives a file another name in the same directory, in place of what has it.
func (d *Dir) Move(from, to string) error {
	if err := d.rename(from, to); err != nil {
		return err
	}
	return d.sync()
}

// Remove deletes a file; a missing one is no error. When another program keeps it from
// being removed for longer than patience, the error is ErrInUse.
func (d *Dir) Remove(name string) error {
	err := d.retry(func() error { return d.root.Remove(name) }, name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return d.sync()
}

// Names lists the files that end with suffix, sorted, temporary ones left out.
func (d *Dir) Names(suffix string) ([]string, error) {
	names, err := d.list()
	if err != nil {
		return nil, err
	}
	names = slices.DeleteFunc(names, func(name string) bool {
		return !strings.HasSuffix(name, suffix) || strings.HasPrefix(name, tempPrefix)
	})
	slices.Sort(names)
	return names, nil
}

// list reads the names in the directory and nothing else: in an os.Root, ReadDir asks the
// system about every single file besides, which takes as long as opening it.
func (d *Dir) list() ([]string, error) {
	f, err := d.root.Open(".")
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return f.Readdirnames(-1)
}

// A file that is set aside is called NAME.broken-DATE, with a number when that is taken.
const (
	brokenMark = ".broken-"
	brokenDate = "20060102-150405"
)

// OriginalOf returns the name that a file had before it was set aside, if it was.
func OriginalOf(name string) (original string, ok bool) {
	at := strings.LastIndex(name, brokenMark)
	if at < 1 {
		return "", false
	}
	rest := name[at+len(brokenMark):]
	if len(rest) < len(brokenDate) {
		return "", false
	}
	date, number := rest[:len(brokenDate)], rest[len(brokenDate):]
	_, dateErr := time.Parse(brokenDate, date)
	_, numberErr := strconv.ParseUint(strings.TrimPrefix(number, "-"), 10, 8)
	return name[:at], dateErr == nil && (number == "" || number[0] == '-' && numberErr == nil)
}

// SetAside renames a file that cannot be understood to NAME.broken-DATE, never
// over another, and returns the new name.
func (d *Dir) SetAside(name string, now time.Time) (string, error) {
	base := name + brokenMark + now.UTC().Format(brokenDate)
	for n := range 100 {
		to := base
		if n > 0 {
			to = fmt.Sprintf("%s-%d", base, n)
		}
		if _, err := d.root.Lstat(to); !errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err := d.rename(name, to); err != nil {
			return "", err
		}
		return to, d.sync()
	}
	return "", fmt.Errorf("set aside %s: no free name", d.Path(name))
}

// Sweep removes temporary files that a stopped process left behind more than an
// hour before now, and returns how many.
func (d *Dir) Sweep(now time.Time) (int, error) {
	names, err := d.list()
	if err != nil {
		return 0, err
	}
	swept := 0
	for _, name := range names {
		if !strings.HasPrefix(name, tempPrefix) {
			continue
		}
		info, err := d.root.Lstat(name)
		if err != nil || now.Sub(info.ModTime()) < time.Hour {
			continue
		}
		if d.root.Remove(name) == nil {
			swept++
		}
	}
	return swept, nil
}
