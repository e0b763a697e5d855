package entra

type alarmRow struct {
	Kind string `json:"kind"`
	User string `json:"user"`
	At   int64  `json:"at"`
}

const mostAlarms = 100

// alarm notes what an administrator would want to see.
func (l *Locked) alarm(kind, user string) {
	l.alarms.append(alarmRow{Kind: kind, User: user, At: l.unix()}, mostAlarms)
	l.log.Warn("practice tenant: alarm", "kind", kind, "user", user)
	l.bump()
}
