package entra

import (
	"net/http"
	"time"
)

// UserState is what is registered for a user and what keeps them out.
type UserState struct {
	MobilePhone     string `json:"mobilePhone,omitempty"`
	OfficePhone     string `json:"officePhone,omitempty"`
	MFA             string `json:"mfa,omitempty"` // "", "disabled", "enabled" or "enforced"
	Administrator   bool   `json:"administrator,omitempty"`
	RegisterAgain   bool   `json:"registerAgain,omitempty"`
	Disabled        bool   `json:"disabled,omitempty"`
	Locked          bool   `json:"locked,omitempty"` // for good; LockedUntil is for a while
	PasswordExpired bool   `json:"passwordExpired,omitempty"`
	Blocked         bool   `json:"blocked,omitempty"` // from second factors, after a report of fraud
	Risky           bool   `json:"risky,omitempty"`
	Consent         string `json:"consent,omitempty"`
	Personal        bool   `json:"personal,omitempty"`  // a personal account has the same name
	PassUntil       string `json:"passUntil,omitempty"` // RFC 3339: they have a Temporary Access Pass
}

// Special says in words what is special about a user, what keeps them out first:
// "blocked", "disabled", "locked", "locked-out", "password-expired", "risky",
// "must-register", "register-again", "asked-for-consent", "needs-approval", "pass",
// "administrator", "guest", "personal".
func (u User) Special() []string {
	special := []string{}
	for _, s := range []struct {
		is   bool
		word string
	}{
		{u.Blocked, "blocked"}, {u.Disabled, "disabled"}, {u.Locked, "locked"}, {u.LockedUntil != "", "locked-out"},
		{u.PasswordExpired, "password-expired"}, {u.Risky, "risky"},
		{len(u.Methods) == 0 && (u.MFA == MFAEnabled || u.MFA == MFAEnforced), "must-register"},
		{u.RegisterAgain, "register-again"}, {u.Consent == "ask", "asked-for-consent"}, {u.Consent == "admin", "needs-approval"},
		{u.PassUntil != "", "pass"}, {u.Administrator, "administrator"}, {u.GuestIn != "", "guest"}, {u.Personal, "personal"},
	} {
		if s.is {
			special = append(special, s.word)
		}
	}
	return special
}

// stateOf is a user's state.
func (l *Locked) stateOf(u *user) UserState {
	v := UserState{
		MobilePhone: u.MobilePhone, OfficePhone: u.OfficePhone, MFA: u.MFA, Administrator: u.Administrator, RegisterAgain: u.RegisterAgain,
		Disabled: u.Disabled, Locked: u.Locked, PasswordExpired: u.PasswordExpired, Blocked: u.Blocked, Risky: u.Risky, Consent: u.Consent, Personal: u.Personal,
	}
	if until := l.passUntil(u.name); !until.IsZero() {
		v.PassUntil = until.Format(time.RFC3339)
	}
	return v
}

// pageOf is the name of a step's page.
func pageOf(step string) string {
	if step == stepText {
		return stepCode
	}
	return step
}

// wayText is how the page of all ways calls a method.
func wayText(method string, u *user) string {
	if isTelephone(method) {
		return wayTexts[method] + " " + masked(u.numberOf(method))
	}
	return wayTexts[method]
}

// serveInsteadOfPass is the link from the page of the Temporary Access Pass to that of
// the password.
func (s *Site) serveInsteadOfPass(w http.ResponseWriter, r *http.Request) {
	s.visited(w, r, func(v *visit) outcome {
		if v.Step == stepPass && !v.First {
			return v.goTo(stepPassword)
		}
		return v.page("")
	})
}
