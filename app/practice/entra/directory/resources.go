package directory

import (
	"net/url"
	"slices"
	"strings"

	"latchkey/app/practice/entra/aadsts"
)

// Registrations as APIs of their own ("Configure an application to expose a web API").

// IsNamed says whether a resource's name is one of the registration's: its ApplicationID, or
// one of its identifier URIs, with or without a slash at the end.
func (a *App) IsNamed(resource string) bool {
	return strings.EqualFold(resource, a.ApplicationID) || slices.Contains(a.IdentifierURIs, strings.TrimSuffix(resource, "/"))
}

// API finds the registration that a resource's name means, if it exposes anything in a tenant.
func (s *Store) API(resource string, t aadsts.Tenant) *App {
	for _, a := range s.Registered() {
		if a.IsNamed(resource) && (len(a.Scopes) > 0 || len(a.IdentifierURIs) > 0) {
			if found, bad := s.CheckClient(t.ID, a.ApplicationID); bad == nil {
				return found
			}
		}
	}
	return nil
}

// isIdentifier is a URI without a slash at its end, such as api:// and a GUID.
func isIdentifier(text string) bool {
	u, err := url.Parse(text)
	return err == nil && u.Scheme != "" && u.Host != "" && len(text) <= longestRedirect && aadsts.Show(text) == text && !strings.HasSuffix(text, "/") && !IsGraph(text)
}

// isScopeName is what a permission may be called.
func isScopeName(text string) bool {
	return text != "" && len(text) <= longestText && !strings.HasPrefix(text, ".") && !isSignInScope(text) &&
		!strings.ContainsFunc(text, func(r rune) bool { return r <= ' ' || r > '~' || r == '/' || r == '"' || r == '\\' })
}

func isSignInScope(text string) bool {
	return slices.Contains([]string{"openid", "profile", "email", "offline_access"}, text)
}

// isLogoutURL is an address with TLS, or on this machine.
func isLogoutURL(text string) bool {
	u, err := url.Parse(text)
	return err == nil && isRedirect(text) && len(text) <= longestRedirect && aadsts.Show(text) == text && (u.Scheme == "https" && u.Host != "" || IsLoopback(u))
}

// Microsoft Graph as a resource: what scopes without an address are for. A token is for the
// id or for the address, whichever was asked for.
const (
	GraphID  = "00000003-0000-0000-c000-000000000000"
	GraphURL = "https://graph.microsoft.com"
	// GraphDefault is the permission that every new registration has.
	GraphDefault = "User.Read"
	// AuditPermission lets read the sign-in log.
	AuditPermission = "AuditLog.Read.All"
	// PolicyPermission lets read which policies were for a sign-in, besides.
	PolicyPermission = "Policy.Read.All"
)

// graphPermissions are some that programs often ask for ("Microsoft Graph permissions
// reference"). Only the first three, and that of the log, give anything to read here.
var graphPermissions = []string{
	GraphDefault, "User.ReadBasic.All", "User.Read.All", "User.ReadWrite", "People.Read", "Presence.Read",
	"Mail.Read", "Mail.ReadWrite", "Mail.Send", "Calendars.Read", "Calendars.ReadWrite", "Contacts.Read", "Contacts.ReadWrite",
	"Files.Read", "Files.Read.All", "Files.ReadWrite", "Files.ReadWrite.All", "Sites.Read.All", "Sites.ReadWrite.All",
	AuditPermission, PolicyPermission, "Group.Read.All", "GroupMember.Read.All", "Directory.Read.All", "Application.Read.All", "Tasks.Read", "Tasks.ReadWrite", "Notes.Read",
}

// IsGraph says whether a resource's name is one of Microsoft Graph's.
func IsGraph(resource string) bool {
	return strings.TrimSuffix(resource, "/") == GraphURL || resource == GraphID
}

// IsGraphPermission says whether Microsoft Graph has a permission; the documents write them in
// lower case, too.
func IsGraphPermission(name string) bool {
	return slices.ContainsFunc(graphPermissions, func(known string) bool { return strings.EqualFold(known, name) })
}
