package entra

import (
	"crypto/hmac"
	"crypto/sha256"
	"slices"
	"strings"

	"latchkey/app/practice/entra/aadsts"
)

// user is a person as the sign-ins see them. A value never changes: a change of the
// person makes another one.
type user struct {
	Person
	name     string // user principal name in lower case
	oid      string
	guestOID string // the object in Fabrikam; those in other tenants follow from it
	totp     string // base32 secret
	away     string // the one that was registered in another tenant, for all of these; if any
}

// memberOf says whether the user may sign in to a tenant.
func (u *user) memberOf(t aadsts.Tenant) bool {
	return t == aadsts.Contoso || u.GuestIn == t.Domain || u.GuestIn == everyTenant
}

// has says whether the user has a method anywhere.
func (u *user) has(method string) bool {
	return slices.Contains(u.Methods, method) || slices.Contains(u.GuestMethods, method)
}

// methodsIn are the second factors that are registered in a tenant: those of home don't
// count elsewhere.
func (u *user) methodsIn(t aadsts.Tenant) []string {
	switch {
	case t != aadsts.Contoso:
		return u.GuestMethods
	case u.RegisterAgain:
		return nil // what there was counts no more
	}
	return u.Methods
}

// oidIn is the user's object in a tenant: a guest has one of its own there.
func (u *user) oidIn(t aadsts.Tenant) string {
	switch t {
	case aadsts.Contoso:
		return u.oid
	case aadsts.Fabrikam:
		return u.guestOID
	}
	sum := sha256.Sum256([]byte(u.guestOID + " " + t.ID))
	return aadsts.GUID(sum[:16])
}

// upnIn is the user principal name in a tenant; guests have the long form there.
func (u *user) upnIn(t aadsts.Tenant) string {
	if t == aadsts.Contoso {
		return u.name
	}
	return strings.ReplaceAll(u.name, "@", "_") + "#EXT#@" + t.Domain
}

// userRow is what changes.
type userRow struct {
	Failures    int   `json:"failures,omitempty"`    // wrong passwords in a row
	CodeMisses  int   `json:"codeMisses,omitempty"`  // wrong codes in a row
	LockedUntil int64 `json:"lockedUntil,omitempty"` // Unix seconds
	CodeStep    int64 `json:"codeStep,omitempty"`    // time step of the last code used
	// Secrets are the one-time secrets that were registered: at home under its id, in the
	// other tenants, which share one as they share GuestMethods, under "*". Fabrikam's id
	// is where an earlier version put the latter.
	Secrets map[string]string `json:"secrets,omitempty"`
	// EnrolAsked is when the person was first asked to register and could put it off, and
	// EnrolSkipped that they did.
	EnrolAsked   int64 `json:"enrolAsked,omitempty"`
	EnrolSkipped bool  `json:"enrolSkipped,omitempty"`
	// PasswordMAC is of the password that the user chose; nil while it is the first one.
	PasswordMAC []byte `json:"passwordMac,omitempty"`
}

// passwordFits compares a password with the one that was set last.
func (l *Locked) passwordFits(u *user, typed string) bool {
	want := l.users.rows[u.name].PasswordMAC
	if want == nil {
		want = l.passwordMAC(u.name, l.passwordOf(u))
	}
	return hmac.Equal(want, l.passwordMAC(u.name, typed))
}

func (s *open) passwordMAC(name, password string) []byte { return s.mac("password", name, password) }

// passwordOf is the password that an administrator gave, or the derived one.
func (s *open) passwordOf(u *user) string {
	if u.Password != "" {
		return u.Password
	}
	return s.password(u.name)
}

// Wrong passwords and codes in a row lock the account for a minute, as Entra's
// smart lock-out does after ten; a code has only a million values, so fewer.
const (
	mostFailures   = 10
	mostCodeMisses = 5
	lockSeconds    = 60
)

func (l *Locked) locked(name string) bool {
	u := l.user(name)
	return u != nil && u.Locked || l.users.rows[name].LockedUntil > l.unix()
}

// lockedOut is what the page says to somebody whose account is locked.
func (s *Site) lockedOut(name string) string {
	if u := s.user(name); u != nil && u.Locked {
		return lockedForGood
	}
	return lockedOut
}

const lockedForGood = "AADSTS50053: Your account is locked. Ask your administrator to unlock it."

// missed counts a wrong password or code; it reports whether the account is
// locked now.
func (l *Locked) missed(name string, code bool) bool {
	row := l.users.rows[name]
	if code {
		row.CodeMisses++
	} else {
		row.Failures++
	}
	lock := row.Failures >= mostFailures || row.CodeMisses >= mostCodeMisses
	if lock {
		row.Failures, row.CodeMisses = 0, 0
		row.LockedUntil = l.unix() + lockSeconds
	}
	l.users.put(name, row)
	if lock {
		l.alarm("locked-out", name)
		l.bump()
	}
	return lock
}

// forgive forgets the wrong passwords before a right one.
func (l *Locked) forgive(name string) {
	if row := l.users.rows[name]; row.Failures > 0 {
		row.Failures = 0
		l.users.put(name, row)
	}
}
