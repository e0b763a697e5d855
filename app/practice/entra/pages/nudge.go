package pages

import (
	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

// stepNudge is the page of a registration campaign: after a second factor by telephone the person is
// asked to set up the Authenticator app, and may skip that for a while.
const stepNudge = "nudge"

// isNudged says whether the campaign asks now. Only people of the tenant are asked, on their way to a program.
func (v *visit) isNudged(u *directory.Principal) bool {
	asks, _ := v.l.Nudge(u, v.Method, directory.PlatformOf(v.r))
	return asks && v.First && !v.Info && v.factorTenant() == aadsts.Contoso
}

func (v *visit) takeNudge(p aadsts.Params) outcome {
	_, maySkip := v.l.Nudge(v.l.User(v.User), v.Method, directory.PlatformOf(v.r))
	switch {
	case p["answer"] == "skip" && maySkip:
		v.l.Snooze(v.User)
		return v.keepOrFinish()
	case p["answer"] != "":
		return v.page("") // none of the buttons
	}
	v.Nudged = true
	return v.showSecret(directory.EnrolmentRow{
		ID: aadsts.GUID(v.l.RandomBytes(16)), User: v.User, Tenant: v.factorTenant().ID, Flow: v.id, Method: directory.MethodPush,
	})
}
