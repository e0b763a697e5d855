package registration

import (
	"slices"

	"latchkey/app/problem"
)

// The verdicts about a consent.
const (
	Granted  = "granted"
	Missing  = "missing"  // nobody has agreed yet, or the tenant doesn't know the application
	Declined = "declined" // somebody was asked and said no
	Blocked  = "blocked"  // a policy, or what the tenant has, is in the way
	Unknown  = "unknown"  // the answer says nothing about consent
)

// verdicts are what errors say about a consent. AADSTS codes explain and decide nothing:
// no flow depends on them.
var verdicts = map[string]string{
	"AADSTS65001":  Missing,
	"AADSTS650056": Missing, // the registration lists no permission, or nobody agreed
	"AADSTS650057": Missing, // nor does it for this API
	"AADSTS700016": Missing, // the tenant doesn't know the application
	"AADSTS65004":  Declined,

	"consent-declined":  Declined,
	"consent-not-admin": Blocked,

	"AADSTS90094":   Blocked, // only an administrator may
	"AADSTS90095":   Blocked, // a request for approval goes to one
	"AADSTS53000":   Blocked, // Conditional Access
	"AADSTS53001":   Blocked,
	"AADSTS53003":   Blocked,
	"AADSTS530032":  Blocked,
	"AADSTS530035":  Blocked,
	"AADSTS50105":   Blocked, // not assigned to the application
	"AADSTS65002":   Blocked, // Microsoft's own application
	"AADSTS650052":  Blocked, // no Dynamics in the tenant
	"AADSTS7000112": Blocked, // switched off
}

// Verdict tells what the outcome of a prompt=none probe, or of a sign-in, says about the
// consent: "granted" for none, else "missing", "declined", "blocked" or "unknown". What
// ends for another reason (no session, a second factor, no network) is unknown.
func Verdict(err *problem.Problem) string {
	if err == nil {
		return Granted
	}
	if v, ok := verdicts[err.Code]; ok {
		return v
	}
	switch {
	case slices.Contains([]string{err.OAuthError, err.Code, err.Suberror}, "consent_required"), err.Code == "consent-required":
		return Missing
	case err.OAuthError == "access_denied" && err.Code == "access-denied":
		return Declined
	}
	return Unknown
}
