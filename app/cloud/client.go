package cloud

import (
	"context"
	"errors"
	"mime"
	"net/http"
	"net/url"
	"time"

	"latchkey/app/problem"
)

// MaxBody is how many bytes of an answer are read, after decompression: 64 MiB.
const MaxBody = 64 << 20

// patience is how long one request may take, its whole body included.
const patience = 60 * time.Second

// Client returns an HTTP client that talks to this cloud's hosts only. base does the
// work: a network.Network, or what the practice tenant has for one.
//
// A web page where an answer should be ("login-page-instead") is an error, because it
// can only come from somebody on the way. The client's errors wrap a *problem.Problem:
// of kind Network, or for a cancelled request Cancelled, which also is context.Canceled
// to errors.Is.
func (c Cloud) Client(base http.RoundTripper) *http.Client {
	return &http.Client{
		Transport:     &guard{cloud: c, base: base},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// AuthorityClient is like [Cloud.Client], and talks to the cloud's sign-in hosts only.
func (c Cloud) AuthorityClient(base http.RoundTripper) *http.Client {
	client := c.Client(base)
	client.Transport = &guard{cloud: c, base: base, authority: true}
	return client
}

// guard is a transport that checks every request before base sees it.
type guard struct {
	cloud     Cloud
	base      http.RoundTripper
	authority bool // only sign-in hosts
}

// RoundTrip implements http.RoundTripper.
func (g *guard) RoundTrip(req *http.Request) (*http.Response, error) {
	if err := g.allow(req); err != nil {
		if req.Body != nil {
			_ = req.Body.Close()
		}
		return nil, err
	}
	ctx, cancel := context.WithTimeout(req.Context(), patience)
	resp, err := g.base.RoundTrip(req.WithContext(ctx))
	if err != nil {
		cancel()
		return nil, failure(req.Context(), req.URL.Hostname(), err)
	}
	resp.Body = &body{from: resp.Body, left: MaxBody, host: req.URL.Hostname(), ctx: req.Context(), done: cancel}
	if isRedirect(resp.StatusCode) {
		_ = resp.Body.Close()
		return nil, redirected(req.URL, resp.Header.Get("Location"))
	}
	if isLoginPage(resp) {
		_ = resp.Body.Close()
		return nil, problem.New(problem.Network, "login-page-instead").With("host", req.URL.Hostname())
	}
	return resp, nil
}

// CloseIdleConnections lets http.Client's method of that name reach base.
func (g *guard) CloseIdleConnections() {
	if c, ok := g.base.(interface{ CloseIdleConnections() }); ok {
		c.CloseIdleConnections()
	}
}

// allow refuses a request that would leave this cloud or its encryption.
func (g *guard) allow(req *http.Request) error {
	u := req.URL
	refused := func(code string) error {
		return problem.New(problem.Network, code).With("host", u.Hostname()).With("cloud", g.cloud.Name)
	}
	switch {
	case u.Scheme != "https":
		return refused("request-not-https")
	case u.User != nil || !g.cloud.trusts(plainHostPort(u.Host)):
		return refused("host-not-trusted")
	case g.authority && !g.cloud.TrustsAuthority(plainHostPort(u.Host)):
		return refused("host-not-trusted")
	case req.Host != "" && req.Host != u.Host:
		return refused("host-not-trusted")
	}
	return nil
}

func isRedirect(status int) bool {
	switch status {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther,
		http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		return true
	}
	return false
}

// isLoginPage recognises the page of a network or a proxy that wants a sign-in first:
// status 511 (RFC 6585 section 6), or a page where all hosts of a cloud answer with data.
func isLoginPage(resp *http.Response) bool {
	if resp.StatusCode == http.StatusNetworkAuthenticationRequired {
		return true
	}
	kind, _, err := mime.ParseMediaType(resp.Header.Get("Content-Type"))
	return err == nil && resp.StatusCode == http.StatusOK && (kind == "text/html" || kind == "application/xhtml+xml")
}

// redirected says where a host wanted to send us, without the parameters.
func redirected(from *url.URL, location string) error {
	to := "?"
	if u, err := from.Parse(location); err == nil {
		to = u.Hostname()
	}
	return problem.New(problem.Network, "redirect-refused").With("host", from.Hostname()).With("to", to)
}

// failure names the reason why a host can't be talked to. ctx is the caller's: when it
// was cancelled, that is the reason.
func failure(ctx context.Context, host string, err error) error {
	if errors.Is(ctx.Err(), context.Canceled) {
		return problem.FromNetwork(context.Canceled)
	}
	var p *problem.Problem
	if errors.As(err, &p) {
		return err
	}
	return problem.FromNetwork(err).With("host", host)
}
