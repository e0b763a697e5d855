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

// Locate is a profile's target with its tenant found: the one that was typed, else
// that of the e-mail's domain, else that of the organization's own 401 challenge,
// else none, which lets Entra ask. Only a typed tenant that does not exist is an error.
func (s *Service) Locate(ctx context.Context, r profile.Resolved) (Target, error) {
	t, p := TargetOf(r), r.Profile()
	if cloud.IsGUID(p.Tenant) {
		return t, nil
	}
	t.Tenant = ""
	if p.Tenant != "" {
		if strings.EqualFold(p.Tenant, anyTenant) {
			return t, nil
		}
		var err error
		t.Tenant, err = s.TenantOf(ctx, t.Cloud, p.Tenant)
		return t, err
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
	if p.OrganizationURL != "" {
		return s.locateByURL(ctx, t, p.OrganizationURL)
	}
	return t, nil
}

func (s *Service) locateByURL(ctx context.Context, t Target, address string) (Target, error) {
	finder := discovery.Client{HTTP: s.HTTPClient(t.Cloud), Cloud: t.Cloud, Now: s.options.Now}
	challenge, err := finder.Challenge(ctx, address)
	if err != nil {
		return t, err
	}
	if cloud.IsGUID(challenge.Tenant) {
		t.Tenant = strings.ToLower(challenge.Tenant)
	}
	return t, nil
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
// the tenant as it is spelled, so one spelling is kept: the GUID.
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
	if !cloud.IsGUID(tenant) {
		return "", problem.New(problem.Refused, "AADSTS90002").At("tenant")
	}
	return strings.ToLower(tenant), nil
}
