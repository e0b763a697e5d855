package signin

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"

	"latchkey/app/cloud"
	"latchkey/app/discovery"
	"latchkey/app/problem"
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
	// DiscoveryDoubleSlash is the same for Global Discovery, which is asked with one slash first.
	DiscoveryDoubleSlash bool

	issuer string // see withIssuer
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
// ("Scopes and permissions in the Microsoft identity platform", trailing slashes). So may
// Global Discovery: Microsoft's sample for all clouds asks with two slashes
// (PowerApps-Samples, dataverse/DiscoveryService/REST), Business Central with one.
func (t Target) spelled(resource string) string {
	doubled := t.DoubleSlash
	if resource == t.DiscoveryScope() {
		doubled = t.DiscoveryDoubleSlash
	}
	if doubled {
		return resource + "/"
	}
	return resource
}

// Locate is a profile's target with its tenant found: the one that was typed, else the
// organization's, else that of the e-mail's domain, else none, which lets Entra ask. A
// token for an organization must come from the organization's tenant, because its address is
// known nowhere else; an e-mail only says where a person is at home, and partners work in
// other companies' organizations. An account that has signed in goes where it went then,
// unless a typed address of an organization says otherwise.
func (s *Service) Locate(ctx context.Context, r profile.Resolved) (Target, error) {
	t, p := TargetOf(r), r.Profile()
	known := t.Tenant
	t.Tenant = ""
	switch {
	case cloud.IsGUID(p.Tenant):
		return t.ForTenant(p.Tenant), nil
	case p.Tenant != "" && !cloud.IsCommonTenant(p.Tenant): // "common" and its like name none
		var err error
		t.Tenant, err = s.TenantOf(ctx, t.Cloud, p.Tenant)
		return t, err
	case known != "" && p.OrganizationURL == "":
		return t.ForTenant(known), nil
	case p.Organization != nil && p.Organization.TenantID != "":
		return t.ForTenant(p.Organization.TenantID), nil
	}
	if address, _ := r.Organization(); address != "" {
		var err error
		if t.Tenant, err = s.TenantOfOrganization(ctx, t.Cloud, address); err != nil || t.Tenant != "" {
			return t, err
		}
	}
	if _, domain, found := strings.Cut(p.LoginHint, "@"); found {
		tenant, err := s.tenantOfDomain(ctx, t.Cloud, domain)
		if err == nil {
			t.Tenant = tenant
			return t, nil
		}
		if problem.From(err).Kind == problem.Network {
			return t, err
		}
	}
	return t, nil
}

// TenantOfOrganization is the tenant that an organization names in its own 401 challenge; ""
// when it names none.
func (s *Service) TenantOfOrganization(ctx context.Context, c cloud.Cloud, address string) (string, error) {
	finder := discovery.Client{HTTP: s.HTTPClient(c), Cloud: c, Now: s.options.Now}
	challenge, err := finder.Challenge(ctx, address)
	if err != nil || challenge.Tenant == "" {
		return "", err
	}
	return s.TenantOf(ctx, c, challenge.Tenant)
}

// TenantOf is the GUID of a tenant that is named by its GUID or one of its domains.
func (s *Service) TenantOf(ctx context.Context, c cloud.Cloud, name string) (string, error) {
	if cloud.IsGUID(name) {
		return strings.ToLower(name), nil
	}
	return s.tenantOfDomain(ctx, c, name)
}

// tenantOfDomain asks the authority's public metadata, whose issuer names the
// tenant's GUID (OpenID Connect Discovery 1.0 section 3). MSAL's cache is keyed by
// the tenant as it is spelled, so one spelling is kept: the GUID, where there is one.
func (s *Service) tenantOfDomain(ctx context.Context, c cloud.Cloud, domain string) (string, error) {
	authority, err := c.Authority(strings.ToLower(domain))
	if err != nil {
		return "", err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, strings.TrimSuffix(authority, "/")+"/v2.0/.well-known/openid-configuration", nil)
	if err != nil {
		return "", err
	}
	response, err := s.AuthorityClient(c).Do(request)
	if err != nil {
		return "", problem.From(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(io.LimitReader(response.Body, answerLimit))
	if err != nil {
		return "", problem.From(err)
	}
	if response.StatusCode != http.StatusOK {
		return "", problem.FromOAuth(body, response.StatusCode).At("tenant")
	}
	var metadata struct{ Issuer string }
	if err := json.Unmarshal(body, &metadata); err != nil {
		return "", problem.New(problem.Network, "answer-not-json").Because(err)
	}
	issuer, err := url.Parse(metadata.Issuer)
	if err != nil {
		return "", problem.New(problem.Network, "answer-not-json").Because(err)
	}
	tenant, _, _ := strings.Cut(strings.Trim(issuer.Path, "/"), "/")
	switch {
	case cloud.IsGUID(tenant):
		return strings.ToLower(tenant), nil
	case c.ID == cloud.Custom: // it need not be Entra, and have numbers for tenants
		return strings.ToLower(domain), nil
	}
	return "", problem.New(problem.Refused, "tenant-not-named").With("tenant", domain).At("tenant")
}
