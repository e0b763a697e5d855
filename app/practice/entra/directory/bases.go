package directory

import (
	"context"
	"net/url"
	"strconv"
	"strings"

	"latchkey/app/practice/entra/aadsts"
)

// Bases are the addresses under which the server is being reached; they differ
// from listener to listener, so they come with each request. None ends in a slash.
type Bases struct {
	Front     string // pages: "http://127.0.0.1:4711"
	Authority string // metadata's issuer and the token endpoint: "https://login.practice.localhost"
	Discovery string // "https://globaldisco.practice.localhost"
	// Organization gives the URL of an organization by its unique name:
	// "https://contoso.crm4.practice.localhost" (see OrganizationHost). The unique
	// name must be the URL's first host label or its last path segment.
	Organization func(uniqueName string) string
	// OtherOrganization gives another URL of the same one, for which tokens may be, too; nil
	// where there is none.
	OtherOrganization func(uniqueName string) string
}

// IsOrganization says whether an address is one of an organization's, or of its Web API.
func (b Bases) IsOrganization(address, uniqueName string) bool {
	own := b.Organization(uniqueName)
	return address == own || address == WebAPIURL(own) || b.OtherOrganization != nil && address == b.OtherOrganization(uniqueName)
}

// DefaultBases are the addresses of the in-process back channel with pages at front.
func DefaultBases(front string) Bases {
	return Bases{
		Front:        front,
		Authority:    "https://" + AuthorityHost,
		Discovery:    "https://" + DiscoveryHost,
		Organization: func(name string) string { return "https://" + OrganizationHost(name) },
	}
}

// Hosts of the in-process back channel. They are never dialed.
const (
	AuthorityHost = "login.practice.localhost"
	DiscoveryHost = "globaldisco.practice.localhost"
)

type basesKey struct{}

// WithBases puts the addresses into a request's context. A request without them
// is served with DefaultBases("http://" + its Host).
func WithBases(ctx context.Context, b Bases) context.Context {
	return context.WithValue(ctx, basesKey{}, b)
}

// BasesOf are the addresses of a request by its context and its Host.
func BasesOf(ctx context.Context, host string) Bases {
	if b, ok := ctx.Value(basesKey{}).(Bases); ok {
		return b
	}
	return DefaultBases("http://" + host)
}

// WebAPIURL is the organization's Web API address: Dynamics puts "api" after the
// first label. Addresses outside practice.localhost stay as they are.
func WebAPIURL(organization string) string {
	u, err := url.Parse(organization)
	if err != nil || !strings.HasSuffix(u.Host, ".practice.localhost") {
		return organization
	}
	first, rest, _ := strings.Cut(u.Host, ".")
	u.Host = first + ".api." + rest
	return u.String()
}

// ErrorURI is where an error is explained.
func (b Bases) ErrorURI(i aadsts.Incident) string {
	return b.Front + "/error?code=" + strconv.Itoa(i.Code)
}

// OrganizationHost is an organization's host on the in-process back channel:
// "contoso.crm4.practice.localhost".
func OrganizationHost(uniqueName string) string {
	label := america.label
	if o, _, ok := known(uniqueName); ok {
		label = o.Region.label
	}
	return uniqueName + "." + label + ".practice.localhost"
}

// OrganizationOfHost is the inverse, for the host of the organization itself and
// for that of its Web API ("contoso.api.crm4.practice.localhost"). It doesn't say
// that the organization exists: ServeOrganization does.
func OrganizationOfHost(host string) (uniqueName string, ok bool) {
	name, rest, _ := strings.Cut(strings.ToLower(host), ".")
	if name == "" {
		return "", false
	}
	return name, name+"."+strings.Replace(rest, "api.", "", 1) == OrganizationHost(name)
}
