package transfer

import (
	"bytes"
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
	"encoding/pem"
	"slices"
	"strings"
	"time"

	"latchkey/app/cloud"
	"latchkey/app/profile"
)

// Settings are a profile as both kinds of file carry it: what somebody typed or chose, and
// nothing that a sign-in left behind. The tags say how long a text may be, in characters
// (text: one line; lines: several), how many a list may have (most) and which words there
// are (one).
type Settings struct {
	Name  string `json:"name" text:"60" says:"What the profile is called."`
	Label string `json:"label,omitempty" text:"20" says:"Free words such as PROD."`
	Color string `json:"color,omitempty" text:"7" says:"As #rrggbb."`
	Notes string `json:"notes,omitempty" lines:"10000" says:"Free text."`

	Cloud string `json:"cloud" text:"20" says:"public, gcc, gcc-high, dod, china, practice or custom."`
	// Authority is only compared: the cloud says where people sign in.
	Authority string `json:"authority,omitempty" text:"260" says:"The host where people sign in. It has to be the cloud's own."`
	Online    bool   `json:"online" says:"CRM Online; false is on-premises."`
	TwoFactor bool   `json:"twoFactor" says:"The checkbox 2-Factor Authentication."`

	ApplicationID string `json:"applicationId,omitempty" text:"36" says:"The client ID, a GUID."`
	RedirectURI   string `json:"redirectUri,omitempty" text:"256" says:"Where the browser ends after a sign-in."`
	Method        string `json:"method,omitempty" one:"auto browser paste device-code" says:"How the answer comes back from the browser."`
	ResponseMode  string `json:"responseMode,omitempty" one:"query" says:"The answer comes in the address, not as a posted form."`
	DoubleSlash   bool   `json:"doubleSlash,omitempty" says:"Scopes are spelled with two slashes."`
	SignInAs      string `json:"signInAs,omitempty" one:"application" says:"An application signs in, no person."`

	CustomCloud     *CustomCloud  `json:"customCloud,omitempty" says:"The hosts of the cloud custom. A person has to confirm them."`
	Tenant          string        `json:"tenant,omitempty" text:"253" says:"A tenant's GUID or domain."`
	ExtraTenants    []string      `json:"extraTenants,omitempty" most:"20" text:"253" says:"Tenants in which the person is a guest."`
	DomainHint      string        `json:"domainHint,omitempty" text:"253" says:"The domain of the identity provider to go to."`
	LoginHint       string        `json:"loginHint,omitempty" text:"320" says:"The user name to begin the sign-in with."`
	OrganizationURL string        `json:"organizationUrl,omitempty" text:"2048" says:"The organization's address, as it was typed."`
	Organization    *Organization `json:"organization,omitempty" says:"The organization that was chosen."`

	Recipe string `json:"recipe,omitempty" text:"60" says:"The system that it is for."`
}

// Organization is the one that was chosen; it has the fields of profile.Organization.
type Organization struct {
	ID            string `json:"id" text:"320"`
	UniqueName    string `json:"uniqueName" text:"320"`
	FriendlyName  string `json:"friendlyName" text:"320"`
	URL           string `json:"url" text:"2048"`
	APIURL        string `json:"apiUrl" text:"2048"`
	Version       string `json:"version" text:"320"`
	Region        string `json:"region" text:"320"`
	TenantID      string `json:"tenantId" text:"320"`
	EnvironmentID string `json:"environmentId" text:"320"`
}

// CustomCloud are the hosts of a private test system, each as name or name:port.
type CustomCloud struct {
	Authority     string        `json:"authority" text:"260"`
	Discovery     string        `json:"discovery" text:"260"`
	Organizations []string      `json:"organizations" most:"20" text:"260" says:"May begin with *. for any name in front."`
	Certificates  []Certificate `json:"certificates,omitempty" most:"20" says:"Authorities that are believed for these hosts only."`
}

// SettingsOf describes a profile. The login hint goes along; who signed in, and whether that
// worked, does not.
func SettingsOf(p profile.Profile) Settings {
	s := Settings{
		Name: p.Name, Label: p.Label, Color: p.Color, Notes: p.Notes,
		Cloud: string(p.Cloud), Online: p.Online, TwoFactor: p.TwoFactor,
		ApplicationID: p.ApplicationID, RedirectURI: p.RedirectURI, Method: string(p.Method),
		ResponseMode: p.ResponseMode, DoubleSlash: p.DoubleSlash, SignInAs: p.SignInAs,
		Tenant: p.Tenant, ExtraTenants: slices.Clone(p.ExtraTenants), DomainHint: p.DomainHint,
		LoginHint: p.LoginHint, OrganizationURL: p.OrganizationURL, Recipe: p.Recipe,
	}
	if profile.LooksLikeSecret(s.ApplicationID) { // people paste those there
		s.ApplicationID = mask
	}
	if c, ok := cloud.ByID(p.Cloud); ok {
		s.Authority = c.AuthorityHost
	}
	if p.Organization != nil {
		o := Organization(*p.Organization)
		s.Organization = &o
	}
	if h := p.CustomCloud; h != nil && p.Cloud == cloud.Custom {
		s.CustomCloud = &CustomCloud{
			Authority: hostIn(h.Authority), Discovery: hostIn(h.Discovery), Organizations: []string{},
			Certificates: certificatesIn(h.CA),
		}
		for _, o := range h.Organizations {
			s.CustomCloud.Organizations = append(s.CustomCloud.Organizations, hostIn(o))
		}
	}
	return s
}

// profile is the draft that the settings of a setup file make: without an ID, and with a
// custom cloud that nobody has confirmed.
func (s Settings) profile() profile.Profile {
	p := profile.Profile{
		Name: s.Name, Label: s.Label, Color: s.Color, Notes: s.Notes,
		Cloud: cloud.ID(s.Cloud), Online: s.Online, TwoFactor: s.TwoFactor,
		ApplicationID: s.ApplicationID, RedirectURI: s.RedirectURI, Method: profile.Method(s.Method),
		ResponseMode: s.ResponseMode, DoubleSlash: s.DoubleSlash, SignInAs: s.SignInAs,
		Tenant: s.Tenant, ExtraTenants: slices.Clone(s.ExtraTenants), DomainHint: s.DomainHint,
		LoginHint: s.LoginHint, OrganizationURL: s.OrganizationURL, Recipe: s.Recipe,
	}
	if s.Organization != nil {
		o := profile.Organization(*s.Organization)
		p.Organization = &o
	}
	if c := s.CustomCloud; c != nil {
		p.CustomCloud = &cloud.Hosts{
			Authority: c.Authority, Discovery: c.Discovery, Organizations: slices.Clone(c.Organizations),
			CA: joined(c.Certificates),
		}
	}
	return p
}

// Certificate is one authority of a custom cloud. A bundle has only the fingerprint.
type Certificate struct {
	SHA256 string `json:"sha256" text:"64" says:"The fingerprint, in lower-case hexadecimal."`
	PEM    string `json:"pem,omitempty" lines:"65536" says:"The certificate itself; not in a bundle."`
}

// Authority is what a person compares before confirming a certificate.
type Authority struct {
	Subject string `json:"subject"`
	SHA256  string `json:"sha256"`
	Expires string `json:"expires"` // RFC 3339
}

// certificateBlock is what a certificate is called in PEM (RFC 7468 section 5.1).
const certificateBlock = "CERTIFICATE"

// certificatesIn takes the certificates out of PEM text, and nothing else: a private key
// may stand there too.
func certificatesIn(text string) []Certificate {
	var found []Certificate
	rest := []byte(text)
	for {
		var b *pem.Block
		if b, rest = pem.Decode(rest); b == nil {
			return found
		}
		if b.Type == certificateBlock {
			found = append(found, certificateOf(b.Bytes))
		}
	}
}

func certificateOf(der []byte) Certificate {
	sum := sha256.Sum256(der)
	return Certificate{
		SHA256: hex.EncodeToString(sum[:]),
		PEM:    string(pem.EncodeToMemory(&pem.Block{Type: certificateBlock, Bytes: der})),
	}
}

// authority reads the certificate; it is false when there is anything else in the text, or
// when the fingerprint is another one's.
func (c Certificate) authority() (Authority, bool) {
	b, _ := pem.Decode([]byte(c.PEM))
	if b == nil || certificateOf(b.Bytes).SHA256 != c.SHA256 ||
		!bytes.Equal(bytes.TrimSpace([]byte(c.PEM)), bytes.TrimSpace([]byte(certificateOf(b.Bytes).PEM))) {
		return Authority{}, false
	}
	read, err := x509.ParseCertificate(b.Bytes)
	if err != nil {
		return Authority{}, false
	}
	subject := cut(visible(read.Subject.String()), longestSubject)
	return Authority{Subject: subject, SHA256: c.SHA256, Expires: read.NotAfter.UTC().Format(time.RFC3339)}, true
}

// longestSubject bounds the name of an authority, in characters.
const longestSubject = 200

// joined is the PEM text of all certificates.
func joined(list []Certificate) string {
	var text strings.Builder
	for _, c := range list {
		text.WriteString(c.PEM)
	}
	return text.String()
}
