package token

import (
	"encoding/base64"
	"strconv"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

// Continuous access evaluation (Microsoft's page of that name, and "Claims challenges, claims
// requests and client capabilities"): programs that claim cp1 get tokens that live for a day and
// can be revoked all the same, because a resource looks before it takes one. Tokens of other
// programs are good until they end.

// CheckRevoked is the rest of a challenge for a token that was revoked since it was given out, and
// "" for one that is good: the error, and in base64 what the next sign-in has to ask for, that it
// is younger. The form is that of recordings in the Azure SDKs (azure-sdk-for-js 31140).
func (s *Issuer) CheckRevoked(c Claims) string {
	if len(c.Capabilities) == 0 || c.IsApp() {
		return ""
	}
	u := s.PrincipalByObject(c.ObjectID, aadsts.TenantOf(c.Tenant))
	revoked, since := u == nil || u.Disabled, s.Now().Unix()
	if u != nil {
		s.Under(func(l *directory.Locked) {
			if row := l.Users.Row(u.Name); c.Revision < row.Revocations {
				revoked, since = true, row.RevokedAt
			}
		})
	}
	if !revoked {
		return ""
	}
	wanted := `{"access_token":{"nbf":{"essential":true,"value":"` + strconv.FormatInt(since, 10) + `"},"xms_caeerror":{"value":"10012"}}}`
	return `, error="insufficient_claims", error_description="Continuous access evaluation resulted in challenge with result: InteractionRequired and code: TokenIssuedBeforeRevocationTimestamp", claims="` +
		base64.StdEncoding.EncodeToString([]byte(wanted)) + `"`
}
