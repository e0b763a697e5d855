package dataverse

import (
	"net/http"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

// legacyApp is the name, in rules and in the sign-in log, of programs without a registration.
func legacyApp() *directory.App {
	return &directory.App{ApplicationID: "6b0d3f82-1c57-4e9a-8d24-b95e7a40c316", Name: "Legacy program", Platform: directory.PlatformPublic}
}

func legacyAccess() directory.Access {
	return directory.Access{Tenant: aadsts.Contoso, App: legacyApp(), Way: directory.WayPassword, Legacy: true}
}

// serveLegacy stands for what old mail and calendar programs speak: HTTP Basic (RFC
// 7617) and no browser. A user who is asked for a second factor gets in with an app password
// only, everybody else with their password.
func (s *Service) serveLegacy(w http.ResponseWriter, r *http.Request) {
	name, password, ok := r.BasicAuth()
	why := "Sign in with a user name and a password."
	if ok {
		s.Under(func(l *directory.Locked) {
			why = legacyRefusal(l, aadsts.NormalName(name), password)
			logLegacy(l, aadsts.NormalName(name), why)
		})
	}
	if why != "" {
		w.Header().Set("WWW-Authenticate", `Basic realm="practice legacy door", charset="UTF-8"`)
		aadsts.WriteJSON(w, http.StatusUnauthorized, legacyAnswer{Error: why})
		return
	}
	aadsts.WriteJSON(w, http.StatusOK, legacyAnswer{User: aadsts.NormalName(name), Text: "Practice: the legacy door is open to this program."})
}

const (
	policyForbids  = "A policy forbids this sign-in."
	defaultsForbid = "Security defaults allow no legacy authentication."
)

type legacyAnswer struct {
	User  string `json:"user,omitempty"`
	Text  string `json:"text,omitempty"`
	Error string `json:"error,omitempty"`
}

// legacyRefusal is why the legacy mailbox stays closed, or "".
func legacyRefusal(l *directory.Locked, name, password string) string {
	u := l.User(name)
	switch {
	case u == nil:
		return "There is no such user, or the password is wrong."
	case l.IsLockedOut(name), u.Locked:
		return "The account is locked."
	case u.Disabled:
		return "The account is disabled."
	case u.Risky, l.EvaluatePolicies(u, legacyAccess()) != nil:
		return policyForbids
	case l.Policies().SecurityDefaults:
		return defaultsForbid
	case l.AppPasswordMatches(u, password):
		return ""
	case !l.PasswordMatches(u, password):
		l.CountFailure(name, false)
		return "There is no such user, or the password is wrong."
	case u.PasswordExpired:
		return "The password has expired."
	case l.DemandOf(u, legacyAccess()).Strength != aadsts.PasswordStrength:
		return "This account needs a second factor, which this program can't ask for. Use an app password."
	}
	l.ClearPasswordFailures(name)
	return ""
}

// logLegacy writes an attempt into the sign-in log; a refused one as AADSTS50126, which is
// what such programs are told of everything, unless security defaults refused it.
func logLegacy(l *directory.Locked, name, why string) {
	row := directory.SignIn{User: aadsts.Show(name), Application: legacyApp().Name, Tenant: aadsts.Contoso.Domain, Way: directory.WayPassword, Why: why, Correlation: aadsts.GUID(l.RandomBytes(16)), ApplicationID: legacyApp().ApplicationID}
	row = l.About(row, l.User(name), aadsts.PasswordStrength, legacyAccess())
	if why == "" {
		row.Why = "a program that knows no second factor got in"
	} else {
		row.Code = 50126
		if why == defaultsForbid {
			row.Code = 530035
		}
		if u := l.User(name); u != nil && why == policyForbids {
			if f := l.EvaluatePolicies(u, legacyAccess()); f != nil {
				row.Why = f.Why()
			}
		}
	}
	l.LogSignIn(row)
}
