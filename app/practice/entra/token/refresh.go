package token

import (
	"crypto/hmac"
	"encoding/base64"
	"strings"
	"time"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

// A refresh token is "1.<family>.<random>.<mac>". The MAC says that it was given
// out here once, so a token that is not the family's last one was used before; no
// list of the old ones is needed.
func newRefresh(l *directory.Locked, family string) string {
	body := "1." + family + "." + l.RandomToken(refreshBytes)
	return body + "." + refreshMAC(l, body)
}

func refreshMAC(l *directory.Locked, body string) string {
	return base64.RawURLEncoding.EncodeToString(l.MAC("refresh", body)[:16])
}

// familyOf is the family that a refresh token names, if it was given out here.
func familyOf(l *directory.Locked, token string) (string, bool) {
	cut := strings.LastIndexByte(token, '.')
	parts := strings.Split(token, ".")
	if cut < 0 || len(parts) != 4 || !hmac.Equal([]byte(token[cut+1:]), []byte(refreshMAC(l, token[:cut]))) {
		return "", false
	}
	return parts[1], true
}

// startFamily gives out the first refresh token of a sign-in.
func startFamily(l *directory.Locked, row directory.FamilyRow) string {
	id := l.RandomToken(12)
	token := newRefresh(l, id)
	row.Token, row.Used, row.Issued = directory.Hash(token), l.Unix(), l.Unix()
	l.Families.Put(id, row)
	return token
}

// issuedFormat is how Entra writes when a token was issued.
const issuedFormat = "2006-01-02T15:04:05.0000000Z"

// mfaIn says whether the sign-in of a family passed the second factor in a tenant.
func mfaIn(l *directory.Locked, row directory.FamilyRow, t aadsts.Tenant) bool {
	return row.MFA && l.FactorTenant(aadsts.TenantOf(row.Tenant)) == l.FactorTenant(t)
}

// strengthIn is how well the person of a family proved who they are in a tenant.
func strengthIn(l *directory.Locked, row directory.FamilyRow, t aadsts.Tenant) aadsts.Strength {
	return proofOf(mfaIn(l, row, t), row.Strong)
}

func proofOf(mfa, strong bool) aadsts.Strength {
	switch {
	case !mfa:
		return aadsts.PasswordStrength
	case strong:
		return aadsts.PhishingResistantStrength
	}
	return aadsts.MFAStrength
}

// rotate gives out the next refresh token for one. The old one stays good ("OAuth 2.0
// authorization code flow": "Refresh tokens aren't revoked when used to acquire new access
// tokens"). With StrictRefreshTokens one that was used before ends the whole family, because
// either its owner or a thief holds a copy (RFC 9700 section 4.14.2), and raises an alarm. One
// that is good but that may refuses stays good: the client will use it at another tenant.
func rotate(l *directory.Locked, token string, client *directory.App, may func(directory.FamilyRow) *aadsts.Refusal) (next string, row directory.FamilyRow, bad *aadsts.Refusal) {
	id, ok := familyOf(l, token)
	if !ok {
		return "", row, aadsts.Refuse("invalid_grant", 9002313, "Invalid request. Request is malformed or invalid.")
	}
	row, ok = l.Families.Find(id)
	switch {
	case !ok || row.Revoked:
		return "", row, aadsts.Refuse("invalid_grant", 50173, "The provided grant has expired due to it being revoked, a fresh auth token is needed. The user might have changed or reset their password.").WithSuberror("bad_token")
	case l.Unix() >= row.Used+directory.RefreshIdle:
		return "", row, aadsts.Refuse("invalid_grant", 700082, "The refresh token has expired due to inactivity. The token was inactive for 90.00:00:00.").WithSuberror("bad_token")
	case row.Client != client.ApplicationID:
		return "", row, aadsts.Refuse("invalid_grant", 70000, "Provided grant is invalid or malformed. It was issued to another application.").WithSuberror("bad_token")
	case client.Platform == directory.PlatformSPA && l.Unix() >= row.Issued+directory.RefreshOfPages:
		return "", row, aadsts.Refuse("invalid_grant", 700084, "The refresh token was issued to a single page app (SPA), and therefore has a fixed, limited lifetime of 1.00:00:00, which cannot be extended. It is now expired and a new sign in request must be sent by the SPA to the sign in page. The token was issued on %s.",
			time.Unix(row.Issued, 0).UTC().Format(issuedFormat)).WithSuberror("bad_token")
	case row.Until != 0 && l.Unix() >= row.Until: // which number Entra has for it is from memory
		return "", row, aadsts.Refuse("invalid_grant", 70008, "The provided authorization code or refresh token has expired: the Temporary Access Pass with which it was obtained has ended. Send a new interactive authorization request for this user and resource.").WithSuberror("bad_token")
	case l.Settings().StrictRefreshTokens && row.Token != directory.Hash(token):
		row.Revoked = true
		l.Families.Put(id, row)
		l.RaiseAlarm("refresh-token-reused", row.User)
		return "", row, aadsts.Refuse("invalid_grant", 50173, "The provided grant has expired due to it being revoked: the refresh token was used before, so all tokens of its sign-in were revoked.").WithSuberror("bad_token")
	}
	if bad := may(row); bad != nil {
		return "", row, bad
	}
	next = newRefresh(l, id)
	row.Token, row.Used = directory.Hash(next), l.Unix()
	l.Families.Put(id, row)
	return next, row, nil
}
