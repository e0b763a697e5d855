package profile

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"latchkey/app/cloud"
)

// markDigits is how many hexadecimal digits a mark has.
const markDigits = 16

// SignedIn puts into a profile who signed in and to which tenant (GUID), and marks for
// which settings that was found: an edit since makes it void. An application has only the
// tenant.
func SignedIn(p Profile, homeAccountID, username, tenant string) Profile {
	p.HomeAccountID, p.Username, p.AccountTenant = homeAccountID, username, tenant
	plain := Normalize(p)
	p.AccountFor, p.TenantFor = accountMark(plain), tenantMark(plain)
	return p
}

// accountStands reports whether the account is known to be one of exactly this cloud,
// application and login hint.
func accountStands(p Profile) bool { return p.AccountFor != "" && p.AccountFor == accountMark(p) }

// Moved reports whether the account was signed in for another cloud, application or login
// hint than the profile has now.
func Moved(p Profile) bool { return p.AccountFor != "" && !accountStands(Normalize(p)) }

// withoutStaleTenant takes out a tenant that was found for something else: another domain
// stands in the profile now. A profile without a mark is believed.
func withoutStaleTenant(p Profile) Profile {
	if p.TenantFor != "" && p.TenantFor != tenantMark(p) {
		p.AccountTenant, p.TenantFor = "", ""
	}
	return p
}

// withoutAccount takes out who was signed in.
func withoutAccount(p Profile) Profile {
	p.HomeAccountID, p.Username, p.AccountTenant, p.SignedInAt, p.LastPrompt = "", "", "", "", ""
	p.AccountFor, p.TenantFor = "", ""
	return p
}

// accountMark names what an account's cached tokens belong to, and whom they were asked for.
func accountMark(p Profile) string {
	return mark(hostsOf(p), p.SignInAs, p.ApplicationID, strings.ToLower(p.LoginHint))
}

// tenantMark names what a tenant was found from. Where a person's is not typed, the
// account brought it; an application's comes from all that may name it.
func tenantMark(p Profile) string {
	parts := []string{hostsOf(p), strings.ToLower(p.Tenant)}
	if p.IsApplication() {
		_, domain, _ := strings.Cut(strings.ToLower(p.LoginHint), "@")
		parts = append(parts, domain, p.OrganizationURL)
		if p.Organization != nil {
			parts = append(parts, p.Organization.URL, p.Organization.TenantID)
		}
	}
	return mark(parts...)
}

func mark(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(sum[:])[:markDigits]
}

func isMark(text string) bool {
	return text == "" || len(text) == markDigits && strings.Trim(text, "0123456789abcdef") == ""
}

// hostsOf names the cloud; a custom one by what it consists of.
func hostsOf(p Profile) string {
	if p.Cloud == cloud.Custom && p.CustomCloud != nil {
		return p.CustomCloud.Fingerprint()
	}
	return string(p.Cloud)
}
