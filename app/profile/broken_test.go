package profile

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"latchkey/app/problem"
)

func TestBrokenFileIsSetAsideAndShownOnce(t *testing.T) {
	s, dir := openStore(t)
	mustSave(t, s, "Good")
	id := guid(1)
	text := "{\n\"schema\": 1,\n\"rev\": 1,\n\"name\": broken\n}"
	write(t, dir, id, text)

	list, err := s.List()
	if err != nil || len(list) != 2 {
		t.Fatalf("listed %+v, %v", list, err)
	}
	p := list[1].Problem
	if p == nil || p.Kind != problem.Storage || p.Code != "profile-unreadable" || list[1].Profile.ID != id {
		t.Fatalf("entry %+v", list[1])
	}
	if !strings.Contains(p.Detail, "line 4") {
		t.Errorf("detail %q doesn't name the line", p.Detail)
	}
	aside, err := os.ReadFile(p.Args["file"])
	if err != nil || string(aside) != text {
		t.Errorf("set aside: %q, %v", aside, err)
	}
	if list, err = s.List(); err != nil || len(list) != 1 || list[0].Profile.Name != "Good" {
		t.Errorf("listed again: %+v, %v", list, err)
	}
}

func TestNothingOfABrokenFileIsLostBySaving(t *testing.T) {
	s, dir := openStore(t)
	p := mustSave(t, s, "A")
	write(t, dir, p.ID, "garbage")
	_, err := s.Save(p)
	wantCode(t, err, problem.Storage, "profile-unreadable")
	found := false
	for _, text := range files(t, dir) {
		found = found || text == "garbage"
	}
	if !found {
		t.Errorf("the broken file is gone: %v", files(t, dir))
	}
}

func TestKindsOfBrokenFiles(t *testing.T) {
	for name, text := range map[string]string{
		"empty":         "",
		"null":          "null",
		"array":         "[]",
		"no schema":     `{"rev":1,"name":"x"}`,
		"schema zero":   `{"schema":0,"rev":1,"name":"x"}`,
		"no name":       `{"schema":1,"rev":1}`,
		"no rev":        `{"schema":1,"name":"x"}`,
		"wrong type":    `{"schema":1,"rev":1,"name":["x"]}`,
		"cut":           `{"schema":1,"rev":1,"name":"x`,
		"two values":    `{"schema":1,"rev":1,"name":"x"}{}`,
		"not UTF-8":     "{\"schema\":1,\"rev\":1,\"name\":\"\xff\"}",
		"UTF-16":        "\xff\xfe{\x00",
		"above a limit": `{"schema":1,"rev":1,"name":"x","notes":"` + strings.Repeat("x", largest) + `"}`,
	} {
		t.Run(name, func(t *testing.T) {
			s, dir := openStore(t)
			write(t, dir, guid(1), text)
			e, err := s.Get(guid(1))
			wantCode(t, err, problem.Storage, "profile-unreadable")
			if e.Problem == nil {
				t.Error("the entry has no problem")
			}
			all := files(t, dir)
			if len(all) != 1 || all[filepath.Base(problem.From(err).Args["file"])] != text {
				t.Errorf("left behind %d files", len(all))
			}
		})
	}
}

func TestWrongTypeDoesNotRepeatTheValue(t *testing.T) {
	_, err := decode([]byte("{\"schema\":1,\n\"rev\":123456789012345678901234567890}"))
	if err == nil || strings.Contains(err.Error(), "1234567") || !strings.Contains(err.Error(), "line 2") {
		t.Errorf("error %v", err)
	}
}

// TestEveryByteFlipped breaks a good file at each of its bytes, in each bit: it reads,
// is newer, or is set aside with all its bytes; it never disappears.
func TestEveryByteFlipped(t *testing.T) {
	s, dir := openStore(t)
	p := mustSave(t, s, "Contoso")
	name := p.ID + ".json"
	good := files(t, dir)[name]
	outcomes := map[string]int{}
	for at := range len(good) {
		for bit := range 8 {
			bad := []byte(good)
			bad[at] ^= 1 << bit
			read, err := decode(bad)
			switch {
			case err == nil && read.Name == "":
				t.Fatalf("byte %d bit %d: a profile without a name", at, bit)
			case err == nil:
				outcomes["read"]++
			case errors.Is(err, errNewer):
				outcomes["newer"]++
			default:
				outcomes["broken"]++
			}
			if bit != at%8 {
				continue // the disk sees one flip for each byte
			}
			write(t, dir, p.ID, string(bad))
			if list, err := s.List(); err != nil || len(list) != 1 {
				t.Fatalf("byte %d: listed %+v, %v", at, list, err)
			}
			all := files(t, dir)
			if len(all) != 1 {
				t.Fatalf("byte %d: %d files", at, len(all))
			}
			for left, text := range all {
				if text != string(bad) {
					t.Fatalf("byte %d: the bytes changed", at)
				}
				if err := os.Remove(filepath.Join(dir, left)); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	if outcomes["read"] == 0 || outcomes["newer"] == 0 || outcomes["broken"] == 0 {
		t.Errorf("outcomes %v", outcomes)
	}
}

func TestSymbolicLinkIsLeftAlone(t *testing.T) {
	if runtime.GOOS == "windows" {
		return // making one needs a privilege there
	}
	s, dir := openStore(t)
	target := filepath.Join(t.TempDir(), "elsewhere.json")
	if err := os.WriteFile(target, []byte(`{"schema":1,"rev":1,"name":"x"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(dir, guid(1)+".json")
	if err := os.Symlink(target, link); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		list, err := s.List()
		if err != nil || len(list) != 1 || list[0].Problem == nil || list[0].Problem.Code != "profile-not-regular" || list[0].Problem.Args["file"] != link {
			t.Fatalf("listed %+v, %v", list, err)
		}
	}
	p := sample()
	p.ID, p.Rev = guid(1), 1
	_, err := s.Save(p)
	wantCode(t, err, problem.Storage, "profile-not-regular")
	wantCode(t, s.Delete(guid(1), 1), problem.Storage, "profile-not-regular")
	if to, err := os.Readlink(link); err != nil || to != target {
		t.Errorf("the link: %q, %v", to, err)
	}
}

// A name that is not found may stand in a file that could not be read.
func TestANameIsMissedOnlyWhereEverythingCouldBeRead(t *testing.T) {
	s, dir := openStore(t)
	mustSave(t, s, "A")
	_, err := s.Find("B")
	wantCode(t, err, problem.NotFound, "profile-not-found")
	path := filepath.Join(dir, guid(1)+".json")
	if err := os.Mkdir(path, 0o700); err != nil { // no file, so it is not opened
		t.Fatal(err)
	}
	if e, err := s.Find("a"); err != nil || e.Profile.Name != "A" {
		t.Errorf("found %+v, %v", e, err)
	}
	_, err = s.Find("B")
	wantCode(t, err, problem.Storage, "profile-not-among-readable")
	if p := problem.From(err); p.Args["file"] != path || p.Args["name"] != "B" {
		t.Errorf("about %v", p.Args)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	write(t, dir, guid(1), "garbage")
	_, err = s.Find("B") // it is set aside now, and said once
	wantCode(t, err, problem.Storage, "profile-not-among-readable")
	_, err = s.Find("B")
	wantCode(t, err, problem.NotFound, "profile-not-found")
}

func FuzzProfile(f *testing.F) {
	p := sample()
	p.Rev, p.Schema = 1, Schema
	seed, err := encode(p, nil)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(seed)
	f.Add([]byte("\ufeff{\"schema\":1,\"rev\":1,\"name\":\"x\",\"later\":[{}]}"))
	f.Add([]byte(`{"schema":2,"name":"x"}`))
	f.Add([]byte("{\"name\":1,\n\"SCHEMA\":1}"))
	f.Fuzz(func(t *testing.T, data []byte) {
		read, err := decode(data)
		if err != nil {
			return
		}
		_ = Validate(read)
		again, err := encode(read, data)
		if err != nil {
			t.Fatalf("what was read can't be written: %v", err)
		}
		if nameIn(again) != read.Name {
			t.Errorf("name %q found as %q", read.Name, nameIn(again))
		}
		twice, err := decode(again)
		if err != nil {
			t.Fatalf("what was written can't be read: %v\n%s", err, again)
		}
		if twice.Name != read.Name || twice.Notes != read.Notes || len(unknown(data)) != len(unknown(again)) {
			t.Errorf("%+v became %+v", read, twice)
		}
	})
}

func TestDirectoryThatIsGone(t *testing.T) {
	s, dir := openStore(t)
	p := mustSave(t, s, "A")
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	_, err := save(s, "B")
	wantCode(t, err, problem.Storage, "storage-failed")
	if p.Rev != 1 {
		t.Error("the caller's profile changed")
	}
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err = OpenStore(filepath.Join(file, "profiles"), time.Now)
	wantCode(t, err, problem.Storage, "storage-failed")
}
