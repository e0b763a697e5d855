package token

import (
	"net/http"
	"net/url"
	"strings"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

// metadata is OpenID Connect Discovery 1.0 section 3 as Entra has it: the members of its v2
// document (panva/wellknown, 2024; calvinchengx/entra-emulator's golden file, 2026-07-13)
// and of its v1 document (AzureAD/MSIdentityTools' test data). As there, nothing is said
// about PKCE, which is served none the less, nor about grants, nor that a public client needs no
// authentication: a client that waits for these words doesn't get them at Entra either.
//
// Left out is what is not served here: mtls_endpoint_aliases.
type metadata struct {
	TokenEndpoint         string   `json:"token_endpoint"`
	AuthMethods           []string `json:"token_endpoint_auth_methods_supported"`
	JWKSURI               string   `json:"jwks_uri"`
	ResponseModes         []string `json:"response_modes_supported"`
	SubjectTypes          []string `json:"subject_types_supported"`
	Algorithms            []string `json:"id_token_signing_alg_values_supported"`
	ResponseTypes         []string `json:"response_types_supported"`
	Scopes                []string `json:"scopes_supported"`
	Issuer                string   `json:"issuer"`
	MultiRefreshToken     bool     `json:"microsoft_multi_refresh_token,omitempty"` // v1
	RequestURI            *bool    `json:"request_uri_parameter_supported,omitempty"`
	UserInfoEndpoint      string   `json:"userinfo_endpoint"`
	CheckSession          string   `json:"check_session_iframe,omitempty"` // v1
	AuthorizationEndpoint string   `json:"authorization_endpoint"`
	DeviceEndpoint        string   `json:"device_authorization_endpoint,omitempty"`
	HTTPLogout            bool     `json:"http_logout_supported"`
	FrontChannelLogout    bool     `json:"frontchannel_logout_supported"`
	EndSessionEndpoint    string   `json:"end_session_endpoint"`
	Claims                []string `json:"claims_supported"`
	Kerberos              string   `json:"kerberos_endpoint"`
	TenantRegion          *string  `json:"tenant_region_scope"` // null at the general endpoints
	CloudInstance         string   `json:"cloud_instance_name"`
	GraphHost             string   `json:"cloud_graph_host_name"`
	MSGraphHost           string   `json:"msgraph_host"`
	RBACURL               string   `json:"rbac_url"`
	// Practice says that nothing here is real. It is the one member that Entra doesn't have:
	// over a door on localhost nothing else tells a client, or the person behind it, that an
	// authority is a practice tenant.
	Practice string `json:"practice"`
}

// region is where all tenants are.
const region = "EU"

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
	m.RequestURI = new(bool)
	m.ResponseTypes = []string{"code", "id_token", "code id_token", "id_token token"}
	m.Scopes = []string{"openid", "profile", "email", "offline_access"}
	m.Claims = []string{
		"sub", "iss", "cloud_instance_name", "cloud_instance_host_name", "cloud_graph_host_name", "msgraph_host", "aud", "exp", "iat",
		"auth_time", "acr", "nonce", "preferred_username", "name", "tid", "ver", "at_hash", "c_hash", "email",
	}
	writePublished(w, m)
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
	m.Issuer = issuerV1(aadsts.TenantOf(tenant))
	if s.KindOf(tenant) != directory.OwnTenant {
		m.Issuer = issuersV1 + "{tenantid}/"
	}
	m.JWKSURI = b.Authority + "/common/discovery/keys" // for every tenant
	below := strings.TrimSuffix(m.TokenEndpoint, "/oauth2/token")
	m.UserInfoEndpoint = below + "/openid/userinfo"
	m.CheckSession = strings.TrimSuffix(m.AuthorizationEndpoint, "authorize") + "checksession"
	m.MultiRefreshToken = true
	m.ResponseTypes = []string{"code", "id_token", "code id_token", "token id_token", "token"}
	m.Scopes = []string{"openid"}
	m.Claims = []string{
		"sub", "iss", "cloud_instance_name", "cloud_instance_host_name", "cloud_graph_host_name", "msgraph_host", "aud", "exp", "iat",
		"auth_time", "acr", "amr", "nonce", "email", "given_name", "family_name", "nickname",
	}
	writePublished(w, m)
}

// CloudOf names the cloud, in the words of the metadata and of answers to instance_aware.
// Microsoft Graph is at the authority's own address here.
func CloudOf(b directory.Bases) map[string]string {
	host := strings.TrimPrefix(b.Authority, "https://")
	return map[string]string{
		"cloud_instance_name": "practice.localhost", "cloud_instance_host_name": host, "cloud_graph_host_name": host, "msgraph_host": host,
	}
}

// metadataOf is what both versions have in common; path is that of their endpoints.
func (s *Issuer) metadataOf(b directory.Bases, tenant, path string) metadata {
	in := CloudOf(b)
	m := metadata{
		AuthMethods: []string{"client_secret_post", "private_key_jwt", "client_secret_basic"}, ResponseModes: []string{"query", "fragment", "form_post"},
		SubjectTypes: []string{"pairwise"}, Algorithms: []string{"RS256"}, HTTPLogout: true, FrontChannelLogout: true,
		CloudInstance: in["cloud_instance_name"], GraphHost: in["cloud_graph_host_name"], MSGraphHost: in["msgraph_host"], RBACURL: "https://pas.practice.localhost", Practice: practiceMark,
	}
	segment := strings.ToLower(tenant)
	if s.KindOf(tenant) == directory.OwnTenant {
		where := region
		segment, m.TenantRegion = aadsts.TenantOf(tenant).ID, &where
	}
	m.AuthorizationEndpoint = b.Front + "/" + segment + path + "/authorize"
	m.TokenEndpoint = b.Authority + "/" + segment + path + "/token"
	m.DeviceEndpoint = b.Authority + "/" + segment + path + "/devicecode"
	m.EndSessionEndpoint = b.Front + "/" + segment + path + "/logout"
	m.JWKSURI = b.Authority + "/" + segment + "/discovery/v2.0/keys"
	m.UserInfoEndpoint = b.Authority + UserInfoPath
	m.Kerberos = b.Authority + "/" + segment + "/kerberos"
	return m
}

// writePublished is the answer with metadata and keys, which clients may keep for a day and
// scripts of every page may read (recorded headers of 2021 and 2022 in Azure's SDKs).
func writePublished(w http.ResponseWriter, v any) {
	h := w.Header()
	h.Set("Access-Control-Allow-Origin", "*")
	h.Set("Access-Control-Allow-Methods", "GET, OPTIONS")
	h.Set("Cache-Control", "max-age=86400, private")
	aadsts.WriteJSON(w, http.StatusOK, v)
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
