package phone

import (
	"cmp"
	"crypto/subtle"
	"time"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/totp"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

// CodePeriod is the time step of RFC 6238, in seconds.
const CodePeriod = 30

// Code is the current one-time code of a user.
type Code struct {
	UserPrincipalName string    `json:"userPrincipalName"`
	Code              string    `json:"code"`
	ValidUntil        time.Time `json:"validUntil"` // by the practice clock
	Used              bool      `json:"used"`       // it was used and will be refused
	// Tenant is the domain where the code is good: "" is the user's home, and whatever
	// tenant has no code of its own in the list; "*" is every other tenant.
	Tenant string `json:"tenant,omitempty"`
	// New is of an account that the phone has just scanned and that isn't registered yet.
	New bool `json:"new,omitempty"`
}

// Codes lists the current one-time codes, in the order of Users.
func (s *Phone) Codes() []Code {
	l := s.Lock()
	defer l.Unlock()
	list := []Code{}
	step := l.Unix() / CodePeriod
	for _, u := range l.Principals() {
		if !u.Has(directory.MethodCode) {
			continue
		}
		list = append(list, Code{
			UserPrincipalName: u.Name, Code: OneTimeCode(u.TOTPSecret, step),
			ValidUntil: time.Unix((step+1)*CodePeriod, 0).UTC(),
			Used:       l.Users.Row(u.Name).CodeStep >= step,
		})
		if u.AwaySecret != "" && u.GuestIn != "" {
			away := list[len(list)-1]
			away.Code, away.Tenant = OneTimeCode(u.AwaySecret, step), u.GuestIn
			list = append(list, away)
		}
	}
	return append(list, scannedCodes(l, step)...)
}

// SecretIn is a user's secret in a tenant. A guest who never registered one in another tenant
// has the same there as at home.
func SecretIn(u *directory.Principal, t aadsts.Tenant) string {
	if t == aadsts.Contoso {
		return u.TOTPSecret
	}
	return cmp.Or(u.AwaySecret, u.TOTPSecret)
}

// OneTimeCode is a secret's code in a time step.
func OneTimeCode(secret string, step int64) string {
	code, err := totp.GenerateCodeCustom(secret, time.Unix(step*CodePeriod, 0), totp.ValidateOpts{
		Period: CodePeriod, Digits: otp.DigitsSix, Algorithm: otp.AlgorithmSHA1,
	})
	if err != nil { // the secret is our own base32
		panic(err)
	}
	return code
}

// StepOf finds the time step of a code: this one, the one before or the one after,
// for phones whose clock is a little off (RFC 6238 section 5.2).
func StepOf(secret, code string, now int64) (int64, bool) {
	at, found := int64(0), false
	for _, step := range []int64{now, now - 1, now + 1} {
		if subtle.ConstantTimeCompare([]byte(OneTimeCode(secret, step)), []byte(code)) == 1 {
			at, found = step, true
		}
	}
	return at, found
}
