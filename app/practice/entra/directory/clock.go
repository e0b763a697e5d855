package directory

import (
	"time"

	"latchkey/app/problem"
)

// clockRow is how far the practice clock is ahead, in nanoseconds.
type clockRow struct {
	Offset int64 `json:"offset"`
}

func (l *Locked) offset() time.Duration {
	return time.Duration(l.clock.rows[""].Offset)
}

// Now is the practice clock.
func (l *Locked) Now() time.Time { return l.now0().Add(l.offset()) }

// Unix is the practice clock in Unix seconds.
func (l *Locked) Unix() int64 { return l.Now().Unix() }

// Now is the practice clock for those who have not locked the store.
func (s *Store) Now() time.Time {
	l := s.Lock()
	defer l.Unlock()
	return l.Now()
}

// RealTime is the clock that nobody moves.
func (s *shared) RealTime() time.Time { return s.now0() }

// AdvanceClock moves the practice clock; it can't go back. A negative or a huge
// step is an Input problem "practice-clock".
func (s *Store) AdvanceClock(d time.Duration) error {
	l := s.Lock()
	defer l.Unlock()
	const most = 10 * 365 * 24 * time.Hour
	if d < 0 || d > most || l.offset()+d > most {
		return problem.New(problem.Input, "practice-clock")
	}
	l.clock.Put("", clockRow{Offset: int64(l.offset() + d)})
	l.NotifyChange()
	return nil
}
