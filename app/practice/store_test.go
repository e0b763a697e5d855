package practice

import (
	"bytes"
	"encoding/json"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"latchkey/app/home"
	"latchkey/app/practice/entra/directory"
	"latchkey/app/problem"
)

func testStore(t *testing.T, path string) *store {
	t.Helper()
	s, err := tryStore(t, path)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func tryStore(t *testing.T, path string) (*store, error) {
	t.Helper()
	dir, err := home.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { dir.Close() })
	now := func() time.Time { return time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC) }
	s, err := openStore(path, dir, now, slog.New(slog.DiscardHandler))
	if err == nil {
		t.Cleanup(func() { s.close() })
	}
	return s, err
}

func record(table, key, value string) directory.Record {
	return directory.Record{Table: table, Key: key, Value: json.RawMessage(value)}
}

func put(t *testing.T, s *store, records ...directory.Record) {
	t.Helper()
	for _, r := range records {
		if err := s.append(r); err != nil {
			t.Fatal(err)
		}
	}
}

func text(records []directory.Record) string {
	var b strings.Builder
	for _, r := range records {
		b.WriteString(r.Table + "/" + r.Key + "=" + string(r.Value) + " ")
	}
	return strings.TrimSpace(b.String())
}

func journalOf(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(path, journalFile))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func writeJournal(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(path, journalFile), data, 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestStoreRemembersWhatWasPutWithoutBeingClosed(t *testing.T) {
	path := t.TempDir()
	put(t, testStore(t, path), record("a", "1", `{"n":1}`), record("a", "2", `2`), record("b", "1", `"x"`),
		record("a", "2", `null`), record("a", "1", `{"n":3}`))
	if got, want := text(testStore(t, path).records()), `a/1={"n":3} b/1="x"`; got != want {
		t.Errorf("records %s, want %s", got, want)
	}
}

func TestStoreForgetsEverythingAtAReset(t *testing.T) {
	path := t.TempDir()
	put(t, testStore(t, path), record("a", "1", `1`), record("b", "1", `1`), record("reset", "", `null`), record("b", "2", `2`))
	if got, want := text(testStore(t, path).records()), `b/2=2`; got != want {
		t.Errorf("records %s, want %s", got, want)
	}
}

// Cut anywhere, the journal gives the records whose lines are whole, and the
// store goes on from there.
func TestStoreSurvivesAJournalTornAtEveryByte(t *testing.T) {
	path := t.TempDir()
	s := testStore(t, path)
	put(t, s, record("t", "1", `"one"`), record("t", "2", `"two"`), record("t", "3", `"three"`))
	whole := journalOf(t, path)
	for cut := range len(whole) {
		lines := bytes.Count(whole[:cut], []byte("\n"))
		want := []string{"", "", `t/1="one"`, `t/1="one" t/2="two"`}[lines]
		path := t.TempDir()
		writeJournal(t, path, whole[:cut])
		s := testStore(t, path)
		if got := text(s.records()); got != want {
			t.Fatalf("cut at %d: records %s, want %s", cut, got, want)
		}
		put(t, s, record("t", "9", `9`))
		if got, want := text(testStore(t, path).records()), strings.TrimSpace(want+" t/9=9"); got != want {
			t.Fatalf("cut at %d, then one more: records %s, want %s", cut, got, want)
		}
		if aside, _ := filepath.Glob(filepath.Join(path, "*.broken-*")); len(aside) != 0 {
			t.Fatalf("cut at %d: set aside %v, a torn end is no damage", cut, aside)
		}
	}
}

func TestStoreSetsBrokenFilesAsideAndStartsAnew(t *testing.T) {
	for name, broken := range map[string]string{
		"line in the middle": "{\"schema\":1}\n{\"table\":\"t\",\"key\":\"1\",\"value\":1}\n{\"tab\n{\"table\":\"t\",\"key\":\"2\",\"value\":1}\n",
		"no schema":          "{}\n",
		"no table":           "{\"schema\":1}\n{}\n",
		"not JSON":           "hello\n",
	} {
		t.Run(name, func(t *testing.T) {
			path := t.TempDir()
			writeJournal(t, path, []byte(broken))
			s := testStore(t, path)
			if got := text(s.records()); got != "" {
				t.Errorf("records %s, want none", got)
			}
			kept, err := os.ReadFile(filepath.Join(path, journalFile+".broken-20261102-090000"))
			if err != nil || string(kept) != broken {
				t.Errorf("the broken journal was not kept: %v", err)
			}
			put(t, s, record("t", "1", `1`))
			if got := text(testStore(t, path).records()); got != "t/1=1" {
				t.Errorf("records afterwards %s", got)
			}
		})
	}
}

func TestStoreDoesNotFollowALinkedJournal(t *testing.T) {
	path, target := t.TempDir(), filepath.Join(t.TempDir(), "precious")
	if err := os.WriteFile(target, []byte("precious"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(target, filepath.Join(path, journalFile)); err != nil {
		t.Fatal(err)
	}
	put(t, testStore(t, path), record("t", "1", `1`))
	if data, _ := os.ReadFile(target); string(data) != "precious" {
		t.Errorf("the link's target was written: %q", data)
	}
}

func TestStoreLeavesFilesOfANewerVersionAlone(t *testing.T) {
	for file, newer := range map[string]string{
		snapshotFile: `{"schema":2,"records":"who knows"}`,
		journalFile:  "{\"schema\":2}\nwho knows\n",
	} {
		path := t.TempDir()
		if err := os.WriteFile(filepath.Join(path, file), []byte(newer), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := tryStore(t, path)
		var p *problem.Problem
		if !errors.As(err, &p) || p.Code != "practice-newer" {
			t.Errorf("%s: error %v, want practice-newer", file, err)
		}
		if data, _ := os.ReadFile(filepath.Join(path, file)); string(data) != newer {
			t.Errorf("%s was changed to %q", file, data)
		}
	}
}

func TestStoreCompacts(t *testing.T) {
	path := t.TempDir()
	s := testStore(t, path)
	put(t, s, record("t", "1", `1`), record("t", "2", `2`))
	s.next = s.size + 1 // as if a megabyte had been written
	before := journalOf(t, path)
	put(t, s, record("t", "1", `"new"`))
	if got := len(journalOf(t, path)); got != 0 {
		t.Errorf("journal has %d bytes after compacting, want none", got)
	}
	put(t, s, record("t", "3", `3`))
	want := `t/1="new" t/2=2 t/3=3`
	if got := text(testStore(t, path).records()); got != want {
		t.Errorf("records %s, want %s", got, want)
	}
	// A process that died between the snapshot and the emptying of the journal.
	writeJournal(t, path, append(before, "{\"table\":\"t\",\"key\":\"1\",\"value\":\"new\"}\n"...))
	if got, want := text(testStore(t, path).records()), `t/1="new" t/2=2`; got != want {
		t.Errorf("records with the old journal %s, want %s", got, want)
	}
}

func TestStoreKeepsTheJournalWholeWhenAWriteFails(t *testing.T) {
	path := t.TempDir()
	s := testStore(t, path)
	put(t, s, record("t", "1", `1`))
	writable := s.journal
	readOnly, err := os.Open(filepath.Join(path, journalFile))
	if err != nil {
		t.Fatal(err)
	}
	defer readOnly.Close()
	s.journal = readOnly
	var p *problem.Problem
	if err := s.append(record("t", "2", `2`)); !errors.As(err, &p) || p.Kind != problem.Storage {
		t.Errorf("append to a read-only file: %v, want a storage problem", err)
	}
	s.journal = writable
	put(t, s, record("t", "3", `3`))
	if got, want := text(testStore(t, path).records()), `t/1=1 t/3=3`; got != want {
		t.Errorf("records %s, want %s", got, want)
	}
}

func TestStoreFilesAreForTheirOwnerOnly(t *testing.T) {
	path := t.TempDir()
	s := testStore(t, path)
	put(t, s, record("t", "1", `1`))
	if err := s.compact(); err != nil {
		t.Fatal(err)
	}
	modes := map[string]string{}
	for _, name := range []string{snapshotFile, journalFile} {
		info, err := os.Stat(filepath.Join(path, name))
		if err != nil {
			t.Fatal(err)
		}
		modes[name] = info.Mode().String()
	}
	want := map[string]string{snapshotFile: "-rw-------", journalFile: "-rw-------"}
	if d := cmp.Diff(want, modes); d != "" {
		t.Error(d)
	}
}
