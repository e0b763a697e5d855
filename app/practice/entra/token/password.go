package token

import (
	"cmp"
	"net/http"
	"net/url"
	"strings"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

// byPassword is RFC 6749 section 4.3. It knows no second factor, so who needs one
// is sent to the browser. Wrong passwords count as they do on the pages.
func (s *Issuer) byPassword(q tokenRequest, asked grant, named bool) (issued, *aadsts.Refusal) {
	if bad := q.p.CheckPresent("username", "password"); bad != nil {
		return issued{}, bad
	}
	if !named {
		asked = grant{audience: graph, openID: []string{"openid", "offline_access"}}
	}
	got := issued{tenant: q.tenant(), app: q.app, v1: q.v1, grant: asked, contexts: q.claims.Contexts, capable: q.claims.Capable}
	var bad *aadsts.Refusal
	s.Under(func(l *directory.Locked) {
		if got.user, bad = authenticateUser(l, q.p["username"], q.p["password"], got.tenant, l.KindOf(q.segment) == directory.AnyWorkTenant); bad != nil {
			return
		}
		if bad = l.CheckAccess(got.user, aadsts.PasswordStrength, q.access(asked.audience, directory.WayPassword)); bad != nil {
			return
		}
		if bad = cmp.Or(q.app.CheckPermissions(q.scope("")), l.CheckConsent(got.user, q.app, got.tenant, q.scope(""))); bad != nil {
			return
		}
		stamp(l, &got)
		got.at = got.now
		got.refresh = firstRefresh(l, directory.FamilyRow{
			Tenant: got.tenant.ID, Client: q.app.ApplicationID, User: got.user.Name, At: got.at,
			Scope: strings.Join(append(append([]string{}, asked.scopes...), asked.openID...), " "),
		})
	})
	return got, bad
}

// authenticateUser is the user with that name and password.
func authenticateUser(l *directory.Locked, name, password string, t aadsts.Tenant, general bool) (*directory.Principal, *aadsts.Refusal) {
	u := l.User(aadsts.NormalName(name))
	if u == nil {
		return nil, aadsts.UnknownUser(name, t, general)
	}
	locked := aadsts.Refuse("invalid_grant", 50053, "The account is locked, you've tried to sign in too many times with an incorrect user ID or password.")
	if l.IsLockedOut(u.Name) {
		return nil, locked
	}
	if !l.PasswordMatches(u, password) {
		if l.CountFailure(u.Name, false) {
			return nil, locked
		}
		return nil, aadsts.Refuse("invalid_grant", 50126, "Error validating credentials due to invalid username or password.")
	}
	l.ClearPasswordFailures(u.Name)
	return u, nil
}

// userRealm returns where a user name's password is checked.
type userRealm struct {
	Version     string `json:"ver"`
	AccountType string `json:"account_type"` // Managed, Federated or Unknown
	Domain      string `json:"domain_name,omitempty"`
	Cloud       string `json:"cloud_instance_name"`
	Audience    string `json:"cloud_audience_urn"`
	Protocol    string `json:"federation_protocol,omitempty"`
	Metadata    string `json:"federation_metadata_url,omitempty"`
	ActiveURL   string `json:"federation_active_auth_url,omitempty"`
}

// serveRealm is Entra's user realm discovery, which clients ask before they send a
// password ("UserRealm", api-version 1.0).
func (s *Issuer) serveRealm(w http.ResponseWriter, r *http.Request) {
	if bad := s.CheckTenant(r.PathValue("tenant")); bad != nil {
		s.WriteRefusal(w, r, bad)
		return
	}
	own, _ := url.Parse(directory.BasesOf(r.Context(), r.Host).Authority)
	v := userRealm{Version: "1.0", AccountType: "Unknown", Audience: "urn:federation:practice"}
	if own != nil {
		v.Cloud = own.Host
	}
	_, domain, _ := strings.Cut(aadsts.NormalName(r.PathValue("user")), "@")
	switch {
	case strings.HasSuffix(domain, ".example") && s.KindOf(domain) == directory.OwnTenant:
		v.AccountType, v.Domain = "Managed", domain
	case domain == aadsts.FederatedDomain:
		v.AccountType, v.Domain, v.Protocol = "Federated", domain, "WSTrust"
		v.Metadata = "https://sts." + aadsts.FederatedDomain + "/adfs/services/trust/mex"
		v.ActiveURL = "https://sts." + aadsts.FederatedDomain + "/adfs/services/trust/2005/usernamemixed"
	}
	aadsts.WriteJSON(w, http.StatusOK, v)
}
