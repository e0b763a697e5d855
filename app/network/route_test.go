package network

import (
	"context"
	"crypto/x509"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// This machine is reached directly, whatever the environment and the system say; the
// request really arrives, also where no resolver knows NAME.localhost.
func TestThisMachineIsNeverProxied(t *testing.T) {
	root := authority(t, "Root")
	own := issue(t, &root, func(c *x509.Certificate) { c.DNSNames = append(c.DNSNames, "contoso.localhost") })
	server := service(t, own.tls(), nil)
	_, port, _ := strings.Cut(server.Listener.Addr().String(), ":")
	proxy := &tunnel{}
	at := proxy.listen(t)
	for name, o := range map[string]Options{
		"environment": {Getenv: environment("HTTPS_PROXY", at, "HTTP_PROXY", at, "NO_PROXY", "")},
		"NO_PROXY":    {Getenv: environment("HTTPS_PROXY", at, "NO_PROXY", "contoso.com")},
		"system":      {System: func(context.Context) (Settings, error) { return Settings{Proxy: at}, nil }},
	} {
		o.CA = root.pem()
		n := made(t, o)
		for _, host := range []string{"127.0.0.1", "localhost", "contoso.localhost", "Contoso.LocalHost."} {
			resp, err := (&http.Client{Transport: n}).Get("https://" + host + ":" + port)
			if err != nil {
				t.Errorf("%s, %s: %v", name, host, err)
				continue
			}
			_ = resp.Body.Close()
		}
		for _, host := range []string{
			"localhost", "LocalHost:8443", "localhost.", "login.practice.localhost", "127.0.0.1:1", "127.8.9.10", "[::1]:443", "[::ffff:127.0.0.1]",
		} {
			if r, err := n.Describe(t.Context(), host); err != nil || r.Proxy != "" || r.Source != ThisMachine {
				t.Errorf("%s, %s: %+v, %v", name, host, r, err)
			}
		}
		for _, host := range []string{"notlocalhost", "localhost.contoso.example", "128.0.0.1", "[::2]"} {
			if r, err := n.Describe(t.Context(), host); err != nil || r.Proxy != at {
				t.Errorf("%s, %s: %+v, %v", name, host, r, err)
			}
		}
	}
	if len(proxy.hosts()) > 0 {
		t.Errorf("the proxy was asked for %q", proxy.hosts())
	}
}

func TestEnvironmentWinsOverTheSystem(t *testing.T) {
	system := func(context.Context) (Settings, error) {
		return Settings{Proxy: "system.example:8080", Exceptions: Exceptions{"*.crm4.dynamics.com", local}}, nil
	}
	cases := []struct {
		name  string
		env   []string
		host  string
		proxy string
		by    Source
	}{
		{"both", []string{"HTTPS_PROXY", "env.example"}, signIn, "env.example:80", Environment},
		{"the system's exceptions are the system's", []string{"HTTPS_PROXY", "env.example"}, "contoso.crm4.dynamics.com", "env.example:80", Environment},
		{"upper case first", []string{"HTTPS_PROXY", "upper.example", "https_proxy", "lower.example"}, signIn, "upper.example:80", Environment},
		{"https", []string{"HTTPS_PROXY", "https://env.example"}, signIn, "env.example:443", Environment},
		{"socks", []string{"HTTPS_PROXY", "socks5://env.example"}, signIn, "env.example:1080", Environment},
		{"excepted", []string{"HTTPS_PROXY", "env.example", "NO_PROXY", "x,.microsoftonline.com"}, signIn, "", Environment},
		{"all excepted", []string{"HTTPS_PROXY", "env.example", "no_proxy", "*"}, signIn, "", Environment},
		{"only http", []string{"HTTP_PROXY", "env.example"}, signIn, "system.example:8080", SystemWide},
		{"nothing", nil, signIn, "system.example:8080", SystemWide},
		{"excepted from the system's too", []string{"NO_PROXY", signIn}, signIn, "", Environment},
		{"the system's exception", nil, "contoso.crm4.dynamics.com", "", SystemWide},
		{"a name without a dot", nil, "intranet", "", SystemWide},
	}
	for _, c := range cases {
		n := made(t, Options{Getenv: environment(c.env...), System: system})
		r, err := n.Describe(t.Context(), c.host)
		if err != nil || r.Proxy != c.proxy || r.Source != c.by || r.Warning != nil {
			t.Errorf("%s: %+v, %v", c.name, r, err)
		}
	}
}

func TestWhatTheSystemCannotSayIsAWarning(t *testing.T) {
	cases := map[string]System{
		"proxy-settings-unreadable": func(context.Context) (Settings, error) { return Settings{}, errors.New("no scutil") },
		"proxy-script-unused":       func(context.Context) (Settings, error) { return Settings{Script: "http://wpad/wpad.dat"}, nil },
	}
	for code, system := range cases {
		r, err := made(t, Options{System: system}).Describe(t.Context(), signIn)
		if err != nil || r.Proxy != "" || r.Warning == nil || r.Warning.Code != code || !r.Warning.Warning {
			t.Errorf("%s: %+v, %v", code, r, err)
		}
	}
}

func TestDescribeAsJSON(t *testing.T) {
	n := made(t, Options{Getenv: environment("HTTPS_PROXY", "http://u:p@proxy.example:3128")})
	r, err := n.Describe(t.Context(), signIn)
	if data, _ := json.Marshal(r); err != nil || string(data) != `{"proxy":"proxy.example:3128","source":"environment"}` {
		t.Errorf("%s, %v", data, err)
	}
}

func TestScriptsDecideFirstAndAreRemembered(t *testing.T) {
	now := time.Date(2026, 3, 1, 10, 0, 0, 0, time.UTC)
	reads, runs := 0, 0
	says := "script.example:8080;other.example:8080"
	system := func(context.Context) (Settings, error) {
		reads++
		return Settings{Proxy: "fixed.example:80", Script: "http://wpad/x.pac", Ask: func(address string) string {
			if runs++; address != "https://"+signIn+"/" {
				t.Errorf("the script was asked about %s", address)
			}
			return says
		}}, nil
	}
	n := made(t, Options{System: system, Now: func() time.Time { return now }})
	want := func(proxy string, wantReads, wantRuns int) {
		t.Helper()
		r, err := n.Describe(t.Context(), signIn)
		if err != nil || r.Proxy != proxy || reads != wantReads || runs != wantRuns {
			t.Errorf("%+v, %v; %d reads, %d runs", r, err, reads, runs)
		}
	}
	want("script.example:8080", 1, 1)
	want("script.example:8080", 1, 1)
	now = now.Add(settingsLast)
	want("script.example:8080", 2, 1)
	now = now.Add(answersLast)
	says = ""
	want("", 3, 2)
	if len(n.system.answers) != 1 {
		t.Errorf("%d answers are kept", len(n.system.answers))
	}
}

func TestFixedProxyIsUsedWhereTheNetworkHasNoScript(t *testing.T) {
	system := func(context.Context) (Settings, error) {
		return Settings{Proxy: "fixed.example:80", Script: automatic, Ask: func(string) string { return "" }}, nil
	}
	if r, err := made(t, Options{System: system}).Describe(t.Context(), signIn); err != nil || r.Proxy != "fixed.example:80" {
		t.Errorf("%+v, %v", r, err)
	}
}

// A script that hangs holds a request up once, not every time.
func TestHangingScriptIsGivenUp(t *testing.T) {
	for script, limit := range map[string]time.Duration{automatic: detectLimit, "http://wpad/x.pac": scriptLimit} {
		synctest.Test(t, func(t *testing.T) { hangs(t, script, limit) })
	}
}

func hangs(t *testing.T, script string, limit time.Duration) {
	hang := make(chan struct{})
	system := func(context.Context) (Settings, error) {
		return Settings{Script: script, Ask: func(string) string { <-hang; return "late.example:80" }}, nil
	}
	n := New(Options{Getenv: environment(), System: system})
	proxy := func() (string, time.Duration) {
		start := time.Now()
		r, err := n.Describe(t.Context(), signIn)
		if err != nil {
			t.Fatal(err)
		}
		return r.Proxy, time.Since(start)
	}
	if p, took := proxy(); p != "" || took != limit {
		t.Errorf("%q after %v", p, took)
	}
	if p, took := proxy(); p != "" || took != 0 {
		t.Errorf("the second time: %q after %v", p, took)
	}
	close(hang)
	synctest.Wait()
	if p, _ := proxy(); p != "late.example:80" {
		t.Errorf("the late answer: %q", p)
	}
}

func TestCancelledRequestRemembersNothing(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	system := func(ctx context.Context) (Settings, error) { return Settings{Proxy: "system.example:80"}, ctx.Err() }
	n := made(t, Options{System: system})
	cancel()
	if _, err := n.Describe(ctx, signIn); err != nil {
		t.Fatal(err)
	}
	if r, err := n.Describe(t.Context(), signIn); err != nil || r.Proxy != "system.example:80" {
		t.Errorf("%+v, %v", r, err)
	}
}
