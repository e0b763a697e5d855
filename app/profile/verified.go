package profile

import (
	"strconv"
	"strings"
)

// consistent takes out of a profile what no longer fits it after an edit of old.
func consistent(p, old Profile) Profile {
	return stillVerified(sameOrganization(sameAccount(p, old), old), old)
}

// sameAccount forgets the account when it is now another application or cloud, or
// another person, that signs in, unless the account signed in just for that.
func sameAccount(p, old Profile) Profile {
	moved := hostsOf(p) != hostsOf(old) || p.ApplicationID != old.ApplicationID || p.SignInAs != old.SignInAs
	if p.IsApplication() && p.TenantFor == "" && (moved || p.Tenant != old.Tenant || p.OrganizationURL != old.OrganizationURL) {
		p.AccountTenant = ""
	}
	if p.HomeAccountID == old.HomeAccountID && (moved || p.LoginHint != old.LoginHint) && !accountStands(p) {
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

// stillVerified takes LastVerified out of a profile whose connection, or whose account,
// has changed since WhoAmI answered: what was proved was another one. A newer proof stays.
func stillVerified(p, old Profile) Profile {
	if p.LastVerified == old.LastVerified && (p.HomeAccountID != old.HomeAccountID || Proven(p) != Proven(old)) {
		p.LastVerified = ""
	}
	return p
}

// Proven names everything that WhoAmI's answer depends on, but for the account that
// signs in: profiles with the same name have the same connection. It is for comparing
// only, and holds no secret.
func Proven(p Profile) string {
	parts := []string{
		hostsOf(p), p.SignInAs, strconv.FormatBool(p.Online), strconv.FormatBool(p.TwoFactor),
		p.ApplicationID, p.RedirectURI, p.Tenant, p.LoginHint, p.OrganizationURL,
	}
	if p.Organization != nil {
		parts = append(parts, "organization", p.Organization.ID, p.Organization.URL, p.Organization.APIURL)
	}
	if p.IsApplication() && p.Credential != nil {
		parts = append(parts, "credential", p.Credential.Kind, p.Credential.Thumbprint, p.Credential.Expires)
	}
	return strings.ToLower(strings.Join(parts, "\x00"))
}
