package profile

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"latchkey/app/problem"
)

func all(string, time.Time) bool { return true }

func TestADiscardedProfileComesBackAsItWas(t *testing.T) {
	s, dir := openStore(t)
	p := mustSave(t, s, "Contoso")
	path := filepath.Join(dir, p.ID+".json")
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	before = []byte(strings.Replace(string(before), "{", "{\n  \"later\": 1,", 1)) // a field of a newer version
	if err := os.WriteFile(path, before, 0o600); err != nil {
		t.Fatal(err)
	}
	wantCode(t, s.Discard(p.ID, p.Rev+1), problem.Conflict, "profile-changed")
	if err := s.Discard(p.ID, p.Rev); err != nil {
		t.Fatal(err)
	}
	if list, err := s.List(); err != nil || len(list) != 0 {
		t.Errorf("listed %+v, %v", list, err)
	}
	back, err := s.Restore(strings.ToUpper(p.ID))
	if err != nil || !reflect.DeepEqual(back, p) {
		t.Errorf("restored %+v, %v", back, err)
	}
	if after, err := os.ReadFile(path); err != nil || string(after) != string(before) {
		t.Errorf("file %s, %v", after, err)
	}
	if ids, err := s.Purge(all); err != nil || len(ids) != 0 {
		t.Errorf("purged %v, %v", ids, err)
	}
}

func TestARestoredProfileWhoseNameIsTakenGetsANumber(t *testing.T) {
	s, _ := openStore(t)
	p := mustSave(t, s, "Contoso")
	if err := s.Discard(p.ID, p.Rev); err != nil {
		t.Fatal(err)
	}
	mustSave(t, s, "CONTOSO")
	mustSave(t, s, "Contoso 2")
	if back, err := s.Restore(p.ID); err != nil || back.Name != "Contoso 3" || back.ID != p.ID {
		t.Errorf("restored %+v, %v", back, err)
	}
	if e, err := s.Find("contoso 3"); err != nil || e.Profile.ID != p.ID {
		t.Errorf("found %+v, %v", e, err)
	}
}

func TestOnlyWhatIsMeantIsPurged(t *testing.T) {
	s, dir := openStore(t)
	first, second, kept := mustSave(t, s, "A"), mustSave(t, s, "B"), mustSave(t, s, "C")
	for _, p := range []Profile{first, second} {
		if err := s.Discard(p.ID, p.Rev); err != nil {
			t.Fatal(err)
		}
	}
	ids, err := s.Purge(func(id string, at time.Time) bool { return id == first.ID && at.Equal(s.now()) })
	if err != nil || len(ids) != 1 || ids[0] != first.ID {
		t.Errorf("purged %v, %v", ids, err)
	}
	_, err = s.Restore(first.ID)
	wantCode(t, err, problem.NotFound, "profile-not-found")
	if _, err := s.Restore(second.ID); err != nil {
		t.Error(err)
	}
	if found := files(t, dir); len(found) != 2 || found[kept.ID+".json"] == "" {
		t.Errorf("files %v", found)
	}
}

func TestACopyHasNobodySignedInAndAFreeName(t *testing.T) {
	s, _ := openStore(t)
	p := SignedIn(verifiable(), "11111111-1111-4111-8111-111111111111.22222222-2222-4222-8222-222222222222", "a@contoso.com", "")
	p.Name = strings.Repeat("ä", longestName)
	p.Pinned = true
	p, err := s.Save(Verified(CameBack(p), s.now()))
	if err != nil || p.HomeAccountID == "" || p.LastVerified == "" {
		t.Fatalf("%+v, %v", p, err)
	}
	for _, end := range []string{" 2", " 3"} {
		c, err := s.Duplicate(p.ID)
		if err != nil || !strings.HasSuffix(c.Name, end) || len(Validate(c)) != 0 {
			t.Fatalf("%+v, %v, %v", c, err, Validate(c))
		}
		if c.ID == p.ID || c.Pinned || c.HomeAccountID != "" || c.LastVerified != "" || c.RedirectURI != p.RedirectURI || !c.RedirectTried() {
			t.Errorf("copy %+v", c)
		}
	}
}

func verifiable() Profile {
	return Profile{
		Cloud: "public", Online: true, TwoFactor: true, Method: Auto, RedirectURI: "http://localhost",
		ApplicationID: "5d1f0c62-3b8e-4a57-9c40-7e2a1b96f3d8", LoginHint: "a@contoso.com", OrganizationURL: "https://contoso.crm4.dynamics.com",
	}
}

func TestTheRedirectURIIsTriedOnlyAsItIs(t *testing.T) {
	p := CameBack(verifiable())
	if !p.RedirectTried() {
		t.Error("it has just come back")
	}
	for name, edit := range map[string]func(*Profile){
		"redirect URI":  func(p *Profile) { p.RedirectURI = "http://localhost:8400" },
		"ApplicationID": func(p *Profile) { p.ApplicationID = "6d1f0c62-3b8e-4a57-9c40-7e2a1b96f3d8" },
		"cloud":         func(p *Profile) { p.Cloud = "china" },
	} {
		edited := p
		if edit(&edited); edited.RedirectTried() || Normalize(edited).RedirectFor != "" {
			t.Errorf("with another %s it has not come back", name)
		}
	}
	p.Notes, p.RedirectURI = "new", " http://localhost "
	if !p.RedirectTried() {
		t.Error("notes and blanks change nothing")
	}
	for name, edit := range map[string]func(*Profile){
		"device code": func(p *Profile) { p.Method = DeviceCode },
		"password":    func(p *Profile) { p.TwoFactor = false },
		"application": func(p *Profile) { p.SignInAs = AsApplication },
	} {
		other := verifiable()
		if other.RedirectTried() {
			t.Fatal("nothing has come back")
		}
		if edit(&other); !other.RedirectTried() {
			t.Errorf("%s needs no redirect URI", name)
		}
	}
}
