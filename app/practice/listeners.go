package practice

import (
	"context"
	"crypto/rand"
	"crypto/tls"
	"errors"
	"net"
	"net/http"
	"net/url"
	"strings"

	"latchkey/app/pattern"
)

// ListenOptions say which listeners of the stand-alone tenant to open, for testing
// other programs. Addresses are host:port with a loopback host.
type ListenOptions struct {
	// Listen is for pages and back channel over plain HTTP; "" is any free port on
	// localhost.
	Listen string
	// TLS opens the same over TLS on any free port of Listen's host, with
	// certificates of the tenant's own authority. TLSListen does so at an address of its own.
	TLS       bool
	TLSListen string
	// OrganizationHosts lets discovery give each organization a host of its own, as Dataverse
	// does: https://NAME.localhost:PORT, and not https://localhost:PORT/org/NAME. Both are
	// always answered. It is no default because few systems resolve such names: Chromium, Firefox,
	// curl and systemd do; glibc and the libraries on it don't.
	OrganizationHosts bool
	// Control is for the control interface; "" is any free port on 127.0.0.1.
	Control string
}

// Info is what another program needs to know of the listeners.
type Info struct {
	Authority    string `json:"authority"`    // http://localhost:PORT/TENANT
	TLSAuthority string `json:"tlsAuthority"` // https://localhost:PORT/TENANT, "" without TLS
	CAFile       string `json:"caFile"`       // PEM, "" without TLS
	TenantID     string `json:"tenantId"`
	ClientID     string `json:"clientId"`     // of the first registration
	DiscoveryURL string `json:"discoveryUrl"` // .../api/discovery/v2.0/Instances; https with TLS
	ControlURL   string `json:"controlUrl"`   // see docs/practice-control.md
	ControlToken string `json:"controlToken"` // bearer, new for each start
}

// Listeners are the open listeners of a stand-alone tenant.
type Listeners struct {
	info    Info
	closing context.Context
	cancel  context.CancelFunc
	servers []*server
}

// Listen opens the listeners; ctx bounds the opening only. Addresses that are not
// loopback ones are refused with a *problem.Problem. The listeners stay open until
// they or the tenant are closed.
func (t *Tenant) Listen(ctx context.Context, o ListenOptions) (*Listeners, error) {
	apps, err := t.Control().Apps(ctx)
	if err != nil {
		return nil, err
	}
	d := &Listeners{info: Info{TenantID: TenantID, ControlToken: rand.Text()}}
	if len(apps) > 0 {
		d.info.ClientID = apps[0].ApplicationID
	}
	d.closing, d.cancel = context.WithCancel(t.closing)
	err = d.open(ctx, t, o)
	if err == nil {
		err = t.keep(d)
	}
	if err != nil {
		return nil, errors.Join(err, d.Close())
	}
	return d, nil
}

func (l *Listeners) open(ctx context.Context, t *Tenant, o ListenOptions) error {
	if o.Listen == "" {
		o.Listen = "localhost:0"
	}
	if o.Control == "" {
		o.Control = anyPort
	}
	plain, err := l.public(ctx, t, o.Listen, nil, o.OrganizationHosts)
	if err != nil {
		return err
	}
	l.info.Authority = plain + "/" + TenantID
	l.info.DiscoveryURL = plain + instancesPath
	if o.TLS || o.TLSListen != "" {
		if err := l.openTLS(ctx, t, o); err != nil {
			return err
		}
	}
	return l.openControl(ctx, t, o.Control)
}

// instancesPath is where discovery answers.
const instancesPath = "/api/discovery/v2.0/Instances"

func (l *Listeners) openTLS(ctx context.Context, t *Tenant, o ListenOptions) error {
	issued, err := openCertificates(ctx, t.dir, t.options.Now())
	if err != nil {
		return storageProblem(err)
	}
	address := o.TLSListen
	if address == "" {
		host, _, err := net.SplitHostPort(o.Listen)
		if err != nil {
			return err
		}
		address = net.JoinHostPort(host, "0")
	}
	base, err := l.public(ctx, t, address, &tls.Config{GetCertificate: issued.forHello, MinVersion: tls.VersionTLS12}, o.OrganizationHosts)
	if err != nil {
		return err
	}
	l.info.TLSAuthority = base + "/" + TenantID
	l.info.DiscoveryURL = base + instancesPath
	l.info.CAFile = t.dir.Path(authorityFile)
	return nil
}

// public opens a listener with pages and back channel and returns its base address.
func (l *Listeners) public(ctx context.Context, t *Tenant, address string, config *tls.Config, organizationHosts bool) (string, error) {
	listeners, err := listen(ctx, address)
	if err != nil {
		return "", err
	}
	port := portOf(listeners[0])
	scheme := "http"
	if config != nil {
		scheme = "https"
	}
	at := addressIn(scheme, port)
	to := route{Front: at("localhost"), Authority: at("localhost"), Discovery: at("localhost")}
	to.Organizations, to.OtherOrganizations = at("localhost")+"/org/"+organizationPlace, at(organizationPlace+".localhost")
	if organizationHosts {
		to.Organizations, to.OtherOrganizations = to.OtherOrganizations, to.Organizations
	}
	isOrganization := func(host string) bool { _, ok := organizationOfLocalhost(host); return ok }
	handler := namedAlso(port, isOrganization, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r, to := byAddress(r, to, at)
		t.relay(w, r, to, l.closing)
	}))
	l.servers = append(l.servers, serve(listeners, &http.Server{Handler: handler, TLSConfig: config}, t.options.Log))
	return to.Authority, nil
}

// addressIn gives the address of a host at a listener; a scheme's own port is left out, as
// clients leave it out.
func addressIn(scheme, port string) func(host string) string {
	if scheme == "http" && port == "80" || scheme == "https" && port == "443" {
		return func(host string) string { return scheme + "://" + host }
	}
	return func(host string) string { return scheme + "://" + host + ":" + port }
}

// organizationOfLocalhost is the unique name in an organization's own host.
func organizationOfLocalhost(host string) (uniqueName string, ok bool) {
	name, ok := strings.CutSuffix(host, ".localhost")
	return name, ok && organizationLabel().MatchString(name)
}

// organizationLabel is what a unique name can be as the label of a host.
var organizationLabel = pattern.Lazy(`^[a-z0-9][a-z0-9-]{0,62}$`)

// byAddress finds the part of the tenant that an address names. A token is for the address by
// which the organization is asked.
func byAddress(r *http.Request, to route, at func(host string) string) (*http.Request, route) {
	host, _, _ := strings.Cut(r.Host, ":")
	if name, ok := organizationOfLocalhost(host); ok {
		to = to.to(organization)
		to.Organization, to.Organizations = name, at(organizationPlace+".localhost")
		return r, to
	}
	if strings.HasPrefix(r.URL.Path, "/api/discovery/") {
		return r, to.to(discovery)
	}
	rest, found := strings.CutPrefix(r.URL.Path, "/org/")
	name, path, _ := strings.Cut(rest, "/")
	if !found || name == "" {
		return r, to.to(identity)
	}
	to = to.to(organization)
	to.Organization, to.Organizations = strings.ToLower(name), at("localhost")+"/org/"+organizationPlace
	r = r.Clone(r.Context())
	r.URL = &url.URL{Path: "/" + path, RawQuery: r.URL.RawQuery}
	return r, to
}

// openControl opens the control interface for those who know the token.
func (l *Listeners) openControl(ctx context.Context, t *Tenant, address string) error {
	listeners, err := listen(ctx, address)
	if err != nil {
		return err
	}
	port := portOf(listeners[0])
	inner := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !knows(r, "Authorization", "Bearer ", l.info.ControlToken) {
			unauthorized(w)
			return
		}
		t.relay(w, r, inProcess(control), l.closing)
	})
	handler := named(port, noForeignPage(inner))
	l.servers = append(l.servers, serve(listeners, &http.Server{Handler: handler}, t.options.Log))
	l.info.ControlURL = "http://127.0.0.1:" + port + controlBase
	if host, _, err := net.SplitHostPort(listeners[0].Addr().String()); err == nil && host == "::1" {
		l.info.ControlURL = "http://[::1]:" + port + controlBase
	}
	return nil
}

// noForeignPage refuses what web pages of another origin ask.
func noForeignPage(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if fromForeignPage(r) {
			http.Error(w, "no requests from web pages of another origin", http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// fromForeignPage says whether a web page of another origin asks, by any method: the
// standard library's protection lets those through that change nothing.
func fromForeignPage(r *http.Request) bool {
	asChange := r.WithContext(r.Context())
	asChange.Method = http.MethodPost
	return http.NewCrossOriginProtection().Check(asChange) != nil
}

// Info returns what another program needs to know.
func (l *Listeners) Info() Info { return l.info }

// Close closes the listeners and waits for the requests that are being answered.
func (l *Listeners) Close() error {
	l.cancel()
	for _, s := range l.servers {
		s.close()
	}
	return nil
}
