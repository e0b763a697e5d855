package network

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"latchkey/app/problem"
)

// connected judges a proxy's answer to CONNECT; 200 is the tunnel.
func connected(_ context.Context, proxy *url.URL, req *http.Request, resp *http.Response) error {
	var code string
	switch status := resp.StatusCode; {
	case status == http.StatusOK:
		return nil
	case status == http.StatusProxyAuthRequired && proxy.User != nil:
		code = "proxy-credentials-refused"
	case status == http.StatusProxyAuthRequired:
		code = "proxy-407"
	case status == http.StatusNetworkAuthenticationRequired, status >= 300 && status < 400:
		code = "login-page-instead" // RFC 6585 section 6, and those that came before it
	case status == http.StatusBadGateway, status == http.StatusServiceUnavailable, status == http.StatusGatewayTimeout:
		code = "network-unreachable" // from the proxy
	default:
		code = "proxy-refused"
	}
	host, _, err := net.SplitHostPort(req.Host)
	if err != nil {
		host = req.Host
	}
	return problem.New(problem.Network, code).With("host", host).With("proxy", hostPort(proxy)).
		With("status", strconv.Itoa(resp.StatusCode)).With("methods", methods(resp.Header))
}

// methods are the ways of signing in that a proxy offers, e.g. "Negotiate, NTLM".
func methods(h http.Header) string {
	var names []string
	for _, challenge := range h.Values("Proxy-Authenticate") {
		name, _, _ := strings.Cut(strings.TrimSpace(challenge), " ")
		if name = strings.TrimSuffix(name, ","); name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return strings.Join(names, ", ")
}

// failed names the reason why a request had no answer, and the proxy that it went
// through.
func failed(host string, route Route, err error) error {
	var p *problem.Problem
	if errors.As(err, &p) {
		return err
	}
	p = problem.FromNetwork(err).With("host", host)
	if route.address == nil {
		return p
	}
	p.With("proxy", route.Proxy)
	var op *net.OpError
	switch {
	case p.Kind == problem.Cancelled || !errors.As(err, &op):
	case op.Op == "proxyconnect" && p.Code != "proxy-unreachable": // its own certificate
		p.With("host", route.address.Hostname())
	case strings.HasPrefix(op.Op, "socks"):
		p.Code = "proxy-refused"
	}
	return p
}
