package network

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"net"
	"net/http"
	"strings"
	"time"
)

// newTransport has the limits of every connection. The whole request is bounded by
// package cloud.
func newTransport(roots *x509.CertPool) *http.Transport {
	return &http.Transport{
		Proxy:                  proxy,
		OnProxyConnectResponse: connected,
		DialContext:            dialLocally(net.Dialer{Timeout: 15 * time.Second, KeepAlive: 30 * time.Second}),
		TLSClientConfig:        &tls.Config{MinVersion: tls.VersionTLS12, RootCAs: roots},
		TLSHandshakeTimeout:    15 * time.Second,
		ResponseHeaderTimeout:  45 * time.Second,
		IdleConnTimeout:        60 * time.Second,
		MaxResponseHeaderBytes: 256 << 10,
		ForceAttemptHTTP2:      true,
	}
}

// dialLocally connects as the dialer does, but never asks a name server where NAME.localhost
// is: it is this machine (RFC 6761 section 6.3), which Go's resolver and glibc's don't know.
func dialLocally(dialer net.Dialer) func(ctx context.Context, network, address string) (net.Conn, error) {
	return func(ctx context.Context, network, address string) (net.Conn, error) {
		if host, port, err := net.SplitHostPort(address); err == nil && strings.HasSuffix(strings.ToLower(strings.TrimSuffix(host, ".")), ".localhost") {
			address = net.JoinHostPort("localhost", port)
		}
		return dialer.DialContext(ctx, network, address)
	}
}
