package entra

import (
	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/problem"
)

// reportFraud blocks a person from second factors until an administrator has looked at
// it, and raises an alarm, as Entra's default is.
func (l *Locked) reportFraud(name string) {
	l.alarm("fraud-reported", name)
	l.block(name, true)
}

// block keeps a person from second factors, or lets them again.
func (l *Locked) block(name string, blocked bool) {
	u := l.user(name)
	if u == nil || u.Blocked == blocked {
		return
	}
	if blocked { // what else asks this person can't be their own doing either
		l.prompts.removeIf(func(p promptRow) bool { return p.User == name && p.State == promptWaiting })
		for id, m := range l.messages.all() {
			if m.User == name {
				l.endMessage(id)
			}
		}
	}
	p := u.Person.clone()
	p.Blocked = blocked
	l.changePerson(p)
}

// Unblock lets a person use second factors again after a report of fraud. There being
// nobody of that name is the NotFound problem "practice-no-user".
func (s *Store) Unblock(name string) error {
	name = aadsts.NormalName(name)
	l := s.Lock()
	defer l.Unlock()
	if l.user(name) == nil {
		return problem.New(problem.NotFound, "practice-no-user").With("user", aadsts.Show(name))
	}
	l.block(name, false)
	return nil
}

// blockedByReport is what who was blocked gets to read.
func blockedByReport() *aadsts.Refusal {
	return aadsts.Refuse("access_denied", 500121, "Authentication failed during strong authentication request. This account was blocked after a sign-in was reported as fraud. An administrator has to unblock it.")
}
