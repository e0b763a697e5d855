package token

import (
	"strings"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

// Groups, directory roles and app roles ("Configure group claims for applications", "Add app
// roles to your application and receive them in the token").

// claimSource is where claims are that found no place in a token (OpenID Connect Core section
// 5.6.2).
type claimSource struct {
	Endpoint string `json:"endpoint"`
}

// How many groups a token holds; one that comes through the browser holds fewer, because
// addresses have a limit.
const (
	mostGroups          = 200
	mostGroupsInBrowser = 5
)

// The templates of directory roles, which are the same in every tenant: every member has the
// first, every guest the second.
const (
	roleUser          = "b79fbf4d-3ef9-4689-8143-76b194e85509"
	roleGuest         = "10dae51f-b6af-4016-8d66-8c2a99b929b3"
	roleAdministrator = "62e90394-69f5-4237-9190-012177145e10"
)

// addMemberships puts in what the registration of the audience asks for by
// groupMembershipClaims, and its roles that the user or the application has.
func (c *Claims) addMemberships(got issued, audience *directory.App, throughBrowser bool) {
	if got.user == nil {
		c.Roles = audience.RolesOf(got.app.ApplicationID)
		return
	}
	c.Roles = audience.RolesOf(got.user.Name)
	for kind := range strings.SplitSeq(audience.GroupMembershipClaims, ",") {
		kind = strings.TrimSpace(kind)
		if kind == directory.MembershipGroups || kind == directory.MembershipAll {
			c.addGroups(got, throughBrowser)
		}
		if kind == directory.MembershipRoles || kind == directory.MembershipAll {
			c.DirectoryRoles = got.directoryRoles()
		}
	}
}

// addGroups puts a person's groups into a token. Too many are left out: the token has the
// address where they could be asked for instead, which at Entra still is that of the old Azure
// AD Graph (a token in the source of projectkudu/AzureCLI, 2019), or only says that there are some.
func (c *Claims) addGroups(got issued, throughBrowser bool) {
	groups := got.user.GroupsIn(got.tenant)
	switch {
	case throughBrowser && len(groups) > mostGroupsInBrowser:
		c.HasGroups = true
	case len(groups) > mostGroups:
		c.ClaimNames = map[string]string{"groups": "src1"}
		c.ClaimSources = map[string]claimSource{"src1": {
			Endpoint: "https://graph.practice.localhost/" + got.tenant.ID + "/users/" + got.user.ObjectIDIn(got.tenant) + "/getMemberObjects",
		}}
	default:
		c.Groups = groups
	}
}

func (got issued) directoryRoles() []string {
	switch {
	case got.tenant != aadsts.Contoso:
		return []string{roleGuest}
	case got.user.Administrator:
		return []string{roleAdministrator, roleUser}
	}
	return []string{roleUser}
}
