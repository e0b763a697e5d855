package signin

import (
	"latchkey/app/cloud"
	"latchkey/app/profile"
)

// Target is what to sign in to: an application, in a tenant, in a cloud.
type Target struct {
	Cloud    cloud.Cloud
	ClientID string
	// Tenant is a tenant GUID, or "" for any organization.
	Tenant      string
	RedirectURI string
	Redirect    profile.Redirect // RedirectURI, understood
	Method      profile.Method
	// ResponseMode is profile.ResponseQuery for browsers that warn of a posted answer.
	ResponseMode  string
	LoginHint     string
	DomainHint    string
	HomeAccountID string
	// DoubleSlash is the other spelling of scopes: see profile.Profile.
	DoubleSlash bool
}

// TargetOf is a profile's target as far as the profile itself says; no network.
func TargetOf(r profile.Resolved) Target {
	p := r.Profile()
	return Target{
		Cloud: r.Cloud(), ClientID: p.ApplicationID, Tenant: r.Tenant(), Redirect: r.Redirect(), RedirectURI: p.RedirectURI,
		Method: p.Method, ResponseMode: p.ResponseMode, LoginHint: p.LoginHint, DomainHint: p.DomainHint,
		HomeAccountID: p.HomeAccountID, DoubleSlash: p.DoubleSlash,
	}
}

// DiscoveryScope is the resource of Global Discovery: it needs a token of its own.
func (t Target) DiscoveryScope() string { return t.Cloud.DiscoveryURL() }

// ForTenant is the same target in another tenant, as an organization may have one.
func (t Target) ForTenant(tenant string) Target {
	if tenant != "" {
		t.Tenant = tenant
	}
	return t
}

// scopes names the one permission that Dataverse offers to public clients. Each profile
// keeps to one spelling of an organization, or the cache would miss.
func (t Target) scopes(resource string) []string {
	return []string{t.spelled(resource) + "/user_impersonation"}
}

// spelled is a resource in the profile's spelling. Entra makes the audience of what
// stands before the last slash, and some organizations want one that ends in a slash
// ("Scopes and permissions in the Microsoft identity platform", trailing slashes).
// Global Discovery knows one spelling only.
func (t Target) spelled(resource string) string {
	if t.DoubleSlash && resource != t.DiscoveryScope() {
		return resource + "/"
	}
	return resource
}
