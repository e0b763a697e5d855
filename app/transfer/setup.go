package transfer

import (
	"slices"
	"strings"
	"time"

	"latchkey/app/cloud"
	"latchkey/app/pattern"
	"latchkey/app/problem"
	"latchkey/app/profile"
	"latchkey/app/secret"
)

// Sender is who a file is from, for every file: nobody has proved it.
const Sender = "unknown"

// Words are what the helpdesk adds to a setup file.
type Words struct {
	Company string // who they say they are, one line of at most 100 characters
	Note    string // for the user, at most 2,000 characters
	// LoginHint is the user name of the person that the file is for; empty leaves it out.
	LoginHint string
}

// setupFile is the file.
type setupFile struct {
	Latchkey string   `json:"latchkey" one:"setup" says:"What kind of file it is."`
	Schema   int      `json:"schema" says:"The version of this format."`
	Made     string   `json:"made" text:"10" says:"The day on which it was made, as 2026-11-22."`
	Company  string   `json:"company,omitempty" text:"100" says:"Whom the sender says that it is from. Nothing proves it."`
	Note     string   `json:"note,omitempty" lines:"2000" says:"For the user."`
	Profile  Settings `json:"profile" says:"What the new profile is filled in with."`
	Checksum string   `json:"checksum" text:"71" says:"SHA-256 over the rest: with sorted keys, without white space. It finds damage, not forgery."`
}

// Setup is a setup file that was read: what to show to the person, who confirms the hosts
// before the profile is used.
type Setup struct {
	Made    string `json:"made"` // a day, as 2026-11-22
	Company string `json:"company"`
	Note    string `json:"note"`
	Sender  string `json:"sender"` // always "unknown"
	Hosts   []Host `json:"hosts"`
	// Authorities are the certificates that a custom cloud wants to be believed.
	Authorities []Authority `json:"authorities"`
	// Warnings stop nothing.
	Warnings []*problem.Problem `json:"warnings"`

	draft profile.Profile
}

// Profile is a draft without ID and revision, to be saved when the person has confirmed the
// hosts. A custom cloud in it is not confirmed: cloud.Hosts.Confirmed is for whoever asked.
func (s Setup) Profile() profile.Profile {
	p := s.draft
	p.ExtraTenants = slices.Clone(p.ExtraTenants)
	if p.Organization != nil {
		o := *p.Organization
		p.Organization = &o
	}
	if p.CustomCloud != nil {
		h := *p.CustomCloud
		h.Organizations = slices.Clone(h.Organizations)
		p.CustomCloud = &h
	}
	return p
}

// WriteSetup makes the setup file of a profile. What looks like a credential in its texts
// becomes ***; the login hint is the one of the words, not the profile's. What ReadSetup
// would refuse is refused here, with the same problems, and "setup-credential" for a redirect
// URI that holds one.
func WriteSetup(p profile.Profile, words Words, now time.Time) ([]byte, error) {
	p = profile.Normalize(p)
	if secret.Redact(p.RedirectURI) != p.RedirectURI {
		return nil, problem.New(problem.Input, "setup-credential").At("redirectUri")
	}
	p = withoutDormant(p)
	if _, err := checked(p); err != nil {
		return nil, err
	}
	s := SettingsOf(p)
	s.LoginHint = strings.TrimSpace(words.LoginHint)
	for _, text := range []*string{&s.Name, &s.Label} {
		*text = secret.RedactNote(visible(*text))
	}
	s.Notes = plainLines(s.Notes)
	if o := s.Organization; o != nil {
		o.FriendlyName = secret.Redact(visible(o.FriendlyName))
	}
	file := setupFile{
		Latchkey: setupKind().prefix, Schema: schemaVersion, Made: now.UTC().Format(time.DateOnly),
		Company: secret.RedactNote(visible(strings.TrimSpace(words.Company))), Note: plainLines(strings.TrimSpace(words.Note)), Profile: s,
	}
	data, err := sealed(&file, func(sum string) { file.Checksum = sum })
	if err != nil {
		return nil, err
	}
	if _, err := ReadSetup(data); err != nil {
		return nil, err
	}
	return data, nil
}

// plainLines is a text of several lines without what is hidden or secret.
func plainLines(text string) string { return secret.RedactNote(without(text, hiddenInLines)) }

// withoutDormant takes out what the profile keeps but doesn't use, where that can't be used.
func withoutDormant(p profile.Profile) profile.Profile {
	used := p.Online && (p.TwoFactor || p.IsApplication())
	if !used && !cloud.IsGUID(p.ApplicationID) {
		p.ApplicationID = ""
	}
	if !used && profile.ParseRedirect(p.RedirectURI).Kind == profile.RedirectInvalid {
		p.RedirectURI = ""
	}
	if !p.Online {
		p.OrganizationURL, p.Organization = "", nil
	}
	return p
}

// ReadSetup reads a setup file. Problems, all of kind Input: "setup-too-large",
// "setup-broken" (no JSON, or cut off), "setup-unknown" (another kind of file),
// "setup-newer", "setup-damaged" (the checksum), a form of "setup-key" and "setup-value",
// "setup-foreign-host", and those of profile.Validate. With "setup-foreign-host" the Setup
// has the hosts to show, and no profile.
func ReadSetup(data []byte) (Setup, error) {
	var file setupFile
	if err := setupKind().read(data, &file); err != nil {
		return Setup{Sender: Sender}, err
	}
	found, err := hostsOf(file.Profile)
	if err != nil {
		return Setup{Sender: Sender, Hosts: found}, err
	}
	authorities, err := file.check()
	if err != nil {
		return Setup{Sender: Sender, Hosts: found}, err
	}
	draft := profile.Normalize(file.Profile.profile())
	warnings, err := checked(draft)
	if err != nil {
		return Setup{Sender: Sender, Hosts: found}, err
	}
	return Setup{
		Made: file.Made, Company: file.Company, Note: file.Note, Sender: Sender,
		Hosts: found, Authorities: authorities, Warnings: warnings, draft: draft,
	}, nil
}

// recipeID is how recipes are named.
var recipeID = pattern.Lazy(`^[a-z0-9]+(?:-[a-z0-9]+)*$`)

// check finds what neither the types nor profile.Validate do, and reads the certificates.
func (f setupFile) check() ([]Authority, error) {
	var wrong []*problem.Problem
	ensure := func(ok bool, key, wanted string) {
		if !ok {
			wrong = append(wrong, wrongValue(setupKind(), key, wanted))
		}
	}
	s := f.Profile
	_, err := time.Parse(time.DateOnly, f.Made)
	ensure(err == nil, "made", "a day such as 2026-11-22")
	ensure(s.Recipe == "" || recipeID().MatchString(s.Recipe), "profile.recipe", "the name of a recipe")
	ensure(s.ApplicationID == "" || cloud.IsGUID(s.ApplicationID), "profile.applicationId", "a GUID")
	ensure(s.RedirectURI == "" || profile.ParseRedirect(s.RedirectURI).Kind != profile.RedirectInvalid, "profile.redirectUri", "a redirect URI")
	authorities := []Authority{}
	if s.CustomCloud != nil {
		for _, c := range s.CustomCloud.Certificates {
			a, ok := c.authority()
			ensure(ok, "profile.customCloud.certificates", "certificates in PEM form, each with its fingerprint")
			authorities = append(authorities, a)
		}
	}
	return authorities, problem.Form(wrong)
}

// checked is profile.Validate, for which a custom cloud counts as confirmed: that comes next.
func checked(draft profile.Profile) (warnings []*problem.Problem, err error) {
	if draft.CustomCloud != nil {
		h := *draft.CustomCloud
		h.Confirmed = h.Fingerprint()
		draft.CustomCloud = &h
	}
	warnings = []*problem.Problem{}
	all := profile.Validate(draft)
	for _, p := range all {
		if p.Warning {
			warnings = append(warnings, p)
		}
	}
	return warnings, problem.Form(all)
}
