package directory

import (
	"slices"
	"strings"
)

// Microsoft Graph as a resource: what scopes without an address are for. A token is for the
// id or for the address, whichever was asked for.
const (
	GraphID  = "00000003-0000-0000-c000-000000000000"
	GraphURL = "https://graph.microsoft.com"
	// GraphDefault is the permission that every new registration has.
	GraphDefault = "User.Read"
)

// graphPermissions are some that programs often ask for ("Microsoft Graph permissions
// reference"). Only the first three give anything to read here.
var graphPermissions = []string{
	GraphDefault, "User.ReadBasic.All", "User.Read.All", "User.ReadWrite", "People.Read", "Presence.Read",
	"Mail.Read", "Mail.ReadWrite", "Mail.Send", "Calendars.Read", "Calendars.ReadWrite", "Contacts.Read", "Contacts.ReadWrite",
	"Files.Read", "Files.Read.All", "Files.ReadWrite", "Files.ReadWrite.All", "Sites.Read.All", "Sites.ReadWrite.All",
	"Group.Read.All", "GroupMember.Read.All", "Directory.Read.All", "Application.Read.All", "Tasks.Read", "Tasks.ReadWrite", "Notes.Read",
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
