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
			return nil, storage(dir, err, "disk-read-only")
		}
	}
	return &Store{dir: d, now: now, wait: lockWait}, nil
}

// Close closes the directory.
func (s *Store) Close() error { return s.dir.Close() }

// List returns all profiles in the order of their names, as people count: "Contoso 2"
// before "Contoso 10", capitals or not, and last what can't be read. A file that can't be understood
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
	sortByName(entries)
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

// Find returns the profile of a name, case aside. Its error is a *problem.Problem: of kind
// NotFound when no profile has the name, of kind Storage when there is none among those
// that could be read.
func (s *Store) Find(name string) (Entry, error) {
	entries, err := s.List()
	if err != nil {
		return Entry{}, err
	}
	key := nameKey(name)
	var skipped *problem.Problem
	for _, e := range entries {
		switch {
		case e.Problem != nil:
			skipped = e.Problem
		case nameKey(e.Profile.Name) == key:
			return e, nil
		}
	}
	if skipped != nil {
		p := problem.New(problem.Storage, "profile-not-among-readable").With("name", name).With("file", skipped.Args["file"])
		return Entry{}, p.Because(skipped).Raw(skipped.Detail)
	}
	return Entry{}, notFound(name)
}

// lock takes the directory's lock.
func (s *Store) lock() (func(), error) {
	ctx, cancel := context.WithTimeout(context.Background(), s.wait)
	defer cancel()
	unlock, err := s.dir.Lock(ctx, lockName)
	if err != nil {
		return nil, s.unwritten(lockName, err)
	}
	return unlock, nil
}

func fileOf(id string) string { return strings.ToLower(id) + suffix }

func notFound(what string) *problem.Problem {
	return problem.New(problem.NotFound, "profile-not-found").With("name", what)
}

// files lists the names of profiles' files; settings and files set aside are none.
func (s *Store) files() ([]string, error) {
	names, err := s.dir.Names(suffix)
	if err != nil {
		return nil, s.unread("", err)
	}
	kept := names[:0]
	for _, n := range names {
		if n == strings.ToLower(n) && cloud.IsGUID(strings.TrimSuffix(n, suffix)) {
			kept = append(kept, n)
		}
	}
	return kept, nil
}

// read reads one file. Its only error is fs.ErrNotExist; every other trouble is the
// Entry's Problem.
func (s *Store) read(name string) (Entry, error) {
	id := strings.ToLower(strings.TrimSuffix(name, suffix))
	e := Entry{File: s.dir.Path(name), Profile: Profile{ID: id}}
	data, err := s.dir.Read(name, largest)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return e, err
	case errors.Is(err, home.ErrTooLarge):
		e.Problem = s.broken(name, err)
		return e, nil
	case err != nil:
		e.Problem = s.unread(name, err)
		return e, nil
	}
	p, err := decode(data)
	e.ReadOnly = errors.Is(err, errNewer)
	if err != nil && !e.ReadOnly {
		e.Problem = s.broken(name, err)
		return e, nil
	}
	e.Profile = withoutStale(marked(believable(p)))
	// The file's name decides: a file that somebody copied is a profile of its own.
	e.Profile.ID = id
	return e, nil
}

// broken sets a file aside under the lock, unless a save has repaired it meanwhile.
func (s *Store) broken(name string, why error) *problem.Problem {
	unlock, err := s.lock()
	if err != nil {
		return s.unreadable(name, why)
	}
	defer unlock()
	data, err := s.dir.Read(name, largest)
	if err == nil {
		if _, again := decode(data); again == nil || errors.Is(again, errNewer) {
			return problem.New(problem.Conflict, "profile-changed").With("name", name)
		}
	}
	return s.setAside(name, why)
}

// setAside renames a broken file; where that can't be done, the file stays.
func (s *Store) setAside(name string, why error) *problem.Problem {
	to, err := s.dir.SetAside(name, s.now())
	if err != nil {
		return s.unreadable(name, errors.Join(why, err))
	}
	return s.unreadable(to, why)
}

func (s *Store) unreadable(name string, why error) *problem.Problem {
	return problem.New(problem.Storage, "profile-unreadable").With("file", s.dir.Path(name)).Because(why)
}
