// Package cloud knows the national clouds of Dynamics 365 and the practice one:
// which hosts sign people in, where Global Discovery answers, what an organization
// address looks like, and how to talk to exactly these hosts and no other.
//
// It promises that a request made by a Client goes over https to a host of that one
// cloud or not at all, that no redirect takes a token elsewhere, that a body ends at
// [MaxBody], and that certificates are always checked: there is no switch for it.
//
// Hosts are from Microsoft's pages "Discover the URL for your organization" (Global
// Discovery endpoints), "National clouds" (Entra) and "Datacenter regions"
// (Dynamics 365). Application registrations and tenants belong to one cloud.
package cloud

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"latchkey/app/problem"
)

// ID names a cloud in profiles and on the command line.
type ID string

// The clouds.
const (
	Practice ID = "practice"
	Public   ID = "public"
	GCC      ID = "gcc"
	GCCHigh  ID = "gcc-high"
	DoD      ID = "dod"
	China    ID = "china"
	// Custom is a private test system that a person has described and confirmed; it is
	// none of [All].
	Custom ID = "custom"
)

// Cloud is one cloud. Its values don't change; each call returns a fresh copy.
type Cloud struct {
	ID            ID
	Name          string
	AuthorityHost string // where people sign in
	DiscoveryHost string // where Global Discovery answers
	// OrganizationSuffixes are what stands after the first label of an organization's
	// host, such as "crm.dynamics.com"; the numbered ones of the regions are not listed.
	OrganizationSuffixes []string
	EntraPortal          string // admin center, for links to an administrator
	AzurePortal          string // the portal that has the registrations too

	// CA holds certificate authorities, as PEM, that are believed for a custom cloud
	// beside the system's.
	CA []byte

	authorityAliases  []string
	regions           string   // the domain under which crm2, crm3 ... are suffixes, too
	organizationHosts []string // of a custom cloud
	key               string   // of a custom cloud
}

// keyDigits is how many hexadecimal digits of a fingerprint name a custom cloud: 128 bits,
// so that nobody finds hosts that share a name with others.
const keyDigits = 32

// Key tells one cloud from another in names of files and tables: the ID, or for a custom
// cloud a word that depends on everything that it consists of.
func (c Cloud) Key() string {
	if c.ID == Custom {
		return "custom-" + c.key[:min(len(c.key), keyDigits)]
	}
	return string(c.ID)
}

// All lists the clouds in the order in which people choose: commercial first,
// practice last.
func All() []Cloud {
	return []Cloud{
		{
			ID: Public, Name: "Commercial",
			AuthorityHost:        "login.microsoftonline.com",
			DiscoveryHost:        "globaldisco.crm.dynamics.com",
			OrganizationSuffixes: []string{"crm.dynamics.com"},
			regions:              "dynamics.com",
			EntraPortal:          "https://entra.microsoft.com",
			AzurePortal:          "https://portal.azure.com",
			authorityAliases:     publicAliases(),
		},
		{
			ID: GCC, Name: "US Government (GCC)",
			AuthorityHost:        "login.microsoftonline.com",
			DiscoveryHost:        "globaldisco.crm9.dynamics.com",
			OrganizationSuffixes: []string{"crm9.dynamics.com"},
			EntraPortal:          "https://entra.microsoft.com",
			AzurePortal:          "https://portal.azure.com",
			authorityAliases:     publicAliases(),
		},
		{
			ID: GCCHigh, Name: "US Government (GCC High)",
			AuthorityHost:        "login.microsoftonline.us",
			DiscoveryHost:        "globaldisco.crm.microsoftdynamics.us",
			OrganizationSuffixes: []string{"crm.microsoftdynamics.us"},
			EntraPortal:          "https://entra.microsoft.us",
			AzurePortal:          "https://portal.azure.us",
			authorityAliases:     []string{"login.usgovcloudapi.net"},
		},
		{
			ID: DoD, Name: "US Government (DoD)",
			AuthorityHost:        "login.microsoftonline.us",
			DiscoveryHost:        "globaldisco.crm.appsplatform.us",
			OrganizationSuffixes: []string{"crm.appsplatform.us"},
			EntraPortal:          "https://entra.microsoft.us",
			AzurePortal:          "https://portal.azure.us",
			authorityAliases:     []string{"login.usgovcloudapi.net"},
		},
		{
			ID: China, Name: "China (21Vianet)",
			AuthorityHost:        "login.partner.microsoftonline.cn",
			DiscoveryHost:        "globaldisco.crm.dynamics.cn",
			OrganizationSuffixes: []string{"crm.dynamics.cn"},
			EntraPortal:          "https://entra.microsoftonline.cn",
			AzurePortal:          "https://portal.azure.cn",
			authorityAliases:     []string{"login.chinacloudapi.cn"},
		},
		{
			ID: Practice, Name: "Practice",
			AuthorityHost:        "login.practice.localhost",
			DiscoveryHost:        "globaldisco.practice.localhost",
			OrganizationSuffixes: []string{"crm.practice.localhost", "crm9.practice.localhost", "practice.localhost"},
			regions:              "practice.localhost",
		},
	}
}

// ByID finds a cloud.
func ByID(id ID) (Cloud, bool) {
	for _, c := range All() {
		if c.ID == id {
			return c, true
		}
	}
	return Cloud{}, false
}

// publicAliases are the older names of the commercial authority that Entra's
// metadata and Web API challenges still carry.
func publicAliases() []string {
	return []string{"login.windows.net", "login.microsoft.com", "sts.windows.net"}
}

// highestRegion bounds the number in crmN: Microsoft adds regions, and a new one
// must not need a new Latchkey.
const highestRegion = 99

// isSuffix reports whether text is what follows the first label of an organization's host:
// one of the suffixes, or crm2 to crm99 of the regions, without crm9, which is GCC's.
func (c Cloud) isSuffix(text string) bool {
	if slices.Contains(c.OrganizationSuffixes, text) {
		return true
	}
	region, domain, _ := strings.Cut(text, ".")
	number, ok := strings.CutPrefix(region, "crm")
	n, err := strconv.Atoi(number)
	return ok && err == nil && strconv.Itoa(n) == number && n >= 2 && n <= highestRegion && n != 9 &&
		c.regions != "" && domain == c.regions
}

// DiscoveryURL is the base of Global Discovery, without a trailing slash; it is the
// resource that a token for discovery is asked for, too.
func (c Cloud) DiscoveryURL() string { return "https://" + c.DiscoveryHost }

// TrustsAuthority reports whether host is one of the cloud's sign-in hosts.
func (c Cloud) TrustsAuthority(host string) bool {
	host = strings.ToLower(host)
	return host != "" && (host == c.AuthorityHost || slices.Contains(c.authorityAliases, host))
}

// TrustsAuthorityURL reports whether an address is one of the cloud's sign-in pages
// or endpoints.
func (c Cloud) TrustsAuthorityURL(u *url.URL) bool {
	return u.Scheme == "https" && u.User == nil && c.TrustsAuthority(plainHostPort(u.Host))
}

// TrustsOrganization reports whether host is an organization's of this cloud, in
// its plain form (org.crm4.dynamics.com) or its API form (org.api.crm4.dynamics.com).
func (c Cloud) TrustsOrganization(host string) bool {
	if c.ID == Custom {
		return c.hasOrganizationHost(strings.ToLower(host))
	}
	_, ok := c.organizationHost(strings.ToLower(host))
	return ok
}

// Organization reads the address of an organization of this cloud, as
// [ParseOrganizationURL] does for all of them. One of another cloud is refused with a
// Problem "organization-url-other-cloud".
func (c Cloud) Organization(text string) (canonical string, err error) {
	if c.ID == Custom {
		return c.customOrganization(text)
	}
	canonical, id, err := ParseOrganizationURL(text)
	if err != nil {
		return "", err
	}
	if id != c.ID {
		return "", otherCloud(canonical, id)
	}
	return canonical, nil
}

// otherCloud is the problem of an address that is an organization's, yet another cloud's.
func otherCloud(canonical string, id ID) *problem.Problem {
	other, _ := ByID(id)
	return problem.New(problem.Input, "organization-url-other-cloud").
		With("cloud", other.Name).With("url", canonical).At(field)
}

// IsReal reports whether the cloud is one of Microsoft's five: neither the practice one
// nor one that a person described.
func (id ID) IsReal() bool {
	c, ok := ByID(id)
	return ok && c.ID != Practice
}

// IsCommonTenant reports whether text is one of Entra's words for no tenant in
// particular: organizations, common, consumers.
func IsCommonTenant(text string) bool { return isCommonTenant(strings.ToLower(text)) }

// trusts reports whether a Client may talk to host.
func (c Cloud) trusts(host string) bool {
	return c.TrustsAuthority(host) || strings.EqualFold(host, c.DiscoveryHost) || c.TrustsOrganization(host)
}
