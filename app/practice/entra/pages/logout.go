package pages

import (
	"maps"
	"net/http"
	"slices"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

// signOut is a request to the end session endpoint (OpenID Connect RP-Initiated Logout, and
// "Send a sign-out request" of Microsoft's "OpenID Connect"; both GET and POST).
type signOut struct {
	p aadsts.Params
	// client is the application that the request names, by client_id or id_token_hint; ""
	// when it names none, as those of MSAL.js do.
	client string
	user   *directory.Principal // whom it names; nil when it names nobody
}

func (s *Site) readSignOut(w http.ResponseWriter, r *http.Request) (q signOut, bad *aadsts.Refusal) {
	if r.Method == http.MethodPost {
		q.p, bad = aadsts.ReadBody(w, r)
	} else {
		q.p, bad = aadsts.ReadParams(r.URL.RawQuery, aadsts.LongestQuery)
	}
	if bad == nil {
		bad = s.CheckTenant(r.PathValue("tenant"))
	}
	if bad != nil {
		return q, bad
	}
	if q.p["id_token_hint"] != "" {
		q.user, q.client = s.issuer.HintedBy(q.p["id_token_hint"])
	}
	if q.p["client_id"] != "" {
		q.client = q.p["client_id"]
	}
	// The claim login_hint, and no user name: the document says so.
	if hint := q.p["logout_hint"]; hint != "" {
		q.user = s.PrincipalByLoginHint(hint)
	}
	return q, nil
}

// serveLogout signs out whom the request names, or the only one who is signed in; with
// several it asks. Then the browser goes to post_logout_redirect_uri when that is a redirect
// URI of the application that asks, or of one that the session was for; else it stays on a page.
func (s *Site) serveLogout(w http.ResponseWriter, r *http.Request) {
	q, bad := s.readSignOut(w, r)
	if bad != nil {
		s.ShowRefusal(w, r, bad)
		return
	}
	var o outcome
	s.Under(func(l *directory.Locked) {
		key, row := s.session(l, r)
		gone := q.chosen(row)
		if len(gone) == 0 && len(row.Accounts) > 1 {
			o = s.askWhomToSignOut(l, r, row, q.p)
			return
		}
		o = s.signedOut(l, r, key, row, gone)
		target := s.afterSignOut(q, gone)
		if o.view.Frames = s.toldOfSignOut(gone); len(o.view.Frames) > 0 {
			o.view.Redirect = target
		} else {
			o.location = target
		}
	})
	o.write(s, w, r)
}

// chosen are the accounts of a session that a request signs out: nobody when a person has to
// choose.
func (q signOut) chosen(row directory.SessionRow) []directory.Account {
	if q.user == nil && len(row.Accounts) == 1 {
		return row.Accounts
	}
	var list []directory.Account
	for _, a := range row.Accounts {
		if q.user != nil && a.User == q.user.Name {
			list = append(list, a)
		}
	}
	return list
}

// signedOut ends the session for some of its accounts.
func (s *Site) signedOut(l *directory.Locked, r *http.Request, key string, row directory.SessionRow, gone []directory.Account) outcome {
	o := outcome{page: "signedout"}
	rest := slices.Clone(row.Accounts)
	for _, a := range gone {
		if u := l.User(a.User); u != nil {
			o.view.Accounts = append(o.view.Accounts, tile{User: u.Name, Display: u.Display()})
		}
		rest = slices.DeleteFunc(rest, func(other directory.Account) bool { return other.User == a.User })
	}
	switch {
	case len(rest) > 0 && len(gone) > 0:
		row.Accounts = rest
		l.Sessions.Put(key, row)
	case len(rest) == 0:
		if key != "" {
			l.Sessions.Remove(key)
		}
		o.cookies = s.cookiesOf(r).dropSession()
	}
	return o
}

// toldOfSignOut are the addresses of the programs that the accounts were signed in to, which are
// opened in frames (OpenID Connect Front-Channel Logout). Entra sends the session's id and,
// unlike that document, no issuer (nginxinc/nginx-openid-connect issue 117).
func (s *Site) toldOfSignOut(gone []directory.Account) []string {
	var list []string
	for _, account := range gone {
		for _, client := range account.Clients {
			if a := s.App(client); a != nil && a.LogoutURL != "" {
				list = append(list, a.LogoutURL+join(directory.AuthRequest{Redirect: a.LogoutURL})+answer{"sid": account.Session}.encode())
			}
		}
	}
	return list
}

// askWhomToSignOut is the page "Pick an account". It asks the same again, with the hint.
func (s *Site) askWhomToSignOut(l *directory.Locked, r *http.Request, row directory.SessionRow, p aadsts.Params) outcome {
	o := outcome{page: "signout"}
	if target := p["post_logout_redirect_uri"]; s.isRegistered(target, s.everyClient()) {
		o.source = directory.FormSource(target)
	}
	o.view.Action, o.view.Fields = r.URL.Path, answer{}
	maps.Copy(o.view.Fields, p)
	delete(o.view.Fields, "logout_hint")
	delete(o.view.Fields, "id_token_hint")
	for _, a := range row.Accounts {
		if u := l.User(a.User); u != nil {
			o.view.Accounts = append(o.view.Accounts, tile{User: u.Name, Display: u.Display(), Hint: l.LoginHint(u)})
		}
	}
	return o
}

// afterSignOut is where the browser goes on, with the request's state, or "". Without a
// client and a session, any registration's address will do (from memory).
func (s *Site) afterSignOut(q signOut, gone []directory.Account) string {
	target := q.p["post_logout_redirect_uri"]
	if target == "" {
		return ""
	}
	var clients []string
	for _, a := range gone {
		clients = append(clients, a.Clients...)
	}
	if q.client != "" {
		clients = []string{q.client}
	}
	if clients == nil {
		clients = s.everyClient()
	}
	if !s.isRegistered(target, clients) {
		return ""
	}
	back := directory.AuthRequest{Redirect: target, Mode: "query"}
	if q.p["state"] != "" {
		target += join(back) + answer{"state": q.p["state"]}.encode()
	}
	return target
}

func (s *Site) everyClient() []string {
	var list []string
	for _, a := range s.Registered() {
		list = append(list, a.ApplicationID)
	}
	return list
}

// isRegistered says whether an address is a redirect URI of one of some registrations.
func (s *Site) isRegistered(address string, clients []string) bool {
	return slices.ContainsFunc(clients, func(id string) bool {
		a := s.App(id)
		return a != nil && a.AllowsRedirect(address)
	})
}
