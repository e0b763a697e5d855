package registration

import (
	"slices"
	"time"
)

// Manifest is what a registration's manifest says, as far as recipes are concerned,
// whatever its format was. It holds no secret: manifests have none, and the hints of
// theirs are left behind.
type Manifest struct {
	Name  string
	AppID string // the ApplicationID
	// Audience is a value of signInAudience; "" when the manifest doesn't say.
	Audience string
	// Public, Web and SPA are the redirect URIs by platform: "Mobile and desktop
	// applications", "Web", "Single-page application".
	Public, Web, SPA []string
	// PublicClient is "Allow public client flows".
	PublicClient bool
	// IDTokens and AccessTokens are the switches of the implicit grant.
	IDTokens, AccessTokens bool
	// Access are the permissions that are listed.
	Access []Access
	// Secrets are the ends of the client secrets; a zero time is one that isn't known.
	Secrets []time.Time
	// Disabled says that nobody can sign in. Only the practice tenant's say it.
	Disabled bool

	practice bool // no switch for access tokens
}

// Access is a permission that a manifest lists.
type Access struct {
	API  string // its ApplicationID
	ID   string // of the permission
	Type string // "Scope" (delegated) or "Role" (application)
}

// RedirectURIs are those of all platforms.
func (m Manifest) RedirectURIs() []string { return slices.Concat(m.Public, m.Web, m.SPA) }

// Practice is a registration of the practice tenant, in its own words.
type Practice struct {
	ApplicationID, Name    string
	RedirectURIs           []string
	Platform               string // "public", "web" or "spa"
	MultiTenant            bool
	AllowPublicClientFlows bool
	IDTokens               bool
	NoPermissions          bool
	Disabled               bool
	SecretEnds             []time.Time
}

// FromPractice is the manifest that a registration of the practice tenant would have.
func FromPractice(p Practice) Manifest {
	m := Manifest{
		Name: p.Name, AppID: p.ApplicationID, Audience: audienceSingle, PublicClient: p.AllowPublicClientFlows,
		IDTokens: p.IDTokens, Secrets: slices.Clone(p.SecretEnds), Disabled: p.Disabled, practice: true,
	}
	if p.MultiTenant {
		m.Audience = audienceMultiple
	}
	uris := slices.Clone(p.RedirectURIs)
	switch p.Platform {
	case "web":
		m.Web = uris
	case "spa":
		m.SPA = uris
	default:
		m.Public = uris
	}
	if !p.NoPermissions {
		m.Access = []Access{{dataverse, userImpersonation, typeScope}}
	}
	return m
}
