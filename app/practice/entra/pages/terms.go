package pages

import (
	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

// stepTerms is the page with the terms of use that a rule asks to accept.
const stepTerms = "terms"

// askTerms shows the terms, or refuses a program that asks without a person.
func (v *visit) askTerms(a directory.Account, name string) outcome {
	if v.silent {
		return v.refused(v.l.CheckTerms(v.l.User(a.User), v.access()))
	}
	return v.rest(a, stepTerms)
}

// takeTerms accepts the terms once and for all. Who declines gets no further, and is asked again at the
// next sign-in.
func (v *visit) takeTerms(p aadsts.Params) outcome {
	name, id := v.l.TermsToAccept(v.l.User(v.User), v.access())
	switch {
	case p["answer"] == "" && id != "" && p["terms"] == name:
		v.l.AcceptTerms(v.User, id)
	case p["answer"] == "decline" && id != "":
		return v.stays(v.l.CheckTerms(v.l.User(v.User), v.access()))
	case id != "":
		return v.page("") // other terms than the page showed, or none of the buttons
	}
	return v.issue(*v.Account)
}
