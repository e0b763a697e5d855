package entra

import "latchkey/app/practice/entra/aadsts"

// codeRow is an authorization code that was given out.
type codeRow struct {
	Tenant    string `json:"tenant,omitempty"` // id; "" is home
	Client    string `json:"client"`
	Redirect  string `json:"redirect"`
	Challenge string `json:"challenge,omitempty"`
	Nonce     string `json:"nonce,omitempty"`
	Scope     string `json:"scope"`
	User      string `json:"user"`
	At        int64  `json:"at"` // when the user proved who they are
	MFA       bool   `json:"mfa,omitempty"`
	Used      bool   `json:"used,omitempty"`
	Expires   int64  `json:"expires"`
}

// codeMemory is how much longer a code is remembered, in seconds, so that it can be told
// what is wrong with it.
const codeMemory = 60 * 60

// codeSeconds is how long a code is good.
const codeSeconds = 10 * 60

func newCode(l *Locked, q request, a account) string {
	code := "1.practice." + l.fresh(32)
	l.codes.put(hashed(code), codeRow{
		Tenant: aadsts.TenantOf(q.Tenant).ID, Client: q.Client, Redirect: q.Redirect, Challenge: q.Challenge, Nonce: q.Nonce, Scope: q.Scope,
		User: a.User, At: a.At, MFA: a.in(aadsts.TenantOf(q.Tenant)), Expires: l.unix() + codeSeconds,
	})
	return code
}

// redeem spends a code. Whatever is wrong with the request, a code that was shown
// is spent: it may have been stolen.
func redeem(l *Locked, p aadsts.Params, segment, client string) (codeRow, *aadsts.Refusal) {
	key := hashed(p["code"])
	row, ok := l.codes.find(key)
	if !ok {
		return row, aadsts.Refuse("invalid_grant", 9002313, "Invalid request. Request is malformed or invalid.")
	}
	if row.Used {
		l.alarm("code-replayed", row.User)
		return row, aadsts.Refuse("invalid_grant", 54005, "OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.")
	}
	row.Used = true
	l.codes.put(key, row)
	switch {
	case l.unix() >= row.Expires:
		return row, aadsts.Refuse("invalid_grant", 70008, "The provided authorization code or refresh token has expired due to inactivity. Send a new interactive authorization request for this user and resource.")
	case row.Client != client:
		return row, aadsts.Refuse("invalid_grant", 700005, "Provided Authorization Code is intended to use against other application, thus rejected.")
	case l.kindOf(segment) == ours && aadsts.TenantOf(segment) != aadsts.TenantOf(row.Tenant):
		return row, aadsts.Refuse("invalid_grant", 700005, "Provided Authorization Code is intended to use against other tenant, thus rejected.")
	case !l.has(aadsts.TenantOf(row.Tenant)):
		return row, l.checkTenant(row.Tenant)
	case row.Redirect != p["redirect_uri"]:
		return row, aadsts.Refuse("invalid_client", 500112, "The reply address '%s' does not match the reply address '%s' provided when requesting Authorization code.", aadsts.Show(p["redirect_uri"]), row.Redirect)
	}
	return row, checkVerifier(row.Challenge, p["code_verifier"])
}

// checkVerifier is RFC 7636 section 4.6 for S256.
func checkVerifier(challenge, verifier string) *aadsts.Refusal {
	switch {
	case challenge == "" && verifier == "":
		return nil
	case challenge == "":
		return aadsts.Refuse("invalid_grant", 50148, "The code_verifier does not match the code_challenge supplied in the authorization request: there was none.")
	case verifier == "":
		return aadsts.Refuse("invalid_grant", 50148, "The code_verifier does not match the code_challenge supplied in the authorization request.")
	case len(verifier) < 43 || len(verifier) > 128:
		return aadsts.Refuse("invalid_grant", 501471, "Invalid size of Code_Verifier parameter.")
	case hashed(verifier) != challenge:
		return aadsts.Refuse("invalid_grant", 501481, "The Code_Verifier does not match the code_challenge supplied in the authorization request.")
	}
	return nil
}
