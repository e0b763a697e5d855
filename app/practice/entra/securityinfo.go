package entra

import (
	"net/http"
	"slices"

	"latchkey/app/practice/entra/aadsts"
)

// securityInfoPath is "My security info", where people look after their second factors.
const securityInfoPath = "/practice/securityinfo"

// SecurityInfoID is the application that the sign-in log names for it. It is part of the
// tenant: no list of registrations has it, and no program can use it.
const SecurityInfoID = "2f6a8d10-94c3-4e5b-b7f2-6d08a1c3e957"

func securityInfoApp() *App {
	return &App{ApplicationID: SecurityInfoID, Name: "My security info", Platform: PlatformPublic, Disabled: true}
}

// infoView is what the page shows.
type infoView struct {
	Methods []registered
	More    bool // there is something left to add
	Done    string
}

// registered is one method of the list.
type registered struct {
	Value, Text, Number string
	Default             bool
}

// serveSecurityInfo shows the page to who is signed in and has passed the second factor;
// everybody else signs in first.
func (s *Site) serveSecurityInfo(w http.ResponseWriter, r *http.Request) {
	p, bad := aadsts.ReadParams(r.URL.RawQuery, aadsts.LongestQuery)
	if bad == nil {
		bad = checkDestination(r)
	}
	if bad != nil {
		s.showRefusal(w, r, bad)
		return
	}
	again := p["prompt"] == "select_account"
	var out outcome
	known := false
	s.Under(func(l *Locked) {
		var a account
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

func infoRequest(r *http.Request) request {
	return request{Tenant: aadsts.ContosoID, Client: SecurityInfoID, Info: true, Correlation: aadsts.CorrelationOf(r)}
}

// whoseInfo is the account that this browser used last, when it may see its methods.
func (s *Site) whoseInfo(l *Locked, r *http.Request) (account, bool) {
	_, session := s.session(l, r)
	if len(session.Accounts) == 0 {
		return account{}, false
	}
	a, u := session.Accounts[0], l.user(session.Accounts[0].User)
	v := &visit{s: s, l: l, r: r, request: infoRequest(r)}
	if u == nil || !v.enough(a) || v.stale(a) || l.keepsOut(u, aadsts.Contoso, securityInfoApp(), WayBrowser) != nil {
		return account{}, false
	}
	return a, true
}

// infoPage is the page itself.
func (s *Site) infoPage(l *Locked, name, done, problem string) outcome {
	u := l.user(name)
	info := &infoView{Done: done}
	for i, m := range u.methodsIn(aadsts.Contoso) {
		row := registered{Value: m, Text: enrolTexts[m], Default: i == 0}
		switch m {
		case methodText, methodMobile:
			row.Number = u.MobilePhone
		case methodOffice:
			row.Number = u.OfficePhone
		}
		info.Methods = append(info.Methods, row)
	}
	v := &visit{s: s, l: l, request: request{Tenant: aadsts.ContosoID}, flow: flow{User: name}}
	info.More = len(v.offered()) > 0
	return outcome{page: "securityinfo", view: view{
		App: securityInfoApp().Name, Action: securityInfoPath, User: name, Display: u.display(), Problem: problem, Info: info,
	}}
}

// serveSecurityChange adds, removes or prefers a method.
func (s *Site) serveSecurityChange(w http.ResponseWriter, r *http.Request) {
	p, ok := s.posted(w, r)
	if !ok {
		return
	}
	var out outcome
	s.Under(func(l *Locked) {
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
func (s *Site) changeInfo(l *Locked, a account, p aadsts.Params, r *http.Request) outcome {
	u := l.user(a.User)
	switch {
	case p["user"] != u.name:
		return s.infoPage(l, u.name, "", "Another account is signed in now. Nothing was changed.")
	case len(u.methodsIn(aadsts.Contoso)) > 0 && !a.in(aadsts.Contoso):
		return s.proveFirst(l, a, r)
	case p["add"] != "":
		return s.addMethod(l, a, r)
	}
	person, done := u.Person.clone(), ""
	at := func(value string) int { return slices.Index(u.methodsIn(aadsts.Contoso), value) }
	switch {
	case at(p["remove"]) >= 0:
		i := at(p["remove"])
		person.Methods, done = slices.Delete(person.Methods, i, i+1), "Removed: "+enrolTexts[p["remove"]]
		l.endSecondFactors(u.name)
	case at(p["default"]) >= 0:
		i := at(p["default"])
		person.Methods, done = append([]string{p["default"]}, slices.Delete(person.Methods, i, i+1)...), "Asked for first from now on: "+enrolTexts[p["default"]]
	default:
		return s.infoPage(l, u.name, "", "That method isn't registered any more.")
	}
	l.changePerson(person)
	return s.infoPage(l, u.name, done, "")
}

// proveFirst asks for the second factor, also where the policies ask for none: who knows
// the password only must not take the methods away that are there.
func (s *Site) proveFirst(l *Locked, a account, r *http.Request) outcome {
	v := s.newVisit(l, infoRequest(r), r)
	v.start()
	out := v.stepUp(a)
	if _, goesOn := l.requests.find(v.id); !goesOn {
		return out
	}
	return outcome{location: "/" + aadsts.ContosoID + "/signin/" + v.id, cookies: v.cookies}
}

// addMethod begins an enrolment that comes back to the page.
func (s *Site) addMethod(l *Locked, a account, r *http.Request) outcome {
	v := s.newVisit(l, infoRequest(r), r)
	v.start()
	v.User, v.First, v.Second, v.Adding = a.User, true, a.in(aadsts.Contoso), true
	v.enrolTo(enrolRow{ID: aadsts.GUID(l.random(16)), User: a.User, Tenant: aadsts.Contoso.ID, Flow: v.id}, stepMethod, "")
	return outcome{location: "/" + aadsts.ContosoID + "/signin/" + v.id, cookies: v.cookies}
}

// toSecurityInfo ends a sign-in or an enrolment that was for the page, which then shows
// that account.
func (v *visit) toSecurityInfo(a account) outcome {
	if _, session := v.s.session(v.l, v.r); len(session.Accounts) > 0 && session.Accounts[0].User != a.User {
		v.cookies = append(v.cookies, v.s.signedIn(v.l, v.r, a, false))
	}
	return v.backToInfo()
}

func (v *visit) backToInfo() outcome {
	if v.id != "" {
		v.l.dropFlow(v.id)
	}
	return outcome{location: securityInfoPath, cookies: v.cookies}
}
