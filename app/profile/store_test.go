package profile

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"latchkey/app/problem"
)

func openStore(t *testing.T) (*Store, string) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "profiles")
	s, err := OpenStore(dir, func() time.Time { return time.Date(2026, 3, 1, 10, 0, 0, 0, time.UTC) })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s, dir
}

func mustSave(t *testing.T, s *Store, name string) Profile {
	t.Helper()
	p, err := save(s, name)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// wantCode fails unless err is a Problem of the kind and code.
func wantCode(t *testing.T, err error, kind problem.Kind, code string) {
	t.Helper()
	var p *problem.Problem
	if !errors.As(err, &p) || p.Kind != kind || p.Code != code {
		t.Errorf("error %v, want %s: %s", err, kind, code)
	}
}

func TestSavedProfileComesBackWhole(t *testing.T) {
	s, dir := openStore(t)
	saved := mustSave(t, s, "Contoso")
	if saved.ID == "" || saved.Rev != 1 || saved.Schema != Schema {
		t.Errorf("ID %q, rev %d, schema %d", saved.ID, saved.Rev, saved.Schema)
	}
	e, err := s.Get(strings.ToUpper(saved.ID))
	if err != nil || !reflect.DeepEqual(e.Profile, saved) || e.ReadOnly {
		t.Errorf("got %+v, %v", e, err)
	}
	if e, err = s.Find(" cONTOSO "); err != nil || e.Profile.ID != saved.ID {
		t.Errorf("found %+v, %v", e, err)
	}
	info, err := os.Stat(filepath.Join(dir, saved.ID+".json"))
	if err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("file: %v, %v", info, err)
	}
}

func TestOldRevisionIsRefused(t *testing.T) {
	s, _ := openStore(t)
	first := mustSave(t, s, "A")
	second := first
	second.Notes = "changed"
	if _, err := s.Save(second); err != nil {
		t.Fatal(err)
	}
	first.Notes = "lost update"
	_, err := s.Save(first)
	wantCode(t, err, problem.Conflict, "profile-changed")
	wantCode(t, s.Delete(first.ID, first.Rev), problem.Conflict, "profile-changed")
	if e, _ := s.Get(first.ID); e.Profile.Notes != "changed" || e.Profile.Rev != 2 {
		t.Errorf("kept %+v", e.Profile)
	}
}

func TestDeletedProfile(t *testing.T) {
	s, _ := openStore(t)
	p := mustSave(t, s, "A")
	if err := s.Delete(p.ID, p.Rev); err != nil {
		t.Fatal(err)
	}
	_, err := s.Get(p.ID)
	wantCode(t, err, problem.NotFound, "profile-not-found")
	_, err = s.Save(p)
	wantCode(t, err, problem.Conflict, "profile-deleted")
	_, err = s.Get("../settings")
	wantCode(t, err, problem.NotFound, "profile-not-found")
	wantCode(t, s.Delete("../settings", 1), problem.NotFound, "profile-not-found")
	mustSave(t, s, "A") // the name is free again
}

func TestInvisibleCharactersMakeNoOtherName(t *testing.T) {
	s, dir := openStore(t)
	write(t, dir, guid(1), "{\"schema\":1,\"rev\":1,\"name\":\"A\u200bB\"}") // by an older version
	for _, name := range []string{"AB", "A\u200eB", "A\u00adB", "A\u061cB", "A\U000e0042B", "A\ufe0fB", "A\u034fB"} {
		_, err := save(s, name)
		wantCode(t, err, problem.Input, "name-taken")
	}
	mustSave(t, s, "A B")
}

func TestNamesAreUniqueWithoutCase(t *testing.T) {
	s, _ := openStore(t)
	mustSave(t, s, "Straße Ω é")
	for _, name := range []string{"STRASSE Ω é", "straße ω E\u0301", "Straße\u00a0 Ω  é "} {
		_, err := save(s, name)
		wantCode(t, err, problem.Input, "name-taken")
	}
	mustSave(t, s, `Say "hi" \ <now>`) // escaped in the file
	_, err := save(s, `say "HI" \ <now>`)
	wantCode(t, err, problem.Input, "name-taken")
	b := mustSave(t, s, "B")
	b.Name = "strasse ω É"
	_, err = s.Save(b)
	wantCode(t, err, problem.Input, "name-taken")
	b.Name = "b" // its own name in another case
	if _, err := s.Save(b); err != nil {
		t.Error(err)
	}
	_, err = save(s, "  ")
	wantCode(t, err, problem.Input, "name-missing")
}

func TestNameIsTakenByAnEditedFileToo(t *testing.T) {
	s, dir := openStore(t)
	for i, text := range []string{
		"\ufeff{\r\n\"rev\":1,\"notes\":{\"name\":\"no\"},\"name\":\"Ed\\u0069ted\",\"schema\":1}",
		`{"schema":9,"name":"Newer","organization":[1]}`,
	} {
		write(t, dir, guid(i), text)
	}
	_, err := save(s, "edited")
	wantCode(t, err, problem.Input, "name-taken")
	_, err = save(s, "newer")
	wantCode(t, err, problem.Input, "name-taken")
}

func TestSecretNeverGetsIntoAFile(t *testing.T) {
	s, dir := openStore(t)
	p := sample()
	p.ApplicationID = "abc8Q~" + strings.Repeat("xY7.", 8)
	_, err := s.Save(p)
	wantCode(t, err, problem.Input, "application-id-is-secret")
	p.TwoFactor = false
	if _, err := s.Save(p); err != nil {
		t.Fatal(err)
	}
	for name, data := range files(t, dir) {
		if strings.Contains(data, "xY7.") {
			t.Errorf("%s holds the secret", name)
		}
	}
}

func TestDormantFieldsAreKept(t *testing.T) {
	s, _ := openStore(t)
	p := sample()
	p.TwoFactor, p.ApplicationID, p.RedirectURI = false, "half typed", "no scheme here"
	p, err := s.Save(p)
	if err != nil {
		t.Fatal(err)
	}
	if e, _ := s.Get(p.ID); e.Profile.ApplicationID != "half typed" || e.Profile.RedirectURI != "no scheme here" {
		t.Errorf("kept %+v", e.Profile)
	}
}

func TestNewerFileIsShownAndLeftAlone(t *testing.T) {
	s, dir := openStore(t)
	id := guid(1)
	for _, text := range []string{
		`{"schema":2,"id":"x","rev":7,"name":"From tomorrow","secrets":{"a":1}}`,
		`{"schema":2,"rev":7,"name":"From tomorrow","organization":["other","type"]}`,
	} {
		write(t, dir, id, text)
		list, err := s.List()
		if err != nil || len(list) != 1 || !list[0].ReadOnly || list[0].Problem != nil || list[0].Profile.Name != "From tomorrow" || list[0].Profile.ID != id {
			t.Fatalf("listed %+v, %v", list, err)
		}
		_, err = s.Save(list[0].Profile)
		wantCode(t, err, problem.Conflict, "profile-newer")
		wantCode(t, s.Delete(id, 7), problem.Conflict, "profile-newer")
		if got := files(t, dir)[id+".json"]; got != text {
			t.Errorf("file became %s", got)
		}
	}
}

func TestUnknownFieldsSurviveASave(t *testing.T) {
	s, dir := openStore(t)
	p := mustSave(t, s, "A")
	name := p.ID + ".json"
	text := strings.Replace(files(t, dir)[name], "{\n", "{\n  \"x-later\": {\"a\": [1, \"}\"]},\n  \"LABEL\": \"old\",\n", 1)
	write(t, dir, p.ID, text)
	e, err := s.Get(p.ID)
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if e.Profile, err = s.Save(e.Profile); err != nil {
			t.Fatal(err)
		}
	}
	got := files(t, dir)[name]
	if strings.Count(got, `"x-later"`) != 1 || !strings.Contains(got, `"}"`) || strings.Contains(got, "LABEL") {
		t.Errorf("file: %s", got)
	}
	if again, err := s.Get(p.ID); err != nil || !reflect.DeepEqual(again.Profile, e.Profile) {
		t.Errorf("came back as %+v, %v", again, err)
	}
}

func TestByteOrderMarkAndCarriageReturns(t *testing.T) {
	s, dir := openStore(t)
	p := mustSave(t, s, "A")
	write(t, dir, p.ID, "\ufeff"+strings.ReplaceAll(files(t, dir)[p.ID+".json"], "\n", "\r\n"))
	if e, err := s.Get(p.ID); err != nil || !reflect.DeepEqual(e.Profile, p) {
		t.Errorf("got %+v, %v", e, err)
	}
}

func TestCopiedFileIsAProfileOfItsOwn(t *testing.T) {
	s, dir := openStore(t)
	p := mustSave(t, s, "A")
	copied := "ffffffff-0000-4000-8000-000000000000"
	write(t, dir, copied, files(t, dir)[p.ID+".json"])
	list, err := s.List()
	if err != nil || len(list) != 2 || list[0].Profile.ID == list[1].Profile.ID || list[0].Profile.Name != "A" || list[1].Profile.Name != "A (2)" {
		t.Fatalf("listed %+v, %v", list, err)
	}
	if e, err := s.Find("a (2)"); err != nil || e.Profile.ID != copied {
		t.Errorf("found %+v, %v", e, err)
	}
	if _, err := s.Save(list[1].Profile); err != nil {
		t.Error(err)
	}
	if e, _ := s.Get(copied); e.Profile.Name != "A (2)" {
		t.Errorf("saved as %q", e.Profile.Name)
	}
}

func TestProfilesAreInTheOrderOfTheirNames(t *testing.T) {
	s, dir := openStore(t)
	for _, name := range []string{"contoso 10", "Zürich", "Contoso 2", "adatum", "Contoso 9"} {
		mustSave(t, s, name)
	}
	if err := os.WriteFile(filepath.Join(dir, "00000000-0000-4000-8000-000000000000.json"), []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	entries, err := s.List()
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries[:len(entries)-1] {
		names = append(names, e.Profile.Name)
	}
	if want := []string{"adatum", "Contoso 2", "Contoso 9", "contoso 10", "Zürich"}; !reflect.DeepEqual(names, want) {
		t.Errorf("%q, want %q", names, want)
	}
	if entries[len(entries)-1].Problem == nil {
		t.Error("what can't be read isn't the last")
	}
}

func TestOtherFilesAreNoProfiles(t *testing.T) {
	s, dir := openStore(t)
	mustSave(t, s, "A")
	write(t, dir, "settings", "not a profile")
	list, err := s.List()
	if err != nil || len(list) != 1 {
		t.Errorf("listed %+v, %v", list, err)
	}
	if got := files(t, dir)["settings.json"]; got != "not a profile" {
		t.Errorf("settings became %q", got)
	}
}

func TestSavesAtOnceLoseNothing(t *testing.T) {
	s, _ := openStore(t)
	p := mustSave(t, s, "Counter")
	var wg sync.WaitGroup
	for n := range 8 {
		wg.Go(func() {
			for {
				e, err := s.Get(p.ID)
				if err != nil {
					t.Error(err)
					return
				}
				e.Profile.Notes += fmt.Sprint(n)
				if _, err = s.Save(e.Profile); err == nil {
					return
				}
				if problem.From(err).Code != "profile-changed" {
					t.Error(err)
					return
				}
			}
		})
	}
	wg.Wait()
	e, err := s.Get(p.ID)
	if err != nil || e.Profile.Rev != 9 || len(e.Profile.Notes) != len(p.Notes)+8 {
		t.Errorf("after eight saves: rev %d, notes %q, %v", e.Profile.Rev, e.Profile.Notes, err)
	}
}

func guid(n int) string { return fmt.Sprintf("%08x-0000-4000-8000-000000000000", n) }

func write(t *testing.T, dir, id, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, id+".json"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// files returns what is in a directory, by name, without the lock.
func files(t *testing.T, dir string) map[string]string {
	t.Helper()
	names, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, n := range names {
		if strings.HasSuffix(n.Name(), ".lock") {
			continue
		}
		data, err := os.ReadFile(filepath.Join(dir, n.Name()))
		if err != nil {
			t.Fatal(err)
		}
		all[n.Name()] = string(data)
	}
	return all
}
