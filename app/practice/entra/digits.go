package entra

import (
	"crypto/subtle"
	"slices"
	"strings"

	"latchkey/app/practice/entra/aadsts"
)

// lastDigits are how many digits of a telephone number are asked for.
const lastDigits = 4

// endOf are the last digits of a number; "" for a number without any.
func endOf(number string) string {
	digits := strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, number)
	return digits[max(0, len(digits)-lastDigits):]
}

// asksDigits says whether a method is begun only after the digits of its number.
func (v *visit) asksDigits(method string) bool {
	return v.l.Policies().AskPhoneDigits && isTelephone(method) && endOf(v.l.user(v.User).numberOf(method)) != ""
}

// askDigits asks for the digits of a method's number. Whatever was begun before, nobody
// waits for any more.
func (v *visit) askDigits(method string) outcome {
	v.withdrawTest()
	v.Method = method
	return v.goTo(stepDigits)
}

const wrongDigits = "AADSTS500121: Those aren't the last four digits of that telephone number."

// takeDigits sends the text or rings when the digits are right. Wrong ones count as wrong
// codes do; right ones don't make up for them, or they would give as many tries at a code
// as somebody wants.
func (v *visit) takeDigits(p aadsts.Params) outcome {
	typed := strings.Join(strings.Fields(p["phonenumber"]), "")
	switch {
	case v.l.locked(v.User):
		return v.page(v.s.lockedOut(v.User))
	case typed == "":
		return v.page("Enter the last four digits of the telephone number.")
	case !slices.Contains(v.offers(), v.Method):
		return v.goTo(stepWays)
	case subtle.ConstantTimeCompare([]byte(typed), []byte(endOf(v.l.user(v.User).numberOf(v.Method)))) == 1:
		return v.startMethod(v.Method)
	case v.l.missed(v.User, true):
		return v.page(v.s.lockedOut(v.User))
	}
	return v.page(wrongDigits)
}
