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
	u, next := v.s.user(v.User), p["newpassword"]
	at := func(field, text string) outcome {
		out := v.page(text)
		out.view.Wrong = field
		return out
	}
	switch {
	case v.s.locked(u.name):
		return at("currentpassword", v.s.lockedOut(u.name))
	case p["currentpassword"] == "":
		return at("currentpassword", "Enter your current password.")
	case !v.s.passwordFits(u, p["currentpassword"]):
		if v.s.missed(u.name, false) {
			return at("currentpassword", v.s.lockedOut(u.name))
		}
		return at("currentpassword", wrongPassword)
	case utf8.RuneCountInString(next) < shortestPassword:
		return at("newpassword", "Choose a password of 8 characters or more.")
	case v.s.passwordFits(u, next):
		return at("newpassword", "Choose a password that you didn't have before.")
	case containsName(next, u.name):
		return at("newpassword", "Choose a password without your user name in it.")
	case next != p["confirmnewpassword"]:
		return at("confirmnewpassword", "The two new passwords are not the same.")
	}
	v.s.forgive(u.name)
	v.s.changePassword(u, next, v.id)
	return v.recognized(v.s.user(u.name))
}

// containsName says whether a password contains the user name, or what stands before its @.
func containsName(password, name string) bool {
	local, _, _ := strings.Cut(name, "@")
	return strings.Contains(strings.ToLower(password), local)
}

// changePassword keeps a password that the person chose. Whoever signed in with the old
// one has to sign in again; only the sign-in goesOn goes on. The lock is held.
func (s *Server) changePassword(u *user, password, goesOn string) {
	row := s.data.users.rows[u.name]
	row.PasswordMAC = s.passwordMAC(u.name, password)
	s.data.users.put(u.name, row)
	s.revoke(u.name, goesOn)
	if p := u.Person.clone(); p.PasswordExpired {
		p.PasswordExpired = false
		s.changePerson(p)
	}
	s.bump()
}

// resetPassword lets the password that an administrator keeps count again. The lock is
// held.
func (s *Server) resetPassword(name string) {
	if row := s.data.users.rows[name]; row.PasswordMAC != nil {
		row.PasswordMAC = nil
		s.data.users.put(name, row)
	}
	s.revoke(name, "")
}
