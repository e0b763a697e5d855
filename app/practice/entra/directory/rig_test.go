package directory

import (
	"slices"
	"testing"
	"time"

	"latchkey/app/problem"
)

// rig is a store that a test controls: its clock stands still, and what it journals is kept.
type rig struct {
	testing.TB
	*Store
	seed    []byte
	now     time.Time
	journal []Record
}

func newRig(t testing.TB) *rig {
	t.Helper()
	g := &rig{TB: t, seed: []byte("0123456789abcdef0123456789abcdef"), now: time.Unix(1790000010, 0)}
	g.Store = g.store(nil)
	return g
}

func (g *rig) store(restore []Record) *Store {
	g.Helper()
	s, err := New(Options{
		Seed: g.seed, Now: func() time.Time { return g.now }, Restore: restore,
		Journal: func(r Record) error { g.journal = append(g.journal, r); return nil },
	})
	if err != nil {
		g.Fatal(err)
	}
	return s
}

// die takes the store away and puts up another that knows only what was journaled.
func (g *rig) die() { g.Store = g.store(slices.Clone(g.journal)) }

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func codeOfError(err error) (code, field string) {
	if p := problem.From(err); p != nil {
		return p.Code, p.Field
	}
	return "", ""
}
