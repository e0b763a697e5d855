package token

import (
	"encoding/base64"
	"net/http"
	"strconv"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

// Continuous access evaluation (Microsoft's page of that name, those on workload identities and strict
// location enforcement, and "Claims challenges, claims requests and client capabilities"): programs that
// claim cp1 get tokens that live for a day and end earlier all the same, because a resource looks before
// it takes one. Tokens of other programs are good until they end. Of applications' own tokens only those
// for Microsoft Graph take part.

// Challenge is what a resource says of a token that it refuses before its end.
type Challenge struct {
	code   string // Microsoft's word for why
	claims string // what the next token has to be, JSON
}

// Text is the error in words, as Microsoft Graph writes it.
func (c *Challenge) Text() string {
	return "Continuous access evaluation resulted in challenge with result: InteractionRequired and code: " + c.code
}

// Header is the rest of a WWW-Authenticate header, in the order of Microsoft Graph's.
func (c *Challenge) Header() string {
	return `, error_description="` + c.Text() + `", error="insufficient_claims", claims="` + base64.StdEncoding.EncodeToString([]byte(c.claims)) + `"`
}

// EvaluateToken is the challenge for a token that was revoked since it was given out, or that is used from
// where a policy minds, and nil for one that is good. The forms are those of recordings in the Azure SDKs:
// azure-sdk-for-js 31140, and "IP policy" in the tests of azure-sdk-for-go's azcore, which Dataverse's
// challenges of 2026 have, too. Graph's word for the place stands in many logs of its clients.
func (s *Issuer) EvaluateToken(r *http.Request, c Claims) *Challenge {
	if len(c.Capabilities) == 0 {
		return nil
	}
	var found *Challenge
	s.Under(func(l *directory.Locked) { found = evaluate(l, r, c) })
	return found
}

func evaluate(l *directory.Locked, r *http.Request, c Claims) *Challenge {
	app := l.App(c.Client())
	access := directory.Access{Tenant: aadsts.TenantOf(c.Tenant), App: app, Way: directory.WayRefresh, Resource: c.Audience, Platform: directory.PlatformOf(r)}
	var u *directory.Principal
	switch {
	case c.IsApp():
		access.Way = directory.WayApplication
		if app == nil || app.Disabled {
			return revoked(l.Unix())
		}
	default:
		u = l.PrincipalByObject(c.ObjectID, access.Tenant)
		if u == nil || u.Disabled {
			return revoked(l.Unix())
		}
		if row := l.Users.Row(u.Name); c.Revision < row.Revocations {
			return revoked(row.RevokedAt)
		}
	}
	if app != nil && c.SeenAt == "" && l.HasMoved(c.Place, u, access) {
		return &Challenge{
			code:   "LocationConditionEvaluationSatisfied",
			claims: `{"access_token":{"nbf":{"essential":true,"value":"` + strconv.FormatInt(l.Unix(), 10) + `"},"xms_rp_ipaddr":{"value":"` + AddressOf(r) + `"}}}`,
		}
	}
	return nil
}

// revoked demands a sign-in that is younger.
func revoked(since int64) *Challenge {
	return &Challenge{
		code:   "TokenIssuedBeforeRevocationTimestamp",
		claims: `{"access_token":{"nbf":{"essential":true,"value":"` + strconv.FormatInt(since, 10) + `"},"xms_caeerror":{"value":"10012"}}}`,
	}
}
