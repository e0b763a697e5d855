package profile

import (
	"strings"
	"time"

	"latchkey/app/cloud"
	"latchkey/app/problem"
)

// longestKept bounds each text that a sign-in or a choice leaves behind, in
// characters; Dataverse's own names of organizations end at 160.
const longestKept = longestHint

// checkKept finds what no sign-in and no choice of an organization can have left in a
// profile. The program acts on these values without asking, a token goes to
// Organization.URL for one, so a file that somebody edited must not bring others.
func checkKept(p Profile) []*problem.Problem {
	v := &findings{}
	check := func(field string, ok bool) {
		if !ok {
			v.at(field, one("kept-value-unusable")...)
		}
	}
	check("homeAccountId", p.HomeAccountID == "" || isHomeAccountID(p.HomeAccountID))
	check("username", isKeptText(p.Username))
	check("accountTenant", p.AccountTenant == "" || cloud.IsTenant(p.AccountTenant))
	check("organization", p.Organization == nil || isOrganizationOf(p, *p.Organization))
	check("lastVerified", p.LastVerified == "" || isTime(p.LastVerified))
	check("signedInAt", p.SignedInAt == "" || isTime(p.SignedInAt))
	check("lastPrompt", len(p.LastPrompt) <= longestLabel && isKeptText(p.LastPrompt))
	check("credential", p.Credential == nil || isCredential(*p.Credential))
	return v.all
}

// believable takes out of a profile what checkKept finds, each thing as a whole: the
// organization, the account, and with either of them the proof that they work.
func believable(p Profile) Profile {
	for _, found := range checkKept(p) {
		switch found.Field {
		case "organization":
			p.Organization = nil
		case "homeAccountId", "username", "accountTenant":
			p = SignedOut(p)
		case "signedInAt", "lastPrompt":
			p.SignedInAt, p.LastPrompt = "", ""
			continue
		case "credential":
			p.Credential = nil
			continue
		}
		p = unverified(p)
	}
	return p
}

// withoutStranger takes out an organization that is another cloud's: somebody chose
// another cloud since.
func withoutStranger(p Profile) Profile {
	if p.Organization == nil {
		return p
	}
	if _, id, err := cloud.ParseOrganizationURL(p.Organization.URL); err == nil && id != p.Cloud {
		p.Organization = nil
		p = unverified(p)
	}
	return p
}

func isCredential(c Credential) bool {
	return (c.Kind == "secret" || c.Kind == "certificate") && (c.Expires == "" || isTime(c.Expires)) &&
		isKeptText(c.Subject) && len(c.Thumbprint) <= 64 && isKeptText(c.Thumbprint)
}

func isOrganizationOf(p Profile, o Organization) bool {
	c, err := describedCloud(p)
	if err != nil {
		return false
	}
	for _, text := range []string{o.ID, o.UniqueName, o.FriendlyName, o.Version, o.Region, o.TenantID, o.EnvironmentID} {
		if !isKeptText(text) {
			return false
		}
	}
	return isAddressIn(c, o.URL) && (o.APIURL == "" || isAddressIn(c, o.APIURL) && isSameOrganization(c, o))
}

// isSameOrganization reports whether both addresses are one organization's: tokens for
// the one go to the other. A custom cloud may serve its Web API from another host, which
// then is among those that a person has confirmed.
func isSameOrganization(c cloud.Cloud, o Organization) bool {
	if c.ID == cloud.Custom {
		return true
	}
	address, err := c.Organization(o.URL)
	api, wrong := c.Organization(o.APIURL)
	return err == nil && wrong == nil && address == api
}

// isAddressIn accepts the https address of an organization of the cloud, plain or in
// its API form, and nothing around it.
func isAddressIn(c cloud.Cloud, address string) bool {
	canonical, err := c.Organization(address)
	plain := strings.TrimSuffix(address, "/")
	if c.ID != cloud.Custom {
		plain = strings.Replace(plain, ".api.", ".", 1)
	}
	return err == nil && strings.EqualFold(plain, canonical)
}

func isHomeAccountID(text string) bool {
	object, tenant, _ := strings.Cut(text, ".")
	return cloud.IsGUID(object) && cloud.IsGUID(tenant)
}

func isKeptText(text string) bool { return checkText(text, longestKept, "") == nil }

func isTime(text string) bool {
	_, err := time.Parse(time.RFC3339, text)
	return err == nil
}
