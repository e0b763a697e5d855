package profile

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"
	"time"

	"latchkey/app/cloud"
)

// A sign-in leaves three things in a profile: the account, the tenant that was signed in
// to, and the proof that the connection works. Each is kept with a mark, a hash of the
// settings that it was found with, and counts as long as the profile has these settings:
// Normalize drops it whole when the mark is another one. So an edit needs no look at what
// the profile was before, and a setting that is put back brings nothing wrong with it.

// SignedIn puts into a profile who signed in and to which tenant (GUID). An application has
// only the tenant.
func SignedIn(p Profile, homeAccountID, username, tenant string) Profile {
	p.HomeAccountID, p.Username, p.AccountTenant = homeAccountID, username, tenant
	plain := Normalize(p)
	p.AccountFor, p.TenantFor = accountMark(plain, plain.LoginHint), tenantMark(plain)
	return p
}

// SignedOut takes the account, its tenant and the proof out of a profile.
func SignedOut(p Profile) Profile {
	p.HomeAccountID, p.Username, p.AccountFor, p.SignedInAt, p.LastPrompt = "", "", "", "", ""
	p.AccountTenant, p.TenantFor = "", ""
	return unverified(p)
}

// Verified records in a profile that WhoAmI has answered for it, just as it is.
func Verified(p Profile, at time.Time) Profile {
	p.LastVerified = at.UTC().Format(time.RFC3339)
	p.VerifiedFor = proofMark(Normalize(p))
	return p
}

func unverified(p Profile) Profile {
	p.LastVerified, p.VerifiedFor = "", ""
	return p
}

// withoutStale drops what was found with other settings. What has no mark is believed.
func withoutStale(p Profile) Profile {
	if p.AccountFor != "" && !isAccountMark(p) {
		p = SignedOut(p)
	}
	if p.TenantFor != "" && p.TenantFor != tenantMark(p) {
		p.AccountTenant, p.TenantFor = "", ""
	}
	if p.VerifiedFor != "" && p.VerifiedFor != proofMark(p) {
		p = unverified(p)
	}
	return p
}

// marked gives a mark to what has none. Older versions wrote no marks; what they left in a
// file belonged to the settings beside it.
func marked(p Profile) Profile {
	for _, found := range []struct {
		value string
		mark  *string
		now   string
	}{
		{p.HomeAccountID, &p.AccountFor, accountMark(p, p.LoginHint)},
		{p.AccountTenant, &p.TenantFor, tenantMark(p)},
		{p.LastVerified, &p.VerifiedFor, proofMark(p)},
	} {
		if found.value != "" && *found.mark == "" {
			*found.mark = found.now
		}
	}
	return p
}

// isAccountMark reports whether the account was signed in for this cloud, this application
// and this person. No hint, and the account's own user name, mean the same person; any
// other hint counts only if it was there when the account signed in, because it may be
// another address of hers.
func isAccountMark(p Profile) bool {
	hints := []string{p.LoginHint}
	if p.LoginHint == "" || strings.EqualFold(p.LoginHint, p.Username) {
		hints = []string{"", p.Username}
	}
	return slices.ContainsFunc(hints, func(hint string) bool { return p.AccountFor == accountMark(p, hint) })
}

// accountMark names what an account's cached tokens belong to, and whom they were asked for.
func accountMark(p Profile, hint string) string {
	return mark(hostsOf(p), p.SignInAs, p.ApplicationID, strings.ToLower(hint))
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

// proofMark names what WhoAmI's answer rests on: the connection and the account.
func proofMark(p Profile) string { return mark(Proven(p), p.HomeAccountID) }

// Proven names everything that WhoAmI's answer depends on, but for the account that
// signs in: profiles with the same name have the same connection. It is for comparing
// only, and holds no secret.
func Proven(p Profile) string {
	parts := []string{
		hostsOf(p), p.SignInAs, strconv.FormatBool(p.Online), strconv.FormatBool(p.TwoFactor),
		p.ApplicationID, p.RedirectURI, p.Tenant, p.LoginHint, p.OrganizationURL,
	}
	if p.Organization != nil {
		parts = append(parts, "organization", p.Organization.ID, p.Organization.URL, p.Organization.APIURL)
	}
	if p.IsApplication() && p.Credential != nil {
		parts = append(parts, "credential", p.Credential.Kind, p.Credential.Thumbprint, p.Credential.Expires)
	}
	return strings.ToLower(strings.Join(parts, "\x00"))
}

// markDigits is how many hexadecimal digits a mark has.
const markDigits = 16

func mark(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(sum[:])[:markDigits]
}

// hostsOf names the cloud; a custom one by what it consists of.
func hostsOf(p Profile) string {
	if p.Cloud == cloud.Custom && p.CustomCloud != nil {
		return p.CustomCloud.Fingerprint()
	}
	return string(p.Cloud)
}
