package entra

import (
	"context"
	"net/url"
	"strconv"
	"strings"

	"latchkey/app/practice/entra/aadsts"
)

// Bases are the addresses under which the server is being reached; they differ
// from door to door, so they come with each request. None ends in a slash.
type Bases struct {
	Front     string // pages: "http://127.0.0.1:4711"
	Authority string // metadata's issuer and the token endpoint: "https://login.practice.localhost"
	Discovery string // "https://globaldisco.practice.localhost"
	// Organization gives the URL of an organization by its unique name:
	// "https://contoso.crm4.practice.localhost" (see OrganizationHost). The unique
	// name must be the URL's first host label or its last path segment.
	Organization func(uniqueName string) string
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

func bases(ctx context.Context, host string) Bases {
	if b, ok := ctx.Value(basesKey{}).(Bases); ok {
		return b
	}
	return DefaultBases("http://" + host)
}

// apiURL is the organization's Web API address: Dynamics puts "api" after the
// first label. Addresses outside practice.localhost stay as they are.
func apiURL(organization string) string {
	u, err := url.Parse(organization)
	if err != nil || !strings.HasSuffix(u.Host, ".practice.localhost") {
		return organization
	}
	first, rest, _ := strings.Cut(u.Host, ".")
	u.Host = first + ".api." + rest
	return u.String()
}

// errorURI is where an error is explained.
func (b Bases) errorURI(i aadsts.Incident) string {
	return b.Front + "/error?code=" + strconv.Itoa(i.Code)
}
