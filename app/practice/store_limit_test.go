package practice

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"latchkey/app/problem"
)

func sizeOf(t *testing.T, path, name string) int64 {
	t.Helper()
	info, err := os.Stat(filepath.Join(path, name))
	if errors.Is(err, os.ErrNotExist) {
		return 0
	}
	if err != nil {
		t.Fatal(err)
	}
	return info.Size()
}

// What is too large to be read must not be written: the next start would set it
// aside, and every sign-in with it.
func TestStoreWritesNoMoreThanItReads(t *testing.T) {
	path := t.TempDir()
	s := testStore(t, path)
	s.limit = 4000
	s.next = s.nextAfter(0)
	var refused error
	kept := 0
	for refused == nil && kept < 1000 {
		if refused = s.append(record("t", fmt.Sprint(kept), `"`+strings.Repeat("x", 50)+`"`)); refused == nil {
			kept++
		}
	}
	var p *problem.Problem
	if !errors.As(refused, &p) || p.Kind != problem.Storage {
		t.Fatalf("after %d records: %v, want a storage problem", kept, refused)
	}
	for _, name := range []string{snapshotFile, journalFile} {
		if n := sizeOf(t, path, name); n > s.limit {
			t.Errorf("%s has %d bytes, limit %d", name, n, s.limit)
		}
	}
	if got := len(testStore(t, path).records()); got != kept {
		t.Errorf("%d records afterwards, want %d", got, kept)
	}
}

// Values that replace each other never fill it.
func TestStoreMakesRoomByCompacting(t *testing.T) {
	s := testStore(t, t.TempDir())
	s.limit = 4000
	s.next = s.nextAfter(0)
	for range 500 {
		put(t, s, record("t", "1", `"`+strings.Repeat("x", 50)+`"`))
	}
}

// A journal that could not be compacted while it grew is compacted at the start.
func TestStoreCompactsALongJournalAtTheStart(t *testing.T) {
	path := t.TempDir()
	s := testStore(t, path)
	s.next = 10 << 20
	put(t, s, record("t", "1", `"`+strings.Repeat("x", 2<<20)+`"`))
	if got := len(testStore(t, path).records()); got != 1 || sizeOf(t, path, journalFile) != 0 {
		t.Errorf("%d records, journal of %d bytes; want 1 and 0", got, sizeOf(t, path, journalFile))
	}
}

// The snapshot is written again when there is as much news as it has, not for
// every megabyte.
func TestStoreCompactsLessOftenWhenItIsLarge(t *testing.T) {
	path := t.TempDir()
	s := testStore(t, path)
	put(t, s, record("t", "1", `"`+strings.Repeat("x", 3<<20)+`"`))
	size := sizeOf(t, path, snapshotFile)
	if size < 3<<20 {
		t.Fatalf("snapshot has %d bytes", size)
	}
	put(t, s, record("t", "2", `"`+strings.Repeat("x", 2<<20)+`"`))
	again := testStore(t, path)
	put(t, again, record("t", "3", `"`+strings.Repeat("x", 2<<20)+`"`))
	if now := sizeOf(t, path, snapshotFile); now != size {
		t.Errorf("snapshot has %d bytes after 4 MB of news, want it untouched at %d", now, size)
	}
	put(t, again, record("t", "4", `"`+strings.Repeat("x", 3<<20)+`"`))
	if now := sizeOf(t, path, snapshotFile); now <= size {
		t.Errorf("snapshot has %d bytes after 7 MB of news, want more than %d", now, size)
	}
}
