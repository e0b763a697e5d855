package entra

import (
	"slices"
	"strconv"
	"strings"

	"latchkey/app/practice/entra/aadsts"
)

// What the sign-in log says of browsers.

// reason says in the log why a second factor was asked for, or was not.
func (v *visit) reason(a account) string {
	switch {
	case v.Second && v.Proved:
		return "the second factor was asked for and passed"
	case v.Second:
		return "this browser was remembered, so no second factor was asked for"
	case a.in(v.tenant()):
		return "the browser was signed in and had passed the second factor"
	case v.s.putOff(v.s.user(a.User), v.tenant()):
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
	row := v.logRow(0, why)
	if f != nil {
		row.Code = f.Code
	}
	v.s.logSignIn(row)
}

func (v *visit) logRow(code int, why string) SignIn {
	return SignIn{
		User: v.User, Application: v.s.appName(v.Client), Tenant: v.tenant().Domain, Way: v.way(),
		Asked: slices.Clone(v.Asked), Code: code, Why: why, Correlation: v.Correlation,
	}
}

// logInterrupt notes what a sign-in was interrupted by, as Entra does. How it ends is
// another row.
func (v *visit) logInterrupt(code int, why string) { v.s.logSignIn(v.logRow(code, why)) }

// logPage notes what a page refused by its number, such as a wrong password: each try is a
// row. typed is the user name where nobody is known yet.
func (v *visit) logPage(out outcome, typed string) {
	code, text, ok := codeAndText(out.view.Problem)
	if !ok || v.logged {
		return
	}
	row := v.logRow(code, text)
	if row.User == "" && strings.Contains(typed, "@") { // else it may be a password in the wrong field
		row.User = aadsts.Show(aadsts.NormalName(typed))
	}
	v.s.logSignIn(row)
}

// codeAndText takes a problem of a page apart: "AADSTS50126: Your ...".
func codeAndText(problem string) (code int, text string, ok bool) {
	number, text, _ := strings.Cut(problem, ": ")
	number, ok = strings.CutPrefix(number, "AADSTS")
	code, err := strconv.Atoi(number)
	return code, text, ok && err == nil
}

// logDenied notes the sign-in that put a question on a phone which was answered, but not
// with an approval. It does so when the phone answers: the browser may have gone away. The
// lock is held.
func (s *Server) logDenied(question string) {
	for id, f := range s.data.flows.rows {
		if f.Prompt != question && f.Message != question || !slices.Contains([]string{stepPush, stepKey, stepCall}, f.Step) {
			continue
		}
		v := &visit{s: s, request: s.data.requests.rows[id], flow: f, id: id}
		v.log(v.denied(), v.denied().Text)
	}
}
