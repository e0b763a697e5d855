// Package profile is the connection profile: what a person types once so that a
// client add-on can sign in to an organization with multi-factor authentication. It has
// the type, the checks of its fields, and the store of one file per profile.
//
// It promises that no save is lost to another one, that no file that can't be read is
// deleted or taken for a missing one, that fields of a newer version survive a save, and
// that no secret gets into a file or a message. A profile is believed only as far as its
// settings go: what sign-ins left in it counts while the settings are the same, and only
// what a sign-in can have left is read from a file.
//
// The fields are those of the add-on's own connection dialog. What they may hold is from
// Entra's documentation, where each check says so.
package profile

import (
	"time"

	"latchkey/app/cloud"
)

// Schema is the version of the file format that this program writes.
const Schema = 1

// Method is the way back from the browser that a profile asks for.
type Method string

// The sign-in methods.
const (
	Auto    Method = "auto"    // the redirect URI decides
	Browser Method = "browser" // the browser comes back to our listener by itself
	Paste   Method = "paste"   // the user pastes the address where the browser ended
	// DeviceCode shows a code that is typed on a page of any browser (RFC 8628).
	DeviceCode Method = "device-code"
)

// ResponseQuery asks for the answer in the address instead of a posted form, for
// browsers that warn of a form sent to http.
const ResponseQuery = "query"

// AsApplication signs an application in instead of a person.
const AsApplication = "application"

// Credential is what may be known of an application's secret or certificate; the
// thing itself is sealed elsewhere.
type Credential struct {
	Kind       string `json:"kind"`              // "secret" or "certificate"
	Expires    string `json:"expires,omitempty"` // RFC 3339
	Subject    string `json:"subject,omitempty"`
	Thumbprint string `json:"thumbprint,omitempty"` // SHA-1, upper-case hexadecimal
}

// Profile is one connection profile. The file of a profile is this as JSON.
type Profile struct {
	Schema int    `json:"schema"`
	ID     string `json:"id"`  // UUID, made by the store
	Rev    int    `json:"rev"` // counts saves; a save with an old rev is refused
	Name   string `json:"name"`
	Label  string `json:"label,omitempty"` // free words such as "PROD"
	Color  string `json:"color,omitempty"` // "#rrggbb"
	Notes  string `json:"notes,omitempty"`
	Pinned bool   `json:"pinned,omitempty"` // stands first in the list

	Cloud  cloud.ID `json:"cloud"`
	Online bool     `json:"online"` // CRM Online; false is on-premises
	// TwoFactor is the 2-Factor Authentication checkbox. While it is off,
	// ApplicationID and RedirectURI are kept but neither checked nor used.
	TwoFactor     bool   `json:"twoFactor"`
	ApplicationID string `json:"applicationId,omitempty"` // client ID, a GUID
	RedirectURI   string `json:"redirectUri,omitempty"`
	Method        Method `json:"method,omitempty"`
	// ResponseMode is "" for the usual form_post, or ResponseQuery; learned.
	ResponseMode string `json:"responseMode,omitempty"`
	// DoubleSlash spells scopes https://org//user_impersonation, as organizations want it
	// that refuse tokens for the other spelling; learned, because a second spelling would
	// be a second token.
	DoubleSlash bool `json:"doubleSlash,omitempty"`
	// SavePassword seals the password of a sign-in without two-factor authentication.
	SavePassword bool `json:"savePassword,omitempty"`
	// SignInAs is "" for a person, or AsApplication.
	SignInAs   string      `json:"signInAs,omitempty"`
	Credential *Credential `json:"credential,omitempty"`
	// CustomCloud are the hosts when Cloud is cloud.Custom.
	CustomCloud *cloud.Hosts `json:"customCloud,omitempty"`
	// ExtraTenants are tenants, by GUID or domain, whose organizations are retrieved too:
	// those in which the person is a guest.
	ExtraTenants []string `json:"extraTenants,omitempty"`
	DomainHint   string   `json:"domainHint,omitempty"` // domain of the identity provider to go to

	// The three things that say where to sign in; each may be empty.
	Tenant          string `json:"tenant,omitempty"`          // tenant GUID or verified domain
	LoginHint       string `json:"loginHint,omitempty"`       // user principal name
	OrganizationURL string `json:"organizationUrl,omitempty"` // https://org.crm4.dynamics.com

	// What a sign-in and a choice left behind.
	HomeAccountID string `json:"homeAccountId,omitempty"` // MSAL's <oid>.<tid>
	Username      string `json:"username,omitempty"`
	// AccountTenant is the GUID of the tenant that was signed in to: that of a guest is
	// not the account's home.
	AccountTenant string `json:"accountTenant,omitempty"`
	// AccountFor, TenantFor and VerifiedFor mark with which settings the account, its tenant
	// and LastVerified were found: with others they don't count. See SignedIn and Verified.
	// RedirectFor marks the ApplicationID and redirect URI with which a browser came back.
	AccountFor   string        `json:"accountFor,omitempty"`
	TenantFor    string        `json:"tenantFor,omitempty"`
	VerifiedFor  string        `json:"verifiedFor,omitempty"`
	RedirectFor  string        `json:"redirectFor,omitempty"`
	Organization *Organization `json:"organization,omitempty"`
	LastVerified string        `json:"lastVerified,omitempty"` // RFC 3339: when WhoAmI last answered
	SignedInAt   string        `json:"signedInAt,omitempty"`   // RFC 3339: when a person last signed in here
	LastPrompt   string        `json:"lastPrompt,omitempty"`   // why there was or wasn't a prompt then
	// LastPromptGuessed says that LastPrompt is only likely: no token said so.
	LastPromptGuessed bool `json:"lastPromptGuessed,omitempty"`

	Recipe string `json:"recipe,omitempty"` // the system it is for
}

// Organization is the chosen organization, as Global Discovery describes it.
type Organization struct {
	ID            string `json:"id"` // OrganizationId, GUID
	UniqueName    string `json:"uniqueName"`
	FriendlyName  string `json:"friendlyName"`
	URL           string `json:"url"`
	APIURL        string `json:"apiUrl"`
	Version       string `json:"version"`
	Region        string `json:"region"`
	TenantID      string `json:"tenantId"`
	EnvironmentID string `json:"environmentId"`
}

// IsApplication reports whether an application signs in instead of a person.
func (p Profile) IsApplication() bool { return p.SignInAs == AsApplication }

// ByPassword reports whether a person signs in by user name and password alone, as
// CRM Online without 2-Factor Authentication does.
func (p Profile) ByPassword() bool { return p.Online && !p.TwoFactor && !p.IsApplication() }

// NearExpiry is how long before its end a credential is warned about: an application's
// secret or certificate, wherever one is looked at.
const NearExpiry = 30 * 24 * time.Hour

// Expiry says how near the end of the application's credential is: "expired", "soon"
// with the whole days that are left, or "" when it is far or not known.
func (p Profile) Expiry(now time.Time) (state string, days int) {
	if !p.IsApplication() || p.Credential == nil {
		return "", 0
	}
	end, err := time.Parse(time.RFC3339, p.Credential.Expires)
	switch left := end.Sub(now); {
	case err != nil:
		return "", 0
	case left <= 0:
		return "expired", 0
	case left <= NearExpiry:
		return "soon", int(left / (24 * time.Hour))
	}
	return "", 0
}
