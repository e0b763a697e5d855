package directory

import (
	"crypto/sha256"
	"slices"
	"strings"
	"time"

	"latchkey/app/practice/entra/aadsts"
)

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
	if t == aadsts.Contoso {
		return !u.EmailSignIn
	}
	return u.GuestIn == t.Domain || u.GuestIn == EveryTenant
}

// IsUnknownIn says whether a tenant has never heard of the user, and no other has an account of theirs.
func (u *Principal) IsUnknownIn(t aadsts.Tenant) bool { return u.EmailSignIn && !u.MemberOf(t) }

// IsInvitedTo says whether the user is a guest of a tenant who has not accepted its invitation.
func (u *Principal) IsInvitedTo(t aadsts.Tenant) bool { return t != aadsts.Contoso && u.Invited }

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

// GroupsIn are the ids of the groups that the user is in; a guest is in none.
func (u *Principal) GroupsIn(t aadsts.Tenant) (ids []string) {
	if t != aadsts.Contoso {
		return nil
	}
	for _, name := range u.Groups {
		if !aadsts.IsGUID(name) {
			name = aadsts.IDOf("group " + name)
		}
		ids = append(ids, strings.ToLower(name))
	}
	return ids
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
	// Snoozes counts how often the person put off setting up the app that a registration campaign
	// asks for, and SnoozedAt is when last.
	Snoozes   int   `json:"snoozes,omitempty"`
	SnoozedAt int64 `json:"snoozedAt,omitempty"`
	// Terms is when the person accepted which terms of use, by the id of the rule that asks for them.
	Terms map[string]int64 `json:"terms,omitempty"`
	// PasswordMAC is of the password that the user chose; nil while it is the first one.
	PasswordMAC []byte `json:"passwordMac,omitempty"`
	// Revocations counts how often what the user had was revoked, and RevokedAt is when last.
	Revocations int   `json:"revocations,omitempty"`
	RevokedAt   int64 `json:"revokedAt,omitempty"`
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
	Invited      bool     `json:"invited,omitempty"` // and has not accepted yet
	UserState
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
	HighRisk        bool   `json:"highRisk,omitempty"` // after a report, or because an administrator said so
	Consent         string `json:"consent,omitempty"`
	Personal        bool   `json:"personal,omitempty"`  // a personal account has the same name
	PassUntil       string `json:"passUntil,omitempty"` // RFC 3339: they have a Temporary Access Pass
}

// Special says in words what is special about a user, what keeps them out first:
// "blocked", "disabled", "locked", "locked-out", "password-expired", "risky", "high-risk",
// "must-register", "register-again", "asked-for-consent", "needs-approval", "pass",
// "administrator", "guest", "invited", "personal".
func (u User) Special() []string {
	special := []string{}
	for _, s := range []struct {
		is   bool
		word string
	}{
		{u.Blocked, "blocked"}, {u.Disabled, "disabled"}, {u.Locked, "locked"}, {u.LockedUntil != "", "locked-out"},
		{u.PasswordExpired, "password-expired"}, {u.Risky, "risky"}, {u.HighRisk, "high-risk"},
		{len(u.Methods) == 0 && (u.MFA == MFAEnabled || u.MFA == MFAEnforced), "must-register"},
		{u.RegisterAgain, "register-again"}, {u.Consent == "ask", "asked-for-consent"}, {u.Consent == "admin", "needs-approval"},
		{u.PassUntil != "", "pass"}, {u.Administrator, "administrator"}, {u.GuestIn != "", "guest"}, {u.Invited, "invited"}, {u.Personal, "personal"},
	} {
		if s.is {
			special = append(special, s.word)
		}
	}
	return special
}

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
		if l.Users.Row(u.Name).PasswordMAC != nil || u.EmailSignIn {
			v.Password = "" // the person chose another one, or has no account
		}
		if v.Methods == nil {
			v.Methods = []string{}
		}
		if u.Has(MethodCode) {
			v.TOTPSecret = u.TOTPSecret
		}
		v.UserState = l.stateOf(u)
		v.GuestIn, v.GuestMethods, v.Invited = u.GuestIn, slices.Clone(u.GuestMethods), u.Invited
		if st := l.Users.Row(u.Name); st.LockedUntil > l.Unix() {
			v.LockedUntil = time.Unix(st.LockedUntil, 0).UTC().Format(time.RFC3339)
		}
		list = append(list, v)
	}
	return list
}

// stateOf is a user's state.
func (l *Locked) stateOf(u *Principal) UserState {
	v := UserState{
		MobilePhone: u.MobilePhone, OfficePhone: u.OfficePhone, MFA: u.MFA, Administrator: u.Administrator, RegisterAgain: u.RegisterAgain,
		Disabled: u.Disabled, Locked: u.Locked, PasswordExpired: u.PasswordExpired, Blocked: u.Blocked, Risky: u.Risky, HighRisk: u.RiskLevel() == RiskHigh, Consent: u.Consent, Personal: u.Personal,
	}
	if until := l.passUntil(u.Name); !until.IsZero() {
		v.PassUntil = until.Format(time.RFC3339)
	}
	return v
}
