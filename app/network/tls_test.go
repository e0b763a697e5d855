package network

import (
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
)

// A company's proxy that opens encrypted connections: refused by name, accepted once its
// authority is added, refused again when that is removed; the same Network all the time.
func TestInspectingProxyIsNamedAndCanBeTrusted(t *testing.T) {
	root := authority(t, "Web Gateway")
	server := service(t, issue(t, &root, nil).tls(), nil)
	proxy := &tunnel{to: server.Listener.Addr().String()}
	trust := Authorities{Dir: t.TempDir() + "/authorities"}
	n := made(t, Options{Getenv: environment("HTTPS_PROXY", proxy.listen(t)), Authorities: trust})

	refused := func() {
		t.Helper()
		p := wantProblem(t, get(t, n), "tls-intercepted")
		if p.Args["issuer"] != "Web Gateway (Contoso Ltd)" || p.Args["host"] != signIn {
			t.Errorf("%v", p.Args)
		}
	}
	refused()
	added, err := trust.Add(root.pem())
	if err != nil {
		t.Fatal(err)
	}
	if err := get(t, n); err != nil {
		t.Fatalf("after the authority was added: %v", err)
	}
	if _, err := trust.Remove(added[0].Fingerprint); err != nil {
		t.Fatal(err)
	}
	refused()
}

func TestAddedAuthoritiesComeBesideTheSystems(t *testing.T) {
	root := authority(t, "Root")
	n := New(Options{CA: root.pem()})
	system, err := x509.SystemCertPool()
	if err != nil {
		t.Fatal(err)
	}
	system.AddCert(root.cert)
	if !n.pool().Equal(system) {
		t.Error("the pool is not the system's and one more")
	}
	if New(Options{}).pool() != nil {
		t.Error("without authorities the system's own verification is not used")
	}
}

func TestEveryFaultOfACertificateHasItsName(t *testing.T) {
	root := authority(t, "Root")
	cases := map[string]*tls.Config{
		"tls-expired": issue(t, &root, func(c *x509.Certificate) { c.NotAfter = time.Now().Add(-time.Hour) }).tls(),
		"tls-wrong-host": issue(t, &root, func(c *x509.Certificate) {
			c.Subject, c.DNSNames = pkix.Name{CommonName: "login.hotel.example"}, []string{"login.hotel.example"}
		}).tls(),
		"tls-untrusted": issue(t, nil, nil).tls(),
	}
	old := issue(t, &root, nil).tls()
	old.MinVersion, old.MaxVersion = tls.VersionTLS10, tls.VersionTLS11
	cases["tls-not-agreed"] = old
	for code, config := range cases {
		server := service(t, config, func(http.ResponseWriter, *http.Request) { t.Errorf("%s: the request arrived", code) })
		proxy := &tunnel{to: server.Listener.Addr().String()}
		n := made(t, Options{Getenv: environment("HTTPS_PROXY", proxy.listen(t)), CA: root.pem()})
		if p := wantProblem(t, get(t, n), code); p.Args["host"] != signIn {
			t.Errorf("%s: %v", code, p.Args)
		}
	}
}

func TestProxyWithABadCertificateIsTheOneNamed(t *testing.T) {
	server := service(t, issue(t, nil, nil).tls(), nil)
	n := made(t, Options{Getenv: environment("HTTPS_PROXY", server.URL)})
	p := wantProblem(t, get(t, n), "tls-untrusted")
	if p.Args["host"] != "127.0.0.1" || p.Args["proxy"] != server.Listener.Addr().String() {
		t.Errorf("%v", p.Args)
	}
}

// A proxy that inspects, is trusted, and answers with its own login page.
func TestLoginPageOfATrustedProxy(t *testing.T) {
	root := authority(t, "Web Gateway")
	server := service(t, issue(t, &root, nil).tls(), func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = io.WriteString(w, "<html>Accept the terms</html>")
	})
	proxy := &tunnel{to: server.Listener.Addr().String()}
	n := made(t, Options{Getenv: environment("HTTPS_PROXY", proxy.listen(t)), CA: root.pem()})
	if p := wantProblem(t, get(t, n), "login-page-instead"); p.Args["host"] != signIn || strings.Contains(p.Detail, "terms") {
		t.Errorf("%+v", p)
	}
}
