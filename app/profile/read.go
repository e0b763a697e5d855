package profile

import (
	"errors"
	"io/fs"
	"strings"

	"latchkey/app/cloud"
	"latchkey/app/home"
	"latchkey/app/problem"
)

// files lists the names of profiles' files; settings and files set aside are none.
func (s *Store) files() ([]string, error) {
	names, err := s.dir.Names(suffix)
	if err != nil {
		return nil, s.failed("", err)
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
		e.Problem = s.failed(name, err)
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
