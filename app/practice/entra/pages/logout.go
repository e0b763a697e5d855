package pages

import (
	"net/http"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

// serveLogout ends the browser's session (OpenID Connect RP-Initiated Logout) and
// goes to post_logout_redirect_uri when that is a registered redirect URI of the
// application named by client_id, else shows a page.
func (s *Site) serveLogout(w http.ResponseWriter, r *http.Request) {
	p, bad := aadsts.ReadParams(r.URL.RawQuery, aadsts.LongestQuery)
	if bad == nil {
		bad = s.CheckTenant(r.PathValue("tenant"))
	}
	if bad != nil {
		s.ShowRefusal(w, r, bad)
		return
	}
	o := outcome{page: "signedout"}
	s.Under(func(l *directory.Locked) {
		key, row := s.session(l, r)
		for _, a := range row.Accounts {
			if u := l.User(a.User); u != nil {
				o.view.Accounts = append(o.view.Accounts, tile{u.Name, u.Display()})
			}
		}
		if key != "" {
			l.Sessions.Remove(key)
		}
	})
	o.cookies = []*http.Cookie{newCookie(s.cookie.session, "", -1)}
	if target := p["post_logout_redirect_uri"]; target != "" {
		if a := s.App(p["client_id"]); a != nil && a.AllowsRedirect(target) {
			q := directory.AuthRequest{Redirect: target, State: p["state"], Mode: "query"}
			o.location = target
			if q.State != "" {
				o.location += join(q) + answer{"state": q.State}.encode()
			}
		}
	}
	o.write(s, w, r)
}
