package entra

import (
	"fmt"
	"maps"
	"slices"
)

type alarmRow struct {
	Kind string `json:"kind"`
	User string `json:"user"`
	At   int64  `json:"at"`
}

const mostAlarms = 100

// alarm notes what an administrator would want to see. The lock is held.
func (s *Server) alarm(kind, user string) {
	keys := s.alarmKeys()
	next := 1
	if len(keys) > 0 {
		_, _ = fmt.Sscanf(keys[len(keys)-1], "%d", &next)
		next++
	}
	for len(keys) >= mostAlarms {
		s.data.alarms.remove(keys[0])
		keys = keys[1:]
	}
	s.data.alarms.put(fmt.Sprintf("%08d", next), alarmRow{Kind: kind, User: user, At: s.unix()})
	s.log.Warn("practice tenant: alarm", "kind", kind, "user", user)
	s.bump()
}

// alarmKeys are in order of time.
func (s *Server) alarmKeys() []string { return slices.Sorted(maps.Keys(s.data.alarms.rows)) }
