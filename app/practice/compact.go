package practice

import (
	"encoding/json"
	"fmt"

	"latchkey/app/home"
)

// fold compacts a journal that is long enough.
func (s *store) fold() {
	if s.size < s.next {
		return
	}
	if err := s.compact(); err != nil {
		// The journal still holds everything; try again when it has grown.
		s.next = s.size * 2
		s.log.Warn("practice tenant: journal not compacted", "cause", err.Error())
	}
}

// compact writes a snapshot of everything and starts an empty journal. Stopped
// between the two, the old journal is applied to the new snapshot, which changes
// nothing: records are whole values, not differences.
func (s *store) compact() error {
	data, err := json.Marshal(snapshot{Schema: storeSchema, Records: s.tables.records()})
	if err != nil {
		return fmt.Errorf("practice snapshot: %w", err)
	}
	if int64(len(data)) > s.limit {
		return fmt.Errorf("practice snapshot: %w", home.ErrTooLarge)
	}
	if err := s.dir.Write(snapshotFile, data); err != nil {
		return storageProblem(err)
	}
	if err := s.journal.Truncate(0); err != nil {
		return storageProblem(err)
	}
	s.size, s.next = 0, s.nextAfter(len(data))
	return nil
}

// nextAfter is the size at which the journal is folded into a snapshot of size
// bytes: with as much news as that, the cost of writing it again stays in
// proportion to what is written anyway. It comes well before the journal is full.
func (s *store) nextAfter(size int) int64 {
	return min(max(compactAt, 2*int64(size)), s.limit/2)
}
