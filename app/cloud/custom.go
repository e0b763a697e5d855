package cloud

import (
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
	"net"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"latchkey/app/problem"
)

// Hosts are those of a custom cloud: a private system for tests, shaped like Entra and
// Dynamics 365. A host is "name" or "name:port", https always.
type Hosts struct {
	Authority string `json:"authority"`
	Discovery string `json:"discovery"`
	// Organizations may begin with "*.", which stands for one label or more.
	Organizations []string `json:"organizations"`
	// CA is a certificate authority as PEM, believed for these hosts only.
	CA string `json:"ca,omitempty"`
	// Confirmed is the fingerprint of what a person has confirmed: a host that changed
	// afterwards is asked about again.
	Confirmed string `json:"confirmed,omitempty"`
}

// customField is the profile's field that problems of a custom cloud are about.
const customField = "customCloud"

// mostOrganizationHosts bounds the list of a custom cloud.
const mostOrganizationHosts = 20

// longestCA bounds the certificate authorities of a custom cloud, in bytes.
const longestCA = 64 << 10

// Fingerprint names these hosts and this certificate authority.
func (h Hosts) Fingerprint() string {
	h = h.plain()
	parts := append([]string{h.Authority, h.Discovery, h.CA}, h.Organizations...)
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(sum[:])
}

// IsConfirmed reports whether a person has confirmed exactly these hosts.
func (h Hosts) IsConfirmed() bool { return h.Confirmed != "" && h.Confirmed == h.Fingerprint() }

// plain is the hosts in one spelling.
func (h Hosts) plain() Hosts {
	h.Authority, h.Discovery = plainHostPort(h.Authority), plainHostPort(h.Discovery)
	var list []string
	for _, o := range h.Organizations {
		if o = plainHostPort(o); o != "" && !slices.Contains(list, o) {
			list = append(list, o)
		}
	}
	h.Organizations = list
	h.CA = strings.TrimSpace(h.CA)
	return h
}

// plainHostPort takes away the scheme and the path that come along with a pasted
// address, and the default port.
func plainHostPort(text string) string {
	text = strings.ToLower(strings.TrimSpace(text))
	text = strings.TrimPrefix(text, "https://")
	text, _, _ = strings.Cut(text, "/")
	return strings.TrimSuffix(text, ":443")
}

// Cloud is the custom cloud of these hosts, confirmed or not. Its error is a
// *problem.Problem of kind Input about the field customCloud.
func (h Hosts) Cloud() (Cloud, error) {
	h = h.plain()
	for i, host := range append([]string{h.Authority, h.Discovery}, h.Organizations...) {
		if p := checkHost(host, i > 1); p != nil {
			return Cloud{}, p.At(customField)
		}
	}
	switch {
	case len(h.Organizations) == 0:
		return Cloud{}, problem.New(problem.Input, "custom-cloud-host-missing").At(customField)
	case len(h.Organizations) > mostOrganizationHosts:
		return Cloud{}, problem.New(problem.Input, "custom-cloud-too-many").With("most", strconv.Itoa(mostOrganizationHosts)).At(customField)
	case h.CA != "" && (len(h.CA) > longestCA || !x509.NewCertPool().AppendCertsFromPEM([]byte(h.CA))):
		return Cloud{}, problem.New(problem.Input, "custom-cloud-ca").At(customField)
	}
	return Cloud{
		ID: Custom, Name: "Custom (" + h.Authority + ")",
		AuthorityHost: h.Authority, DiscoveryHost: h.Discovery,
		CA: []byte(h.CA), organizationHosts: h.Organizations, key: h.Fingerprint(),
	}, nil
}

// Fingerprint names a cloud and everything that it consists of: the ID, or for a custom
// cloud that of its [Hosts].
func (c Cloud) Fingerprint() string {
	if c.ID == Custom {
		return c.key
	}
	return string(c.ID)
}

// checkHost refuses what is no host, and hosts of the real clouds and the practice one:
// a custom cloud must never be a way for their tokens to get elsewhere. Only where many
// may stands "*." for some.
func checkHost(host string, many bool) *problem.Problem {
	if host == "" {
		return problem.New(problem.Input, "custom-cloud-host-missing")
	}
	name, wild := strings.CutPrefix(host, "*.")
	if wild && !many {
		return problem.New(problem.Input, "custom-cloud-host").With("host", host)
	}
	if h, port, err := net.SplitHostPort(name); err == nil {
		if n, err := strconv.Atoi(port); err != nil || n < 1 || n > 65535 {
			return problem.New(problem.Input, "custom-cloud-host").With("host", host)
		}
		name = h
	}
	if name != "localhost" && !isDomain(name) && net.ParseIP(name) == nil {
		return problem.New(problem.Input, "custom-cloud-host").With("host", host)
	}
	if isGenuine(name) {
		return problem.New(problem.Input, "custom-cloud-genuine").With("host", name)
	}
	return nil
}

// isGenuine reports whether a host belongs to the real clouds' operators or to the
// practice tenant, a whole domain at a time.
func isGenuine(host string) bool {
	domains := []string{"microsoftonline.com", "microsoftonline.us", "microsoftonline.cn", "microsoftonline.de",
		"chinacloudapi.cn", "usgovcloudapi.net", "windows.net", "microsoft.com", "live.com", "dynamics.com", "dynamics.cn",
		"microsoftdynamics.us", "microsoftdynamics.de", "appsplatform.us", "practice.localhost"}
	for _, c := range All() {
		domains = append(domains, c.AuthorityHost, c.DiscoveryHost)
		domains = append(domains, c.authorityAliases...)
	}
	return slices.ContainsFunc(domains, func(d string) bool { return host == d || strings.HasSuffix(host, "."+d) })
}

// customOrganization reads the address of an organization of a custom cloud. Such a
// system may tell its organizations apart by path, so the path counts.
func (c Cloud) customOrganization(text string) (string, error) {
	text = strings.TrimSpace(text)
	if !strings.Contains(text, "://") {
		text = "https://" + text
	}
	u, err := url.Parse(text)
	switch {
	case err != nil || u.Host == "" || len(text) > longest || strings.ContainsFunc(text, misleading) || encodedControl(text):
		return "", problem.New(problem.Input, "organization-url-malformed").At(field)
	case u.Scheme != "https":
		return "", problem.New(problem.Input, "organization-url-scheme").With("scheme", u.Scheme).At(field)
	case u.User != nil:
		return "", problem.New(problem.Input, "organization-url-user").At(field)
	}
	host := plainHostPort(u.Host)
	if !c.hasOrganizationHost(host) {
		if canonical, id, err := ParseOrganizationURL(text); err == nil {
			return "", otherCloud(canonical, id)
		}
		return "", problem.New(problem.Input, "organization-url-unknown").With("host", host).At(field)
	}
	return "https://" + host + strings.TrimRight(u.EscapedPath(), "/"), nil
}

func (c Cloud) hasOrganizationHost(host string) bool {
	return slices.ContainsFunc(c.organizationHosts, func(known string) bool {
		suffix, wild := strings.CutPrefix(known, "*")
		return host == known || wild && len(host) > len(suffix) && strings.HasSuffix(host, suffix)
	})
}
