package api

import (
	"context"
	"errors"
	"slices"
	"time"

	"latchkey/app/problem"
	"latchkey/app/profile"
)

// undoLimit is how long a deleted profile can be brought back when nobody says sooner that
// it is not wanted any more: longer than the front end offers it.
const undoLimit = time.Minute

// Delete takes a profile out of the list. Restore brings it back as it was, with what is
// sealed for it, until Purge; when the program ends before that, List purges it at the next
// start. Its session stays until Sign out, other profiles may share it.
func (s *Profiles) Delete(id string, rev int) error {
	store, err := s.program.Profiles()
	if err != nil {
		return err
	}
	if err := store.Discard(id, rev); err != nil {
		return err
	}
	s.hub.changed(TopicProfiles)
	return nil
}

// Restore undoes Delete. When the name is taken by now the profile gets a number.
func (s *Profiles) Restore(id string) error {
	store, err := s.program.Profiles()
	if err != nil {
		return err
	}
	if _, err := store.Restore(id); err != nil {
		return err
	}
	s.hub.changed(TopicProfiles)
	return nil
}

// Purge ends the time in which a deleted profile can be restored: it removes the file, and
// what is sealed for the profile. The Warning "credential-left" says that the profile is
// gone, and that something which was sealed for it is not.
func (s *Profiles) Purge(ids []string) error {
	return s.purge(func(id string, _ time.Time) bool { return slices.Contains(ids, id) })
}

func (s *Profiles) purge(meant func(id string, at time.Time) bool) error {
	store, err := s.program.Profiles()
	if err != nil {
		return err
	}
	ids, err := store.Purge(meant)
	for _, id := range ids {
		if left := forgotten(id, s.program.Credentials.ForgetAll(context.Background(), id)); left != nil {
			err = errors.Join(left, err)
		}
	}
	return err
}

// Look is how a profile looks in the list.
type Look struct {
	Name   string `json:"name"`
	Color  string `json:"color"` // "#rrggbb" or ""
	Pinned bool   `json:"pinned"`
}

// SetLook gives a profile another look, and changes nothing else of it. A name or color
// that can't be is a Problem "form".
func (s *Profiles) SetLook(id string, look Look) error {
	store, err := s.program.Profiles()
	if err != nil {
		return err
	}
	wanted := profile.Profile{Name: look.Name, Color: look.Color}
	wrong := slices.DeleteFunc(profile.Validate(wanted), func(p *problem.Problem) bool { return p.Field != "name" && p.Field != "color" })
	if err := problem.Form(wrong); err != nil {
		return err
	}
	if _, err := store.Update(id, func(p *profile.Profile) {
		p.Name, p.Color, p.Pinned = look.Name, look.Color, look.Pinned
	}); err != nil {
		return err
	}
	s.hub.changed(TopicProfiles)
	return nil
}

// Duplicate makes a copy of a profile, to which nobody is signed in, and returns its ID.
func (s *Profiles) Duplicate(id string) (string, error) {
	store, err := s.program.Profiles()
	if err != nil {
		return "", err
	}
	saved, err := store.Duplicate(id)
	if err != nil {
		return "", err
	}
	s.hub.changed(TopicProfiles)
	return saved.ID, nil
}

// OpenOrganization opens the organization's own address in the system's browser.
func (s *Profiles) OpenOrganization(id string) error {
	d, err := s.Get(id)
	if err != nil {
		return err
	}
	resolved, err := profile.Resolve(d.Profile)
	if err != nil {
		return err
	}
	if err := s.program.CheckConfirmed(context.Background(), resolved.Cloud()); err != nil {
		return err
	}
	address, _ := resolved.Organization()
	if address == "" {
		return problem.New(problem.Input, "organization-missing").At("organization")
	}
	if err := s.program.OpenURL(context.Background(), address); err != nil {
		return problem.New(problem.Internal, "browser-not-opened").Because(err)
	}
	return nil
}
