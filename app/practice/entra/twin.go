package entra

import "latchkey/app/practice/entra/aadsts"

// stepAfterName is the page after a user name that is known: which of the two accounts of that
// name, or the first proof.
func stepAfterName(l *Locked, u *user) string {
	if u.Personal {
		return stepTwin
	}
	return firstProof(l, u)
}

// takeTwin takes which of two accounts of the same name is meant.
func (v *visit) takeTwin(p aadsts.Params) outcome {
	switch p["account"] {
	case "work":
		return v.goTo(firstProof(v.l, v.l.user(v.User)))
	case "personal":
		bad := aadsts.WrongAccountKind()
		v.log(bad, bad.Text)
		return v.goTo(stepPersonal)
	}
	return v.page("Choose one of the accounts.")
}
