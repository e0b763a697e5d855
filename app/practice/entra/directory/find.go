package directory

import (
	"encoding/base64"
	"strings"

	"latchkey/app/practice/entra/aadsts"
)

// How tokens and requests name people.

// LoginHint is the value of the claim login_hint: it names a person to the authority and to
// nobody else ("Optional claims reference").
func (s *shared) LoginHint(u *Principal) string {
	return "O." + base64.RawURLEncoding.EncodeToString(s.MAC("login hint", u.ObjectID)[:24])
}

// PrincipalByHint finds a person by their user name or the claim login_hint.
func (s *shared) PrincipalByHint(hint string) *Principal {
	if u := s.User(aadsts.NormalName(hint)); u != nil || !strings.HasPrefix(hint, "O.") {
		return u
	}
	return s.PrincipalByLoginHint(hint)
}

// PrincipalByLoginHint finds a person by the claim login_hint alone.
func (s *shared) PrincipalByLoginHint(hint string) *Principal {
	for _, u := range s.dir().users {
		if s.LoginHint(u) == hint {
			return u
		}
	}
	return nil
}

// PrincipalByNumber finds who may sign in by a text to a number; nil when there is nobody.
func (s *shared) PrincipalByNumber(number string) *Principal {
	digits := digitsOf(number)
	if digits == "" || strings.Trim(number, "+ -/().0123456789") != "" {
		return nil
	}
	for _, u := range s.dir().users {
		if u.TextSignIn && digitsOf(u.MobilePhone) == digits {
			return u
		}
	}
	return nil
}

// digitsOf are the digits of a telephone number.
func digitsOf(number string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, number)
}

// PrincipalByObject finds a person by their object in a tenant; nil when there is none.
func (s *shared) PrincipalByObject(id string, t aadsts.Tenant) *Principal {
	for _, u := range s.dir().users {
		if u.ObjectIDIn(t) == id && u.MemberOf(t) {
			return u
		}
	}
	return nil
}

// MembersOf lists the people of a tenant, guests among them.
func (s *shared) MembersOf(t aadsts.Tenant) (members []*Principal) {
	for _, u := range s.dir().users {
		if u.MemberOf(t) {
			members = append(members, u)
		}
	}
	return members
}
