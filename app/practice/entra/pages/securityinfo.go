package pages

import (
	"net/http"
	"slices"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

// securityInfoPath is "My security info", where people look after their second factors.
const securityInfoPath = "/practice/securityinfo"

// infoView is what the page shows.
type infoView struct {
	Methods []registered
	More    bool // there is something left to add
	Done    string
	// Strongest says that the most secure method is asked for first, whatever the default is.
	Strongest bool
}

// registered is one method of the list.
type registered struct {
	Value, Text, Number string
	Default             bool
}

// serveSecurityInfo shows the page to somebody who is signed in and has passed the second factor;
// everybody else signs in first.
func (s *Site) serveSecurityInfo(w http.ResponseWriter, r *http.Request) {
	p, bad := aadsts.ReadParams(r.URL.RawQuery, aadsts.LongestQuery)
	if bad == nil {
		bad = checkDestination(r)
	}
	if bad != nil {
		s.ShowRefusal(w, r, bad)
		return
	}
	again := p["prompt"] == "select_account"
	var out outcome
	known := false
	s.Under(func(l *directory.Locked) {
		var a directory.Account
		if a, known = s.whoseInfo(l, r); known && !again {
			out = s.infoPage(l, a.User, "", "")
		}
	})
	if !known || again {
		prompt := ""
		if again {
			prompt = "select_account"
		}
		s.begin(infoRequest(r), aadsts.Params{"prompt": prompt}, r).write(s, w, r)
		return
	}
	out.write(s, w, r)
}

func infoRequest(r *http.Request) directory.AuthRequest {
	return directory.AuthRequest{Tenant: aadsts.ContosoID, Client: directory.SecurityInfoID, Info: true, Correlation: aadsts.CorrelationOf(r)}
}

// whoseInfo is the account that this browser used last, when it may see its methods.
func (s *Site) whoseInfo(l *directory.Locked, r *http.Request) (directory.Account, bool) {
	_, session := s.session(l, r)
	if len(session.Accounts) == 0 {
		return directory.Account{}, false
	}
	a, u := session.Accounts[0], l.User(session.Accounts[0].User)
	v := &visit{s: s, l: l, r: r, AuthRequest: infoRequest(r)}
	if u == nil || !v.enough(a) || v.stale(a) || l.CheckAccount(u, v.access()) != nil {
		return directory.Account{}, false
	}
	return a, true
}

// infoPage is the page itself.
func (s *Site) infoPage(l *directory.Locked, name, done, problem string) outcome {
	u := l.User(name)
	info := &infoView{Done: done, Strongest: !l.Policies().NoSystemPreferred}
	for i, m := range u.MethodsIn(aadsts.Contoso) {
		row := registered{Value: m, Text: enrolTexts[m], Default: i == 0}
		switch m {
		case directory.MethodText, directory.MethodMobile:
			row.Number = u.MobilePhone
		case directory.MethodOffice:
			row.Number = u.OfficePhone
		}
		info.Methods = append(info.Methods, row)
	}
	v := &visit{s: s, l: l, AuthRequest: directory.AuthRequest{Tenant: aadsts.ContosoID}, Flow: directory.Flow{User: name}}
	info.More = len(v.offered()) > 0
	return outcome{page: "securityinfo", view: view{
		App: directory.SecurityInfoApp().Name, Action: securityInfoPath, User: name, Display: u.Display(), Problem: problem, Info: info,
	}}
}

// serveSecurityChange adds, removes or prefers a method.
func (s *Site) serveSecurityChange(w http.ResponseWriter, r *http.Request) {
	p, ok := s.posted(w, r)
	if !ok {
		return
	}
	var out outcome
	s.Under(func(l *directory.Locked) {
		a, ok := s.whoseInfo(l, r)
		if !ok {
			out = outcome{location: securityInfoPath} // the session ended meanwhile
			return
		}
		out = s.changeInfo(l, a, p, r)
	})
	out.write(s, w, r)
}

// changeInfo does what was asked for. A form says which person its page was for: another
// account may have signed in since.
func (s *Site) changeInfo(l *directory.Locked, a directory.Account, p aadsts.Params, r *http.Request) outcome {
	u := l.User(a.User)
	switch {
	case p["user"] != u.Name:
		return s.infoPage(l, u.Name, "", "Another account is signed in now. Nothing was changed.")
	case len(u.MethodsIn(aadsts.Contoso)) > 0 && !a.In(aadsts.Contoso):
		return s.proveFirst(l, a, r)
	case p["add"] != "":
		return s.addMethod(l, a, r)
	}
	person, done := u.Person.Clone(), ""
	at := func(value string) int { return slices.Index(u.MethodsIn(aadsts.Contoso), value) }
	switch {
	case at(p["remove"]) >= 0:
		i := at(p["remove"])
		person.Methods, done = slices.Delete(person.Methods, i, i+1), "Removed: "+enrolTexts[p["remove"]]
		l.EndSecondFactors(u.Name)
	case at(p["default"]) >= 0:
		i := at(p["default"])
		person.Methods, done = append([]string{p["default"]}, slices.Delete(person.Methods, i, i+1)...), "Your default from now on: "+enrolTexts[p["default"]]
	default:
		return s.infoPage(l, u.Name, "", "That method isn't registered any more.")
	}
	l.ChangePerson(person)
	return s.infoPage(l, u.Name, done, "")
}

// proveFirst asks for the second factor, also where the policies ask for none: who knows
// the password only must not take the methods away that are there.
func (s *Site) proveFirst(l *directory.Locked, a directory.Account, r *http.Request) outcome {
	v := s.newVisit(l, infoRequest(r), r)
	v.start()
	out := v.stepUp(a)
	if _, goesOn := l.Requests.Find(v.id); !goesOn {
		return out
	}
	return outcome{location: "/" + aadsts.ContosoID + "/signin/" + v.id, cookies: v.cookies}
}

// addMethod begins an enrolment that comes back to the page.
func (s *Site) addMethod(l *directory.Locked, a directory.Account, r *http.Request) outcome {
	v := s.newVisit(l, infoRequest(r), r)
	v.start()
	v.User, v.First, v.Second, v.Adding = a.User, true, a.In(aadsts.Contoso), true
	v.enrolTo(directory.EnrolmentRow{ID: aadsts.GUID(l.RandomBytes(16)), User: a.User, Tenant: aadsts.Contoso.ID, Flow: v.id}, stepMethod, "")
	return outcome{location: "/" + aadsts.ContosoID + "/signin/" + v.id, cookies: v.cookies}
}

// toSecurityInfo ends a sign-in or an enrolment that was for the page, which then shows
// that account.
func (v *visit) toSecurityInfo(a directory.Account) outcome {
	if _, session := v.s.session(v.l, v.r); len(session.Accounts) > 0 && session.Accounts[0].User != a.User {
		v.signedIn(a, false)
	}
	return v.backToInfo()
}

func (v *visit) backToInfo() outcome {
	if v.id != "" {
		v.l.DropFlow(v.id)
	}
	return outcome{location: securityInfoPath, cookies: v.cookies}
}
