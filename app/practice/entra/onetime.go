package entra

import (
	"cmp"
	"crypto/subtle"
	"encoding/base32"
	"time"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/totp"

	"latchkey/app/practice/entra/aadsts"
)

// codePeriod is the time step of RFC 6238, in seconds.
const codePeriod = 30

// secretIn is a user's secret in a tenant. Who never registered one in another tenant
// has the same there as at home.
func secretIn(u *user, t aadsts.Tenant) string {
	if t == aadsts.Contoso {
		return u.totp
	}
	return cmp.Or(u.away, u.totp)
}

// codeOf is a secret's code in a time step.
func codeOf(secret string, step int64) string {
	code, err := totp.GenerateCodeCustom(secret, time.Unix(step*codePeriod, 0), totp.ValidateOpts{
		Period: codePeriod, Digits: otp.DigitsSix, Algorithm: otp.AlgorithmSHA1,
	})
	if err != nil { // the secret is our own base32
		panic(err)
	}
	return code
}

// totpSecret is a person's one-time secret, in base32.
func (s *open) totpSecret(name string) string {
	return base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(s.derive("totp "+name, 20))
}

// stepOf finds the time step of a code: this one, the one before or the one after,
// for phones whose clock is a little off (RFC 6238 section 5.2).
func stepOf(secret, code string, now int64) (int64, bool) {
	at, found := int64(0), false
	for _, step := range []int64{now, now - 1, now + 1} {
		if subtle.ConstantTimeCompare([]byte(codeOf(secret, step)), []byte(code)) == 1 {
			at, found = step, true
		}
	}
	return at, found
}

const (
	wrongCode = "AADSTS500121: That code isn't right. Type the code that the app shows now."
	usedCode  = "AADSTS500121: That code was used before. Wait until the app shows the next one."
)

// takeCode checks a one-time code. A code is good once: its time step, and every
// earlier one, is refused afterwards.
func (v *visit) takeCode(p aadsts.Params) outcome {
	u := v.l.user(v.User)
	typed := p.OneTimeCode()
	switch {
	case v.l.locked(u.name):
		return v.page(v.s.lockedOut(u.name))
	case typed == "":
		return v.page("Enter the code.")
	}
	row := v.l.users.row(u.name)
	step, ok := stepOf(secretIn(u, v.tenant()), typed, v.l.unix()/codePeriod)
	switch {
	case ok && step > row.CodeStep:
		row.CodeStep, row.CodeMisses = step, 0
		v.l.users.put(u.name, row)
		v.l.bump()
		return v.proved(p)
	case ok:
		if v.l.missed(u.name, true) {
			return v.page(v.s.lockedOut(u.name))
		}
		return v.page(usedCode)
	}
	if v.l.missed(u.name, true) {
		return v.page(v.s.lockedOut(u.name))
	}
	return v.page(wrongCode)
}
