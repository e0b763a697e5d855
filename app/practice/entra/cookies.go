package entra

import (
	"encoding/hex"
	"net/http"

	"latchkey/app/practice/entra/aadsts"
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

// sessionRow is a browser that is signed in: what its next sign-in may rely on.
type sessionRow struct {
	Accounts []account `json:"accounts"`
	Keep     bool      `json:"keep,omitempty"` // stay signed in: outlives the browser
	Expires  int64     `json:"expires"`
}

type account struct {
	User string `json:"user"`
	At   int64  `json:"at"` // when the user proved who they are
	passed
}

// trustedRow is a browser in which a user asked not to be asked for the second
// factor again.
type trustedRow struct {
	User    string `json:"user"`
	Tenant  string `json:"tenant,omitempty"` // "" is home
	At      int64  `json:"at,omitempty"`     // when the second factor was passed
	Expires int64  `json:"expires"`
}

const (
	daySeconds     = 24 * 60 * 60
	sessionSeconds = daySeconds
	keepSeconds    = 90 * daySeconds
	trustSeconds   = 14 * daySeconds
)

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
func (s *Site) session(l *Locked, r *http.Request) (string, sessionRow) {
	key := hashed(cookieOf(r, s.cookie.session))
	row, ok := l.sessions.find(key)
	if !ok || row.Expires <= l.unix() {
		return "", sessionRow{}
	}
	return key, row
}

// signedIn adds a user to the browser's session under a new cookie, so that a
// cookie planted beforehand is worth nothing.
func (s *Site) signedIn(l *Locked, r *http.Request, a account, keep bool) *http.Cookie {
	old, row := s.session(l, r)
	fresh := sessionRow{Keep: keep || row.Keep}
	for _, other := range row.Accounts {
		if other.User != a.User {
			fresh.Accounts = append(fresh.Accounts, other)
			continue
		}
		if other.At >= l.oldest() { // what is too old doesn't become young again
			a.passed = a.passed.and(other.passed)
		}
	}
	fresh.Accounts = append([]account{a}, fresh.Accounts...)
	if old != "" {
		l.sessions.remove(old)
	}
	seconds := 0
	fresh.Expires = l.unix() + sessionSeconds
	if fresh.Keep {
		seconds, fresh.Expires = keepSeconds, l.unix()+keepSeconds
	}
	value := l.fresh(32)
	l.sessions.put(hashed(value), fresh)
	return newCookie(s.cookie.session, value, seconds)
}

// trusts says whether the browser has passed the user's second factor lately, in
// that tenant.
func (s *Site) trusts(l *Locked, r *http.Request, name string, t aadsts.Tenant) bool {
	row, ok := l.trusted.find(hashed(cookieOf(r, s.cookie.trusted)))
	return ok && row.User == name && aadsts.TenantOf(row.Tenant) == t && row.Expires > l.unix() &&
		l.unix() < row.At+int64(l.rememberDays())*daySeconds && row.At >= l.oldest() && len(l.user(name).methodsIn(t)) > 0
}

func (s *Site) trust(l *Locked, name string, t aadsts.Tenant) *http.Cookie {
	value := l.fresh(32)
	seconds := l.rememberDays() * daySeconds
	l.trusted.put(hashed(value), trustedRow{User: name, Tenant: t.ID, At: l.unix(), Expires: l.unix() + int64(seconds)})
	return newCookie(s.cookie.trusted, value, seconds)
}
