package api

import (
	"context"
	"time"

	"github.com/google/uuid"

	"latchkey/app/cloud"
	"latchkey/app/connection"
	"latchkey/app/practice"
	"latchkey/app/problem"
	"latchkey/app/profile"
	"latchkey/app/program"
	"latchkey/app/recipe"
)

// Profiles keeps the connection profiles.
type Profiles struct {
	program  *program.Program
	hub      *hub
	verified *verifications
	practice *Practice
}

// profile is the draft's profile, with the one field taken apart, and the cloud of its
// organization's address.
func (d Draft) profile() (profile.Profile, error) {
	p, err := profile.PutWhere(d.Profile, d.Shown, d.Where)
	if err != nil {
		return p, problem.Form([]*problem.Problem{problem.From(err).At("where")})
	}
	return profile.GuessCloud(profile.Normalize(p)), nil
}

func draftOf(e profile.Entry) Draft {
	return Draft{ReadOnly: e.ReadOnly}.showing(e.Profile)
}

// showing is the draft with another profile, and with what the one field shows for it.
func (d Draft) showing(p profile.Profile) Draft {
	d.Profile, d.Where = p, profile.Where(p)
	d.Shown = d.Where
	return d
}

// List is the list of profiles: every one, the unreadable ones too. Before, it finishes
// deletions that a program which ended in the middle has left.
func (s *Profiles) List() ([]ProfileRow, error) {
	store, err := s.program.Profiles()
	if err != nil {
		return nil, err
	}
	now := s.program.Now()
	if err := s.purge(func(_ string, at time.Time) bool { return now.Sub(at) > undoLimit }); err != nil {
		s.program.Log.Warn("what was kept of a deleted profile is still there", "error", err)
	}
	entries, err := store.List()
	if err != nil {
		return nil, err
	}
	rows := make([]ProfileRow, len(entries))
	for i, e := range entries {
		rows[i] = row(e, now)
	}
	return rows, nil
}

// Blank is the draft behind New, and behind Try with practice, which has the values of the
// practice tenant's own application. recipeID names the target system whose profiles begin
// otherwise, or is "".
func (s *Profiles) Blank(practising bool, recipeID string) (Draft, error) {
	p := profile.Profile{Schema: profile.Schema, Cloud: cloud.Public, Online: true, TwoFactor: recipeID == "", Method: profile.Auto}
	if practising {
		store, err := s.program.Profiles()
		if err != nil {
			return Draft{}, err
		}
		name, err := store.FreeName("Practice")
		if err != nil {
			return Draft{}, err
		}
		p.Cloud, p.Name, p.Tenant = cloud.Practice, name, practice.Domain
	}
	if recipeID != "" {
		r, err := recipe.Get(recipeID)
		if err != nil {
			return Draft{}, err
		}
		r.Begin(&p)
	}
	if practising && p.TwoFactor {
		state, err := s.practice.State()
		if err != nil {
			return Draft{}, err
		}
		p.ApplicationID, p.RedirectURI = state.ApplicationID, state.RedirectURI
	}
	return Draft{Key: uuid.NewString()}.showing(p), nil
}

// Get is a saved profile as a draft.
func (s *Profiles) Get(id string) (Draft, error) {
	store, err := s.program.Profiles()
	if err != nil {
		return Draft{}, err
	}
	e, err := store.Get(id)
	if err != nil {
		return Draft{}, err
	}
	return draftOf(e), nil
}

// Check returns what is wrong or worth a warning in a draft, field by field.
func (s *Profiles) Check(d Draft) ([]*problem.Problem, error) {
	p, err := d.profile()
	if err != nil {
		return problem.From(err).Fields, nil
	}
	found := append([]*problem.Problem{}, profile.Validate(p)...)
	if p.Cloud != d.Profile.Cloud {
		found = append(found, profile.CloudGuessed(p))
	}
	return found, nil
}

// Clouds lists the clouds that a profile can be for; a custom one is described by its
// profile.
func (s *Profiles) Clouds() []CloudInfo {
	list := []CloudInfo{}
	for _, c := range cloud.All() {
		list = append(list, CloudInfo{
			ID: string(c.ID), Name: c.Name, Authority: c.AuthorityHost, Discovery: c.DiscoveryHost, Portal: c.EntraPortal,
		})
	}
	return append(list, CloudInfo{ID: string(cloud.Custom), Name: "Custom"})
}

// ConfirmCloud records that a person has looked at the hosts of a draft's custom cloud
// and wants to sign in there.
func (s *Profiles) ConfirmCloud(d Draft) (Draft, error) {
	if d.Profile.CustomCloud == nil {
		return d, problem.New(problem.Input, "custom-cloud-host-missing").At("customCloud")
	}
	hosts := *d.Profile.CustomCloud
	in, err := hosts.Cloud()
	if err != nil {
		return d, err
	}
	if err := s.program.ConfirmCloud(context.Background(), in); err != nil {
		return d, err
	}
	hosts.Confirmed = hosts.Fingerprint()
	d.Profile.Cloud, d.Profile.CustomCloud = cloud.Custom, &hosts
	return d, nil
}

// Redirect says how the browser will come back with a redirect URI.
func (s *Profiles) Redirect(uri string) (RedirectInfo, error) {
	r := profile.ParseRedirect(uri)
	return RedirectInfo{Kind: string(r.Kind), Host: r.Host}, nil
}

// Save checks and saves a draft. Problems of fields come as one Problem "form". A profile
// that is saved is returned, also when its password, secret or certificate could not be
// sealed: Draft.Problem says so.
func (s *Profiles) Save(d Draft) (Draft, error) {
	p, err := d.profile()
	if err != nil {
		return d, err
	}
	if err := problem.Form(profile.Validate(p)); err != nil {
		return d, err
	}
	store, err := s.program.Profiles()
	if err != nil {
		return d, err
	}
	if p.LastVerified, p.VerifiedFor, err = s.savedVerification(p); err != nil {
		return d, err
	}
	saved, err := store.Save(s.verified.apply(owner(d), p))
	if err != nil {
		return d, err
	}
	s.hub.changed(TopicProfiles)
	kept := draftOf(profile.Entry{Profile: saved})
	kept.Problem = problem.From(keepCredentials(s.program, owner(d), saved))
	return kept, nil
}

// savedVerification is what the profile's file says: the front end's word counts only
// when it takes the proof back.
func (s *Profiles) savedVerification(p profile.Profile) (at, mark string, err error) {
	if p.ID == "" || p.LastVerified == "" {
		return "", "", nil
	}
	d, err := s.Get(p.ID)
	return d.Profile.LastVerified, d.Profile.VerifiedFor, err
}

// FieldCard is what to type into the add-on.
func (s *Profiles) FieldCard(id string) ([]Field, error) {
	d, err := s.Get(id)
	if err != nil {
		return nil, err
	}
	return fieldCard(d.Profile), nil
}

func fieldCard(p profile.Profile) []Field {
	fields := []Field{
		{ID: "applicationId", Value: p.ApplicationID},
		{ID: "redirectUri", Value: p.RedirectURI},
	}
	if o := p.Organization; o != nil {
		fields = append(fields,
			Field{ID: "organizationUrl", Value: o.URL},
			Field{ID: "organizationUniqueName", Value: o.UniqueName},
			Field{ID: "tenantId", Value: o.TenantID},
		)
	}
	fields = append(fields, Field{ID: "username", Value: p.Username})
	filled := fields[:0]
	for _, f := range fields {
		if f.Value != "" {
			filled = append(filled, f)
		}
	}
	return filled
}

// SignOut forgets the profile's session, and says which profiles shared it.
func (s *Profiles) SignOut(id string) (SignOut, error) {
	store, err := s.program.Profiles()
	if err != nil {
		return SignOut{}, err
	}
	e, err := store.Get(id)
	if err != nil {
		return SignOut{}, err
	}
	resolved, err := profile.Resolve(e.Profile)
	if err != nil {
		return SignOut{}, err
	}
	s.verified.forget()
	shared, err := connection.SignOut(context.Background(), s.program.Identity, store, resolved)
	s.hub.changed(TopicProfiles) // some may be signed out although others could not be saved
	if err != nil {
		return SignOut{}, err
	}
	return SignOut{Account: connection.AccountName(e.Profile), Profiles: shared}, nil
}

// SignOutAll forgets every session of this computer, and says whose profiles had one.
// Passwords, secrets and certificates that were saved stay.
func (s *Profiles) SignOutAll() (SignOut, error) {
	store, err := s.program.Profiles()
	if err != nil {
		return SignOut{}, err
	}
	s.verified.forget()
	names, err := connection.SignOutAll(context.Background(), s.program.Identity, store)
	s.hub.changed(TopicProfiles)
	if err != nil {
		return SignOut{}, err
	}
	return SignOut{Profiles: names}, nil
}
