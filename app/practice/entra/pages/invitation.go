package pages

import (
	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

// stepReview is the page "Review permissions", which a guest sees once: after the first sign-in to
// the tenant that invited them, and before what the program asks for ("B2B collaboration invitation
// redemption").
const stepReview = "review"

// reviewInvitation asks a guest to accept what the inviting tenant does with their data. A program
// that asks without a person gets the error of a missing consent (from memory).
func (v *visit) reviewInvitation(a directory.Account) outcome {
	if v.silent {
		return v.refused(directory.ConsentRequired("interaction_required", v.l.App(v.Client)))
	}
	return v.rest(a, stepReview)
}

// takeReview accepts the invitation for good, or gives up: it can be accepted another time. That
// declining has the error of a declined consent is from memory.
func (v *visit) takeReview(p aadsts.Params) outcome {
	switch p["answer"] {
	case "": // "Accept"
	case "cancel":
		return v.refused(declinedConsent())
	default:
		return v.page("") // neither of the two buttons
	}
	v.l.AcceptInvitation(v.User)
	return v.issue(*v.Account)
}
