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
	"slices"
	"strconv"
	"strings"
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
)

// Cloud is one cloud. Its values don't change; each call returns a fresh copy.
type Cloud struct {
	ID            ID
	Name          string
	AuthorityHost string // where people sign in
	DiscoveryHost string // where Global Discovery answers
	// OrganizationSuffixes are what stands after the first label of an
	// organization's host, e.g. "crm4.dynamics.com".
	OrganizationSuffixes []string
	EntraPortal          string // admin center, for links to an administrator

	authorityAliases []string
}

// All lists the clouds in the order in which people choose: commercial first,
// practice last.
func All() []Cloud {
	return []Cloud{
		{
			ID: Public, Name: "Commercial",
			AuthorityHost:        "login.microsoftonline.com",
			DiscoveryHost:        "globaldisco.crm.dynamics.com",
			OrganizationSuffixes: numbered("dynamics.com"),
			EntraPortal:          "https://entra.microsoft.com",
			authorityAliases:     publicAliases(),
		},
		{
			ID: GCC, Name: "US Government (GCC)",
			AuthorityHost:        "login.microsoftonline.com",
			DiscoveryHost:        "globaldisco.crm9.dynamics.com",
			OrganizationSuffixes: []string{"crm9.dynamics.com"},
			EntraPortal:          "https://entra.microsoft.com",
			authorityAliases:     publicAliases(),
		},
		{
			ID: GCCHigh, Name: "US Government (GCC High)",
			AuthorityHost:        "login.microsoftonline.us",
			DiscoveryHost:        "globaldisco.crm.microsoftdynamics.us",
			OrganizationSuffixes: []string{"crm.microsoftdynamics.us"},
			EntraPortal:          "https://entra.microsoft.us",
			authorityAliases:     []string{"login.usgovcloudapi.net"},
		},
		{
			ID: DoD, Name: "US Government (DoD)",
			AuthorityHost:        "login.microsoftonline.us",
			DiscoveryHost:        "globaldisco.crm.appsplatform.us",
			OrganizationSuffixes: []string{"crm.appsplatform.us"},
			EntraPortal:          "https://entra.microsoft.us",
			authorityAliases:     []string{"login.usgovcloudapi.net"},
		},
		{
			ID: China, Name: "China (21Vianet)",
			AuthorityHost:        "login.partner.microsoftonline.cn",
			DiscoveryHost:        "globaldisco.crm.dynamics.cn",
			OrganizationSuffixes: []string{"crm.dynamics.cn"},
			EntraPortal:          "https://entra.microsoftonline.cn",
			authorityAliases:     []string{"login.chinacloudapi.cn"},
		},
		{
			ID: Practice, Name: "Practice",
			AuthorityHost:        "login.practice.localhost",
			DiscoveryHost:        "globaldisco.practice.localhost",
			OrganizationSuffixes: append(numbered("practice.localhost"), "crm9.practice.localhost", "practice.localhost"),
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

// numbered lists crm, crm2, ... under a domain, without crm9, which is GCC's.
func numbered(domain string) []string {
	suffixes := []string{"crm." + domain}
	for n := 2; n <= highestRegion; n++ {
		if n != 9 {
			suffixes = append(suffixes, "crm"+strconv.Itoa(n)+"."+domain)
		}
	}
	return suffixes
}

// DiscoveryURL is the base of Global Discovery, without a trailing slash; it is the
// resource that a token for discovery is asked for, too.
func (c Cloud) DiscoveryURL() string { return "https://" + c.DiscoveryHost }

// TrustsAuthority reports whether host is one of the cloud's sign-in hosts.
func (c Cloud) TrustsAuthority(host string) bool {
	host = strings.ToLower(host)
	return host != "" && (host == c.AuthorityHost || slices.Contains(c.authorityAliases, host))
}

// TrustsOrganization reports whether host is an organization's of this cloud, in
// its plain form (org.crm4.dynamics.com) or its API form (org.api.crm4.dynamics.com).
func (c Cloud) TrustsOrganization(host string) bool {
	_, ok := c.organizationHost(strings.ToLower(host))
	return ok
}

// trusts reports whether a Client may talk to host.
func (c Cloud) trusts(host string) bool {
	return c.TrustsAuthority(host) || strings.EqualFold(host, c.DiscoveryHost) || c.TrustsOrganization(host)
}
