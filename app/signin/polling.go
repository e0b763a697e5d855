package signin

import (
	"io"
	"net/http"
	"strings"

	"latchkey/app/problem"
)

// polling lets the wait for a device code outlast trouble on the way: RFC 8628 section
// 3.5 asks clients to go on after a connection failed. MSAL would end the sign-in, so it
// is told what the identity provider says when nothing has happened yet.
type polling struct{ next http.RoundTripper }

// RoundTrip implements http.RoundTripper.
func (p polling) RoundTrip(r *http.Request) (*http.Response, error) {
	response, err := p.next.RoundTrip(r)
	if !strings.HasSuffix(r.URL.Path, "/token") || r.Context().Err() != nil {
		return response, err
	}
	switch {
	case err != nil && passing(problem.From(err)):
	case err == nil && response.StatusCode >= 500:
		_ = response.Body.Close()
	default:
		return response, err
	}
	return &http.Response{
		Status: "400 Bad Request", StatusCode: http.StatusBadRequest, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: http.Header{"Content-Type": {"application/json"}}, Request: r,
		Body: io.NopCloser(strings.NewReader(`{"error":"authorization_pending"}`)),
	}, nil
}

// passing reports trouble of the network that may pass, not a refusal of our own.
func passing(p *problem.Problem) bool {
	switch p.Code {
	case "network-unreachable", "network-timed-out", "answer-broken-off", "dns", "proxy-unreachable":
		return true
	}
	return false
}
