package entra

import (
	"strings"
	"unicode/utf8"

	"latchkey/app/practice/entra/aadsts"
)

// shortestPassword is Entra's least length of a new password, in characters.
const shortestPassword = 8

// takeNewPassword is the page "Your password has expired". What is wrong is said at the
// field where it is.
func (v *visit) takeNewPassword(p aadsts.Params) outcome {
	u, next := v.l.user(v.User), p["newpassword"]
	at := func(field, text string) outcome {
		out := v.page(text)
		out.view.Wrong = field
		return out
	}
	switch {
	case v.l.locked(u.name):
		return at("currentpassword", v.s.lockedOut(u.name))
	case p["currentpassword"] == "":
		return at("currentpassword", "Enter your current password.")
	case !v.l.passwordFits(u, p["currentpassword"]):
		if v.l.missed(u.name, false) {
			return at("currentpassword", v.s.lockedOut(u.name))
		}
		return at("currentpassword", wrongPassword)
	case utf8.RuneCountInString(next) < shortestPassword:
		return at("newpassword", "Choose a password of 8 characters or more.")
	case v.l.passwordFits(u, next):
		return at("newpassword", "Choose a password that you didn't have before.")
	case containsName(next, u.name):
		return at("newpassword", "Choose a password without your user name in it.")
	case next != p["confirmnewpassword"]:
		return at("confirmnewpassword", "The two new passwords are not the same.")
	}
	v.l.forgive(u.name)
	v.l.changePassword(u, next, v.id)
	return v.recognized(v.l.user(u.name))
}

// containsName says whether a password contains the user name, or what stands before its @.
func containsName(password, name string) bool {
	local, _, _ := strings.Cut(name, "@")
	return strings.Contains(strings.ToLower(password), local)
}

// changePassword keeps a password that the person chose. Whoever signed in with the old
// one has to sign in again; only the sign-in goesOn goes on.
func (l *Locked) changePassword(u *user, password, goesOn string) {
	row := l.users.row(u.name)
	row.PasswordMAC = l.passwordMAC(u.name, password)
	l.users.put(u.name, row)
	l.revoke(u.name, goesOn)
	if p := u.Person.clone(); p.PasswordExpired {
		p.PasswordExpired = false
		l.changePerson(p)
	}
	l.bump()
}

// resetPassword lets the password that an administrator keeps count again. The lock is
// held.
func (l *Locked) resetPassword(name string) {
	if row := l.users.row(name); row.PasswordMAC != nil {
		row.PasswordMAC = nil
		l.users.put(name, row)
	}
	l.revoke(name, "")
}
