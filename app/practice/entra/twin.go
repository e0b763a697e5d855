package entra

import "latchkey/app/practice/entra/aadsts"

// named is the page after a user name that is known: which of the two accounts of that
// name, or the first proof.
func (s *Server) named(u *user) string {
	if u.Personal {
		return stepTwin
	}
	return s.firstProof(u)
}

// takeTwin takes which of two accounts of the same name is meant.
func (v *visit) takeTwin(p aadsts.Params) outcome {
	switch p["account"] {
	case "work":
		return v.goTo(v.s.firstProof(v.s.user(v.User)))
	case "personal":
		bad := aadsts.WrongAccountKind()
		v.log(bad, bad.Text)
		return v.goTo(stepPersonal)
	}
	return v.page("Choose one of the accounts.")
}
