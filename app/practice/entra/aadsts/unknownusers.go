package aadsts

import "strings"

// FederatedDomain is one whose passwords are checked by a server of its own. That
// server doesn't exist: a client that sends a password there does wrong.
const FederatedDomain = "federated.example"

// Names whose accounts are elsewhere: they show the errors for a wrong cloud, a wrong
// kind of account and a company that checks its passwords itself.
const (
	// NationalDomain is a tenant of a national cloud.
	NationalDomain = "government.example"
	// PersonalDomain has personal accounts only.
	PersonalDomain = "personal.example"
)

// CheckCloud is the error for a tenant of another cloud, or nil.
func CheckCloud(segment string) *Refusal {
	if !strings.EqualFold(segment, NationalDomain) {
		return nil
	}
	return Refuse("invalid_request", 90038, "Tenant '%s' request is being redirected to the National Cloud 'login.government.example'.", NationalDomain)
}

// UnknownUser is the error for a user name that isn't in the directory. general says that
// the request didn't name a tenant.
func UnknownUser(name string, t Tenant, general bool) *Refusal {
	_, domain, hasDomain := strings.Cut(NormalName(name), "@")
	switch {
	case general && !hasDomain:
		return Refuse("invalid_request", 50059, "No tenant-identifying information found in either the request or implied by any provided credentials.")
	case domain == PersonalDomain:
		return WrongAccountKind()
	case domain == FederatedDomain:
		return Refuse("invalid_grant", 90072, "User account '%s' from identity provider 'https://sts.%s/' does not exist in tenant '%s' and cannot access the application in that tenant. The account needs to be added as an external user in the tenant first.", Show(name), FederatedDomain, t.Name)
	}
	return Refuse("invalid_grant", 50034, "The user account %s does not exist in the %s directory. To sign into this application, the account must be added to the directory.", Show(name), t.Name)
}

// UnknownUserText is what the page says of a user name that nobody has.
const UnknownUserText = "AADSTS50034: We couldn't find an account with that user name. Users of the practice tenant end in @" + ContosoDomain + "."

// UnknownUserProblem is UnknownUser as the page says it at the field where the name was typed.
func UnknownUserProblem(typed string) string {
	if f := UnknownUser(typed, Contoso, false); f.Code != 50034 {
		return f.Name() + ": " + f.Text
	}
	return UnknownUserText
}

// WrongAccountKind is what choosing the personal account leads to: it is no way in here.
func WrongAccountKind() *Refusal {
	return Refuse("invalid_request", 500208, "The domain is not a valid login domain for the account type. A personal account can't sign in to a company's applications.")
}
