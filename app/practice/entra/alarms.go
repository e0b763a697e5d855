package entra

type alarmRow struct {
	Kind string `json:"kind"`
	User string `json:"user"`
	At   int64  `json:"at"`
}

const mostAlarms = 100

// alarm notes what an administrator would want to see. The lock is held.
func (s *Server) alarm(kind, user string) {
	s.data.alarms.append(alarmRow{Kind: kind, User: user, At: s.unix()}, mostAlarms)
	s.log.Warn("practice tenant: alarm", "kind", kind, "user", user)
	s.bump()
}
