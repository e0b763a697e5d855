package api

import (
	"context"

	"latchkey/app/handover"
	"latchkey/app/profile"
	"latchkey/app/program"
	"latchkey/app/transfer"
)

// Transfer is what goes between a user and the helpdesk: setup files and bundles.
type Transfer struct {
	program *program.Program
	hub     *hub
}

// SetupView is a setup file to look at before it is used.
type SetupView struct {
	Setup transfer.Setup `json:"setup"`
	// Profile is what it would become; it is empty when a host was refused.
	Profile profile.Profile `json:"profile"`
}

// Setup makes the setup file of a profile.
func (s *Transfer) Setup(id, company, note, loginHint string) (Sheet, error) {
	p, err := s.profile(id)
	if err != nil {
		return Sheet{}, err
	}
	name, data, err := handover.Setup(s.program, p, transfer.Words{Company: company, Note: note, LoginHint: loginHint})
	if err != nil {
		return Sheet{}, err
	}
	return s.hub.keep(name, string(data))
}

// ReadSetup reads a setup file. Nothing of it is used: the person looks at it first.
func (s *Transfer) ReadSetup(text string) (SetupView, error) {
	setup, err := transfer.ReadSetup([]byte(text))
	if err != nil {
		return SetupView{Setup: setup}, err
	}
	return SetupView{Setup: setup, Profile: setup.Profile()}, nil
}

// Adopt saves the profile of a setup file whose hosts the person has confirmed; one that is
// there already only when again says so.
func (s *Transfer) Adopt(text string, again bool) (Draft, error) {
	setup, err := transfer.ReadSetup([]byte(text))
	if err != nil {
		return Draft{}, err
	}
	saved, err := handover.Adopt(context.Background(), s.program, setup, again)
	if err != nil {
		return Draft{}, err
	}
	s.hub.changed(TopicProfiles)
	return draftOf(profile.Entry{Profile: saved}), nil
}

// Bundle makes what the helpdesk wants to see of a profile. Its hosts are asked only when
// online is set; names keeps e-mail addresses whole.
func (s *Transfer) Bundle(id, note string, names, online bool) (Sheet, error) {
	p, err := s.profile(id)
	if err != nil {
		return Sheet{}, err
	}
	name, data, err := handover.Bundle(context.Background(), s.program, p, handover.Wish{
		Note: note, Names: names, Online: online, Version: s.hub.door.Version, Door: s.hub.door.Name,
	})
	if err != nil {
		return Sheet{}, err
	}
	return s.hub.keep(name, string(data))
}

// ReadBundle reads a bundle, to be shown.
func (s *Transfer) ReadBundle(text string) (transfer.Bundle, error) {
	return transfer.ReadBundle([]byte(text))
}

func (s *Transfer) profile(id string) (profile.Profile, error) {
	store, err := s.program.Profiles()
	if err != nil {
		return profile.Profile{}, err
	}
	e, err := store.Get(id)
	return e.Profile, err
}
