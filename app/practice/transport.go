package practice

import (
	"fmt"
	"net/http"
	"strings"

	"latchkey/app/pattern"
	"latchkey/app/practice/entra/directory"
	"latchkey/app/problem"
)

// organizationHost is the form of an organization's host below practice.localhost,
// with or without the ".api" of its Web API's own address. Nothing listens there
// and no name server is asked (".localhost" never leaves the machine, RFC 6761
// section 6.3).
var organizationHost = pattern.Lazy(`^[a-z0-9][a-z0-9-]{0,62}(?:\.api)?\.crm[0-9]{0,2}\.practice\.localhost$`)

// inProcess is how callers of Transport know the tenant; organizations have the
// engine's own hosts.
func inProcess(c channel) route {
	own := directory.DefaultBases("")
	return route{Channel: c, Authority: own.Authority, Discovery: own.Discovery}
}

// transport is the back channel.
type transport struct{ tenant *Tenant }

// Transport returns the back channel: it answers https requests to the hosts of
// the practice cloud from the tenant and refuses every other with a
// *problem.Problem. It never asks a name server or the network, but for the
// leader's listener on this machine.
func (t *Tenant) Transport() http.RoundTripper { return transport{t} }

// RoundTrip implements http.RoundTripper.
func (t transport) RoundTrip(r *http.Request) (*http.Response, error) {
	to, err := routeFor(r)
	if err != nil {
		if r.Body != nil {
			_ = r.Body.Close()
		}
		return nil, err
	}
	c, err := newCall(r, to)
	if err != nil {
		return nil, err
	}
	if err := r.Context().Err(); err != nil {
		return nil, err
	}
	if c.route.Front, err = t.front(r); err != nil {
		return nil, err
	}
	p, err := t.tenant.do(r.Context(), c)
	if err != nil {
		return nil, fmt.Errorf("practice tenant: %w", err)
	}
	return p.faultyResponse(r, t.tenant.closing)
}

// front is the base of the pages, where the answer may name it. Token requests
// and user realm never do, so a silent sign-in opens no listener.
func (t transport) front(r *http.Request) (string, error) {
	if r.URL.Host != directory.AuthorityHost || strings.HasSuffix(r.URL.Path, "/token") || strings.Contains(strings.ToLower(r.URL.Path), "/userrealm/") {
		return "", nil
	}
	if t.tenant.options.NoListeners {
		return directory.DefaultBases("").Authority, nil
	}
	return t.tenant.openFront(r.Context())
}

// routeFor finds the part of the tenant that a request is for, by its host.
func routeFor(r *http.Request) (route, error) {
	host := r.URL.Host
	if r.URL.Scheme != "https" || (r.Host != "" && r.Host != host) {
		return route{}, foreign(r)
	}
	switch {
	case host == directory.AuthorityHost:
		return inProcess(identity), nil
	case host == directory.DiscoveryHost:
		return inProcess(discovery), nil
	case organizationHost().MatchString(host):
		to := inProcess(organization)
		to.Organization, _ = directory.OrganizationOfHost(host) // one that isn't there is answered with 404
		return to, nil
	}
	return route{}, foreign(r)
}

// foreign refuses a host that is not the practice cloud's.
func foreign(r *http.Request) error {
	return problem.New(problem.Network, "practice-foreign-host").With("host", r.URL.Scheme+"://"+r.URL.Host)
}
