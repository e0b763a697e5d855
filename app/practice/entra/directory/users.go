package directory

import (
	"crypto/hmac"
	"crypto/sha256"
	"slices"
	"strings"
	"time"

	"latchkey/app/practice/entra/aadsts"
)

// Users lists the users, in a fixed order.
func (s *Store) Users() []User {
	l := s.Lock()
	defer l.Unlock()
	list := make([]User, 0, len(l.dir().users))
	for _, u := range l.dir().users {
		v := User{
			UserPrincipalName: u.Name, DisplayName: u.Display(), Password: l.passwordOf(u),
			Methods: slices.Clone(u.Methods),
		}
		if l.Users.Row(u.Name).PasswordMAC != nil {
			v.Password = "" // the person chose another one
		}
		if v.Methods == nil {
			v.Methods = []string{}
		}
		if u.Has(MethodCode) {
			v.TOTPSecret = u.TOTPSecret
		}
		v.UserState = l.stateOf(u)
		v.GuestIn, v.GuestMethods = u.GuestIn, slices.Clone(u.GuestMethods)
		if st := l.Users.Row(u.Name); st.LockedUntil > l.Unix() {
			v.LockedUntil = time.Unix(st.LockedUntil, 0).UTC().Format(time.RFC3339)
		}
		list = append(list, v)
	}
	return list
}

// ChangePassword keeps a password that the person chose. Whoever signed in with the old
// one has to sign in again; only the sign-in goesOn goes on.
func (l *Locked) ChangePassword(u *Principal, password, goesOn string) {
	row := l.Users.Row(u.Name)
	row.PasswordMAC = l.passwordMAC(u.Name, password)
	l.Users.Put(u.Name, row)
	l.revoke(u.Name, goesOn)
	if p := u.Person.Clone(); p.PasswordExpired {
		p.PasswordExpired = false
		l.ChangePerson(p)
	}
	l.NotifyChange()
}

// resetPassword lets the password that an administrator keeps count again. The lock is
// held.
func (l *Locked) resetPassword(name string) {
	if row := l.Users.Row(name); row.PasswordMAC != nil {
		row.PasswordMAC = nil
		l.Users.Put(name, row)
	}
	l.revoke(name, "")
}

// User is a practice user as the person at the keyboard needs to know them.
type User struct {
	UserPrincipalName string   `json:"userPrincipalName"`
	DisplayName       string   `json:"displayName"`
	Password          string   `json:"password"`
	TOTPSecret        string   `json:"totpSecret"` // base32, "" without one
	Methods           []string `json:"methods"`    // PhoneAppNotification, OneWaySMS ...; empty without MFA
	LockedUntil       string   `json:"lockedUntil,omitempty"`
	// GuestIn is the domain of the other tenant where the user is a guest, or "*" for
	// every other tenant, and GuestMethods are what is registered and demanded there.
	GuestIn      string   `json:"guestIn,omitempty"`
	GuestMethods []string `json:"guestMethods,omitempty"`
	UserState
}

// ClearCodeFailures forgets the wrong codes before a right one.
func (l *Locked) ClearCodeFailures(name string) {
	if row := l.Users.Row(name); row.CodeMisses > 0 {
		row.CodeMisses = 0
		l.Users.Put(name, row)
	}
}

// Principal is a person as the sign-ins see them. A value never changes: a change of the
// person makes another one.
type Principal struct {
	Person
	Name          string // user principal name in lower case
	ObjectID      string
	guestObjectID string // the object in Fabrikam; those in other tenants follow from it
	TOTPSecret    string // base32 secret
	AwaySecret    string // the one that was registered in another tenant, for all of these; if any
}

// MemberOf says whether the user may sign in to a tenant.
func (u *Principal) MemberOf(t aadsts.Tenant) bool {
	return t == aadsts.Contoso || u.GuestIn == t.Domain || u.GuestIn == EveryTenant
}

// Has says whether the user has a method anywhere.
func (u *Principal) Has(method string) bool {
	return slices.Contains(u.Methods, method) || slices.Contains(u.GuestMethods, method)
}

// MethodsIn are the second factors that are registered in a tenant: those of home don't
// count elsewhere.
func (u *Principal) MethodsIn(t aadsts.Tenant) []string {
	switch {
	case t != aadsts.Contoso:
		return u.GuestMethods
	case u.RegisterAgain:
		return nil // what there was counts no more
	}
	return u.Methods
}

// ObjectIDIn is the user's object in a tenant: a guest has one of its own there.
func (u *Principal) ObjectIDIn(t aadsts.Tenant) string {
	switch t {
	case aadsts.Contoso:
		return u.ObjectID
	case aadsts.Fabrikam:
		return u.guestObjectID
	}
	sum := sha256.Sum256([]byte(u.guestObjectID + " " + t.ID))
	return aadsts.GUID(sum[:16])
}

// UPNIn is the user principal name in a tenant; guests have the long form there.
func (u *Principal) UPNIn(t aadsts.Tenant) string {
	if t == aadsts.Contoso {
		return u.Name
	}
	return strings.ReplaceAll(u.Name, "@", "_") + "#EXT#@" + t.Domain
}

// UserRow is what changes.
type UserRow struct {
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

// PasswordMatches compares a password with the one that was set last.
func (l *Locked) PasswordMatches(u *Principal, typed string) bool {
	want := l.Users.rows[u.Name].PasswordMAC
	if want == nil {
		want = l.passwordMAC(u.Name, l.passwordOf(u))
	}
	return hmac.Equal(want, l.passwordMAC(u.Name, typed))
}

func (s *shared) passwordMAC(name, password string) []byte { return s.MAC("password", name, password) }

// passwordOf is the password that an administrator gave, or the derived one.
func (s *shared) passwordOf(u *Principal) string {
	if u.Password != "" {
		return u.Password
	}
	return s.password(u.Name)
}

// Wrong passwords and codes in a row lock the account for a minute, as Entra's
// smart lock-out does after ten; a code has only a million values, so fewer.
const (
	mostFailures   = 10
	MostCodeMisses = 5
	LockSeconds    = 60
)

// IsLockedOut says whether an account is locked, for a while or for good.
func (l *Locked) IsLockedOut(name string) bool {
	u := l.User(name)
	return u != nil && u.Locked || l.Users.rows[name].LockedUntil > l.Unix()
}

// CountFailure counts a wrong password or code; it reports whether the account is
// locked now.
func (l *Locked) CountFailure(name string, code bool) bool {
	row := l.Users.rows[name]
	if code {
		row.CodeMisses++
	} else {
		row.Failures++
	}
	lock := row.Failures >= mostFailures || row.CodeMisses >= MostCodeMisses
	if lock {
		row.Failures, row.CodeMisses = 0, 0
		row.LockedUntil = l.Unix() + LockSeconds
	}
	l.Users.Put(name, row)
	if lock {
		l.RaiseAlarm("locked-out", name)
		l.NotifyChange()
	}
	return lock
}

// ClearPasswordFailures forgets the wrong passwords before a right one.
func (l *Locked) ClearPasswordFailures(name string) {
	if row := l.Users.rows[name]; row.Failures > 0 {
		row.Failures = 0
		l.Users.Put(name, row)
	}
}

// UserState is what is registered for a user and what keeps them out.
type UserState struct {
	MobilePhone     string `json:"mobilePhone,omitempty"`
	OfficePhone     string `json:"officePhone,omitempty"`
	MFA             string `json:"mfa,omitempty"` // "", "disabled", "enabled" or "enforced"
	Administrator   bool   `json:"administrator,omitempty"`
	RegisterAgain   bool   `json:"registerAgain,omitempty"`
	Disabled        bool   `json:"disabled,omitempty"`
	Locked          bool   `json:"locked,omitempty"` // for good; LockedUntil is for a while
	PasswordExpired bool   `json:"passwordExpired,omitempty"`
	Blocked         bool   `json:"blocked,omitempty"` // from second factors, after a report of fraud
	Risky           bool   `json:"risky,omitempty"`
	Consent         string `json:"consent,omitempty"`
	Personal        bool   `json:"personal,omitempty"`  // a personal account has the same name
	PassUntil       string `json:"passUntil,omitempty"` // RFC 3339: they have a Temporary Access Pass
}

// Special says in words what is special about a user, what keeps them out first:
// "blocked", "disabled", "locked", "locked-out", "password-expired", "risky",
// "must-register", "register-again", "asked-for-consent", "needs-approval", "pass",
// "administrator", "guest", "personal".
func (u User) Special() []string {
	special := []string{}
	for _, s := range []struct {
		is   bool
		word string
	}{
		{u.Blocked, "blocked"}, {u.Disabled, "disabled"}, {u.Locked, "locked"}, {u.LockedUntil != "", "locked-out"},
		{u.PasswordExpired, "password-expired"}, {u.Risky, "risky"},
		{len(u.Methods) == 0 && (u.MFA == MFAEnabled || u.MFA == MFAEnforced), "must-register"},
		{u.RegisterAgain, "register-again"}, {u.Consent == "ask", "asked-for-consent"}, {u.Consent == "admin", "needs-approval"},
		{u.PassUntil != "", "pass"}, {u.Administrator, "administrator"}, {u.GuestIn != "", "guest"}, {u.Personal, "personal"},
	} {
		if s.is {
			special = append(special, s.word)
		}
	}
	return special
}

// stateOf is a user's state.
func (l *Locked) stateOf(u *Principal) UserState {
	v := UserState{
		MobilePhone: u.MobilePhone, OfficePhone: u.OfficePhone, MFA: u.MFA, Administrator: u.Administrator, RegisterAgain: u.RegisterAgain,
		Disabled: u.Disabled, Locked: u.Locked, PasswordExpired: u.PasswordExpired, Blocked: u.Blocked, Risky: u.Risky, Consent: u.Consent, Personal: u.Personal,
	}
	if until := l.passUntil(u.Name); !until.IsZero() {
		v.PassUntil = until.Format(time.RFC3339)
	}
	return v
}
