package profile

import (
	"strings"

	"latchkey/app/cloud"
)

// consistent takes out of a profile what no longer fits it after an edit of old.
func consistent(p, old Profile) Profile {
	return stillVerified(sameOrganization(sameAccount(p, old), old), old)
}

// sameAccount forgets the account when it is now another application or cloud, or
// another person, that signs in.
func sameAccount(p, old Profile) Profile {
	moved := hostsOf(p) != hostsOf(old) || p.ApplicationID != old.ApplicationID || p.SignInAs != old.SignInAs
	if p.IsApplication() && (moved || p.Tenant != old.Tenant || p.OrganizationURL != old.OrganizationURL) {
		p.AccountTenant = ""
	}
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
		p = withoutAccount(p)
	}
	return p
}

// sameOrganization forgets an organization of another cloud.
func sameOrganization(p, old Profile) Profile {
	if hostsOf(p) != hostsOf(old) && p.Organization != nil && old.Organization != nil && *p.Organization == *old.Organization {
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
	cloud, applicationID, redirectURI, url, organization, as string
	twoFactor                                                bool
}

func connectionOf(p Profile) connection {
	c := connection{hostsOf(p), p.ApplicationID, p.RedirectURI, p.OrganizationURL, "", p.SignInAs, p.TwoFactor}
	if p.Organization != nil {
		c.organization = p.Organization.ID + " " + p.Organization.URL
	}
	return c
}

// hostsOf names the cloud; a custom one by what it consists of.
func hostsOf(p Profile) string {
	if p.Cloud == cloud.Custom && p.CustomCloud != nil {
		return p.CustomCloud.Fingerprint()
	}
	return string(p.Cloud)
}
