package entra

import (
	"slices"
	"strings"

	"latchkey/app/practice/entra/token"
)

// tenantPaths are those below a tenant, as they are routed.
var tenantPaths = []string{
	"adminconsent", "v2.0/adminconsent",
	"oauth2/authorize", "oauth2/v2.0/authorize", "oauth2/logout", "oauth2/v2.0/logout",
	"oauth2/token", "oauth2/v2.0/token", "oauth2/devicecode", "oauth2/v2.0/devicecode",
	".well-known/openid-configuration", "v2.0/.well-known/openid-configuration",
	"discovery/keys", "discovery/v2.0/keys", "discovery/instance", "openid/userinfo", "oauth2/checksession",
}

// CanonicalPath is a path in the case in which it is routed: Entra takes any (from memory; MSAL
// Python asks for userrealm, MSAL Go for UserRealm). What names something stays as it is.
func CanonicalPath(path string) string {
	// Entra's message names /device today (az and others, 2025), and older ones /devicelogin.
	if strings.EqualFold(path, token.DevicePath) || strings.EqualFold(path, "/device") {
		return token.DevicePath
	}
	tenant, rest, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	if strings.EqualFold(tenant, "common") {
		tenant = "common"
	}
	if lower := strings.ToLower(rest); slices.Contains(tenantPaths, lower) {
		return "/" + tenant + "/" + lower
	}
	const realm = "UserRealm/"
	if len(rest) > len(realm) && strings.EqualFold(rest[:len(realm)], realm) {
		return "/" + tenant + "/" + realm + rest[len(realm):]
	}
	return path
}
