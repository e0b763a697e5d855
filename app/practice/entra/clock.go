package entra

import "time"

// clockRow is how far the practice clock is ahead, in nanoseconds.
type clockRow struct {
	Offset int64 `json:"offset"`
}

func (l *Locked) offset() time.Duration {
	return time.Duration(l.clock.rows[""].Offset)
}

// now is the practice clock.
func (l *Locked) now() time.Time { return l.now0().Add(l.offset()) }

func (l *Locked) unix() int64 { return l.now().Unix() }

// moment is the practice clock for those who have not locked the store.
func (s *Store) moment() time.Time {
	l := s.Lock()
	defer l.Unlock()
	return l.now()
}
