package token

import (
	"net/http"
	"net/url"
	"strings"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

// metadata is OpenID Connect Discovery 1.0 section 3, with Entra's additions.
type metadata struct {
	Issuer                string   `json:"issuer"`
	AuthorizationEndpoint string   `json:"authorization_endpoint"`
	TokenEndpoint         string   `json:"token_endpoint"`
	DeviceEndpoint        string   `json:"device_authorization_endpoint,omitempty"`
	EndSessionEndpoint    string   `json:"end_session_endpoint"`
	JWKSURI               string   `json:"jwks_uri"`
	UserInfoEndpoint      string   `json:"userinfo_endpoint"`
	ResponseModes         []string `json:"response_modes_supported"`
	ResponseTypes         []string `json:"response_types_supported"`
	GrantTypes            []string `json:"grant_types_supported"`
	SubjectTypes          []string `json:"subject_types_supported"`
	Algorithms            []string `json:"id_token_signing_alg_values_supported"`
	AuthMethods           []string `json:"token_endpoint_auth_methods_supported"`
	Challenges            []string `json:"code_challenge_methods_supported"`
	Scopes                []string `json:"scopes_supported"`
	Claims                []string `json:"claims_supported"`
	TenantRegion          string   `json:"tenant_region_scope,omitempty"`
	CloudInstance         string   `json:"cloud_instance_name"`
	Practice              string   `json:"practice"` // says that nothing here is real
}

// UserInfoPath is Microsoft Graph's, which is where Entra's metadata send for it.
const UserInfoPath = "/oidc/userinfo"

func (s *Issuer) serveMetadata(w http.ResponseWriter, r *http.Request) {
	tenant := r.PathValue("tenant")
	if f := s.CheckTenant(tenant); f != nil {
		s.refuseMetadata(w, r, f)
		return
	}
	b := directory.BasesOf(r.Context(), r.Host)
	m := s.metadataOf(b, tenant, "/oauth2/v2.0")
	m.Issuer = s.issuerFor(b, tenant)
	m.DeviceEndpoint = strings.TrimSuffix(m.TokenEndpoint, "token") + "devicecode"
	m.GrantTypes = append(m.GrantTypes, deviceGrant)
	aadsts.WriteJSON(w, http.StatusOK, m)
}

// refuseMetadata has another word than the other endpoints for a tenant that isn't there (from
// memory).
func (s *Issuer) refuseMetadata(w http.ResponseWriter, r *http.Request, f *aadsts.Refusal) {
	if f.Code == 90002 {
		f.OAuth = "invalid_tenant"
	}
	s.WriteRefusal(w, r, f)
}

// serveMetadataV1 is that of the v1 endpoints.
func (s *Issuer) serveMetadataV1(w http.ResponseWriter, r *http.Request) {
	tenant := r.PathValue("tenant")
	if f := s.CheckTenant(tenant); f != nil {
		s.refuseMetadata(w, r, f)
		return
	}
	b := directory.BasesOf(r.Context(), r.Host)
	m := s.metadataOf(b, tenant, "/oauth2")
	m.Issuer = issuerV1(b, aadsts.TenantOf(tenant))
	if s.KindOf(tenant) != directory.OwnTenant {
		m.Issuer = b.Authority + "/{tenantid}/"
	}
	aadsts.WriteJSON(w, http.StatusOK, m)
}

// metadataOf is what both versions have in common; path is that of their endpoints.
func (s *Issuer) metadataOf(b directory.Bases, tenant, path string) metadata {
	m := metadata{
		ResponseModes: []string{"query", "fragment", "form_post"}, ResponseTypes: []string{"code", "id_token", "code id_token"},
		GrantTypes: []string{"authorization_code", "refresh_token", "client_credentials", "password"}, SubjectTypes: []string{"pairwise"},
		Algorithms: []string{"RS256"}, Challenges: []string{"S256"},
		AuthMethods:   []string{"client_secret_post", "client_secret_basic", "private_key_jwt", "none"},
		Scopes:        []string{"openid", "profile", "email", "offline_access"},
		Claims:        []string{"sub", "iss", "aud", "exp", "iat", "auth_time", "nonce", "preferred_username", "name", "tid", "oid", "ver"},
		CloudInstance: "practice.localhost", Practice: practiceMark,
	}
	segment := strings.ToLower(tenant)
	if s.KindOf(tenant) == directory.OwnTenant {
		segment, m.TenantRegion = aadsts.TenantOf(tenant).ID, "EU"
	}
	m.AuthorizationEndpoint = b.Front + "/" + segment + path + "/authorize"
	m.TokenEndpoint = b.Authority + "/" + segment + path + "/token"
	m.EndSessionEndpoint = b.Front + "/" + segment + path + "/logout"
	m.JWKSURI = b.Authority + "/" + segment + "/discovery/v2.0/keys"
	m.UserInfoEndpoint = b.Authority + UserInfoPath
	return m
}

// issuerFor is the issuer that a segment of a path stands for. As at Entra the general
// endpoints can't name one before they know the user.
func (s *Issuer) issuerFor(b directory.Bases, segment string) string {
	if s.KindOf(segment) != directory.OwnTenant {
		return b.Authority + "/{tenantid}/v2.0"
	}
	return issuer(b, aadsts.TenantOf(segment))
}

func issuer(b directory.Bases, t aadsts.Tenant) string { return b.Authority + "/" + t.ID + "/v2.0" }

// serveInstance is Entra's instance discovery, which says to a client whether an
// authority host is to be believed and where its metadata is.
func (s *Issuer) serveInstance(w http.ResponseWriter, r *http.Request) {
	b := directory.BasesOf(r.Context(), r.Host)
	asked, err := url.Parse(r.URL.Query().Get("authorization_endpoint"))
	own, _ := url.Parse(b.Authority)
	if err != nil || asked.Scheme != "https" || own == nil || asked.Host != own.Host && asked.Host != directory.AuthorityHost {
		s.WriteRefusal(w, r, aadsts.Refuse("invalid_instance", 50049, "Unknown or invalid instance."))
		return
	}
	tenant, _, _ := strings.Cut(strings.TrimPrefix(asked.Path, "/"), "/")
	if f := s.CheckTenant(tenant); f != nil {
		s.WriteRefusal(w, r, f)
		return
	}
	aadsts.WriteJSON(w, http.StatusOK, map[string]any{
		"tenant_discovery_endpoint": b.Authority + "/" + tenant + "/v2.0/.well-known/openid-configuration",
		"api-version":               "1.1",
		"metadata": []map[string]any{{
			"preferred_network": own.Host, "preferred_cache": own.Host, "aliases": []string{own.Host},
		}},
	})
}
