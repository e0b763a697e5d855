package directory

import (
	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/problem"
	"time"
)

type alarmRow struct {
	Kind string `json:"kind"`
	User string `json:"user"`
	At   int64  `json:"at"`
}

// Alarm is something that a tenant's administrator would want to see.
type Alarm struct {
	// Kind is "refresh-token-reused", "code-replayed", "fraud-reported" or "locked-out".
	Kind string    `json:"kind"`
	User string    `json:"user"`
	Time time.Time `json:"time"`
}

const mostAlarms = 100

// RaiseAlarm notes what an administrator would want to see.
func (l *Locked) RaiseAlarm(kind, user string) {
	l.alarms.append(alarmRow{Kind: kind, User: user, At: l.Unix()}, mostAlarms)
	l.log.Warn("practice tenant: alarm", "kind", kind, "user", user)
	l.NotifyChange()
}

// ReportFraud blocks a person from second factors until an administrator has looked at
// it, and raises an alarm, as Entra's default is.
func (l *Locked) ReportFraud(name string) {
	l.RaiseAlarm("fraud-reported", name)
	l.block(name, true)
}

// block keeps a person from second factors, or lets them again.
func (l *Locked) block(name string, blocked bool) {
	u := l.User(name)
	if u == nil || u.Blocked == blocked {
		return
	}
	if blocked { // what else asks this person can't be their own doing either
		l.Prompts.removeIf(func(p PromptRow) bool { return p.User == name && p.State == PromptWaiting })
		for id, m := range l.Messages.All() {
			if m.User == name {
				l.EndMessage(id)
			}
		}
	}
	p := u.Person.Clone()
	p.Blocked = blocked
	l.ChangePerson(p)
}

// Unblock lets a person use second factors again after a report of fraud. There being
// nobody of that name is the NotFound problem "practice-no-user".
func (s *Store) Unblock(name string) error {
	name = aadsts.NormalName(name)
	l := s.Lock()
	defer l.Unlock()
	if l.User(name) == nil {
		return problem.New(problem.NotFound, "practice-no-user").With("user", aadsts.Show(name))
	}
	l.block(name, false)
	return nil
}

// BlockedByReport is what a blocked user reads.
func BlockedByReport() *aadsts.Refusal {
	return aadsts.Refuse("access_denied", 500121, "Authentication failed during strong authentication request. This account was blocked after a sign-in was reported as fraud. An administrator has to unblock it.")
}
