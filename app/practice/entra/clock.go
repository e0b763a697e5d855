package entra

import "time"

// clockRow is how far the practice clock is ahead, in nanoseconds.
type clockRow struct {
	Offset int64 `json:"offset"`
}

func (s *Server) offset() time.Duration {
	return time.Duration(s.data.clock.rows[""].Offset)
}

// now is the practice clock. The lock is held.
func (s *Server) now() time.Time { return s.now0().Add(s.offset()) }

func (s *Server) unix() int64 { return s.now().Unix() }

// moment is the practice clock for those who don't hold the lock.
func (s *Server) moment() time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.now()
}
