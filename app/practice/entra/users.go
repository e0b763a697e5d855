package entra

import (
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base32"
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"
)

// The methods' names are those of Entra's pages.
const (
	methodPush = "PhoneAppNotification"
	methodCode = "PhoneAppOTP"
)

// user is what never changes about a user.
type user struct {
	name, display string // user principal name in lower case
	given, family string
	oid           string
	methods       []string // at home; the first is the default
	guest         bool     // in Fabrikam
	guestOID      string   // the object there
	guestMethods  []string // registered there: methods of home don't count elsewhere
	passwordMAC   []byte
	totp          string // base32 secret
}

// has says whether the user has a method anywhere.
func (u *user) has(method string) bool {
	return slices.Contains(u.methods, method) || slices.Contains(u.guestMethods, method)
}

// memberOf says whether the user may sign in to a tenant.
func (u *user) memberOf(t tenant) bool { return t == contoso || u.guest }

// methodsIn are the second factors that a tenant demands of the user: one of them,
// or none when the list is empty.
func (u *user) methodsIn(t tenant) []string {
	if t == contoso {
		return u.methods
	}
	return u.guestMethods
}

// oidIn is the user's object in a tenant: a guest has one of its own there.
func (u *user) oidIn(t tenant) string {
	if t == contoso {
		return u.oid
	}
	return u.guestOID
}

// upnIn is the user principal name in a tenant; guests have the long form there.
func (u *user) upnIn(t tenant) string {
	if t == contoso {
		return u.name
	}
	return strings.ReplaceAll(u.name, "@", "_") + "#EXT#@" + t.domain
}

// userRow is what changes.
type userRow struct {
	Failures    int   `json:"failures,omitempty"`    // wrong passwords in a row
	CodeMisses  int   `json:"codeMisses,omitempty"`  // wrong codes in a row
	LockedUntil int64 `json:"lockedUntil,omitempty"` // Unix seconds
	CodeStep    int64 `json:"codeStep,omitempty"`    // time step of the last code used
}

// People are named after nobody.
var people = []struct {
	local, given, family string
	methods              []string
	guestMethods         []string // who has some is a guest in Fabrikam
}{
	{"push", "Anna", "Berg", []string{methodPush}, nil},
	{"totp", "Tom", "Okafor", []string{methodCode}, nil},
	{"both", "Bea", "Lindqvist", []string{methodPush, methodCode}, nil},
	{"password", "Paul", "Werner", nil, nil},
	{"guest", "Greta", "Nilsson", nil, []string{methodCode, methodPush}},
}

func (s *Server) makeUsers() error {
	s.byName = map[string]*user{}
	key, err := hkdf.Key(sha256.New, s.seed, nil, "latchkey practice password hash", 32)
	if err != nil {
		return fmt.Errorf("practice tenant: derive: %w", err)
	}
	s.macKey = key
	for _, p := range people {
		name := p.local + "@" + Domain
		u := &user{
			name: name, display: p.given + " " + p.family, given: p.given, family: p.family, methods: p.methods,
			oid:   s.derivedID("object " + name),
			guest: len(p.guestMethods) > 0, guestOID: s.derivedID("guest object " + name), guestMethods: p.guestMethods,
			passwordMAC: s.mac("password", name, s.password(name)),
			totp:        base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(s.derive("totp "+name, 20)),
		}
		s.users = append(s.users, u)
		s.byName[name] = u
	}
	s.cookie = namesOfCookies(s.derive("cookie names", 4))
	return nil
}

// derive gives n bytes that only this seed gives for this purpose.
func (s *Server) derive(purpose string, n int) []byte {
	b, err := hkdf.Key(sha256.New, s.seed, nil, "latchkey practice "+purpose, n)
	if err != nil { // n is a small constant: hkdf.Key cannot fail
		panic(err)
	}
	return b
}

func (s *Server) derivedID(purpose string) string { return guid(s.derive(purpose, 16)) }

// guid makes 16 bytes into a version 4 UUID.
func guid(b []byte) string {
	id := uuid.UUID(b)
	id[6] = id[6]&0x0f | 0x40
	id[8] = id[8]&0x3f | 0x80
	return id.String()
}

// password is a user's password: easy to type, 70 bits, the same for the same seed.
func (s *Server) password(name string) string {
	const letters = "abcdefghjkmnpqrstuvwxyz23456789x" // 32, none looks like another
	b := s.derive("password "+name, 14)
	var text strings.Builder
	text.WriteString("Try")
	for i, c := range b {
		if i%5 == 0 {
			text.WriteByte('-')
		}
		text.WriteByte(letters[c&31])
	}
	return text.String()
}

func (s *Server) mac(parts ...string) []byte {
	m := hmac.New(sha256.New, s.macKey)
	for _, p := range parts {
		fmt.Fprintf(m, "%d:%s", len(p), p)
	}
	return m.Sum(nil)
}

func (s *Server) passwordFits(u *user, typed string) bool {
	return hmac.Equal(u.passwordMAC, s.mac("password", u.name, typed))
}

// Wrong passwords and codes in a row lock the account for a minute, as Entra's
// smart lock-out does after ten; a code has only a million values, so fewer.
const (
	mostFailures   = 10
	mostCodeMisses = 5
	lockSeconds    = 60
)

func (s *Server) locked(name string) bool { return s.data.users.rows[name].LockedUntil > s.unix() }

// missed counts a wrong password or code; it reports whether the account is
// locked now. The lock is held.
func (s *Server) missed(name string, code bool) bool {
	row := s.data.users.rows[name]
	if code {
		row.CodeMisses++
	} else {
		row.Failures++
	}
	lock := row.Failures >= mostFailures || row.CodeMisses >= mostCodeMisses
	if lock {
		row.Failures, row.CodeMisses = 0, 0
		row.LockedUntil = s.unix() + lockSeconds
	}
	s.data.users.put(name, row)
	if lock {
		s.alarm("locked-out", name)
		s.bump()
	}
	return lock
}

// forgive forgets the wrong passwords before a right one. The lock is held.
func (s *Server) forgive(name string) {
	if row := s.data.users.rows[name]; row.Failures > 0 {
		row.Failures = 0
		s.data.users.put(name, row)
	}
}

// normalName is the spelling under which a user is kept.
func normalName(typed string) string { return strings.ToLower(strings.TrimSpace(typed)) }
