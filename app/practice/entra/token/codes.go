package token

import (
	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

// codeSeconds is how long a code is good.
const codeSeconds = 10 * 60

// codeBytes and refreshBytes make codes and refresh tokens as long as Entra's, 1 to 3 KB (from
// memory): what is too short for them, an address, a cookie, a keychain, shows here.
const (
	codeBytes    = 750
	refreshBytes = 1050
)

// NewCode gives out an authorization code for an account; it is good for ten minutes and once.
func NewCode(l *directory.Locked, q directory.AuthRequest, a directory.Account) string {
	code := "1.practice." + l.RandomToken(codeBytes)
	asked, _ := aadsts.ReadClaims(q.Claims) // it was checked
	l.Codes.Put(directory.Hash(code), directory.CodeRow{
		Tenant: aadsts.TenantOf(q.Tenant).ID, Client: q.Client, Redirect: q.Redirect, Challenge: q.Challenge, Nonce: q.Nonce, Scope: q.Scope, Claims: q.Claims,
		User: a.User, At: a.At, Session: a.Session, MFA: a.In(l.FactorTenant(aadsts.TenantOf(q.Tenant))), Strong: a.StrengthIn(l.FactorTenant(aadsts.TenantOf(q.Tenant))) == aadsts.PhishingResistantStrength,
		Contexts: asked.Contexts, Capable: asked.Capable, Until: a.Until, Expires: l.Unix() + codeSeconds,
	})
	return code
}

// redeem spends a code. Whatever is wrong with the request, a code that was shown
// is spent: it may have been stolen.
func redeem(l *directory.Locked, p aadsts.Params, segment, client string) (directory.CodeRow, *aadsts.Refusal) {
	key := directory.Hash(p["code"])
	row, ok := l.Codes.Find(key)
	if !ok {
		return row, aadsts.Refuse("invalid_grant", 9002313, "Invalid request. Request is malformed or invalid.")
	}
	if row.Used {
		l.RaiseAlarm("code-replayed", row.User)
		return row, aadsts.Refuse("invalid_grant", 54005, "OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.")
	}
	row.Used = true
	l.Codes.Put(key, row)
	switch {
	case l.Unix() >= row.Expires:
		return row, aadsts.Refuse("invalid_grant", 70008, "The provided authorization code or refresh token has expired due to inactivity. Send a new interactive authorization request for this user and resource.")
	case row.Client != client:
		return row, aadsts.Refuse("invalid_grant", 700005, "Provided Authorization Code is intended to use against other application, thus rejected.")
	case l.KindOf(segment) == directory.OwnTenant && aadsts.TenantOf(segment) != aadsts.TenantOf(row.Tenant):
		return row, aadsts.Refuse("invalid_grant", 700005, "Provided Authorization Code is intended to use against other tenant, thus rejected.")
	case !l.HasTenant(aadsts.TenantOf(row.Tenant)):
		return row, l.CheckTenant(row.Tenant)
	case row.Redirect != p["redirect_uri"]:
		return row, aadsts.Refuse("invalid_client", 500112, "The reply address '%s' does not match the reply address '%s' provided when requesting Authorization code.", aadsts.Show(p["redirect_uri"]), row.Redirect)
	}
	return row, checkVerifier(row.Challenge, p["code_verifier"])
}
