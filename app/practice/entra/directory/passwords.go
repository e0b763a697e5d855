package directory

import (
	"crypto/hmac"
)

// PasswordMatches compares a password with the one that was set last.
func (l *Locked) PasswordMatches(u *Principal, typed string) bool {
	if u.EmailSignIn {
		return false // there is none
	}
	want := l.Users.rows[u.Name].PasswordMAC
	if want == nil {
		want = l.passwordMAC(u.Name, l.passwordOf(u))
	}
	return hmac.Equal(want, l.passwordMAC(u.Name, typed))
}

func (s *shared) passwordMAC(name, password string) []byte { return s.MAC("password", name, password) }

// passwordOf is the password that an administrator gave, or the derived one.
func (s *shared) passwordOf(u *Principal) string {
	if u.Password != "" {
		return u.Password
	}
	return s.password(u.Name)
}

// ChangePassword keeps a password that the person chose. Whoever signed in with the old
// one has to sign in again; only the sign-in goesOn goes on. A new password ends a high risk
// ("Remediate risks and unblock users").
func (l *Locked) ChangePassword(u *Principal, password, goesOn string) {
	row := l.Users.Row(u.Name)
	row.PasswordMAC = l.passwordMAC(u.Name, password)
	l.Users.Put(u.Name, row)
	l.revoke(u.Name, goesOn)
	if p := u.Person.Clone(); p.PasswordExpired || p.HighRisk {
		p.PasswordExpired, p.HighRisk = false, false
		l.ChangePerson(p)
	}
	l.NotifyChange()
}

// resetPassword lets the password that an administrator keeps count again. The lock is
// held.
func (l *Locked) resetPassword(name string) {
	if row := l.Users.Row(name); row.PasswordMAC != nil {
		row.PasswordMAC = nil
		l.Users.Put(name, row)
	}
	l.revoke(name, "")
}

// Wrong passwords and codes in a row lock the account for a minute, as Entra's
// smart lock-out does after ten; a code has only a million values, so fewer.
const (
	mostFailures   = 10
	MostCodeMisses = 5
	LockSeconds    = 60
)

// IsLockedOut says whether an account is locked, for a while or for good.
func (l *Locked) IsLockedOut(name string) bool {
	u := l.User(name)
	return u != nil && u.Locked || l.Users.rows[name].LockedUntil > l.Unix()
}

// CountFailure counts a wrong password or code; it reports whether the account is
// locked now.
func (l *Locked) CountFailure(name string, code bool) bool {
	row := l.Users.rows[name]
	if code {
		row.CodeMisses++
	} else {
		row.Failures++
	}
	lock := row.Failures >= mostFailures || row.CodeMisses >= MostCodeMisses
	if lock {
		row.Failures, row.CodeMisses = 0, 0
		row.LockedUntil = l.Unix() + LockSeconds
	}
	l.Users.Put(name, row)
	if lock {
		l.RaiseAlarm("locked-out", name)
		l.NotifyChange()
	}
	return lock
}

// ClearPasswordFailures forgets the wrong passwords before a right one.
func (l *Locked) ClearPasswordFailures(name string) {
	if row := l.Users.rows[name]; row.Failures > 0 {
		row.Failures = 0
		l.Users.Put(name, row)
	}
}

// ClearCodeFailures forgets the wrong codes before a right one.
func (l *Locked) ClearCodeFailures(name string) {
	if row := l.Users.Row(name); row.CodeMisses > 0 {
		row.CodeMisses = 0
		l.Users.Put(name, row)
	}
}
