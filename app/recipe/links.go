package recipe

import (
	"slices"

	"latchkey/app/cloud"
)

// links are pages of a cloud's portals by name. {applicationId} is filled in where the
// profile has one.
var links = map[string]func(c cloud.Cloud) string{
	"entra": func(c cloud.Cloud) string { return c.EntraPortal },
	"registrations": func(c cloud.Cloud) string {
		return c.EntraPortal + "/#view/Microsoft_AAD_RegisteredApps/ApplicationsListBlade"
	},
	"registration":   func(c cloud.Cloud) string { return ofApp(c, "Overview") },
	"authentication": func(c cloud.Cloud) string { return ofApp(c, "Authentication") },
	"permissions":    func(c cloud.Cloud) string { return ofApp(c, "CallAnAPI") },
	"secrets":        func(c cloud.Cloud) string { return ofApp(c, "Credentials") },
	"manifest":       func(c cloud.Cloud) string { return ofApp(c, "Manifest") },
	"users": func(c cloud.Cloud) string {
		return c.EntraPortal + "/#view/Microsoft_AAD_UsersAndTenants/UserManagementMenuBlade/~/AllUsers"
	},
	"policies": func(c cloud.Cloud) string {
		return c.EntraPortal + "/#view/Microsoft_AAD_ConditionalAccess/ConditionalAccessBlade/~/Policies"
	},
	"enterprise-applications": func(c cloud.Cloud) string {
		return c.EntraPortal + "/#view/Microsoft_AAD_IAM/StartboardApplicationsMenuBlade/~/AppAppsPreview"
	},
	"authentication-methods": func(c cloud.Cloud) string {
		return c.EntraPortal + "/#view/Microsoft_AAD_IAM/AuthenticationMethodsMenuBlade/~/AdminAuthMethods"
	},
	"risky-users": func(c cloud.Cloud) string { return c.EntraPortal + "/#view/Microsoft_AAD_IAM/RiskyUsersBlade" },
	"sign-ins":    func(c cloud.Cloud) string { return c.EntraPortal + "/#view/Microsoft_AAD_IAM/SignInEventsV3.ReactView" },
}

func ofApp(c cloud.Cloud, blade string) string {
	return c.EntraPortal + "/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/" + blade + "/appId/{applicationId}"
}

// Rehearsals are the parts of the practice tenant that a step can be tried in: the tabs of
// the administrator's desk, the phone, and a sign-in.
func Rehearsals() []string {
	return []string{"people", "registrations", "policies", "consent", "log", "phone", "sign-in"}
}

// Figures are the drawings, by name; each is an SVG of that name.
func Figures() []string {
	names := []string{}
	entries, err := drawings.ReadDir("figures")
	if err != nil { // it is part of the program
		panic(err)
	}
	for _, e := range entries {
		names = append(names, e.Name()[:len(e.Name())-len(".svg")])
	}
	return slices.Sorted(slices.Values(names))
}
