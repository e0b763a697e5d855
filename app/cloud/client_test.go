package cloud

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/tls"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	msal "github.com/AzureAD/microsoft-authentication-library-for-go/apps/public"

	"latchkey/app/problem"
)

// answers is a transport that answers in place of the network and counts.
type answers struct {
	asked int
	with  func(*http.Request) (*http.Response, error)
}

func (a *answers) RoundTrip(req *http.Request) (*http.Response, error) {
	a.asked++
	if a.with != nil {
		return a.with(req)
	}
	return answer(req, 200, "ok"), nil
}

func answer(req *http.Request, status int, body string) *http.Response {
	return &http.Response{StatusCode: status, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(body)), Request: req}
}

func public(t *testing.T) Cloud {
	t.Helper()
	c, ok := ByID(Public)
	if !ok {
		t.Fatal("no commercial cloud")
	}
	return c
}

func wantCode(t *testing.T, err error, code string) *problem.Problem {
	t.Helper()
	var p *problem.Problem
	if !errors.As(err, &p) || p.Kind != problem.Network || p.Code != code {
		t.Fatalf("error %v, want %s", err, code)
	}
	return p
}

func TestClientTalksToItsCloudOnly(t *testing.T) {
	cases := []struct{ url, code string }{
		{"https://login.microsoftonline.com/x", ""},
		{"https://login.windows.net/x", ""},
		{"https://globaldisco.crm.dynamics.com/x", ""},
		{"https://contoso.crm4.dynamics.com/x", ""},
		{"https://contoso.api.crm4.dynamics.com:443/x", ""},
		{"http://contoso.crm4.dynamics.com/x", "request-not-https"},
		{"https://contoso.crm4.dynamics.com:444/x", "host-not-trusted"},
		{"https://user@contoso.crm4.dynamics.com/x", "host-not-trusted"},
		{"https://contoso.crm4.dynamics.com.evil.tld/x", "host-not-trusted"},
		{"https://evildynamics.com/x", "host-not-trusted"},
		{"https://login.microsoftonline.us/x", "host-not-trusted"},
		{"https://contoso.crm9.dynamics.com/x", "host-not-trusted"},
		{"https://login.practice.localhost/x", "host-not-trusted"},
		{"https://127.0.0.1/x", "host-not-trusted"},
		{"https://login.microsoftonline.com./x", "host-not-trusted"},
	}
	for _, c := range cases {
		base := &answers{}
		resp, err := public(t).Client(base).Get(c.url)
		if c.code == "" {
			if err != nil {
				t.Errorf("%s: %v", c.url, err)
				continue
			}
			_ = resp.Body.Close()
			continue
		}
		wantCode(t, err, c.code)
		if base.asked != 0 {
			t.Errorf("%s was asked", c.url)
		}
	}
}

func TestHostHeaderCannotDiffer(t *testing.T) {
	req, _ := http.NewRequest(http.MethodGet, "https://contoso.crm4.dynamics.com/", nil)
	req.Host = "evil.example"
	base := &answers{}
	_, err := public(t).Client(base).Do(req)
	wantCode(t, err, "host-not-trusted")
	if base.asked != 0 {
		t.Error("the request left")
	}
}

func TestRedirectIsAnError(t *testing.T) {
	for _, status := range []int{301, 302, 303, 307, 308} {
		base := &answers{with: func(req *http.Request) (*http.Response, error) {
			resp := answer(req, status, "")
			resp.Header.Set("Location", "https://evil.example/?code=secret")
			return resp, nil
		}}
		_, err := public(t).Client(base).Get("https://login.microsoftonline.com/")
		p := wantCode(t, err, "redirect-refused")
		if base.asked != 1 || p.Args["to"] != "evil.example" || strings.Contains(p.Error()+p.Detail, "secret") {
			t.Errorf("%d: asked %d times, %+v", status, base.asked, p)
		}
	}
}

// endless gives zeros for ever and remembers how many were taken.
type endless struct{ taken int64 }

func (e *endless) Read(p []byte) (int, error) { clear(p); e.taken += int64(len(p)); return len(p), nil }
func (e *endless) Close() error               { return nil }

func TestBodyEndsAtTheLimit(t *testing.T) {
	body := &endless{}
	base := &answers{with: func(req *http.Request) (*http.Response, error) {
		return &http.Response{StatusCode: 200, Body: body, Request: req}, nil
	}}
	resp, err := public(t).Client(base).Get("https://login.microsoftonline.com/")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	n, err := io.Copy(io.Discard, resp.Body)
	wantCode(t, err, "answer-too-large")
	if n != MaxBody || body.taken > MaxBody+1 {
		t.Errorf("gave %d bytes of %d taken", n, body.taken)
	}
	if _, err = resp.Body.Read(make([]byte, 1)); err == nil {
		t.Error("reading goes on after the limit")
	}
}

func TestBodyOfExactlyTheLimitIsWhole(t *testing.T) {
	b := &body{from: io.NopCloser(strings.NewReader("12345")), left: 5, ctx: context.Background(), done: func() {}}
	if data, err := io.ReadAll(b); string(data) != "12345" || err != nil {
		t.Errorf("%q, %v", data, err)
	}
	b = &body{from: io.NopCloser(strings.NewReader("123456")), left: 5, ctx: context.Background(), done: func() {}}
	if data, err := io.ReadAll(b); string(data) != "12345" || err == nil {
		t.Errorf("%q, %v", data, err)
	}
}

func TestCompressedBombEndsAtTheLimit(t *testing.T) {
	var bomb bytes.Buffer
	z := gzip.NewWriter(&bomb)
	_, _ = io.CopyN(z, &endless{}, MaxBody+1)
	_ = z.Close()
	client := served(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		_, _ = w.Write(bomb.Bytes())
	})
	resp, err := client.Get("https://login.microsoftonline.com/")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, resp.Body)
	wantCode(t, err, "answer-too-large")
}

func TestBrokenTransferHasAName(t *testing.T) {
	client := served(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "100")
		_, _ = io.WriteString(w, "half")
	})
	resp, err := client.Get("https://login.microsoftonline.com/")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	_, err = io.ReadAll(resp.Body)
	wantCode(t, err, "answer-broken-off")
}

// served is a commercial client whose every connection ends at a TLS server of ours
// with a certificate that the client trusts.
func served(t *testing.T, handler http.HandlerFunc) *http.Client {
	t.Helper()
	server, base := tlsServer(t, handler)
	base.TLSClientConfig = server.Client().Transport.(*http.Transport).TLSClientConfig.Clone()
	base.TLSClientConfig.ServerName = "example.com" // what httptest's certificate is for
	return public(t).Client(base)
}

func tlsServer(t *testing.T, handler http.HandlerFunc) (*httptest.Server, *http.Transport) {
	t.Helper()
	server := httptest.NewUnstartedServer(handler)
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	server.StartTLS()
	t.Cleanup(server.Close)
	base := &http.Transport{}
	base.DialContext = func(ctx context.Context, network, _ string) (net.Conn, error) {
		var d net.Dialer
		return d.DialContext(ctx, network, server.Listener.Addr().String())
	}
	t.Cleanup(base.CloseIdleConnections)
	return server, base
}

func TestUntrustedCertificateIsRefused(t *testing.T) {
	for code, name := range map[string]string{"tls-untrusted": "example.com", "tls-wrong-host": "login.microsoftonline.com"} {
		_, base := tlsServer(t, func(http.ResponseWriter, *http.Request) { t.Error("the request arrived") })
		base.TLSClientConfig = &tls.Config{ServerName: name, MinVersion: tls.VersionTLS12}
		_, err := public(t).Client(base).Get("https://login.microsoftonline.com/")
		if p := wantCode(t, err, code); p.Args["host"] != "login.microsoftonline.com" {
			t.Errorf("%s: %v", code, p.Args)
		}
	}
}

func TestLoginPageIsNoAnswer(t *testing.T) {
	cases := []struct {
		status int
		kind   string
		page   bool
	}{
		{200, "text/html; charset=utf-8", true},
		{200, "TEXT/HTML", true},
		{200, "application/xhtml+xml", true},
		{511, "text/html", true},
		{511, "", true},
		{200, "application/json", false},
		{200, "", false},
		{401, "text/html", false}, // an organization's challenge
		{503, "text/html", false}, // a service in trouble
	}
	for _, c := range cases {
		for _, host := range []string{"login.microsoftonline.com", "globaldisco.crm.dynamics.com", "contoso.crm4.dynamics.com"} {
			base := &answers{with: func(req *http.Request) (*http.Response, error) {
				resp := answer(req, c.status, "<html>Sign in</html>")
				resp.Header.Set("Content-Type", c.kind)
				return resp, nil
			}}
			resp, err := public(t).Client(base).Get("https://" + host + "/?code=secret")
			if !c.page {
				if err != nil {
					t.Errorf("%d %s: %v", c.status, c.kind, err)
					continue
				}
				_ = resp.Body.Close()
				continue
			}
			if p := wantCode(t, err, "login-page-instead"); p.Args["host"] != host || strings.Contains(p.Detail, "secret") {
				t.Errorf("%d %s: %+v", c.status, c.kind, p)
			}
		}
	}
}

func TestReasonsForSilence(t *testing.T) {
	for code, cause := range map[string]error{
		"dns":                 &net.DNSError{IsNotFound: true},
		"network-timed-out":   &net.DNSError{IsTimeout: true},
		"network-unreachable": &net.OpError{Op: "dial", Err: errors.New("connection refused")},
	} {
		base := &answers{with: func(*http.Request) (*http.Response, error) { return nil, cause }}
		_, err := public(t).Client(base).Get("https://login.microsoftonline.com/")
		if p := wantCode(t, err, code); p.Args["host"] != "login.microsoftonline.com" || !errors.Is(err, cause) {
			t.Errorf("%s: %+v", code, p)
		}
	}
}

func TestSilentHostIsGivenUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		base := &answers{with: func(req *http.Request) (*http.Response, error) {
			<-req.Context().Done()
			return nil, req.Context().Err()
		}}
		start := time.Now()
		_, err := public(t).Client(base).Get("https://login.microsoftonline.com/")
		wantCode(t, err, "network-timed-out")
		if waited := time.Since(start); waited != patience {
			t.Errorf("waited %v", waited)
		}
	})
}

func TestStalledBodyIsGivenUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		base := &answers{with: func(req *http.Request) (*http.Response, error) {
			return &http.Response{StatusCode: 200, Body: stalled{req.Context()}, Request: req}, nil
		}}
		resp, err := public(t).Client(base).Get("https://login.microsoftonline.com/")
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		_, err = io.ReadAll(resp.Body)
		wantCode(t, err, "network-timed-out")
	})
}

type stalled struct{ ctx context.Context }

func (s stalled) Read([]byte) (int, error) { <-s.ctx.Done(); return 0, s.ctx.Err() }
func (s stalled) Close() error             { return nil }

func TestCancelledRequestSaysSo(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	base := &answers{with: func(req *http.Request) (*http.Response, error) {
		cancel()
		<-req.Context().Done()
		return nil, errors.New("some text about a closed connection")
	}}
	req, _ := http.NewRequestWithContext(ctx, http.MethodGet, "https://login.microsoftonline.com/", nil)
	_, err := public(t).Client(base).Do(req)
	var p *problem.Problem
	if !errors.Is(err, context.Canceled) || !errors.As(err, &p) || p.Kind != problem.Cancelled {
		t.Errorf("error %v", err)
	}
}

// MSAL keeps the cause of what its client says, so that it can be explained.
func TestLoginPageReachesTheCallerThroughMSAL(t *testing.T) {
	base := &answers{with: func(req *http.Request) (*http.Response, error) {
		resp := answer(req, 200, "<html>Sign in</html>")
		resp.Header.Set("Content-Type", "text/html")
		return resp, nil
	}}
	client, err := msal.New("5d1f0c62-3b8e-4a57-9c40-7e2a1b96f3d8",
		msal.WithAuthority("https://login.microsoftonline.com/organizations"), msal.WithInstanceDiscovery(false), msal.WithHTTPClient(public(t).Client(base)))
	if err != nil {
		t.Fatal(err)
	}
	_, err = client.AcquireTokenByAuthCode(t.Context(), "code", "http://localhost", []string{"https://globaldisco.crm.dynamics.com//user_impersonation"})
	wantCode(t, err, "login-page-instead")
}
