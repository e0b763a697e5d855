package directory

import (
	"time"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/problem"
)

// passRow is a Temporary Access Pass; a person has at most one.
type passRow struct {
	MAC     []byte `json:"mac"`
	Once    bool   `json:"once,omitempty"`
	Used    bool   `json:"used,omitempty"` // and Once
	Expires int64  `json:"expires"`
}

// Entra's bounds of a pass's life, in minutes, and how long one is remembered after it,
// so that the page can say that it has expired.
const (
	shortestPass = 10
	longestPass  = 30 * 24 * 60
	ordinaryPass = 60
	passMemory   = DaySeconds
	passLength   = 8
)

// IssuePass gives a person a Temporary Access Pass for so many minutes, 10 to 43,200; 0
// is 60. It replaces an earlier one, and nobody can be told it again. Problems: NotFound
// "practice-no-user", Input "practice-pass".
func (s *Store) IssuePass(name string, minutes int, once bool) (string, error) {
	if minutes == 0 {
		minutes = ordinaryPass
	}
	if minutes < shortestPass || minutes > longestPass {
		return "", problem.New(problem.Input, "practice-pass")
	}
	name = aadsts.NormalName(name)
	pass := ReadableCode(s.RandomBytes(passLength)) // Entra's length unless the policy says another
	l := s.Lock()
	defer l.Unlock()
	if l.User(name) == nil {
		return "", problem.New(problem.NotFound, "practice-no-user").With("user", aadsts.Show(name))
	}
	l.Passes.Put(name, passRow{MAC: l.MAC("pass", name, pass), Once: once, Expires: l.Unix() + int64(minutes)*60})
	l.NotifyChange()
	return pass, nil
}

// HasPass says whether a person has a pass that is good.
func (l *Locked) HasPass(name string) bool { return !l.passUntil(name).IsZero() }

// passUntil is when a person's pass ends; zero without a good one.
func (l *Locked) passUntil(name string) time.Time {
	row, ok := l.Passes.Find(name)
	if !ok || row.Used || l.Unix() >= row.Expires {
		return time.Time{}
	}
	return time.Unix(row.Expires, 0).UTC()
}
