package pages

import (
	"crypto/hmac"
	"net/http"
	"slices"
	"strings"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

// firstProof is the page after the user name: a pass goes before the password.
func firstProof(l *directory.Locked, u *directory.Principal) string {
	if u.EmailSignIn {
		return stepSendCode
	}
	if l.HasPass(u.Name) || slices.Index(u.Methods, directory.MethodPass) == 0 {
		return directory.StepPass
	}
	return directory.StepPassword
}

const (
	wrongPass   = "AADSTS130503: That Temporary Access Pass isn't right. Ask your administrator for one."
	expiredPass = "AADSTS130504: That Temporary Access Pass has expired. Ask your administrator for another one."
	usedPass    = "AADSTS130507: That Temporary Access Pass was used before and is good once. Ask your administrator for another one."
)

// takePass checks a pass. It counts as both factors, but what it proves at home proves
// no second factor elsewhere.
func (v *visit) takePass(p aadsts.Params) outcome {
	switch {
	case !v.First && p["answer"] == "back":
		v.User = ""
		return v.goTo(directory.StepUser)
	case !v.First && p["answer"] == "password":
		return v.goTo(directory.StepPassword)
	case v.l.IsLockedOut(v.User):
		return v.page(v.s.lockedOut(v.User))
	}
	u, typed := v.l.User(v.User), strings.ToUpper(strings.TrimSpace(p["accesspass"]))
	row, ok := v.l.Passes.Find(u.Name)
	switch {
	case typed == "":
		return v.page("Enter your Temporary Access Pass.")
	case !ok || !hmac.Equal(row.MAC, v.l.MAC("pass", u.Name, typed)):
		if v.l.CountFailure(u.Name, true) {
			return v.page(v.s.lockedOut(u.Name))
		}
		return v.page(wrongPass)
	case row.Used:
		return v.page(usedPass)
	case v.l.Unix() >= row.Expires:
		return v.page(expiredPass)
	}
	if row.Once {
		row.Used = true
		v.l.Passes.Put(u.Name, row)
		v.l.NotifyChange()
	}
	v.Until = row.Expires
	v.l.ClearCodeFailures(u.Name)
	asSecond := v.First
	v.First = true
	if v.factorTenant() != aadsts.Contoso && !asSecond {
		return v.recognized(u)
	}
	if bad := v.l.CheckAccount(u, v.access()); bad != nil {
		return v.stays(bad)
	}
	return v.proved(p)
}

// serveInsteadOfPass is the link from the page of the Temporary Access Pass to that of
// the password.
func (s *Site) serveInsteadOfPass(w http.ResponseWriter, r *http.Request) {
	s.visited(w, r, func(v *visit) outcome {
		if v.Step == directory.StepPass && !v.First {
			return v.goTo(directory.StepPassword)
		}
		return v.page("")
	})
}
