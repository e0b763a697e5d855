package registration

import (
	"cmp"
	"net/url"
	"slices"
	"strings"

	"latchkey/app/cloud"
	"latchkey/app/problem"
	"latchkey/app/profile"
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

// Mail is a message that is ready to send.
type Mail struct {
	Subject string `json:"subject"`
	Text    string `json:"text"`
}

// letter is what the template of the message sees.
type letter struct {
	Application, ApplicationID string
	Company, Who, Helpdesk     string
	Maker                      bool
	Warned                     bool // Who says already which role is not enough
	Organization               string
	Delegated, Roles           []string
	Link, Old                  string
	Redirect                   string
	Portal                     string
}

// Message asks whoever may do it for consent: who may, what it allows, the link, and what
// should be seen afterwards. Problems: Input "registration-none",
// "consent-no-application" as long as the ApplicationID isn't known.
func Message(r recipe.Recipe, v recipe.Values, c cloud.Cloud) (Mail, error) {
	if r.Registration == nil {
		return Mail{}, problem.New(problem.Input, "registration-none").With("recipe", r.Name)
	}
	links := Links(r, v, c)
	if len(links) == 0 {
		return Mail{}, problem.New(problem.Input, "consent-no-application").With("recipe", r.Name)
	}
	l := letter{
		Application: oneLine(cmp.Or(v.Fill(r.Registration.Name), r.Name)), ApplicationID: consentClient(r, v),
		Company: oneLine(v["company"]), Helpdesk: oneLine(v["helpdesk"]), Maker: r.Registration.Maker,
		Organization: oneLine(v["organizationUrl"]), Redirect: consentRedirect(r, v), Portal: c.EntraPortal,
	}
	if r.Consent != nil {
		l.Who = oneLine(v.Fill(r.Consent.Who))
		l.Warned = strings.Contains(l.Who, "System Administrator")
	}
	for _, p := range r.Registration.Permissions {
		if p.Type == "application" {
			l.Roles = append(l.Roles, p.Name)
		} else {
			l.Delegated = append(l.Delegated, p.Name)
		}
	}
	for _, link := range links {
		switch {
		case l.Link == "":
			l.Link = link.URL
		case link.Generation == GenerationOld:
			l.Old = link.URL
		}
	}
	var b strings.Builder
	if err := templates().ExecuteTemplate(&b, "message.txt", l); err != nil {
		return Mail{}, problem.From(err)
	}
	return Mail{Subject: "Please grant consent: " + l.Application, Text: b.String()}, nil
}

// answersGoTo reports whether answers of an application that Latchkey knows of go to an
// address: to this computer, to Microsoft's page for programs, or to a redirect URI of a
// recipe. What comes from elsewhere, anybody can have written; so can they this, but then
// they knew more.
func answersGoTo(u *url.URL) bool {
	plain := *u
	plain.RawQuery, plain.Fragment, plain.RawFragment = "", "", ""
	if u.User != nil {
		return false
	}
	switch r := profile.ParseRedirect(plain.String()); r.Kind {
	case profile.RedirectLoopback, profile.RedirectPasted, profile.RedirectNativeClient: // this computer, or Microsoft's page
		return true
	}
	for _, r := range recipe.All() {
		if r.Registration == nil {
			continue
		}
		for _, uri := range append(r.Registration.RedirectURIs, r.Registration.OldRedirectURIs...) {
			if known, err := url.Parse(uri); err == nil && strings.EqualFold(known.Scheme, u.Scheme) && strings.EqualFold(known.Host, u.Host) {
				return true
			}
		}
	}
	return false
}

// The verdicts about a consent.
const (
	Granted  = "granted"
	Missing  = "missing"  // nobody has agreed yet, or the tenant doesn't know the application
	Declined = "declined" // somebody was asked and said no
	Blocked  = "blocked"  // a policy, or what the tenant has, is in the way
	Unknown  = "unknown"  // the answer says nothing about consent
)

// verdicts are what errors say about a consent. AADSTS codes explain and decide nothing:
// no flow depends on them.
var verdicts = map[string]string{
	"AADSTS65001":  Missing,
	"AADSTS650056": Missing, // the registration lists no permission, or nobody agreed
	"AADSTS650057": Missing, // nor does it for this API
	"AADSTS700016": Missing, // the tenant doesn't know the application
	"AADSTS65004":  Declined,

	"consent-declined":  Declined,
	"consent-not-admin": Blocked,

	"AADSTS90094":   Blocked, // only an administrator may
	"AADSTS90095":   Blocked, // a request for approval goes to one
	"AADSTS53000":   Blocked, // Conditional Access
	"AADSTS53001":   Blocked,
	"AADSTS53003":   Blocked,
	"AADSTS530032":  Blocked,
	"AADSTS530035":  Blocked,
	"AADSTS50105":   Blocked, // not assigned to the application
	"AADSTS65002":   Blocked, // Microsoft's own application
	"AADSTS650052":  Blocked, // no Dynamics in the tenant
	"AADSTS7000112": Blocked, // switched off
}

// Verdict tells what the outcome of a prompt=none probe, or of a sign-in, says about the
// consent: "granted" for none, else "missing", "declined", "blocked" or "unknown". What
// ends for another reason (no session, a second factor, no network) is unknown.
func Verdict(err *problem.Problem) string {
	if err == nil {
		return Granted
	}
	if v, ok := verdicts[err.Code]; ok {
		return v
	}
	switch {
	case slices.Contains([]string{err.OAuthError, err.Code, err.Suberror}, "consent_required"), err.Code == "consent-required":
		return Missing
	case err.OAuthError == "access_denied" && err.Code == "access-denied":
		return Declined
	}
	return Unknown
}
