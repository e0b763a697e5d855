package profile

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"
	"time"

	"latchkey/app/cloud"
	"latchkey/app/problem"
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
	p.HomeAccountID, p.Username, p.AccountFor, p.SignedInAt, p.LastPrompt, p.LastPromptGuessed = "", "", "", "", "", false
	p.AccountTenant, p.TenantFor = "", ""
	return unverified(p)
}

// Verified records in a profile that WhoAmI has answered for it, just as it is.
func Verified(p Profile, at time.Time) Profile {
	p.LastVerified = at.UTC().Format(time.RFC3339)
	p.VerifiedFor = proofMark(Normalize(p))
	return p
}

// CameBack records in a profile that a browser has come back to its redirect URI, for its
// application: Entra knows both. A saved session, a device code and a password prove
// neither.
func CameBack(p Profile) Profile {
	p.RedirectFor = redirectMark(Normalize(p))
	return p
}

// RedirectTried reports whether the redirect URI has come back once as it is now, or
// whether this way of signing in needs none.
func (p Profile) RedirectTried() bool {
	plain := Normalize(p)
	return plain.IsApplication() || plain.ByPassword() || plain.Method == DeviceCode || p.RedirectFor == redirectMark(plain)
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
	if p.RedirectFor != "" && p.RedirectFor != redirectMark(p) {
		p.RedirectFor = ""
	}
	return p
}

// marked gives a mark to what has none. Older versions wrote no marks; what they left in a
// file belonged to the settings beside it.
func marked(p Profile) Profile {
	for _, found := range []struct {
		value string
		mark  *string
		now   func(Profile) string
	}{
		{p.HomeAccountID, &p.AccountFor, func(p Profile) string { return accountMark(p, p.LoginHint) }},
		{p.AccountTenant, &p.TenantFor, tenantMark},
		{p.LastVerified, &p.VerifiedFor, proofMark},
	} {
		if found.value != "" && *found.mark == "" {
			*found.mark = found.now(p)
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

// redirectMark names what Entra compares with a registration before it sends a browser back.
func redirectMark(p Profile) string {
	return mark("redirect", hostsOf(p), p.ApplicationID, p.RedirectURI)
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

// longestKept bounds each text that a sign-in or a choice leaves behind, in
// characters; Dataverse's own names of organizations end at 160.
const longestKept = longestHint

// checkKept finds what no sign-in and no choice of an organization can have left in a
// profile. The program acts on these values without asking, a token goes to
// Organization.URL for one, so a file that somebody edited must not bring others.
func checkKept(p Profile) []*problem.Problem {
	v := &findings{}
	check := func(field string, ok bool) {
		if !ok {
			v.at(field, one("kept-value-unusable")...)
		}
	}
	check("homeAccountId", p.HomeAccountID == "" || isHomeAccountID(p.Cloud, p.HomeAccountID))
	check("username", isKeptText(p.Username))
	check("accountTenant", p.AccountTenant == "" || cloud.IsTenant(p.AccountTenant))
	check("organization", p.Organization == nil || isOrganizationOf(p, *p.Organization))
	check("lastVerified", p.LastVerified == "" || isTime(p.LastVerified))
	check("signedInAt", p.SignedInAt == "" || isTime(p.SignedInAt))
	check("lastPrompt", len(p.LastPrompt) <= longestLabel && isKeptText(p.LastPrompt))
	check("credential", p.Credential == nil || isCredential(*p.Credential))
	return v.all
}

// believable takes out of a profile what checkKept finds, each thing as a whole: the
// organization, the account, and with either of them the proof that they work.
func believable(p Profile) Profile {
	for _, found := range checkKept(p) {
		switch found.Field {
		case "organization":
			p.Organization = nil
		case "homeAccountId", "username", "accountTenant":
			p = SignedOut(p)
		case "signedInAt", "lastPrompt":
			p.SignedInAt, p.LastPrompt, p.LastPromptGuessed = "", "", false
			continue
		case "credential":
			p.Credential = nil
			continue
		}
		p = unverified(p)
	}
	return p
}

// withoutStranger takes out an organization that is another cloud's: somebody chose
// another cloud since.
func withoutStranger(p Profile) Profile {
	if p.Organization == nil {
		return p
	}
	if _, id, err := cloud.ParseOrganizationURL(p.Organization.URL); err == nil && id != p.Cloud {
		p.Organization = nil
		p = unverified(p)
	}
	return p
}

func isCredential(c Credential) bool {
	return (c.Kind == "secret" || c.Kind == "certificate") && (c.Expires == "" || isTime(c.Expires)) &&
		isKeptText(c.Subject) && len(c.Thumbprint) <= 64 && isKeptText(c.Thumbprint)
}

func isOrganizationOf(p Profile, o Organization) bool {
	c, err := describedCloud(p)
	if err != nil {
		return false
	}
	for _, text := range []string{o.ID, o.UniqueName, o.FriendlyName, o.Version, o.Region, o.TenantID, o.EnvironmentID} {
		if !isKeptText(text) {
			return false
		}
	}
	address, ok := addressIn(c, o.URL)
	if !ok || o.APIURL == "" {
		return ok
	}
	// Both addresses are one organization's: tokens for the one go to the other. A custom
	// cloud may serve its Web API from another host, which then is among those that a
	// person has confirmed.
	api, ok := addressIn(c, o.APIURL)
	return ok && (api == address || c.ID == cloud.Custom)
}

// addressIn reads the https address of an organization of the cloud, plain or in its API
// form, with nothing around it.
func addressIn(c cloud.Cloud, address string) (canonical string, ok bool) {
	canonical, err := c.Organization(address)
	plain := strings.TrimSuffix(address, "/")
	if c.ID != cloud.Custom {
		plain = strings.Replace(plain, ".api.", ".", 1)
	}
	return canonical, err == nil && strings.EqualFold(plain, canonical)
}

// isHomeAccountID accepts what an account is known by: Entra's <object id>.<tenant id>. The
// authority of a custom cloud need not be Entra and send client_info; then it is the
// subject of the id_token, at most 255 ASCII characters (OpenID Connect Core section 2).
func isHomeAccountID(in cloud.ID, text string) bool {
	object, tenant, _ := strings.Cut(text, ".")
	if cloud.IsGUID(object) && cloud.IsGUID(tenant) {
		return true
	}
	isForeign := func(r rune) bool { return r <= ' ' || r > '~' }
	return in == cloud.Custom && len(text) <= 255 && !strings.ContainsFunc(text, isForeign)
}

func isKeptText(text string) bool { return checkText(text, longestKept, "") == nil }

func isTime(text string) bool {
	_, err := time.Parse(time.RFC3339, text)
	return err == nil
}
