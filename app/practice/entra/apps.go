package entra

import (
	"net"
	"net/url"
	"slices"
	"strings"
)

// The registrations' ApplicationIDs.
const (
	DocumentsCorePackID    = "5d1f0c62-3b8e-4a57-9c40-7e2a1b96f3d8"
	TelephoneIntegrationID = "b7c94e1a-08d3-4f62-a5be-1d6f3c8027e9"
	EveryOrganizationID    = "e26a7f94-51bc-4d08-8b3f-90c4d7a5126b"
)

// App is a registration. All are public clients of the platform "Mobile and
// desktop applications", with user_impersonation granted for everybody.
type App struct {
	ApplicationID string   `json:"applicationId"`
	Name          string   `json:"name"`
	RedirectURIs  []string `json:"redirectUris"`
	// MultiTenant registrations may be used through /organizations and /common;
	// single-tenant ones get AADSTS50194 there.
	MultiTenant bool `json:"multiTenant"`
}

// The redirect URIs that connection profiles of client add-ons carry: loopback,
// the vendor's own, Microsoft's page for native clients, the out-of-band URN, and
// that of Microsoft's sample registration.
var addOnRedirects = []string{
	"http://localhost",
	"http://127.0.0.1",
	"http://www.mscrm-addons.com",
	"https://login.microsoftonline.com/common/oauth2/nativeclient",
	"urn:ietf:wg:oauth:2.0:oob",
	"app://58145B91-0C36-4500-8554-080854F2AC97",
	"http://crm-addon",
	"https://www.softwareag.com/corporate/default.html",
}

func (s *Server) makeApps() {
	s.apps = []App{
		{DocumentsCorePackID, "DocumentsCorePack Client", append(slices.Clone(addOnRedirects),
			"ms-appx-web://Microsoft.AAD.BrokerPlugin/"+DocumentsCorePackID,
			"msal"+DocumentsCorePackID+"://auth"), false},
		{TelephoneIntegrationID, "TelephoneIntegration Client", slices.Clone(addOnRedirects), false},
		{EveryOrganizationID, "Multitenant Practice Client", []string{"http://localhost", "http://127.0.0.1"}, true},
	}
	s.byApp = map[string]*App{}
	for i := range s.apps {
		s.byApp[s.apps[i].ApplicationID] = &s.apps[i]
	}
}

// app finds a registration; ApplicationIDs are GUIDs and have no case.
func (s *Server) app(clientID string) *App { return s.byApp[strings.ToLower(clientID)] }

// allows says whether a redirect URI is registered, by Entra's rules ("Redirect
// URI restrictions and limitations"): the strings are the same, or both are http
// loopback addresses that differ in the port only. One empty path and "/" are the
// same there, because browsers and URL libraries add it by themselves.
func (a *App) allows(redirect string) bool {
	for _, known := range a.RedirectURIs {
		if redirect == known || sameLoopback(redirect, known) {
			return true
		}
	}
	return false
}

func sameLoopback(asked, known string) bool {
	a, err := url.Parse(asked)
	if err != nil || !isLoopback(a) {
		return false
	}
	k, err := url.Parse(known)
	if err != nil || !isLoopback(k) {
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

// isLoopback is strict: what it lets through becomes the target of a redirect.
func isLoopback(u *url.URL) bool {
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

// formSource is the source expression of a redirect URI for the form-action
// directive of a Content Security Policy: its origin, or its scheme when it has none.
func formSource(redirect string) string {
	u, err := url.Parse(redirect)
	if err != nil || u.Scheme == "" {
		return ""
	}
	if u.Host != "" && (u.Scheme == "http" || u.Scheme == "https") {
		return u.Scheme + "://" + u.Host
	}
	return u.Scheme + ":"
}
