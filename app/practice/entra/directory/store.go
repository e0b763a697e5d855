package directory

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"
)

// Record is one row of the state, or its end.
type Record struct {
	Table string          `json:"table"`
	Key   string          `json:"key"`
	Value json.RawMessage `json:"value"` // null deletes the row; in table "reset" everything
}

// Snapshot is the whole state as records.
func (s *Store) Snapshot() []Record {
	var all []Record
	_ = s.Compact(func(r []Record) error { all = r; return nil })
	return all
}

// Compact hands the whole state to write while no change can be journaled: what
// the journal gets afterwards comes on top of it.
func (s *Store) Compact(write func([]Record) error) error {
	l := s.Lock()
	defer l.Unlock()
	l.sweep()
	var all []Record
	for _, each := range l.every {
		var err error
		if all, err = each.dump(all); err != nil {
			return fmt.Errorf("practice tenant: snapshot: %w", err)
		}
	}
	return write(all)
}

// Options are what a store is made of.
type Options struct {
	// Seed is 32 bytes; passwords, one-time secrets and object ids are derived from
	// it by HKDF-SHA256, so the same seed gives the same users.
	Seed []byte
	// Now is the clock that AdvanceClock adds to; nil is time.Now.
	Now func() time.Time
	// Rand is where codes, tokens and cookies come from; nil is crypto/rand. A
	// reader that fails makes the request fail.
	Rand io.Reader
	// Restore is the state to start from: a snapshot and the journal after it, in
	// the order in which they were made. Unknown tables are ignored.
	Restore []Record
	// Journal is told each change, in order and one at a time, while the store is
	// locked: it must not call the store. An error is logged and the change stays.
	Journal func(Record) error
	// Log gets journal errors and alarms; nil is silence.
	Log *slog.Logger
}

// Store is the state of a practice tenant. It is safe for concurrent use: each of its methods
// takes the lock itself, and what has to be done under the lock is a method of Locked.
type Store struct {
	*shared
	mu     sync.Mutex
	memory memory
}

// shared is what needs no lock: it never changes, or is changed in one piece.
type shared struct {
	seed      []byte
	macKey    []byte
	now0      func() time.Time
	rand      io.Reader
	randMu    sync.Mutex
	log       *slog.Logger
	directory atomic.Pointer[catalog]
}

// memory is what the lock guards.
type memory struct {
	tables
	rev     int
	changed chan struct{}
	begun   int // sign-ins since expired rows were last looked for
}

// Locked is a store that its caller has locked: the state is read and changed with one only.
// It is good until Unlock; afterwards, using it is a nil dereference.
type Locked struct {
	*shared
	*memory
	mu *sync.Mutex
}

// Lock waits for the lock. The caller unlocks.
func (s *Store) Lock() *Locked {
	s.mu.Lock()
	return &Locked{s.shared, &s.memory, &s.mu}
}

// Unlock gives the lock back.
func (l *Locked) Unlock() {
	l.memory = nil
	l.mu.Unlock()
}

// Under runs do while the state is locked, and unlocks it even when do panics.
func (s *Store) Under(do func(l *Locked)) {
	l := s.Lock()
	defer l.Unlock()
	do(l)
}

// New makes a store. It does no I/O.
func New(o Options) (*Store, error) {
	if len(o.Seed) != 32 {
		return nil, fmt.Errorf("practice tenant: seed has %d bytes, want 32", len(o.Seed))
	}
	s := &Store{shared: &shared{
		seed: o.Seed, now0: o.Now, rand: o.Rand, log: o.Log,
	}}
	if s.now0 == nil {
		s.now0 = time.Now
	}
	if s.rand == nil {
		s.rand = rand.Reader
	}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	s.macKey = s.Derive("password hash", 32)
	s.memory = memory{tables: newTables(s.log), changed: make(chan struct{})}
	l := s.Lock()
	defer l.Unlock()
	for _, r := range o.Restore {
		if err := l.apply(r); err != nil {
			return nil, fmt.Errorf("practice tenant: restore %s: %w", r.Table, err)
		}
	}
	l.assemble()
	l.journal.write = o.Journal
	// A new leader must never answer a waiting caller with the number that an
	// earlier one gave out, so the count starts at the time.
	l.rev = int(s.now0().UnixMilli())
	return s, nil
}

// Log is where errors and alarms are written.
func (s *shared) Log() *slog.Logger { return s.log }

// NotifyChange wakes those who wait for a visible change.
func (l *Locked) NotifyChange() {
	l.rev++
	close(l.changed)
	l.changed = make(chan struct{})
}

// CountSignIn counts a new sign-in, and drops what has expired now and then.
func (l *Locked) CountSignIn() {
	if l.begun++; l.begun >= sweepEvery {
		l.begun = 0
		l.sweep()
	}
}

// Reset puts everything back as it was at first: users unlocked; sign-ins,
// sessions, tokens, prompts, alarms and settings gone, the clock right.
func (s *Store) Reset() {
	l := s.Lock()
	defer l.Unlock()
	l.clear()
	l.record("reset", "", json.RawMessage("null"))
	l.assemble()
	l.NotifyChange()
}

// Wait returns as soon as the state's rev is another than rev; the new one comes
// back. It ends early with the context's error.
func (s *Store) Wait(ctx context.Context, rev int) (int, error) {
	for {
		l := s.Lock()
		now, changed := l.rev, l.changed
		l.Unlock()
		if now != rev {
			return now, nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return now, fmt.Errorf("waiting for the practice tenant: %w", ctx.Err())
		}
	}
}
