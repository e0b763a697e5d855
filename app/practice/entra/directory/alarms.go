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
	// Kind is "refresh-token-reused", "code-replayed", "suspicious-activity-reported",
	// "fraud-reported" or "locked-out".
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

// ReportSuspicious raises an alarm and makes the risk of the person high; nothing is blocked by
// that alone ("Configure Microsoft Entra multifactor authentication settings", Report suspicious
// activity; Graph's reportSuspiciousActivitySettings). With the policy FraudAlert it blocks them from
// second factors until an administrator has looked at it, as Fraud alert did until 2025.
func (l *Locked) ReportSuspicious(name string) {
	if l.Policies().FraudAlert {
		l.RaiseAlarm("fraud-reported", name)
		l.block(name, true)
		return
	}
	l.RaiseAlarm("suspicious-activity-reported", name)
	l.setHighRisk(name, true)
}

// setHighRisk makes a person's risk high, or dismisses it.
func (l *Locked) setHighRisk(name string, high bool) {
	u := l.User(name)
	if u == nil || u.HighRisk == high && (high || u.UserRisk == "") {
		return
	}
	p := u.Person.Clone()
	p.HighRisk, p.UserRisk = high, ""
	l.ChangePerson(p)
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

// Unblock lets a person use second factors again after a report, and dismisses the risk. There being
// nobody of that name is the NotFound problem "practice-no-user".
func (s *Store) Unblock(name string) error {
	name = aadsts.NormalName(name)
	l := s.Lock()
	defer l.Unlock()
	if l.User(name) == nil {
		return problem.New(problem.NotFound, "practice-no-user").With("user", aadsts.Show(name))
	}
	l.block(name, false)
	l.setHighRisk(name, false)
	return nil
}

// BlockedByReport is what a blocked user reads.
func BlockedByReport() *aadsts.Refusal {
	return aadsts.Refuse("access_denied", 500121, "Authentication failed during strong authentication request. This account was blocked after a sign-in was reported as fraud. An administrator has to unblock it.")
}
