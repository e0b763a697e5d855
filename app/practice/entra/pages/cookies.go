package pages

import (
	"encoding/hex"
	"net/http"
	"slices"
	"strings"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

// cookies is how one door names and marks its cookies. Over plain HTTP they carry a few
// letters of this installation, because cookies take no notice of ports: two practice
// tenants on one machine must not share theirs, and the front channels of one tenant must.
//
// Over TLS those of the session have Entra's names, for which scripts look, and all are sent
// across sites, as Entra's are: a page in a hidden frame, and one that posts its request,
// are known by them.
type cookies struct {
	browser, trusted, keep string
	// session ends with the browser; persistent is beside it where the person stays signed
	// in. They are the same where a door has one for both.
	session, persistent string
	acrossSites         bool
}

func cookiesOverHTTP(id []byte) cookies {
	tail := "_" + hex.EncodeToString(id)
	return cookies{
		browser: "practice_browser" + tail, trusted: "practice_trusted" + tail, keep: "practice_kmsi" + tail,
		session: "practice_session" + tail, persistent: "practice_session" + tail,
	}
}

func cookiesOverTLS(id []byte) cookies {
	c := cookiesOverHTTP(id)
	c.session, c.persistent, c.acrossSites = "ESTSAUTH", "ESTSAUTHPERSISTENT", true
	return c
}

// cookiesOf are those of the door that a request came by.
func (s *Site) cookiesOf(r *http.Request) cookies {
	if overTLS(r) {
		return s.secure
	}
	return s.plain
}

func overTLS(r *http.Request) bool {
	return strings.HasPrefix(directory.BasesOf(r.Context(), r.Host).Front, "https://")
}

// make is a cookie for the whole of the door. seconds 0 ends with the browser.
func (c cookies) make(name, value string, seconds int) *http.Cookie {
	made := &http.Cookie{Name: name, Value: value, Path: "/", MaxAge: seconds, HttpOnly: true, SameSite: http.SameSiteLaxMode}
	if c.acrossSites {
		made.Secure, made.SameSite = true, http.SameSiteNoneMode
	}
	return made
}

// makeSession are the cookies of a session that ends with the browser, or is kept.
func (c cookies) makeSession(value string, keep bool) []*http.Cookie {
	switch {
	case !keep:
		return []*http.Cookie{c.make(c.session, value, 0)}
	case c.session == c.persistent:
		return []*http.Cookie{c.make(c.persistent, value, directory.KeepSeconds)}
	}
	return []*http.Cookie{c.make(c.session, value, 0), c.make(c.persistent, value, directory.KeepSeconds)}
}

// dropSession takes the cookies of a session away.
func (c cookies) dropSession() []*http.Cookie {
	dropped := []*http.Cookie{c.make(c.session, "", -1)}
	if c.session != c.persistent {
		dropped = append(dropped, c.make(c.persistent, "", -1))
	}
	return dropped
}

func cookieOf(r *http.Request, name string) string {
	c, err := r.Cookie(name)
	if err != nil || len(c.Value) > 100 {
		return ""
	}
	return c.Value
}

// session is the live session of a request's cookie.
func (s *Site) session(l *directory.Locked, r *http.Request) (string, directory.SessionRow) {
	c := s.cookiesOf(r)
	for _, name := range []string{c.session, c.persistent} {
		key := directory.Hash(cookieOf(r, name))
		if row, ok := l.Sessions.Find(key); ok && row.Expires > l.Unix() {
			row.Accounts = slices.DeleteFunc(slices.Clone(row.Accounts), func(a directory.Account) bool { return a.Until != 0 && a.Until <= l.Unix() })
			return key, row
		}
	}
	return "", directory.SessionRow{}
}

// signedIn adds a user to the browser's session under a new cookie, so that a
// cookie planted beforehand is worth nothing.
func (v *visit) signedIn(a directory.Account, keep bool) directory.Account {
	old, row := v.s.session(v.l, v.r)
	fresh := directory.SessionRow{Keep: keep || row.Keep}
	for _, other := range row.Accounts {
		if other.User != a.User {
			fresh.Accounts = append(fresh.Accounts, other)
			continue
		}
		if other.At >= v.l.OldestProof() { // what is too old doesn't become young again
			a.Passed = a.Passed.And(other.Passed)
		}
		a.Session, a.Clients = other.Session, other.Clients
	}
	if a.Session == "" {
		a.Session = aadsts.GUID(v.l.RandomBytes(16))
	}
	fresh.Accounts = append([]directory.Account{a}, fresh.Accounts...)
	if old != "" {
		v.l.Sessions.Remove(old)
	}
	fresh.Expires = v.l.Unix() + directory.SessionSeconds
	if fresh.Keep {
		fresh.Expires = v.l.Unix() + directory.KeepSeconds
	}
	value := v.l.RandomToken(32)
	v.session = directory.Hash(value)
	v.l.Sessions.Put(v.session, fresh)
	v.cookies = append(v.cookies, v.s.cookiesOf(v.r).makeSession(value, fresh.Keep)...)
	return a
}

// signedInTo notes that the account of this browser is now signed in to the program, which
// is told when the person signs out.
func (v *visit) signedInTo(user string) {
	key := v.session
	if key == "" {
		key, _ = v.s.session(v.l, v.r)
	}
	row, ok := v.l.Sessions.Find(key)
	if ok && row.AddClient(user, v.Client) {
		v.l.Sessions.Put(key, row)
	}
}

// trusts says whether the browser has passed the user's second factor lately, in
// that tenant.
func (s *Site) trusts(l *directory.Locked, r *http.Request, name string, t aadsts.Tenant) bool {
	row, ok := l.Trusted.Find(directory.Hash(cookieOf(r, s.cookiesOf(r).trusted)))
	return ok && row.User == name && aadsts.TenantOf(row.Tenant) == t && row.Expires > l.Unix() &&
		l.Unix() < row.At+int64(l.RememberDays())*directory.DaySeconds && row.At >= l.OldestProof() && len(l.User(name).MethodsIn(t)) > 0
}

func (s *Site) trust(l *directory.Locked, r *http.Request, name string, t aadsts.Tenant) *http.Cookie {
	value := l.RandomToken(32)
	seconds := l.RememberDays() * directory.DaySeconds
	l.Trusted.Put(directory.Hash(value), directory.TrustedRow{User: name, Tenant: t.ID, At: l.Unix(), Expires: l.Unix() + int64(seconds)})
	c := s.cookiesOf(r)
	return c.make(c.trusted, value, seconds)
}
