package entra

import (
	"net/http"
	"net/url"
	"strings"
)

// metadata is OpenID Connect Discovery 1.0 section 3, with Entra's additions.
type metadata struct {
	Issuer                string   `json:"issuer"`
	AuthorizationEndpoint string   `json:"authorization_endpoint"`
	TokenEndpoint         string   `json:"token_endpoint"`
	EndSessionEndpoint    string   `json:"end_session_endpoint"`
	JWKSURI               string   `json:"jwks_uri"`
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
}

func (s *Server) serveMetadata(w http.ResponseWriter, r *http.Request) {
	tenant := r.PathValue("tenant")
	if f := checkTenant(tenant); f != nil {
		s.writeRefusal(w, r, f)
		return
	}
	b := bases(r.Context(), r.Host)
	m := metadata{
		Issuer: issuer(b), ResponseModes: []string{"query", "fragment", "form_post"}, ResponseTypes: []string{"code"},
		GrantTypes: []string{"authorization_code", "refresh_token"}, SubjectTypes: []string{"pairwise"},
		Algorithms: []string{"ES256"}, AuthMethods: []string{"none"}, Challenges: []string{"S256"},
		Scopes:        []string{"openid", "profile", "email", "offline_access"},
		Claims:        []string{"sub", "iss", "aud", "exp", "iat", "auth_time", "nonce", "preferred_username", "name", "tid", "oid", "ver"},
		CloudInstance: "practice.localhost",
	}
	segment := TenantID
	if kindOf(tenant) != ours {
		// As Entra: the general endpoints can't name an issuer before they know the user.
		segment = strings.ToLower(tenant)
		m.Issuer = b.Authority + "/{tenantid}/v2.0"
	} else {
		m.TenantRegion = "EU"
	}
	m.AuthorizationEndpoint = b.Front + "/" + segment + "/oauth2/v2.0/authorize"
	m.TokenEndpoint = b.Authority + "/" + segment + "/oauth2/v2.0/token"
	m.EndSessionEndpoint = b.Front + "/" + segment + "/oauth2/v2.0/logout"
	m.JWKSURI = b.Authority + "/" + segment + "/discovery/v2.0/keys"
	writeJSON(w, http.StatusOK, m)
}

func issuer(b Bases) string { return b.Authority + "/" + TenantID + "/v2.0" }

// serveInstance is Entra's instance discovery, which tells a client whether an
// authority host is to be believed and where its metadata is.
func (s *Server) serveInstance(w http.ResponseWriter, r *http.Request) {
	b := bases(r.Context(), r.Host)
	asked, err := url.Parse(r.URL.Query().Get("authorization_endpoint"))
	own, _ := url.Parse(b.Authority)
	if err != nil || asked.Scheme != "https" || own == nil || asked.Host != own.Host && asked.Host != AuthorityHost {
		s.writeRefusal(w, r, refuse("invalid_instance", 50049, "Unknown or invalid instance."))
		return
	}
	tenant, _, _ := strings.Cut(strings.TrimPrefix(asked.Path, "/"), "/")
	if f := checkTenant(tenant); f != nil {
		s.writeRefusal(w, r, f)
		return
	}
	writeJSON(w, http.StatusOK, map[string]any{
		"tenant_discovery_endpoint": b.Authority + "/" + tenant + "/v2.0/.well-known/openid-configuration",
		"api-version":               "1.1",
		"metadata": []map[string]any{{
			"preferred_network": own.Host, "preferred_cache": own.Host, "aliases": []string{own.Host},
		}},
	})
}
