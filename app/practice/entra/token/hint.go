package token

import (
	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

// HintedBy is the person and the client of an ID token that a client sends as a hint (OpenID
// Connect Core section 3.1.2.1); it may have expired. A person who is gone is nil, and so is
// everything for what is no token of ours.
func (s *Issuer) HintedBy(idToken string) (u *directory.Principal, client string) {
	var c Claims
	if len(idToken) > aadsts.LongestValue || s.Read(idToken, &c) != nil {
		return nil, ""
	}
	return s.PrincipalByObject(c.ObjectID, aadsts.TenantOf(c.Tenant)), c.Audience
}
