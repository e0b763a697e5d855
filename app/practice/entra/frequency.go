package entra

import (
	"time"

	"latchkey/app/practice/entra/aadsts"
)

// oldest is the time before which a proof is too old, by the policy of sign-in
// frequency; 0 without that policy.
func (l *Locked) oldest() int64 {
	if h := l.Policies().SignInHours; h > 0 {
		return l.unix() - int64(h)*60*60 + 1
	}
	return 0
}

// stale says whether an account of this browser has to prove itself again.
func (v *visit) stale(a account) bool { return a.At < v.l.oldest() }

// again asks somebody who was signed in to prove who they are from the beginning.
func (v *visit) again(a account) outcome {
	v.User = a.User
	return v.goTo(firstProof(v.l, v.l.user(a.User)))
}

// tooOldSession is for a client that asks without a person.
func tooOldSession() *aadsts.Refusal {
	return aadsts.Refuse("interaction_required", 70044, "The session has expired or is invalid due to sign-in frequency checks by conditional access.")
}

// tooOld is the error for refresh tokens whose sign-in is too long ago, or nil.
func (l *Locked) tooOld(row familyRow) *aadsts.Refusal {
	if row.At >= l.oldest() {
		return nil
	}
	return aadsts.Refuse("invalid_grant", 70043, "The refresh token has expired or is invalid due to sign-in frequency checks by conditional access. The token was issued on %s and the maximum allowed lifetime for this request is %d.",
		time.Unix(row.At, 0).UTC().Format("2006-01-02T15:04:05.0000000Z"), l.Policies().SignInHours*60*60).WithSuberror("token_expired")
}

// rememberDays is for how many days a browser may skip the second factor; 0 is not at
// all.
func (l *Locked) rememberDays() int {
	switch days := l.Policies().RememberDays; days {
	case 0:
		return trustSeconds / daySeconds
	case -1:
		return 0
	default:
		return days
	}
}
