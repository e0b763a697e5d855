package directory

import (
	"slices"
	"strings"
	"unicode/utf8"

	"latchkey/app/practice/entra/aadsts"
)

// What a registration says about its tokens ("Microsoft Entra application manifest").

// OptionalClaims are names of the "Optional claims reference".
type OptionalClaims struct {
	IDToken     []string `json:"idToken,omitempty"`
	AccessToken []string `json:"accessToken,omitempty"`
}

// ForIDToken are the names for ID tokens; there may be no optional claims at all.
func (c *OptionalClaims) ForIDToken() []string {
	if c == nil {
		return nil
	}
	return c.IDToken
}

// ForAccessToken are the names for access tokens.
func (c *OptionalClaims) ForAccessToken() []string {
	if c == nil {
		return nil
	}
	return c.AccessToken
}

// AppRole is a role of a registration. Members have it: people by their user names,
// applications by their ApplicationIDs.
type AppRole struct {
	Value   string   `json:"value"`
	Members []string `json:"members,omitempty"`
}

// The words of groupMembershipClaims.
const (
	MembershipNone   = "None"
	MembershipGroups = "SecurityGroup"
	MembershipRoles  = "DirectoryRole"
	MembershipAll    = "All"
)

// RolesOf are the roles that a person or an application has.
func (a *App) RolesOf(member string) (roles []string) {
	for _, r := range a.AppRoles {
		if slices.Contains(r.Members, member) {
			roles = append(roles, r.Value)
		}
	}
	return roles
}

// Bounds of what a registration says about its tokens.
const (
	mostClaims   = 50
	mostAppRoles = 50
)

// checkClaims is the field that is wrong, or "".
func (a App) checkClaims() string {
	for _, names := range [][]string{a.OptionalClaims.ForIDToken(), a.OptionalClaims.ForAccessToken()} {
		if len(names) > mostClaims || slices.ContainsFunc(names, func(name string) bool { return !isVisible(name) }) {
			return "optionalClaims"
		}
	}
	for kind := range strings.SplitSeq(a.GroupMembershipClaims, ",") {
		if a.GroupMembershipClaims != "" && !slices.Contains([]string{MembershipNone, MembershipGroups, MembershipRoles, MembershipAll}, strings.TrimSpace(kind)) {
			return "groupMembershipClaims"
		}
	}
	for _, r := range a.AppRoles {
		if len(a.AppRoles) > mostAppRoles || !isVisible(r.Value) || strings.Contains(r.Value, " ") || len(r.Members) > mostPeople {
			return "appRoles"
		}
	}
	if a.AccessTokenVersion < 0 || a.AccessTokenVersion > 2 {
		return "requestedAccessTokenVersion"
	}
	return ""
}

// isVisible says whether a text can stand where people read it.
func isVisible(text string) bool {
	return text != "" && utf8.RuneCountInString(text) <= longestText && aadsts.Show(text) == text
}

// normalRoles spells members as they are kept.
func normalRoles(roles []AppRole) {
	for _, r := range roles {
		for i, name := range r.Members {
			r.Members[i] = aadsts.NormalName(name)
		}
	}
}
