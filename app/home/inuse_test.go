package home

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// The errors with which the faulty root stands for Windows.
var (
	errHeld      = errors.New("sharing violation")
	errForbidden = &fs.PathError{Op: "rename", Path: "f", Err: fs.ErrPermission} // "access denied", as Windows also says of held files
)

// faultyHolds knows the two errors; the file called "held" is held, whatever it is called for.
type faultyHolds struct{}

func (faultyHolds) mayBe(err error) bool {
	return errors.Is(err, errHeld) || errors.Is(err, fs.ErrPermission)
}

func (faultyHolds) isHeld(path string, err error) bool {
	return errors.Is(err, errHeld) || strings.HasPrefix(filepath.Base(path), "held")
}

// faultyRoot fails until a time.
type faultyRoot struct {
	*os.Root
	err   error
	until time.Time
	tries atomic.Int32
}

func (r *faultyRoot) fault() error {
	if r.tries.Add(1); time.Now().Before(r.until) {
		return r.err
	}
	return nil
}

func (r *faultyRoot) Lstat(name string) (fs.FileInfo, error) {
	if name == "f" { // a name that SetAside looks whether it is free is not there
		if err := r.fault(); err != nil {
			return nil, err
		}
	}
	return r.Root.Lstat(name)
}

func (r *faultyRoot) Rename(from, to string) error {
	return errors.Join(r.fault(), r.unlessFaulty(func() error { return r.Root.Rename(from, to) }))
}

func (r *faultyRoot) Remove(name string) error {
	return errors.Join(r.fault(), r.unlessFaulty(func() error { return r.Root.Remove(name) }))
}

func (r *faultyRoot) unlessFaulty(do func() error) error {
	if time.Now().Before(r.until) {
		return nil
	}
	return do()
}

// held makes a directory with the file "f" whose files can't be touched for a while.
func held(t *testing.T, err error, span time.Duration) (*Dir, *faultyRoot) {
	t.Helper()
	d, openErr := Open(t.TempDir())
	if openErr != nil {
		t.Fatal(openErr)
	}
	t.Cleanup(func() { _ = d.Close() })
	if err := d.Write("f", []byte("old")); err != nil {
		t.Fatal(err)
	}
	real, ok := d.root.(*os.Root)
	if !ok {
		t.Fatalf("the root is a %T", d.root)
	}
	faulty := &faultyRoot{Root: real, err: err, until: time.Now().Add(span)}
	d.root, d.holds = faulty, faultyHolds{}
	return d, faulty
}

// uses are the ways in which a file is used.
var uses = map[string]func(*Dir) error{
	"read":      func(d *Dir) error { _, err := d.Read("f", 100); return err },
	"write":     func(d *Dir) error { return d.Write("f", []byte("new")) },
	"remove":    func(d *Dir) error { return d.Remove("f") },
	"set aside": func(d *Dir) error { _, err := d.SetAside("f", time.Unix(0, 0)); return err },
}

func TestAFileThatIsHeldForAMomentIsWaitedFor(t *testing.T) {
	for name, use := range uses {
		for _, err := range []error{errHeld, errForbidden} {
			synctest.Test(t, func(t *testing.T) {
				d, _ := held(t, err, 1500*time.Millisecond)
				if err := use(d); err != nil {
					t.Errorf("%s: %v", name, err)
				}
			})
		}
	}
}

func TestAFileThatStaysHeldIsInUseAndNotForbidden(t *testing.T) {
	for name, use := range uses {
		synctest.Test(t, func(t *testing.T) {
			d, root := held(t, errHeld, time.Hour)
			start := time.Now()
			err := use(d)
			if !errors.Is(err, ErrInUse) || errors.Is(err, fs.ErrPermission) || !strings.Contains(err.Error(), errHeld.Error()) {
				t.Errorf("%s: %v", name, err)
			}
			// A write waits again for the temporary file that it has to take away.
			if took := time.Since(start); took < patience || took > 2*(patience+lastPause) {
				t.Errorf("%s: took %v", name, took)
			}
			if tries := root.tries.Load(); tries > 60 {
				t.Errorf("%s: tried %d times", name, tries)
			}
			root.until = time.Time{}
			if data, err := d.Read("f", 100); err != nil || string(data) != "old" {
				t.Errorf("%s: now %q, %v", name, data, err)
			}
		})
	}
}

// Windows says "access denied" for a held target too, and of the fresh file when that is held.
func TestAccessDeniedIsInUseOnlyWhenSomebodyHoldsTheFile(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d, _ := held(t, errForbidden, time.Hour)
		if err := d.Write("held", nil); !errors.Is(err, ErrInUse) || errors.Is(err, fs.ErrPermission) {
			t.Errorf("a held one: %v", err)
		}
		if err := d.rename("held-fresh", "f"); !errors.Is(err, ErrInUse) {
			t.Errorf("a held source: %v", err)
		}
		if err := d.Write("f", nil); errors.Is(err, ErrInUse) || !errors.Is(err, fs.ErrPermission) {
			t.Errorf("a forbidden one: %v", err)
		}
	})
}

func TestOtherFailuresAreNotWaitedFor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		broken := errors.New("broken disk")
		d, root := held(t, broken, time.Hour)
		start := time.Now()
		for name, use := range uses {
			if err := use(d); err == nil || errors.Is(err, ErrInUse) {
				t.Errorf("%s: %v", name, err)
			}
		}
		if _, err := d.Read("missing", 10); err == nil {
			t.Error("read a missing file")
		}
		if took := time.Since(start); took != 0 {
			t.Errorf("waited %v, %d tries", took, root.tries.Load())
		}
	})
}

func TestMissingParentsAreMadeOneByOneAndOthersAreLeftAlone(t *testing.T) {
	base := t.TempDir()
	var made []string
	err := makePrivate(filepath.Join(base, "a", "b", "c"), func(path string) error {
		made = append(made, path)
		return makeDirectory(path)
	})
	want := []string{filepath.Join(base, "a"), filepath.Join(base, "a", "b"), filepath.Join(base, "a", "b", "c")}
	if err != nil || !slices.Equal(made, want) {
		t.Errorf("made %q, %v", made, err)
	}
	made = nil
	again := func(path string) error { made = append(made, path); return errors.New("must not be made") }
	if err := makePrivate(want[2], again); err != nil || len(made) != 0 {
		t.Errorf("made %q, %v", made, err)
	}
	quicker := func(path string) error { return errors.Join(os.Mkdir(path, 0o700), fs.ErrExist) }
	if err := makePrivate(filepath.Join(base, "d"), quicker); err != nil {
		t.Errorf("another process made it: %v", err)
	}
	if err := os.WriteFile(filepath.Join(base, "file"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{filepath.Join(base, "file"), filepath.Join(base, "file", "below")} {
		if err := makePrivate(path, makeDirectory); err == nil {
			t.Errorf("%s was made", path)
		}
	}
}
