package profile

import (
	"strings"
	"time"

	"latchkey/app/cloud"
	"latchkey/app/problem"
)

// A profile that was discarded is called ID.json.deleted-DATE until it is restored or
// purged. It is no profile any more: List, Find and the names that are taken don't see it.
const (
	trashMark = suffix + ".deleted-"
	trashDate = "20060102-150405"
)

// Discard takes a profile whose Rev is still rev out of the store, so that Restore can bring
// it back as it was; see Save for the refusals. What is sealed for it stays until Purge.
func (s *Store) Discard(id string, rev int) error {
	unlock, err := s.lock()
	if err != nil {
		return err
	}
	defer unlock()
	id = strings.ToLower(id)
	if _, err := s.unchanged(id, rev); err != nil {
		return err
	}
	to := id + trashMark + s.now().UTC().Format(trashDate)
	if err := s.dir.Move(fileOf(id), to); err != nil {
		return s.unwritten(fileOf(id), err)
	}
	return nil
}

// Restore brings a discarded profile back, with everything that it had. When its name is
// taken by now it gets a number. A profile that was purged is NotFound.
func (s *Store) Restore(id string) (Profile, error) {
	unlock, err := s.lock()
	if err != nil {
		return Profile{}, err
	}
	defer unlock()
	id = strings.ToLower(id)
	trash, err := s.trash()
	if err != nil {
		return Profile{}, err
	}
	for _, t := range trash {
		if t.id == id {
			return s.restore(t)
		}
	}
	return Profile{}, notFound(id)
}

func (s *Store) restore(t discarded) (Profile, error) {
	data, err := s.dir.Read(t.file, largest)
	if err != nil {
		return Profile{}, s.unread(t.file, err)
	}
	p, err := decode(data)
	if err != nil {
		return Profile{}, s.unreadable(t.file, err)
	}
	p.ID = t.id
	wanted := p.Name
	for n := 2; ; n++ {
		taken, err := s.taken(p.Name, fileOf(t.id))
		if err != nil {
			return Profile{}, err
		}
		if !taken {
			break
		}
		p.Name = numbered(wanted, n)
	}
	if err := s.dir.Move(t.file, fileOf(t.id)); err != nil {
		return Profile{}, s.unwritten(t.file, err)
	}
	if p.Name == wanted {
		return p, nil
	}
	return s.save(p)
}

// Purge removes for good what was discarded and is meant, and returns the IDs: what is
// sealed for them can be forgotten.
func (s *Store) Purge(meant func(id string, at time.Time) bool) ([]string, error) {
	if trash, err := s.trash(); err != nil || len(trash) == 0 {
		return nil, err // usual, and no reason to wait for a lock
	}
	unlock, err := s.lock()
	if err != nil {
		return nil, err
	}
	defer unlock()
	trash, err := s.trash()
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, t := range trash {
		if !meant(t.id, t.at) {
			continue
		}
		if err := s.dir.Remove(t.file); err != nil {
			return ids, s.unwritten(t.file, err)
		}
		ids = append(ids, t.id)
	}
	return ids, nil
}

// discarded is a file in the trash.
type discarded struct {
	file, id string
	at       time.Time
}

// trash lists what was discarded. A file that somebody has put back by hand as well is a
// profile, and no longer in the trash.
func (s *Store) trash() ([]discarded, error) {
	names, err := s.dir.Names("")
	if err != nil {
		return nil, s.unread("", err)
	}
	live := map[string]bool{}
	var list []discarded
	for _, name := range names {
		live[name] = true
		id, date, ok := strings.Cut(name, trashMark)
		at, err := time.Parse(trashDate, date)
		if !ok || err != nil || !cloud.IsGUID(id) || id != strings.ToLower(id) {
			continue
		}
		if !live[fileOf(id)] { // names are sorted: ID.json comes first
			list = append(list, discarded{name, id, at})
		}
	}
	return list, nil
}

// Duplicate saves a copy of a profile under a name that is free, and returns it. Nobody is
// signed in to it, and nothing is sealed for it.
func (s *Store) Duplicate(id string) (Profile, error) {
	entry, err := s.Get(id)
	if err != nil {
		return Profile{}, err
	}
	p := SignedOut(entry.Profile)
	p.ID, p.Rev, p.Pinned, p.Credential, p.SavePassword = "", 0, false, nil, false
	wanted := cut(p.Name, longestName-len(" 100"))
	for n := 2; ; n++ {
		p.Name = numbered(wanted, n)
		saved, err := s.Save(p)
		if err == nil || problem.From(err).Code != "name-taken" {
			return saved, err
		}
	}
}

func cut(text string, longest int) string {
	if runes := []rune(text); len(runes) > longest {
		return strings.TrimSpace(string(runes[:longest]))
	}
	return text
}
