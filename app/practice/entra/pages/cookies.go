package pages

import (
	"encoding/hex"
	"net/http"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

// cookieNames carry a few letters of this installation, because cookies take no
// notice of ports: two practice tenants on one machine must not share theirs, and
// the front channels of one tenant must.
type cookieNames struct {
	browser, session, trusted, keep string
}

func namesOfCookies(id []byte) cookieNames {
	tail := "_" + hex.EncodeToString(id)
	return cookieNames{"practice_browser" + tail, "practice_session" + tail, "practice_trusted" + tail, "practice_kmsi" + tail}
}

func cookieOf(r *http.Request, name string) string {
	c, err := r.Cookie(name)
	if err != nil || len(c.Value) > 100 {
		return ""
	}
	return c.Value
}

// newCookie is for the whole of the front channel. It can't be Secure: the front
// channel is http on a loopback address. seconds 0 ends with the browser.
func newCookie(name, value string, seconds int) *http.Cookie {
	return &http.Cookie{Name: name, Value: value, Path: "/", MaxAge: seconds, HttpOnly: true, SameSite: http.SameSiteLaxMode}
}

// session is the live session of a request's cookie.
func (s *Site) session(l *directory.Locked, r *http.Request) (string, directory.SessionRow) {
	key := directory.Hash(cookieOf(r, s.cookie.session))
	row, ok := l.Sessions.Find(key)
	if !ok || row.Expires <= l.Unix() {
		return "", directory.SessionRow{}
	}
	return key, row
}

// signedIn adds a user to the browser's session under a new cookie, so that a
// cookie planted beforehand is worth nothing.
func (s *Site) signedIn(l *directory.Locked, r *http.Request, a directory.Account, keep bool) *http.Cookie {
	old, row := s.session(l, r)
	fresh := directory.SessionRow{Keep: keep || row.Keep}
	for _, other := range row.Accounts {
		if other.User != a.User {
			fresh.Accounts = append(fresh.Accounts, other)
			continue
		}
		if other.At >= l.OldestProof() { // what is too old doesn't become young again
			a.Passed = a.Passed.And(other.Passed)
		}
	}
	fresh.Accounts = append([]directory.Account{a}, fresh.Accounts...)
	if old != "" {
		l.Sessions.Remove(old)
	}
	seconds := 0
	fresh.Expires = l.Unix() + directory.SessionSeconds
	if fresh.Keep {
		seconds, fresh.Expires = directory.KeepSeconds, l.Unix()+directory.KeepSeconds
	}
	value := l.RandomToken(32)
	l.Sessions.Put(directory.Hash(value), fresh)
	return newCookie(s.cookie.session, value, seconds)
}

// trusts says whether the browser has passed the user's second factor lately, in
// that tenant.
func (s *Site) trusts(l *directory.Locked, r *http.Request, name string, t aadsts.Tenant) bool {
	row, ok := l.Trusted.Find(directory.Hash(cookieOf(r, s.cookie.trusted)))
	return ok && row.User == name && aadsts.TenantOf(row.Tenant) == t && row.Expires > l.Unix() &&
		l.Unix() < row.At+int64(l.RememberDays())*directory.DaySeconds && row.At >= l.OldestProof() && len(l.User(name).MethodsIn(t)) > 0
}

func (s *Site) trust(l *directory.Locked, name string, t aadsts.Tenant) *http.Cookie {
	value := l.RandomToken(32)
	seconds := l.RememberDays() * directory.DaySeconds
	l.Trusted.Put(directory.Hash(value), directory.TrustedRow{User: name, Tenant: t.ID, At: l.Unix(), Expires: l.Unix() + int64(seconds)})
	return newCookie(s.cookie.trusted, value, seconds)
}
