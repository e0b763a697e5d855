package entra

import (
	"cmp"
	"net/http"
	"net/url"
	"strings"

	"latchkey/app/practice/entra/aadsts"
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
	got := issued{tenant: q.tenant(), app: q.app, v1: q.v1, grant: asked}
	var bad *aadsts.Refusal
	s.Under(func(l *Locked) {
		if got.user, bad = knownByPassword(l, q.p["username"], q.p["password"], got.tenant, l.kindOf(q.segment) == anyWork); bad != nil {
			return
		}
		if bad = l.admits(got.user, got.tenant, false, q.app, WayPassword); bad != nil {
			return
		}
		if bad = cmp.Or(q.app.permits(q.scope("")), l.lacksConsent(got.user, q.app, got.tenant, q.scope(""))); bad != nil {
			return
		}
		stamp(l, &got)
		got.at = got.now
		got.refresh = firstRefresh(l, familyRow{
			Tenant: got.tenant.ID, Client: q.app.ApplicationID, User: got.user.name, At: got.at,
			Scope: strings.Join(append(append([]string{}, asked.scopes...), asked.openID...), " "),
		})
	})
	return got, bad
}

// knownByPassword is the user with that name and password.
func knownByPassword(l *Locked, name, password string, t aadsts.Tenant, general bool) (*user, *aadsts.Refusal) {
	u := l.user(aadsts.NormalName(name))
	if u == nil {
		return nil, aadsts.UnknownUser(name, t, general)
	}
	locked := aadsts.Refuse("invalid_grant", 50053, "The account is locked, you've tried to sign in too many times with an incorrect user ID or password.")
	if l.locked(u.name) {
		return nil, locked
	}
	if !l.passwordFits(u, password) {
		if l.missed(u.name, false) {
			return nil, locked
		}
		return nil, aadsts.Refuse("invalid_grant", 50126, "Error validating credentials due to invalid username or password.")
	}
	l.forgive(u.name)
	return u, nil
}

// userRealm tells where a user name's password is checked.
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
	if bad := s.checkTenant(r.PathValue("tenant")); bad != nil {
		s.writeRefusal(w, r, bad)
		return
	}
	own, _ := url.Parse(bases(r.Context(), r.Host).Authority)
	v := userRealm{Version: "1.0", AccountType: "Unknown", Audience: "urn:federation:practice"}
	if own != nil {
		v.Cloud = own.Host
	}
	_, domain, _ := strings.Cut(aadsts.NormalName(r.PathValue("user")), "@")
	switch {
	case strings.HasSuffix(domain, ".example") && s.kindOf(domain) == ours:
		v.AccountType, v.Domain = "Managed", domain
	case domain == aadsts.FederatedDomain:
		v.AccountType, v.Domain, v.Protocol = "Federated", domain, "WSTrust"
		v.Metadata = "https://sts." + aadsts.FederatedDomain + "/adfs/services/trust/mex"
		v.ActiveURL = "https://sts." + aadsts.FederatedDomain + "/adfs/services/trust/2005/usernamemixed"
	}
	aadsts.WriteJSON(w, http.StatusOK, v)
}
