package profile

import "strings"

// consistent takes out of a profile what no longer fits it after an edit of old.
func consistent(p, old Profile) Profile {
	return stillVerified(sameOrganization(sameAccount(p, old), old), old)
}

// sameAccount forgets the account when it is now another application or cloud, or
// another person, that signs in.
func sameAccount(p, old Profile) Profile {
	moved := p.Cloud != old.Cloud || p.ApplicationID != old.ApplicationID
	if p.HomeAccountID == old.HomeAccountID && (moved || p.LoginHint != old.LoginHint) {
		return ForgetOther(p, moved)
	}
	return p
}

// ForgetOther takes out the account, when it is not the one that the login hint names or
// when all is set. A hint that was there when the account signed in is not compared: it
// may be another address of the same person.
func ForgetOther(p Profile, all bool) Profile {
	if all || p.LoginHint != "" && !strings.EqualFold(p.LoginHint, p.Username) {
		p.HomeAccountID, p.Username, p.AccountTenant = "", "", ""
	}
	return p
}

// sameOrganization forgets an organization of another cloud.
func sameOrganization(p, old Profile) Profile {
	if p.Cloud != old.Cloud && p.Organization != nil && old.Organization != nil && *p.Organization == *old.Organization {
		p.Organization = nil
	}
	return p
}

// stillVerified takes LastVerified out of a profile whose connection has changed since
// WhoAmI answered: what was proved was another one. A newer proof stays.
func stillVerified(p, old Profile) Profile {
	if p.LastVerified == old.LastVerified && connectionOf(p) != connectionOf(old) {
		p.LastVerified = ""
	}
	return p
}

// connection is everything that WhoAmI's answer depended on, but for the account.
type connection struct {
	cloud, applicationID, redirectURI, url, organization string
	twoFactor                                            bool
}

func connectionOf(p Profile) connection {
	c := connection{string(p.Cloud), p.ApplicationID, p.RedirectURI, p.OrganizationURL, "", p.TwoFactor}
	if p.Organization != nil {
		c.organization = p.Organization.ID + " " + p.Organization.URL
	}
	return c
}
