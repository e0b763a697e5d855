package pages

import (
	"strconv"
	"strings"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
	"latchkey/app/practice/entra/token"
)

// What the sign-in log says of browsers.

// reason says in the log why a second factor was asked for, or was not.
func (v *visit) reason(a directory.Account) string {
	return v.l.WithReports(v.proofOf(a), v.l.User(a.User), a.StrengthIn(v.factorTenant()), v.access())
}

func (v *visit) proofOf(a directory.Account) string {
	switch {
	case v.Second && v.Proved:
		return "the second factor was asked for and passed"
	case v.Second:
		return "this browser was remembered, so no second factor was asked for"
	case v.ByText && v.First && v.l.User(a.User).EmailSignIn:
		return "a code by e-mail stood for the password; nothing asks this person for a second factor"
	case v.ByText && v.First:
		return "a text message stood for the password; nothing asks this person for a second factor"
	case a.In(v.factorTenant()):
		return "the browser was signed in and had passed the second factor"
	case v.l.HasPutOffRegistration(v.l.User(a.User), v.TargetTenant()):
		return "registering a second factor was put off"
	}
	return "nothing asks this person for a second factor"
}

// log writes the end of a sign-in into the log.
func (v *visit) log(f *aadsts.Refusal, why string) {
	if v.logged {
		return
	}
	v.logged = true
	code := 0
	if f != nil {
		code = f.Code
	}
	v.l.LogSignIn(v.row(code, why))
}

// row is a row about the sign-in as far as it has come.
func (v *visit) row(code int, why string) directory.SignIn {
	row := v.l.SignInOf(v.AuthRequest, v.Flow, code, why)
	row.Address = token.AddressOf(v.r)
	if v.l.App(v.Client) == nil {
		return row
	}
	proof := aadsts.PasswordStrength
	switch {
	case v.Second && v.Strong:
		proof = aadsts.PhishingResistantStrength
	case v.Second:
		proof = aadsts.MFAStrength
	}
	return v.l.About(row, v.l.User(v.User), proof, v.access())
}

// logInterrupt notes what a sign-in was interrupted by, as Entra does. How it ends is
// another row.
func (v *visit) logInterrupt(code int, why string) {
	v.l.LogSignIn(v.row(code, why))
}

// logPage notes what a page refused by its number, such as a wrong password: each try is a
// row. typed is the user name where nobody is known yet.
func (v *visit) logPage(out outcome, typed string) {
	code, text, ok := codeAndText(out.view.Problem)
	if !ok || v.logged {
		return
	}
	row := v.row(code, text)
	if row.User == "" && strings.Contains(typed, "@") { // else it may be a password in the wrong field
		row.User = aadsts.Show(aadsts.NormalName(typed))
	}
	v.l.LogSignIn(row)
}

// codeAndText takes a problem of a page apart: "AADSTS50126: Your ...".
func codeAndText(problem string) (code int, text string, ok bool) {
	number, text, _ := strings.Cut(problem, ": ")
	number, ok = strings.CutPrefix(number, "AADSTS")
	code, err := strconv.Atoi(number)
	return code, text, ok && err == nil
}
