package directory

import (
	"net/http"
	"slices"
	"strings"

	"latchkey/app/practice/entra/aadsts"
)

// CheckRedirect is the error for a redirect URI, or nil.
func (a *App) CheckRedirect(redirect string) *aadsts.Refusal {
	switch {
	case len(a.RedirectURIs) == 0:
		return aadsts.Refuse("invalid_request", 500113, "No reply address is registered for the application '%s'(%s).", a.ApplicationID, a.Name)
	case redirect == "":
		return aadsts.Refuse("invalid_request", 900971, "No reply address provided: the parameter 'redirect_uri' is missing.")
	case strings.HasPrefix(strings.ToLower(redirect), "urn:"):
		// Whatever is registered: vanvfields/Microsoft-365#15, microsoft/Partner-Center-DotNet-Samples#48
		// and #143 (2026-06), OfficeDev/microsoft-teams-apps-poll#17. That it comes before 50011 is
		// from memory.
		return aadsts.Refuse("invalid_request", 500119, "Redirect URIs with urn: schemes are prohibited. Use a different scheme, or https://login.microsoftonline.com/common/oauth2/nativeclient")
	case !a.AllowsRedirect(redirect):
		return aadsts.Refuse("invalid_request", 50011, "The redirect URI '%s' specified in the request does not match the redirect URIs configured for the application '%s'. Make sure the redirect URI sent in the request matches one added to your application in the Azure portal.", aadsts.Show(redirect), a.ApplicationID)
	}
	return nil
}

// PickRedirect puts the first registered redirect URI into a request without one, and checks
// the one that there is. Microsoft's "OpenID Connect" says that one is picked at random.
func (a *App) PickRedirect(p aadsts.Params) *aadsts.Refusal {
	if p["redirect_uri"] == "" && len(a.RedirectURIs) > 0 {
		p["redirect_uri"] = a.RedirectURIs[0]
	}
	return a.CheckRedirect(p["redirect_uri"])
}

// CheckPermissions is the error when the registration doesn't list what a scope asks for, or nil.
func (a *App) CheckPermissions(scope string) *aadsts.Refusal {
	i := slices.IndexFunc(strings.Fields(scope), func(word string) bool { return strings.Contains(word, "://") })
	if !a.NoPermissions || i < 0 {
		return nil
	}
	word := strings.Fields(scope)[i]
	if strings.HasSuffix(word, "/.default") {
		return aadsts.Refuse("invalid_client", 650056, "Misconfigured application. The client has not listed any permissions for '%s' in the requested permissions in the client's application registration, or the admin has not consented in the tenant, or the application identifier in the request is not that of the configured client. Client app ID: %s.", aadsts.Show(word), a.ApplicationID)
	}
	return aadsts.Refuse("invalid_resource", 650057, "Invalid resource. The client has requested access to a resource which is not listed in the requested permissions in the client's application registration. Client app ID: %s(%s). Resource value from request: %s. List of valid resources from app registration: none.", a.ApplicationID, a.Name, aadsts.Show(word[:strings.LastIndexByte(word, '/')]))
}

// CheckAppPermissions is the same for what a browser asks for. A person who only
// visits their security info is there for no application.
func (s *shared) CheckAppPermissions(client, scope string) *aadsts.Refusal {
	if a := s.App(client); a != nil {
		return a.CheckPermissions(scope)
	}
	return nil
}

// CheckOrigin keeps what is registered as a single-page application and what is not
// apart, by whether the request comes from a script in a browser.
func (a *App) CheckOrigin(r *http.Request, p aadsts.Params) *aadsts.Refusal {
	if grant := p["grant_type"]; grant != "authorization_code" && grant != "refresh_token" {
		return nil
	}
	fromScript := r.Header.Get("Origin") != ""
	switch {
	case a.Platform == PlatformSPA && !fromScript:
		return aadsts.Refuse("invalid_request", 9002327, "Tokens issued for the 'Single-Page Application' client-type may only be redeemed via cross-origin requests.")
	case a.Platform != PlatformSPA && fromScript:
		return aadsts.Refuse("invalid_request", 9002326, "Cross-origin token redemption is permitted only for the 'Single-Page Application' client-type. Request origin: '%s'.", aadsts.Show(r.Header.Get("Origin")))
	}
	return nil
}

// CheckResourceV1 is the error for a v1 resource that can't be the name of one, or nil.
func CheckResourceV1(resource string, t aadsts.Tenant) *aadsts.Refusal {
	if resource == "" || strings.Contains(resource, "://") {
		return nil
	}
	return aadsts.Refuse("invalid_resource", 50001, "The resource named %s was not found in the tenant named %s, or is disabled there. You might have sent your authentication request to the wrong tenant.", aadsts.Show(resource), t.Name)
}

// microsofts are applications of Microsoft's own, which nobody else's program may pass
// itself off as: Office, Teams, Outlook for phones.
var microsofts = []string{
	"d3590ed6-52b3-4102-aeff-aad2292ab01c",
	"1fec8e78-bce4-4aaf-ab1b-5451cc387264",
	"27922004-5251-4030-b22d-91ecd9a37ea4",
}

func notPreauthorized(clientID string) *aadsts.Refusal {
	return aadsts.Refuse("invalid_request", 65002, "Consent between first party application '%s' and first party resource '%s' must be configured via preauthorization: applications owned and operated by Microsoft must get approval from the API owner before requesting tokens for that API.", clientID, DataverseID)
}

// notFound is the error for an application that a directory doesn't know.
func notFound(clientID, directory string) *aadsts.Refusal {
	if id := strings.ToLower(clientID); slices.Contains(microsofts, id) {
		return notPreauthorized(id)
	}
	if strings.Trim(clientID, "0-") == "" && aadsts.IsGUID(clientID) { // recorded 2026-08 at Entra
		return aadsts.Refuse("unauthorized_client", 700038, "%s is not a valid application identifier.", clientID)
	}
	return aadsts.Refuse("unauthorized_client", 700016, "Application with identifier '%s' was not found in the directory '%s'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.", aadsts.Show(clientID), directory)
}

// CheckClient is the error for an application at a tenant segment, or nil.
func (s *Store) CheckClient(segment, clientID string) (*App, *aadsts.Refusal) {
	a, bad := s.CheckClientToInstall(segment, clientID)
	if t := aadsts.TenantOf(segment); bad == nil && a.NotInstalled && !s.installed(a.ApplicationID, t) {
		return nil, notFound(a.ApplicationID, t.Name)
	}
	return a, bad
}

// CheckClientToInstall is the same for an application that an administrator is about to
// bring into the tenant.
func (s *shared) CheckClientToInstall(segment, clientID string) (*App, *aadsts.Refusal) {
	if r := s.CheckTenant(segment); r != nil {
		return nil, r
	}
	a, kind, t := s.App(clientID), s.KindOf(segment), aadsts.TenantOf(segment)
	directory := t.Name
	if kind == PersonalTenant {
		directory = aadsts.PersonalTenantID
	}
	if a == nil || kind == PersonalTenant || kind == OwnTenant && t != a.Home() && !a.MultiTenant {
		return nil, notFound(clientID, directory)
	}
	if kind == AnyWorkTenant && !a.MultiTenant {
		return nil, aadsts.Refuse("invalid_request", 50194, "Application '%s'(%s) is not configured as a multi-tenant application. Usage of the /%s endpoint is not supported for such apps. Use a tenant-specific endpoint or configure the application to be multi-tenant.", a.ApplicationID, a.Name, strings.ToLower(segment))
	}
	if a.Disabled {
		return nil, aadsts.Refuse("unauthorized_client", 7000112, "Application '%s'(%s) is disabled.", a.ApplicationID, a.Name)
	}
	return a, nil
}
