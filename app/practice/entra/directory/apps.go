package directory

import (
	"net"
	"net/url"
	"slices"
	"strings"

	"latchkey/app/practice/entra/aadsts"
)

// The registrations' ApplicationIDs.
const (
	DocumentsCorePackID    = "5d1f0c62-3b8e-4a57-9c40-7e2a1b96f3d8"
	TelephoneIntegrationID = "b7c94e1a-08d3-4f62-a5be-1d6f3c8027e9"
	EveryOrganizationID    = "e26a7f94-51bc-4d08-8b3f-90c4d7a5126b"
	IntegrationCloudID     = "94b1e6d7-2c5f-4a83-b0e9-6f3d81c7a250"
	MagentrixID            = "c08f35a2-7d94-4be1-a6c3-15e9b2f7d804"
	FabrikamClientID       = "71d5c3be-4a92-4e06-9d18-b3f70a6c25e4"
)

// Platform is under which heading of Entra's "Authentication" page the redirect
// URIs of a registration stand.
type Platform string

// The platforms. What is registered under Web has to prove itself with a secret or
// a certificate; "Mobile and desktop applications" must not.
const (
	PlatformPublic Platform = "public"
	PlatformWeb    Platform = "web"
)

// App is a registration. user_impersonation is granted for everybody.
type App struct {
	ApplicationID string   `json:"applicationId"`
	Name          string   `json:"name"`
	RedirectURIs  []string `json:"redirectUris"`
	// Tenant is the domain of the tenant whose registration it is, "" for Contoso. In
	// others it is known only when it is multi-tenant.
	Tenant string `json:"tenant,omitempty"`
	// MultiTenant registrations may be used through /organizations and /common;
	// single-tenant ones get AADSTS50194 there.
	MultiTenant bool     `json:"multiTenant"`
	Platform    Platform `json:"platform"`
	// AllowPublicClientFlows lets the registration use device codes and passwords
	// without a secret.
	AllowPublicClientFlows bool `json:"allowPublicClientFlows"`
	// Secrets of a Web registration, with their values.
	Secrets []ClientSecret `json:"secrets"`
	// Certificates that were registered, oldest first.
	Certificates []AppCertificate `json:"certificates"`
	// Keys are the client secrets by name; Secrets has their values.
	Keys []AppKey `json:"keys,omitempty"`
	// Disabled, AssignmentRequired and the rest are what goes wrong with registrations:
	// switched off (7000112), for people who were assigned only (50105), not in the
	// tenant until an administrator consents to it (700016), without a permission for
	// Dataverse (650056, 650057).
	Disabled           bool     `json:"disabled,omitempty"`
	AssignmentRequired bool     `json:"assignmentRequired,omitempty"`
	Assigned           []string `json:"assigned,omitempty"` // user principal names
	NotInstalled       bool     `json:"notInstalled,omitempty"`
	NoPermissions      bool     `json:"noPermissions,omitempty"`
	// IDTokens is the switch "ID tokens (used for implicit and hybrid flows)": without it
	// response_type=id_token is refused (700054).
	IDTokens bool `json:"idTokens,omitempty"`
	// IdentifierURIs and Scopes make an API of the registration ("Expose an API"): its names as a
	// resource, beside its ApplicationID, and its delegated permissions.
	IdentifierURIs []string `json:"identifierUris,omitempty"`
	Scopes         []string `json:"scopes,omitempty"`
	// LogoutURL is told in a frame when a person who is signed in to the application signs out.
	LogoutURL string `json:"logoutUrl,omitempty"`
	// What the registration's tokens have beside what all have: optional claims by name, for
	// its ID tokens and for access tokens to it as an API; groups and directory roles
	// ("None", "SecurityGroup", "DirectoryRole", "All", or several with commas between); app
	// roles and who has them. The names are those of Entra's manifest.
	OptionalClaims        *OptionalClaims `json:"optionalClaims,omitempty"`
	GroupMembershipClaims string          `json:"groupMembershipClaims,omitempty"`
	AppRoles              []AppRole       `json:"appRoles,omitempty"`
	// AccessTokenVersion is the version of access tokens to it as an API, the manifest's
	// requestedAccessTokenVersion: 2, or 1 without it.
	AccessTokenVersion int `json:"requestedAccessTokenVersion,omitempty"`
	// Consent is "" when an administrator has granted the permissions for everybody,
	// "user" when each person decides, "admin" when only an administrator may.
	Consent string `json:"consent,omitempty"`
}

// Home is the tenant whose registration it is.
func (a *App) Home() aadsts.Tenant { return aadsts.TenantOf(a.Tenant) }

// clone shares nothing with the original.
func (a App) clone() App {
	a.RedirectURIs, a.Keys, a.Assigned = slices.Clone(a.RedirectURIs), slices.Clone(a.Keys), slices.Clone(a.Assigned)
	a.Secrets, a.Certificates = slices.Clone(a.Secrets), slices.Clone(a.Certificates)
	a.IdentifierURIs, a.Scopes = slices.Clone(a.IdentifierURIs), slices.Clone(a.Scopes)
	if c := a.OptionalClaims; c != nil {
		a.OptionalClaims = &OptionalClaims{slices.Clone(c.IDToken), slices.Clone(c.AccessToken)}
	}
	a.AppRoles = slices.Clone(a.AppRoles)
	for i, r := range a.AppRoles {
		a.AppRoles[i].Members = slices.Clone(r.Members)
	}
	return a
}

// The redirect URIs that connection profiles of client add-ons carry: loopback
// with and without a path, the vendor's own, Microsoft's page for native clients, and
// that of Microsoft's sample registration.
var addOnRedirects = []string{
	"http://localhost",
	"http://127.0.0.1",
	"http://localhost/addon/signin",
	"http://www.mscrm-addons.com",
	"https://login.microsoftonline.com/common/oauth2/nativeclient",
	"app://58145B91-0C36-4500-8554-080854F2AC97",
	"http://crm-addon",
	"https://www.softwareag.com/corporate/default.html",
}

// builtInApps are the registrations of every practice tenant.
func (s *shared) builtInApps() []App {
	list := []App{
		{ApplicationID: DocumentsCorePackID, Name: "DocumentsCorePack Client", RedirectURIs: append(slices.Clone(addOnRedirects),
			"ms-appx-web://Microsoft.AAD.BrokerPlugin/"+DocumentsCorePackID,
			"msal"+DocumentsCorePackID+"://auth")},
		{ApplicationID: TelephoneIntegrationID, Name: "TelephoneIntegration Client", RedirectURIs: slices.Clone(addOnRedirects)},
		{ApplicationID: EveryOrganizationID, Name: "Multitenant Practice Client", RedirectURIs: []string{"http://localhost", "http://127.0.0.1"}, MultiTenant: true},
		{ApplicationID: IntegrationCloudID, Name: "Integration Cloud", Platform: PlatformWeb,
			RedirectURIs: []string{"https://www.softwareag.com/corporate/default.html", "http://localhost"}},
		{ApplicationID: MagentrixID, Name: "Magentrix D365 OAuth 2", Platform: PlatformWeb, RedirectURIs: []string{"http://localhost"}, MultiTenant: true},
		// A customer's, for those who are at home elsewhere and work in its organizations.
		{ApplicationID: FabrikamClientID, Name: "Fabrikam Documents Client", Tenant: aadsts.FabrikamDomain, RedirectURIs: []string{"http://localhost", "http://127.0.0.1"}},
	}
	for i, a := range list {
		if a.Platform == "" {
			list[i].Platform, list[i].AllowPublicClientFlows = PlatformPublic, true
		} else {
			list[i].Keys = []AppKey{{Name: "current", Expires: secretGoodUntil}, {Name: "expired", Expires: secretEndedSince}}
		}
		list[i] = s.withSecrets(list[i])
	}
	return list
}

// AllowsRedirect says whether a redirect URI is registered, by Entra's rules ("Redirect
// URI restrictions and limitations"): the strings are the same, or both are http
// loopback addresses that differ in the port only. One empty path and "/" are the
// same there, because browsers and URL libraries add it by themselves.
func (a *App) AllowsRedirect(redirect string) bool {
	for _, known := range a.RedirectURIs {
		if redirect == known || sameLoopback(redirect, known) {
			return true
		}
	}
	return false
}

// HasPageAt says whether one of the redirect URIs is at an origin; on loopback any port is.
func (a *App) HasPageAt(origin string) bool {
	return slices.ContainsFunc(a.RedirectURIs, func(uri string) bool {
		known, err := url.Parse(FormSource(uri))
		return err == nil && known.Host != "" && (known.String() == origin || sameLoopback(origin, known.String()))
	})
}

// sameLoopback knows no [::1]: "The IPv6 loopback address isn't currently supported" (the same
// document).
func sameLoopback(asked, known string) bool {
	a, err := url.Parse(asked)
	if err != nil || !IsLoopback(a) || isIPv6(a) {
		return false
	}
	k, err := url.Parse(known)
	if err != nil || !IsLoopback(k) || !strings.HasPrefix(known, "http://") { // redirect URIs are case-sensitive
		return false
	}
	return a.Hostname() == k.Hostname() && orSlash(a.EscapedPath()) == orSlash(k.EscapedPath()) &&
		a.RawQuery == k.RawQuery && !a.ForceQuery
}

func orSlash(path string) string {
	if path == "" {
		return "/"
	}
	return path
}

// isIPv6 says whether the host is written as an IPv6 address.
func isIPv6(u *url.URL) bool { return strings.HasPrefix(u.Host, "[") }

// IsLoopback is strict: what it lets through becomes the target of a redirect.
func IsLoopback(u *url.URL) bool {
	if u.Scheme != "http" || u.User != nil || u.Fragment != "" || u.Opaque != "" {
		return false
	}
	host := u.Hostname()
	if host != "localhost" {
		ip := net.ParseIP(host)
		if ip == nil || !ip.IsLoopback() {
			return false
		}
	}
	return !strings.Contains(u.Host, "@") && (u.Port() != "" || !strings.HasSuffix(u.Host, ":"))
}

// FormSource is the source expression of a redirect URI for the form-action
// directive of a Content Security Policy: its origin, or its scheme when it has none.
func FormSource(redirect string) string {
	u, err := url.Parse(redirect)
	if err != nil || u.Scheme == "" {
		return ""
	}
	if u.Host != "" && (u.Scheme == "http" || u.Scheme == "https") {
		return u.Scheme + "://" + u.Host
	}
	return u.Scheme + ":"
}

// AppName is the name of a registration; "" when there is none.
func (s *shared) AppName(client string) string {
	if a := s.App(client); a != nil {
		return a.Name
	}
	return ""
}

// PlatformSPA is "Single-page application": its codes and refresh tokens are good for
// scripts in a browser only, which send an Origin.
const PlatformSPA Platform = "spa"

// SecurityInfoID is the application that the sign-in log names for it. It is part of the
// tenant: no list of registrations has it, and no program can use it.
const SecurityInfoID = "2f6a8d10-94c3-4e5b-b7f2-6d08a1c3e957"

// SecurityInfoApp is the registration that stands for "My security info".
func SecurityInfoApp() *App {
	return &App{ApplicationID: SecurityInfoID, Name: "My security info", Platform: PlatformPublic, Disabled: true}
}
