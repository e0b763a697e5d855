package pages

import (
	"strings"
	"unicode/utf8"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

// shortestPassword is Entra's least length of a new password, in characters.
const shortestPassword = 8

// takeNewPassword is the page "Your password has expired". What is wrong is said at the
// field where it is.
func (v *visit) takeNewPassword(p aadsts.Params) outcome {
	u, next := v.l.User(v.User), p["newpassword"]
	at := func(field, text string) outcome {
		out := v.page(text)
		out.view.Wrong = field
		return out
	}
	switch {
	case v.l.IsLockedOut(u.Name):
		return at("currentpassword", v.s.lockedOut(u.Name))
	case p["currentpassword"] == "":
		return at("currentpassword", "Enter your current password.")
	case !v.l.PasswordMatches(u, p["currentpassword"]):
		if v.l.CountFailure(u.Name, false) {
			return at("currentpassword", v.s.lockedOut(u.Name))
		}
		return at("currentpassword", wrongPassword)
	}
	if field, text := v.checkNewPassword(u, next, p["confirmnewpassword"]); field != "" {
		return at(field, text)
	}
	v.l.ClearPasswordFailures(u.Name)
	v.l.ChangePassword(u, next, v.id)
	return v.recognized(v.l.User(u.Name))
}

// checkNewPassword is the field in which a new password is wrong, and what is; "" is neither.
func (v *visit) checkNewPassword(u *directory.Principal, next, again string) (field, text string) {
	switch {
	case utf8.RuneCountInString(next) < shortestPassword:
		return "newpassword", "Choose a password of 8 characters or more."
	case v.l.PasswordMatches(u, next):
		return "newpassword", "Choose a password that you didn't have before."
	case containsName(next, u.Name):
		return "newpassword", "Choose a password without your user name in it."
	case next != again:
		return "confirmnewpassword", "The two new passwords are not the same."
	}
	return "", ""
}

// containsName says whether a password contains the user name, or what stands before its @.
func containsName(password, name string) bool {
	local, _, _ := strings.Cut(name, "@")
	return strings.Contains(strings.ToLower(password), local)
}
