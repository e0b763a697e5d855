package entra

// named is the page after a user name that is known: which of the two accounts of that
// name, or the first proof.
func (s *Server) named(u *user) string {
	if u.Personal {
		return stepTwin
	}
	return s.firstProof(u)
}

// wrongKind is what choosing the personal account leads to: it is no way in here.
func wrongKind() *refusal {
	return refuse("invalid_request", 500208, "The domain is not a valid login domain for the account type. A personal account can't sign in to a company's applications.")
}

// takeTwin takes which of two accounts of the same name is meant.
func (v *visit) takeTwin(p params) outcome {
	switch p["account"] {
	case "work":
		return v.goTo(v.s.firstProof(v.s.user(v.User)))
	case "personal":
		bad := wrongKind()
		v.log(bad, bad.text)
		return v.goTo(stepPersonal)
	}
	return v.page("Choose one of the accounts.")
}
