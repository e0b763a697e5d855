package token

import (
	"encoding/json"
	"net/http"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

// userInfoV1 is what the UserInfo endpoint of v1 returns: claims of the person as v1's tokens have them. It
// takes a token that was asked for without a resource ("Retrieving user information from Azure AD's UserInfo
// endpoints", Microsoft's developer support, 2019). The names of the claims, and amr as JSON in a text,
// are from memory.
type userInfoV1 struct {
	Methods    string `json:"amr"`
	Family     string `json:"family_name,omitempty"`
	GivenName  string `json:"given_name,omitempty"`
	Address    string `json:"ipaddr,omitempty"`
	Name       string `json:"name"`
	ObjectID   string `json:"oid"`
	Subject    string `json:"sub"`
	Tenant     string `json:"tid"`
	UniqueName string `json:"unique_name"`
	UPN        string `json:"upn,omitempty"` // a guest has none
	TokenID    string `json:"uti"`
	Version    string `json:"ver"`
}

// serveUserInfoV1 is OpenID Connect Core section 5.3; its refusals are RFC 6750's (for Entra from memory).
func (s *Issuer) serveUserInfoV1(w http.ResponseWriter, r *http.Request) {
	if f := s.CheckTenant(r.PathValue("tenant")); f != nil {
		s.WriteRefusal(w, r, f)
		return
	}
	c, ok := s.Bearer(r, directory.GraphID, directory.GraphURL)
	rest := ""
	if challenge := s.EvaluateToken(r, c); ok && challenge != nil {
		ok, rest = false, challenge.Header()
	}
	u := s.PrincipalByObject(c.ObjectID, aadsts.TenantOf(c.Tenant))
	if !ok || c.IsApp() || u == nil {
		if rest == "" && r.Header.Get("Authorization") != "" {
			rest = `, error="invalid_token"`
		}
		w.Header().Set("WWW-Authenticate", `Bearer realm="", authorization_uri="`+directory.BasesOf(r.Context(), r.Host).Authority+`/common/oauth2/authorize"`+rest)
		aadsts.WriteJSON(w, http.StatusUnauthorized, map[string]string{"error": "invalid_token"})
		return
	}
	methods, err := json.Marshal(c.Methods)
	if err != nil {
		s.refuseBroken(w, r, "userinfo", err)
		return
	}
	aadsts.WriteJSON(w, http.StatusOK, userInfoV1{
		Methods: string(methods), Family: c.Family, GivenName: c.GivenName, Address: c.Address, Name: c.Name, ObjectID: c.ObjectID,
		Subject: s.Subject(u, c.Client()), Tenant: c.Tenant, UniqueName: c.UniqueName, UPN: c.UPN, TokenID: c.TokenID, Version: versionOne,
	})
}
