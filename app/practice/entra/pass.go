package entra

import (
	"crypto/hmac"
	"slices"
	"strings"
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
	passMemory   = daySeconds
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
	pass := userCode(s.random(10))
	l := s.Lock()
	defer l.Unlock()
	if l.user(name) == nil {
		return "", problem.New(problem.NotFound, "practice-no-user").With("user", aadsts.Show(name))
	}
	l.passes.put(name, passRow{MAC: l.mac("pass", name, pass), Once: once, Expires: l.unix() + int64(minutes)*60})
	l.bump()
	return pass, nil
}

// hasPass says whether a person has a pass that is good.
func (l *Locked) hasPass(name string) bool { return !l.passUntil(name).IsZero() }

// passUntil is when a person's pass ends; zero without a good one.
func (l *Locked) passUntil(name string) time.Time {
	row, ok := l.passes.find(name)
	if !ok || row.Used || l.unix() >= row.Expires {
		return time.Time{}
	}
	return time.Unix(row.Expires, 0).UTC()
}

// firstProof is the page after the user name: a pass goes before the password.
func firstProof(l *Locked, u *user) string {
	if l.hasPass(u.name) || slices.Index(u.Methods, methodPass) == 0 {
		return stepPass
	}
	return stepPassword
}

const (
	wrongPass   = "AADSTS130503: That Temporary Access Pass isn't right. Ask your administrator for one."
	expiredPass = "AADSTS130504: That Temporary Access Pass has expired. Ask your administrator for another one."
	usedPass    = "AADSTS130507: That Temporary Access Pass was used before and is good once. Ask your administrator for another one."
)

// takePass checks a pass. It counts as both factors, but what it proves at home proves
// no second factor elsewhere.
func (v *visit) takePass(p aadsts.Params) outcome {
	switch {
	case !v.First && p["answer"] == "back":
		v.User = ""
		return v.goTo(stepUser)
	case !v.First && p["answer"] == "password":
		return v.goTo(stepPassword)
	case v.l.locked(v.User):
		return v.page(v.s.lockedOut(v.User))
	}
	u, typed := v.l.user(v.User), strings.ToUpper(strings.TrimSpace(p["accesspass"]))
	row, ok := v.l.passes.find(u.name)
	switch {
	case typed == "":
		return v.page("Enter your Temporary Access Pass.")
	case !ok || !hmac.Equal(row.MAC, v.l.mac("pass", u.name, typed)):
		if v.l.missed(u.name, true) {
			return v.page(v.s.lockedOut(u.name))
		}
		return v.page(wrongPass)
	case row.Used:
		return v.page(usedPass)
	case v.l.unix() >= row.Expires:
		return v.page(expiredPass)
	}
	if row.Once {
		row.Used = true
		v.l.passes.put(u.name, row)
		v.l.bump()
	}
	v.l.forgiveCodes(u.name)
	asSecond := v.First
	v.First = true
	if v.tenant() != aadsts.Contoso && !asSecond {
		return v.recognized(u)
	}
	if bad := v.l.keepsOut(u, v.tenant(), v.l.app(v.Client), v.way()); bad != nil {
		return v.stays(bad)
	}
	return v.proved(p)
}
