package registration

import (
	"cmp"
	"net/url"
	"strings"

	"latchkey/app/cloud"
	"latchkey/app/recipe"
)

// The generations of links to admin consent.
const (
	GenerationNew = "v2" // /TENANT/v2.0/adminconsent
	GenerationOld = "v1" // /TENANT/oauth2/authorize with prompt=admin_consent, and /TENANT/adminconsent
)

// Link is an address at which an administrator agrees for everybody.
type Link struct {
	Generation string `json:"generation"` // "v2" or "v1"
	URL        string `json:"url"`
}

// WithState is the link with a state, which comes back in the answer. The old one has
// none: it is kept to the letter.
func (l Link) WithState(state string) Link {
	if l.Generation == GenerationNew && state != "" {
		l.URL += "&state=" + escape(state)
	}
	return l
}

// Links are those to the consent that a recipe needs, today's first; the old one is for when
// that fails. There is none as long as the ApplicationID isn't known, and none for recipes
// without a registration. The old link asks for an ID token, so that registrations which
// must not hand those out have none (it would end in AADSTS700054), except where its maker
// publishes it: then it is the maker's to the letter, in the cloud for which it is.
func Links(r recipe.Recipe, v recipe.Values, c cloud.Cloud) []Link {
	if r.Registration == nil {
		return nil
	}
	client, redirect := consentClient(r, v), consentRedirect(r, v)
	var list []Link
	if cloud.IsGUID(client) && redirect != "" {
		list = append(list, Link{Generation: GenerationNew, URL: newLink(r, v, c, client, redirect)})
	}
	own, old := r.Registration.Maker || r.Registration.IDTokens, ""
	if r.Consent != nil && r.Consent.Old != "" && (c.AuthorityHost == "" || strings.HasPrefix(r.Consent.Old, "https://"+c.AuthorityHost+"/")) {
		old = r.Consent.Old
	} else if own && cloud.IsGUID(client) && redirect != "" {
		old = OldLink(c.AuthorityHost, cmp.Or(consentTenant(v), "common"), client, redirect)
	}
	if old == "" {
		return list
	}
	return append(list, Link{Generation: GenerationOld, URL: old})
}

// newLink is today's ("Admin consent on the Microsoft identity platform"), without a state.
func newLink(r recipe.Recipe, v recipe.Values, c cloud.Cloud, client, redirect string) string {
	return "https://" + c.AuthorityHost + "/" + cmp.Or(consentTenant(v), "organizations") + "/v2.0/adminconsent" +
		"?client_id=" + strings.ToLower(client) +
		"&scope=" + escape(consentScope(r, v, c)) +
		"&redirect_uri=" + escape(redirect)
}

// OldLink is the link of the first generation, with the order and the lower-case escapes
// of those that makers have published.
func OldLink(host, tenant, client, redirect string) string {
	return "https://" + host + "/" + tenant + "/oauth2/authorize" +
		"?response_type=id_token&response_mode=form_post&client_id=" + strings.ToLower(client) +
		"&redirect_uri=" + lowerEscapes(escape(redirect)) + "&prompt=admin_consent"
}

// consentClient is the maker's ApplicationID, or the profile's.
func consentClient(r recipe.Recipe, v recipe.Values) string {
	if r.Registration.Maker {
		return r.Registration.ApplicationID
	}
	return cmp.Or(v["applicationId"], r.Registration.ApplicationID)
}

// consentRedirect is where the answer goes: it has to be registered.
func consentRedirect(r recipe.Recipe, v recipe.Values) string {
	own := ""
	if r.Consent != nil && v.Known(r.Consent.RedirectURI) {
		own = v.Fill(r.Consent.RedirectURI)
	}
	if r.Registration.Maker {
		if own == "" && r.Consent != nil {
			if old, err := url.Parse(r.Consent.Old); err == nil {
				own = old.Query().Get("redirect_uri")
			}
		}
		return own
	}
	for _, uri := range append([]string{v["redirectUri"], own}, filledRedirects(r.Registration, v)...) {
		if uri != "" {
			return uri
		}
	}
	return ""
}

// consentTenant is the tenant of the profile, or "". Entra's words for no tenant in
// particular are none: nobody can agree for "common".
func consentTenant(v recipe.Values) string {
	for _, name := range []string{"tenantId", "tenant"} {
		if t := strings.ToLower(strings.TrimSpace(v[name])); cloud.IsTenant(t) {
			return t
		}
	}
	return ""
}

// consentScope are the permissions by name, at the organization, or at discovery while no
// organization is known: both are the one API of Dataverse. Application permissions can
// only be agreed to all at once.
func consentScope(r recipe.Recipe, v recipe.Values, c cloud.Cloud) string {
	resource := strings.TrimSuffix(cmp.Or(v["organizationUrl"], c.DiscoveryURL()), "/")
	var scopes []string
	for _, p := range r.Registration.Permissions {
		if p.Type == "application" {
			return resource + "/.default"
		}
		scopes = append(scopes, resource+"/"+p.Name)
	}
	if len(scopes) == 0 {
		return resource + "/.default"
	}
	return strings.Join(scopes, " ")
}

// escape encodes a value of a query; a blank is %20.
func escape(text string) string { return strings.ReplaceAll(url.QueryEscape(text), "+", "%20") }

// lowerEscapes writes %3A as %3a.
func lowerEscapes(text string) string {
	b := []byte(text)
	for i := 0; i+2 < len(b); i++ {
		if b[i] == '%' {
			copy(b[i+1:i+3], strings.ToLower(string(b[i+1:i+3])))
		}
	}
	return string(b)
}
