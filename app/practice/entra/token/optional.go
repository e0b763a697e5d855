package token

import (
	"encoding/json"
	"maps"
	"slices"

	"latchkey/app/practice/entra/aadsts"
)

// askedClaims are the claims that a client asks for for the ID token in the parameter
// claims (OpenID Connect Core section 5.5), in order. MSAL.js always asks for
// login_hint in the ID token.
func askedClaims(text string) []string {
	var asked map[string]json.RawMessage
	var names map[string]json.RawMessage
	if json.Unmarshal([]byte(text), &asked) != nil || json.Unmarshal(asked["id_token"], &names) != nil {
		return nil
	}
	return slices.Sorted(maps.Keys(names))
}

// addOptional puts in optional claims by their names ("Optional claims reference"). Those that
// have no value here (on-premises names, networks, countries) are not there, as at Entra; so
// are names that aren't known.
func (s *Issuer) addOptional(c *Claims, got issued, names []string, throughBrowser bool) {
	for _, name := range names {
		switch name {
		case "idtyp":
			c.IDType = "user"
			if got.user == nil {
				c.IDType = "app"
			}
		case "tenant_region_scope":
			c.TenantRegion = region
		}
		if got.user != nil {
			s.addOptionalOfUser(c, got, name, throughBrowser)
		}
	}
}

func (s *Issuer) addOptionalOfUser(c *Claims, got issued, name string, throughBrowser bool) {
	switch name {
	case "acct":
		status := 0
		if got.tenant != aadsts.Contoso {
			status = 1
		}
		c.AccountStatus = &status
	case "auth_time":
		c.AuthTime = got.at
	case "email":
		c.Email = got.user.Mail()
	case "family_name":
		c.Family = got.user.Surname
	case "given_name":
		c.GivenName = got.user.GivenName
	case "groups":
		c.addGroups(got, throughBrowser)
	case "ipaddr":
		c.Address = got.address
	case "login_hint":
		c.LoginHint = s.LoginHint(got.user)
	case "preferred_username":
		c.Username = got.user.Name
	case "sid":
		c.Session = got.session
	case "upn":
		c.UPN = got.user.UPNIn(got.tenant)
	case "verified_primary_email":
		if mail := got.user.Mail(); mail != "" {
			c.VerifiedEmail = []string{mail}
		}
	}
}
