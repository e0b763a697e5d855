package profile

import (
	"context"
	"errors"
	"io/fs"
	"strings"
	"time"

	"latchkey/app/cloud"
	"latchkey/app/home"
	"latchkey/app/problem"
)

const (
	suffix = ".json"
	// lockName is the sibling file that every change of the directory holds.
	lockName = "profiles"
	// lockWait bounds the wait for another process's save.
	lockWait = 10 * time.Second
)

// Store keeps profiles, one file each, named by the profile's UUID. It is safe for
// concurrent use, also by several processes.
type Store struct {
	dir  *home.Dir
	now  func() time.Time
	wait time.Duration // for another process's save
}

// Entry is a profile as the store found it. What a sign-in or a choice of an
// organization can't have left there is taken out: see believable.
type Entry struct {
	Profile Profile
	// ReadOnly marks a profile that a newer Latchkey wrote.
	ReadOnly bool
	// File is the path, for messages.
	File string
	// Problem says why the profile could not be read; Profile then holds only the ID.
	Problem *problem.Problem
}

// OpenStore opens the directory of profiles, making it when it is not there. A disk
// that can only be read is no error until something is saved.
func OpenStore(dir string, now func() time.Time) (*Store, error) {
	d, err := home.Open(dir)
	if err != nil {
		var second error
		if d, second = home.Existing(dir); second != nil {
			return nil, storage(dir, err)
		}
	}
	return &Store{dir: d, now: now, wait: lockWait}, nil
}

// Close closes the directory.
func (s *Store) Close() error { return s.dir.Close() }

// List returns all profiles in the order of their IDs. A file that can't be understood
// is set aside and comes back once, with its Problem; one that can't be read at all, or
// is a symbolic link, is left alone and comes back every time. Where two files that
// somebody copied carry the same name, the later one is shown with a number.
func (s *Store) List() ([]Entry, error) {
	names, err := s.files()
	if err != nil {
		return nil, err
	}
	entries := make([]Entry, 0, len(names))
	for _, name := range names {
		e, err := s.read(name)
		if errors.Is(err, fs.ErrNotExist) {
			continue // deleted meanwhile
		}
		entries = append(entries, e)
	}
	distinguish(entries)
	return entries, nil
}

// Get returns one profile by its ID. Its error is a *problem.Problem of kind
// NotFound, or the Problem of the unreadable file.
func (s *Store) Get(id string) (Entry, error) {
	if !cloud.IsGUID(id) {
		return Entry{}, notFound(id)
	}
	e, err := s.read(fileOf(id))
	if errors.Is(err, fs.ErrNotExist) {
		return Entry{}, notFound(id)
	}
	if e.Problem != nil {
		return e, e.Problem
	}
	return e, nil
}

// Find returns the profile of a name, case aside.
func (s *Store) Find(name string) (Entry, error) {
	entries, err := s.List()
	if err != nil {
		return Entry{}, err
	}
	key := nameKey(name)
	for _, e := range entries {
		if e.Problem == nil && nameKey(e.Profile.Name) == key {
			return e, nil
		}
	}
	return Entry{}, notFound(name)
}

// unchanged returns the file of a profile whose Rev is still rev.
func (s *Store) unchanged(id string, rev int) ([]byte, error) {
	if !cloud.IsGUID(id) {
		return nil, notFound(id)
	}
	data, err := s.dir.Read(fileOf(id), largest)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, problem.New(problem.Conflict, "profile-deleted")
	}
	if err != nil {
		return nil, s.failed(fileOf(id), err)
	}
	found, err := decode(data)
	switch {
	case errors.Is(err, errNewer):
		return nil, problem.New(problem.Conflict, "profile-newer").With("file", s.dir.Path(fileOf(id)))
	case err != nil:
		return nil, s.setAside(fileOf(id), err)
	case found.Rev != rev:
		return nil, problem.New(problem.Conflict, "profile-changed").With("name", found.Name)
	}
	return data, nil
}

// Delete removes a profile whose Rev is still rev; see Save for the refusals.
func (s *Store) Delete(id string, rev int) error {
	unlock, err := s.lock()
	if err != nil {
		return err
	}
	defer unlock()
	id = strings.ToLower(id)
	if _, err := s.unchanged(id, rev); err != nil {
		return err
	}
	if err := s.dir.Remove(fileOf(id)); err != nil {
		return s.failed(fileOf(id), err)
	}
	return nil
}

// lock takes the directory's lock.
func (s *Store) lock() (func(), error) {
	ctx, cancel := context.WithTimeout(context.Background(), s.wait)
	defer cancel()
	unlock, err := s.dir.Lock(ctx, lockName)
	if err != nil {
		return nil, s.failed(lockName, err)
	}
	return unlock, nil
}

func fileOf(id string) string { return strings.ToLower(id) + suffix }

func notFound(what string) *problem.Problem {
	return problem.New(problem.NotFound, "profile-not-found").With("name", what)
}
