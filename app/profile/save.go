package profile

import (
	"errors"
	"io/fs"
	"strings"

	"github.com/google/uuid"

	"latchkey/app/cloud"
	"latchkey/app/problem"
)

// Save writes a profile, normalized, and returns it as saved. A profile without an ID
// is new. Save refuses an old Rev (Conflict "profile-changed"), a profile deleted
// meanwhile (Conflict "profile-deleted"), one that a newer Latchkey wrote (Conflict
// "profile-newer"), and a name that another one has (Input "name-taken"). It does
// not validate. An ApplicationID that looks like a secret is refused, and is left
// out where the field is dormant: no secret gets into a file.
//
// What an edit makes doubtful is taken out: the account of another application, the proof
// of another connection.
func (s *Store) Save(p Profile) (Profile, error) {
	p = Normalize(p)
	if LooksLikeSecret(p.ApplicationID) {
		if p.Online && p.TwoFactor {
			return Profile{}, problem.New(problem.Input, "application-id-is-secret").At("applicationId")
		}
		p.ApplicationID = ""
	}
	if p.Name == "" {
		return Profile{}, problem.New(problem.Input, "name-missing").At("name")
	}
	unlock, err := s.lock()
	if err != nil {
		return Profile{}, err
	}
	defer unlock()
	return s.save(p)
}

// updateTries bounds how often an update starts over because another process was faster.
const updateTries = 20

// Update changes a saved profile as it is now, whatever Rev the caller has seen, and returns
// it as saved. change is called again when another process was faster.
func (s *Store) Update(id string, change func(*Profile)) (Profile, error) {
	for range updateTries {
		entry, err := s.Get(id)
		if err != nil {
			return Profile{}, err
		}
		p := entry.Profile
		change(&p)
		saved, err := s.Save(p)
		if err == nil || problem.From(err).Code != "profile-changed" {
			return saved, err
		}
	}
	return Profile{}, problem.New(problem.Conflict, "profile-changed")
}

func (s *Store) save(p Profile) (Profile, error) {
	old, err := s.current(&p)
	if err != nil {
		return Profile{}, err
	}
	if err := s.free(p, old); err != nil {
		return Profile{}, err
	}
	p = withoutStale(marked(believable(p)))
	p.Schema = Schema
	p.Rev++
	data, err := encode(p, old)
	if err != nil {
		return Profile{}, problem.New(problem.Internal, "internal").Because(err)
	}
	if err := s.dir.Write(fileOf(p.ID), data); err != nil {
		return Profile{}, s.unwritten(fileOf(p.ID), err)
	}
	return p, nil
}

// free refuses a name that another profile has. A name that stays as it was needs no
// look at the others.
func (s *Store) free(p Profile, old []byte) error {
	if old != nil && nameKey(nameIn(old)) == nameKey(p.Name) {
		return nil
	}
	taken, err := s.taken(p.Name, fileOf(p.ID))
	if err != nil {
		return err
	}
	if taken {
		return problem.New(problem.Input, "name-taken").At("name").With("name", p.Name)
	}
	return nil
}

// current gives a new profile its ID, or checks that a known one is still what the
// caller saw, and returns its file.
func (s *Store) current(p *Profile) ([]byte, error) {
	if p.ID == "" {
		id, err := uuid.NewRandom()
		if err != nil {
			return nil, problem.New(problem.Internal, "internal").Because(err)
		}
		p.ID, p.Rev = id.String(), 0
		return nil, nil
	}
	p.ID = strings.ToLower(p.ID)
	return s.unchanged(p.ID, p.Rev)
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
		return nil, s.unread(fileOf(id), err)
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
		return s.unwritten(fileOf(id), err)
	}
	return nil
}
