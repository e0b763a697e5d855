package entra

import "strings"

// Names whose accounts are elsewhere: they show the errors for a wrong cloud, a wrong
// kind of account and a company that checks its passwords itself.
const (
	// NationalDomain is a tenant of a national cloud.
	NationalDomain = "government.example"
	// PersonalDomain has personal accounts only.
	PersonalDomain = "personal.example"
)

// elsewhere is the error for a tenant of another cloud, or nil.
func elsewhere(segment string) *refusal {
	if !strings.EqualFold(segment, NationalDomain) {
		return nil
	}
	return refuse("invalid_request", 90038, "Tenant '%s' request is being redirected to the National Cloud 'login.government.example'.", NationalDomain)
}

// stranger is the error for a user name that isn't in the directory. general says that
// the request didn't name a tenant.
func stranger(name string, t tenant, general bool) *refusal {
	_, domain, hasDomain := strings.Cut(normalName(name), "@")
	switch {
	case general && !hasDomain:
		return refuse("invalid_request", 50059, "No tenant-identifying information found in either the request or implied by any provided credentials.")
	case domain == PersonalDomain:
		return wrongKind()
	case domain == federatedDomain:
		return refuse("invalid_grant", 90072, "User account '%s' from identity provider 'https://sts.%s/' does not exist in tenant '%s' and cannot access the application in that tenant. The account needs to be added as an external user in the tenant first.", show(name), federatedDomain, t.name)
	}
	return refuse("invalid_grant", 50034, "The user account %s does not exist in the %s directory. To sign into this application, the account must be added to the directory.", show(name), t.name)
}

// unknownText is the same at the field on the page.
func unknownText(typed string) string {
	if f := stranger(typed, contoso, false); f.code != 50034 {
		return f.name() + ": " + f.text
	}
	return unknownUser
}
