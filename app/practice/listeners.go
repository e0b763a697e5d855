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
)

// ListenOptions say which listeners of the stand-alone tenant to open, for testing
// other programs. Addresses are host:port with a loopback host.
type ListenOptions struct {
	// Listen is for pages and back channel over plain HTTP; "" is any free port on
	// localhost.
	Listen string
	// TLS opens the same over TLS on any free port of Listen's host, with a
	// certificate of the tenant's own authority for localhost.
	TLS bool
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
	plain, err := l.public(ctx, t, o.Listen, nil)
	if err != nil {
		return err
	}
	l.info.Authority = plain + "/" + TenantID
	l.info.DiscoveryURL = plain + instancesPath
	if o.TLS {
		if err := l.openTLS(ctx, t, o.Listen); err != nil {
			return err
		}
	}
	return l.openControl(ctx, t, o.Control)
}

// instancesPath is where discovery answers.
const instancesPath = "/api/discovery/v2.0/Instances"

func (l *Listeners) openTLS(ctx context.Context, t *Tenant, listen string) error {
	certificate, err := localhostCertificate(ctx, t.dir, t.options.Now())
	if err != nil {
		return storageProblem(err)
	}
	host, _, err := net.SplitHostPort(listen)
	if err != nil {
		return err
	}
	base, err := l.public(ctx, t, net.JoinHostPort(host, "0"), &tls.Config{
		Certificates: []tls.Certificate{certificate},
		MinVersion:   tls.VersionTLS12,
	})
	if err != nil {
		return err
	}
	l.info.TLSAuthority = base + "/" + TenantID
	l.info.DiscoveryURL = base + instancesPath
	l.info.CAFile = t.dir.Path(authorityFile)
	return nil
}

// public opens a listener with pages and back channel and returns its base address.
func (l *Listeners) public(ctx context.Context, t *Tenant, address string, config *tls.Config) (string, error) {
	listeners, err := listen(ctx, address)
	if err != nil {
		return "", err
	}
	port := portOf(listeners[0])
	base := "http://localhost:" + port
	if config != nil {
		base = "https://localhost:" + port
	}
	to := route{
		Front: base, Authority: base, Discovery: base,
		Organizations: base + "/org/" + organizationPlace,
	}
	handler := named(port, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r, to := byPath(r, to)
		t.relay(w, r, to, l.closing)
	}))
	l.servers = append(l.servers, serve(listeners, &http.Server{Handler: handler, TLSConfig: config}, t.options.Log))
	return base, nil
}

// byPath finds the part of the tenant that a path names: a stand-alone listener has
// one host for all of them.
func byPath(r *http.Request, to route) (*http.Request, route) {
	if strings.HasPrefix(r.URL.Path, "/api/discovery/") {
		return r, to.to(discovery)
	}
	rest, found := strings.CutPrefix(r.URL.Path, "/org/")
	name, path, _ := strings.Cut(rest, "/")
	if !found || name == "" {
		return r, to.to(identity)
	}
	to = to.to(organization)
	to.Organization = strings.ToLower(name)
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
