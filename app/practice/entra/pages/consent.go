package pages

import (
	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

// The steps of a consent.
const (
	stepConsent   = "consent"   // permissions requested
	stepApproval  = "approval"  // an administrator has to agree
	stepRequested = "requested" // the administrators have been asked
)

// consentView is what the pages of a consent show.
type consentView struct {
	Permissions []permissionView
	Everybody   bool // an administrator decides for the whole organization
	May         bool // an administrator may decide for the whole organization
	Requests    bool // administrators can be asked
	Admin       bool // the address was meant for administrators only
}

type permissionView struct{ Title, Text string }

func (v *visit) consentView() *consentView {
	w := &consentView{
		Everybody: v.AdminConsent != "", Admin: v.AdminConsent != "",
		Requests: v.AdminConsent == "" && v.l.Policies().ConsentRequests,
	}
	if u := v.l.User(v.User); u != nil {
		w.May = u.Administers(v.TargetTenant())
	}
	for _, name := range directory.PermissionsOf(v.Scope) {
		title, text := directory.PermissionText(name)
		w.Permissions = append(w.Permissions, permissionView{title, text})
	}
	return w
}

// consent asks for whatever agreement is missing; asked is false when none is.
func (v *visit) consent(a directory.Account) (out outcome, asked bool) {
	if v.Consented || v.Info { // a person's own security info is no program's
		return outcome{}, false
	}
	switch verdict := v.verdict(a.User); {
	case verdict == directory.ConsentGiven:
		return outcome{}, false
	case v.silent:
		return v.refused(directory.ConsentRequired("interaction_required", v.l.App(v.Client))), true
	case verdict == directory.ConsentByPerson:
		return v.rest(a, stepConsent), true
	case v.consentView().Requests && v.l.HasRequestedConsent(a.User, v.Client, v.TargetTenant()):
		return v.rest(a, stepRequested), true
	}
	return v.rest(a, stepApproval), true
}

// verdict is what the sign-in still needs for a person.
func (v *visit) verdict(name string) directory.ConsentNeed {
	u := v.l.User(name)
	switch {
	case v.Above && u.Administers(v.TargetTenant()) && !v.l.HasConsented(directory.Everybody, v.Client, v.TargetTenant(), directory.PermissionsOf(v.Scope)):
		return directory.ConsentByPerson
	case v.AdminConsent == "":
		return v.l.ConsentNeeded(u, v.l.App(v.Client), v.TargetTenant(), directory.PermissionsOf(v.Scope), v.AskConsent)
	case u.Administers(v.TargetTenant()):
		return directory.ConsentByPerson
	}
	return directory.ConsentByAdministrator
}

// rest stops an account at a page, which may be the first of this sign-in.
func (v *visit) rest(a directory.Account, step string) outcome {
	if v.id == "" {
		v.start()
	}
	v.User, v.Account = a.User, &a
	return v.goTo(step)
}

func declinedConsent() *aadsts.Refusal {
	return aadsts.Refuse("access_denied", 65004, "User declined to consent to access the app.").WithSuberror("cancel")
}

// needsApproval is why a person gets no further by themselves.
func (v *visit) needsApproval() *aadsts.Refusal {
	name := v.l.AppName(v.Client)
	if v.consentView().Requests {
		return aadsts.Refuse("access_denied", 90095, "Admin consent is required to access %s. The user has to request it with a reason.", name)
	}
	return aadsts.Refuse("access_denied", 90094, "Admin consent is required: %s needs permissions that only an administrator can grant.", name)
}

func (v *visit) takeConsent(p aadsts.Params) outcome {
	switch p["answer"] {
	case "": // "Accept"
	case "cancel":
		return v.refused(declinedConsent())
	default:
		return v.page("") // neither of the two buttons
	}
	a := *v.Account
	if v.verdict(v.User) == directory.ConsentByAdministrator {
		return v.goTo(stepApproval) // the administrators thought better of it meanwhile
	}
	who := v.User
	if v.AdminConsent != "" || p["everybody"] != "" && v.l.User(v.User).Administers(v.TargetTenant()) {
		who = directory.Everybody
	}
	v.l.RecordConsent(who, v.Client, v.TargetTenant(), directory.PermissionsOf(v.Scope), v.User)
	v.Consented = true
	return v.issue(a)
}

// takeApproval asks the administrators, lets one of them sign in here, or gives up.
func (v *visit) takeApproval(p aadsts.Params) outcome {
	switch {
	case v.verdict(v.User) == directory.ConsentGiven:
		return v.issue(*v.Account)
	case p["answer"] == "other":
		v.Flow = directory.Flow{Asked: v.Asked, Above: true}
		return v.goTo(directory.StepUser)
	case p["answer"] == "request" && v.consentView().Requests:
		if p["reason"] == "" {
			return v.page("Enter a reason: the administrators decide by it.")
		}
		v.l.RequestConsent(v.User, v.AuthRequest, p["reason"])
		return v.goTo(stepRequested)
	}
	return v.refused(v.needsApproval())
}

// takeRequested goes back to the program, unless an administrator has agreed meanwhile.
func (v *visit) takeRequested() outcome {
	if v.verdict(v.User) == directory.ConsentGiven {
		return v.issue(*v.Account)
	}
	return v.refused(v.needsApproval())
}
