package practice

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"slices"
	"sync"
	"time"

	"latchkey/app/home"
	"latchkey/app/practice/entra/directory"
	"latchkey/app/problem"
)

// The files of the tenant's state, and their limits.
const (
	snapshotFile = "snapshot.json"
	journalFile  = "journal.jsonl"
	stateLimit   = 256 << 20
	// compactAt is the least size at which the journal is folded into the snapshot.
	compactAt = 1 << 20
	// storeSchema is the version of both files.
	storeSchema = 1
)

// store keeps the tenant's records: a snapshot of them all, and a journal of the
// changes since. It is used by the leader only, under practice.lock.
type store struct {
	dir  *home.Dir
	root *os.Root
	log  *slog.Logger

	mu      sync.Mutex
	tables  tables
	journal *os.File
	size    int64 // length of the journal's good part
	next    int64 // size at which to compact
	limit   int64 // of each file: what is too large to be read is not written
	closed  bool
}

// snapshot is the form of snapshot.json.
type snapshot struct {
	Schema  int                `json:"schema"`
	Records []directory.Record `json:"records"`
}

// header is the journal's first line.
type header struct {
	Schema int `json:"schema"`
}

var errNewer = errors.New("written by a newer version")

// openStore reads what is there, repairs a torn end, and is ready to append.
// Files that cannot be understood are set aside and the tenant starts anew; those
// of a newer version stay where they are and the tenant does not start.
func openStore(path string, dir *home.Dir, now func() time.Time, log *slog.Logger) (*store, error) {
	root, err := os.OpenRoot(path)
	if err != nil {
		return nil, storageProblem(err)
	}
	s := &store{dir: dir, root: root, log: log, tables: tables{}, next: compactAt, limit: stateLimit}
	if err := s.load(now); err != nil {
		if s.journal != nil {
			_ = s.journal.Close()
		}
		_ = root.Close()
		return nil, err
	}
	return s, nil
}

func (s *store) load(now func() time.Time) error {
	err := s.readSnapshot()
	if err == nil {
		err = s.readJournal()
	}
	switch {
	case err == nil:
	case errors.Is(err, errNewer):
		return problem.New(problem.Storage, "practice-newer").Because(err)
	case isDamage(err):
		s.log.Warn("practice tenant: starting anew, its files are broken", "cause", err.Error())
		s.tables, s.size, s.next = tables{}, 0, compactAt
		if err := s.setAside(now()); err != nil {
			return storageProblem(err)
		}
	default:
		return storageProblem(err)
	}
	if err := s.openJournal(); err != nil {
		return storageProblem(err)
	}
	s.fold()
	return nil
}

func (s *store) readSnapshot() error {
	data, err := s.dir.Read(snapshotFile, stateLimit)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	var version header
	if json.Unmarshal(data, &version) == nil && version.Schema > storeSchema {
		return fmt.Errorf("%s: %w", snapshotFile, errNewer)
	}
	var all snapshot
	if err := json.Unmarshal(data, &all); err != nil {
		return damage{snapshotFile, err}
	}
	if all.Schema != storeSchema {
		return damage{snapshotFile, fmt.Errorf("schema %d", all.Schema)}
	}
	for _, r := range all.Records {
		s.tables.apply(r)
	}
	s.next = s.nextAfter(len(data))
	return nil
}

// readJournal applies the journal. A last line without its end was being written
// when the process died; nobody was answered, so it is dropped.
func (s *store) readJournal() error {
	data, err := s.dir.Read(journalFile, stateLimit)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	for number := 1; ; number++ {
		line, rest, whole := bytes.Cut(data, []byte("\n"))
		if !whole {
			if len(line) > 0 {
				s.log.Info("practice tenant: dropped the journal's torn last line", "line", number)
			}
			return nil
		}
		if err := s.readLine(number, line); err != nil {
			return err
		}
		s.size += int64(len(line)) + 1
		data = rest
	}
}

func (s *store) readLine(number int, line []byte) error {
	if number == 1 {
		var version header
		if err := json.Unmarshal(line, &version); err != nil || version.Schema < 1 {
			return damage{journalFile, fmt.Errorf("line 1: no schema (%w)", err)}
		}
		if version.Schema > storeSchema {
			return fmt.Errorf("%s: %w", journalFile, errNewer)
		}
		return nil
	}
	var r directory.Record
	if err := json.Unmarshal(line, &r); err != nil {
		return damage{journalFile, fmt.Errorf("line %d: %w", number, err)}
	}
	if r.Table == "" {
		return damage{journalFile, fmt.Errorf("line %d: no table", number)}
	}
	s.tables.apply(r)
	return nil
}

// setAside keeps broken files under another name.
func (s *store) setAside(now time.Time) error {
	for _, name := range []string{snapshotFile, journalFile} {
		if _, err := s.dir.SetAside(name, now); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// append writes one change. When it returns nil, the change outlives the process.
func (s *store) append(r directory.Record) error {
	line, err := json.Marshal(r)
	if err != nil {
		return fmt.Errorf("practice journal: %w", err)
	}
	line = append(line, '\n')
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return fs.ErrClosed
	}
	if err := s.write(line); err != nil {
		return storageProblem(err)
	}
	s.tables.apply(r)
	s.fold()
	return nil
}

// write adds a line to the journal, or leaves the journal as it was.
func (s *store) write(line []byte) error {
	if s.size == 0 {
		first, err := json.Marshal(header{Schema: storeSchema})
		if err != nil {
			return err
		}
		line = slices.Concat(first, []byte{'\n'}, line)
	}
	if s.size+int64(len(line)) > s.limit {
		return fmt.Errorf("practice journal: %w", home.ErrTooLarge)
	}
	if _, err := s.journal.WriteAt(line, s.size); err != nil {
		return errors.Join(err, s.journal.Truncate(s.size))
	}
	s.size += int64(len(line))
	return nil
}

// openJournal opens the journal for writing and cuts off a torn end. What is
// there but is no regular file has been set aside by now.
func (s *store) openJournal() (err error) {
	if s.journal, err = s.root.OpenFile(journalFile, os.O_RDWR|os.O_CREATE, 0o600); err != nil {
		return err
	}
	return s.journal.Truncate(s.size)
}

// records returns everything that is kept.
func (s *store) records() []directory.Record {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.tables.records()
}

// close closes the files. The journal stays as it is and is read again next time.
func (s *store) close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil
	}
	s.closed = true
	return errors.Join(s.journal.Close(), s.root.Close())
}

// damage says which file cannot be understood, and why.
type damage struct {
	file string
	err  error
}

func (d damage) Error() string { return fmt.Sprintf("%s: %v", d.file, d.err) }

func (d damage) Unwrap() error { return d.err }

func isDamage(err error) bool {
	var d damage
	return errors.As(err, &d) || errors.Is(err, home.ErrNotRegular) || errors.Is(err, home.ErrTooLarge)
}

// storageProblem says that the practice directory could not be read or written.
func storageProblem(err error) error {
	return problem.New(problem.Storage, "practice-storage").Because(err)
}
