package entra

import (
	"net/http"

	"latchkey/app/practice/entra/aadsts"
)

// serveLogout ends the browser's session (OpenID Connect RP-Initiated Logout) and
// goes to post_logout_redirect_uri when that is a registered redirect URI of the
// application named by client_id, else shows a page.
func (s *Site) serveLogout(w http.ResponseWriter, r *http.Request) {
	p, bad := aadsts.ReadParams(r.URL.RawQuery, aadsts.LongestQuery)
	if bad == nil {
		bad = s.checkTenant(r.PathValue("tenant"))
	}
	if bad != nil {
		s.showRefusal(w, r, bad)
		return
	}
	o := outcome{page: "signedout"}
	s.Under(func(l *Locked) {
		key, row := s.session(l, r)
		for _, a := range row.Accounts {
			if u := l.user(a.User); u != nil {
				o.view.Accounts = append(o.view.Accounts, tile{u.name, u.display()})
			}
		}
		if key != "" {
			l.sessions.remove(key)
		}
	})
	o.cookies = []*http.Cookie{newCookie(s.cookie.session, "", -1)}
	if target := p["post_logout_redirect_uri"]; target != "" {
		if a := s.app(p["client_id"]); a != nil && a.allows(target) {
			q := request{Redirect: target, State: p["state"], Mode: "query"}
			o.location = target
			if q.State != "" {
				o.location += join(q) + answer{"state": q.State}.encode()
			}
		}
	}
	o.write(s, w, r)
}
