package home_test

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"latchkey/app/home"
)

func open(t *testing.T, path string) *home.Dir {
	t.Helper()
	d, err := home.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Close() })
	return d
}

// list returns everything in a directory, temporary files too.
func list(t *testing.T, path string) []string {
	t.Helper()
	entries, err := os.ReadDir(path)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

func TestWriteReadRemove(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a", "b")
	d := open(t, path)
	for _, data := range [][]byte{[]byte("one"), []byte("two, longer"), {}, []byte("x")} {
		if err := d.Write("f.json", data); err != nil {
			t.Fatal(err)
		}
		got, err := d.Read("f.json", 100)
		if err != nil || !bytes.Equal(got, data) {
			t.Errorf("read %q, %v; wrote %q", got, err, data)
		}
	}
	if names := list(t, path); !slices.Equal(names, []string{"f.json"}) {
		t.Errorf("left behind: %v", names)
	}
	if err := d.Remove("f.json"); err != nil {
		t.Fatal(err)
	}
	if err := d.Remove("f.json"); err != nil {
		t.Errorf("removing a missing file: %v", err)
	}
	if _, err := d.Read("f.json", 100); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("reading a missing file: %v", err)
	}
}

func TestReadIsBounded(t *testing.T) {
	d := open(t, t.TempDir())
	if err := d.Write("f", []byte("12345")); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Read("f", 4); !errors.Is(err, home.ErrTooLarge) {
		t.Errorf("above the limit: %v", err)
	}
	if data, err := d.Read("f", 5); err != nil || string(data) != "12345" {
		t.Errorf("at the limit: %q, %v", data, err)
	}
}

func TestNamesCannotLeaveTheDirectory(t *testing.T) {
	base := t.TempDir()
	outside := filepath.Join(base, "outside")
	if err := os.WriteFile(outside, []byte("theirs"), 0o600); err != nil {
		t.Fatal(err)
	}
	d := open(t, filepath.Join(base, "in"))
	for _, name := range []string{"../outside", outside, "x/../../outside", ""} {
		if data, err := d.Read(name, 100); err == nil {
			t.Errorf("read %q: %q", name, data)
		}
		if err := d.Write(name, []byte("ours")); err == nil {
			t.Errorf("wrote %q", name)
		}
		_ = d.Remove(name)
	}
	if data, err := os.ReadFile(outside); err != nil || string(data) != "theirs" {
		t.Errorf("the file outside is now %q, %v", data, err)
	}
	if names := list(t, filepath.Join(base, "in")); len(names) != 0 {
		t.Errorf("left behind: %v", names)
	}
}

func TestExistingMakesNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "none")
	if d, err := home.Existing(path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%v, %v", d, err)
	}
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("it was made: %v", err)
	}
}

func TestNamesSortsAndLeavesOutTemporaryFiles(t *testing.T) {
	path := t.TempDir()
	d := open(t, path)
	for _, name := range []string{"b.json", "a.json", "c.txt"} {
		if err := d.Write(name, nil); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(path, ".tmp-x.json"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	names, err := d.Names(".json")
	if err != nil || !slices.Equal(names, []string{"a.json", "b.json"}) {
		t.Errorf("%v, %v", names, err)
	}
}

// A reader sees one whole version or another, never a mixture or nothing.
func TestWriteIsAtomic(t *testing.T) {
	d := open(t, t.TempDir())
	versions := [][]byte{bytes.Repeat([]byte("a"), 1<<16), bytes.Repeat([]byte("b"), 3<<15)}
	if err := d.Write("f", versions[0]); err != nil {
		t.Fatal(err)
	}
	var writer sync.WaitGroup
	stop := make(chan struct{})
	writer.Go(func() {
		for i := 0; ; i++ {
			select {
			case <-stop:
				return
			default:
				if err := d.Write("f", versions[i%2]); err != nil {
					t.Error(err)
					return
				}
			}
		}
	})
	for range 200 {
		data, err := d.Read("f", 1<<20)
		if err != nil || !bytes.Equal(data, versions[0]) && !bytes.Equal(data, versions[1]) {
			t.Errorf("%d bytes, %v", len(data), err)
		}
	}
	close(stop)
	writer.Wait()
}

func TestSetAsideNeverOverwrites(t *testing.T) {
	path := t.TempDir()
	d := open(t, path)
	now := time.Date(2026, 1, 31, 10, 41, 7, 0, time.FixedZone("", 3600))
	want := []string{"p.json.broken-20260131-094107", "p.json.broken-20260131-094107-1", "p.json.broken-20260131-094107-2"}
	for i, name := range want {
		if err := d.Write("p.json", []byte{byte('0' + i)}); err != nil {
			t.Fatal(err)
		}
		got, err := d.SetAside("p.json", now)
		if err != nil || got != name {
			t.Errorf("%q, %v; want %q", got, err, name)
		}
	}
	for i, name := range want {
		if data, err := d.Read(name, 10); err != nil || string(data) != string(rune('0'+i)) {
			t.Errorf("%s holds %q, %v", name, data, err)
		}
	}
	if names := list(t, path); !slices.Equal(names, want) {
		t.Errorf("%v", names)
	}
	for _, name := range want {
		if original, ok := home.OriginalOf(name); original != "p.json" || !ok {
			t.Errorf("%s was %q, %v", name, original, ok)
		}
	}
	if names, _ := d.Names(".json"); len(names) != 0 {
		t.Errorf("what was set aside is still listed: %v", names)
	}
	if _, err := d.SetAside("missing", now); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("setting aside a missing file: %v", err)
	}
}

func TestOnlyWhatWasSetAsideHasAnOriginal(t *testing.T) {
	for _, name := range []string{
		"", "p.json", ".broken-20260131-094107", "p.json.broken", "p.json.broken-", "p.json.broken-2026", "p.json.broken-20261331-094107",
		"p.json.broken-20260131-094107.json", "p.json.broken-20260131-094107-", "p.json.broken-20260131-094107-x", "p.json.broken-20260131-0941071",
	} {
		if original, ok := home.OriginalOf(name); ok {
			t.Errorf("%q was %q", name, original)
		}
	}
}

func TestSweepTakesOnlyOldTemporaryFiles(t *testing.T) {
	path := t.TempDir()
	d := open(t, path)
	now := time.Date(2026, 1, 31, 10, 0, 0, 0, time.UTC)
	for name, age := range map[string]time.Duration{
		".tmp-old": 2 * time.Hour, ".tmp-fresh": 59 * time.Minute, ".tmp-future": -time.Hour,
		"p.json": 1000 * time.Hour, "p.json.broken-20260131-094107": 1000 * time.Hour,
	} {
		file := filepath.Join(path, name)
		if err := os.WriteFile(file, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(file, now.Add(-age), now.Add(-age)); err != nil {
			t.Fatal(err)
		}
	}
	n, err := d.Sweep(now)
	if err != nil || n != 1 {
		t.Errorf("swept %d, %v", n, err)
	}
	want := []string{".tmp-fresh", ".tmp-future", "p.json", "p.json.broken-20260131-094107"}
	if names := list(t, path); !slices.Equal(names, want) {
		t.Errorf("left %v, want %v", names, want)
	}
}

func TestErrorsNameTheFile(t *testing.T) {
	path := t.TempDir()
	d := open(t, path)
	if err := os.Mkdir(filepath.Join(path, "taken"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(path, "taken", "inside"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	err := d.Write("taken", []byte("x"))
	if err == nil || !strings.Contains(err.Error(), filepath.Join(path, "taken")) {
		t.Errorf("%v", err)
	}
	if names := list(t, path); !slices.Equal(names, []string{"taken"}) {
		t.Errorf("left behind: %v", names)
	}
}
