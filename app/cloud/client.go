package cloud

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"latchkey/app/problem"
)

// MaxBody is how many bytes of an answer are read, after decompression: 64 MiB.
const MaxBody = 64 << 20

// patience is how long one request may take, its whole body included.
const patience = 60 * time.Second

// Client returns an HTTP client that talks to this cloud's hosts only. base does the
// work; nil is a transport of its own that honours the proxy variables of the
// environment and asks for TLS 1.2 or newer.
//
// Its errors wrap a *problem.Problem: of kind Network, or for a cancelled request
// Cancelled, which also is context.Canceled to errors.Is.
func (c Cloud) Client(base http.RoundTripper) *http.Client {
	if base == nil {
		base = newTransport()
	}
	return &http.Client{
		Transport:     &guard{cloud: c, base: base},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

func newTransport() *http.Transport {
	return &http.Transport{
		Proxy:                  http.ProxyFromEnvironment,
		DialContext:            (&net.Dialer{Timeout: 15 * time.Second, KeepAlive: 30 * time.Second}).DialContext,
		TLSClientConfig:        &tls.Config{MinVersion: tls.VersionTLS12},
		TLSHandshakeTimeout:    15 * time.Second,
		ResponseHeaderTimeout:  45 * time.Second,
		IdleConnTimeout:        60 * time.Second,
		MaxResponseHeaderBytes: 256 << 10,
		ForceAttemptHTTP2:      true,
	}
}

// guard is a transport that checks every request before base sees it.
type guard struct {
	cloud Cloud
	base  http.RoundTripper
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
	case u.User != nil || !g.cloud.trusts(u.Hostname()):
		return refused("host-not-trusted")
	case u.Port() != "" && u.Port() != "443":
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
	if withoutAgreement(err) {
		p = problem.New(problem.Network, "tls-untrusted").Because(err)
	} else {
		p = problem.FromNetwork(err)
	}
	return p.With("host", host)
}

// withoutAgreement reports whether the other side spoke no TLS that is good enough:
// none at all, or one older than 1.2.
func withoutAgreement(err error) bool {
	var alert tls.AlertError
	var record tls.RecordHeaderError
	return errors.As(err, &alert) || errors.As(err, &record) || strings.Contains(err.Error(), "tls: ")
}
