package network

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"slices"
	"strings"
	"testing"
)

const password = "pa:ss-hunter2"

func TestRequestsGoThroughTheProxyOfTheEnvironment(t *testing.T) {
	root := authority(t, "Root")
	server := service(t, issue(t, &root, nil).tls(), nil)
	for _, name := range []string{"HTTPS_PROXY", "https_proxy"} {
		proxy := &tunnel{to: server.Listener.Addr().String()}
		n := made(t, Options{Getenv: environment(name, proxy.listen(t)), CA: root.pem()})
		if err := get(t, n); err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(proxy.hosts(), []string{signIn + ":443"}) {
			t.Errorf("%s: the proxy was asked for %q", name, proxy.hosts())
		}
	}
}

func TestProxySignIn(t *testing.T) {
	root := authority(t, "Root")
	server := service(t, issue(t, &root, nil).tls(), nil)
	wanted := "Basic " + base64.StdEncoding.EncodeToString([]byte("anna:"+password))
	proxy := &tunnel{to: server.Listener.Addr().String(), user: wanted}
	at := proxy.listen(t)
	ask := func(user string) (*Network, error) {
		n := made(t, Options{Getenv: environment("HTTPS_PROXY", "http://"+user+at), CA: root.pem()})
		return n, get(t, n)
	}
	if n, err := ask("anna:" + strings.ReplaceAll(password, ":", "%3A") + "@"); err != nil {
		t.Error(err)
	} else {
		showsNoPassword(t, n, nil)
	}
	_, err := ask("")
	p := wantProblem(t, err, "proxy-407")
	if p.Args["proxy"] != at || p.Args["methods"] != "Negotiate, Basic" || p.Args["host"] != signIn {
		t.Errorf("%v", p.Args)
	}
	n, err := ask("bertil:" + strings.ReplaceAll(password, ":", "%3A") + "@")
	p = wantProblem(t, err, "proxy-credentials-refused")
	if p.Args["proxy"] != at {
		t.Errorf("%v", p.Args)
	}
	showsNoPassword(t, n, err)
}

// showsNoPassword looks into everything that can reach a person or a log.
func showsNoPassword(t *testing.T, n *Network, err error) {
	t.Helper()
	route, bad := n.Describe(t.Context(), signIn)
	asJSON, _ := json.Marshal(route)
	text := fmt.Sprintf("%v %+v %#v %s %v ", route, route, route, asJSON, bad)
	for e := err; e != nil; {
		asJSON, _ := json.Marshal(e)
		text += fmt.Sprintf("%v %+v %#v %s ", e, e, e, asJSON)
		next, ok := e.(interface{ Unwrap() error })
		if !ok {
			break
		}
		e = next.Unwrap()
	}
	for _, secret := range []string{"hunter2", base64.StdEncoding.EncodeToString([]byte(password))[4:16]} {
		if strings.Contains(text, secret) {
			t.Errorf("%q in %s", secret, text)
		}
	}
}

func TestBrokenProxyAddressIsRefusedWithoutRepeatingIt(t *testing.T) {
	for _, address := range []string{
		"http://anna:hunter2@pro xy:80", "http://anna:hunter2/x@proxy:80", "http://anna:hunter2@:80", "socks4://anna:hunter2@proxy",
		"http://anna:hunter2@proxy:http", "file:///hunter2", "http://anna:%zzhunter2@proxy",
	} {
		n := made(t, Options{Getenv: environment("https_proxy", address)})
		err := get(t, n)
		if p := wantProblem(t, err, "proxy-address-broken"); p.Args["source"] != "https_proxy" {
			t.Errorf("%s: %v", address, p.Args)
		}
		showsNoPassword(t, n, err)
	}
}

func TestTheProxyIsToldFromTheService(t *testing.T) {
	closed := nobodyListens(t)
	proxied := func(p *tunnel) *Network { return made(t, Options{Getenv: environment("HTTPS_PROXY", p.listen(t))}) }
	cases := []struct {
		name string
		n    *Network
		code string
	}{
		{"proxy is away", made(t, Options{Getenv: environment("HTTPS_PROXY", closed)}), "proxy-unreachable"},
		{"socks proxy is away", made(t, Options{Getenv: environment("HTTPS_PROXY", "socks5://"+closed)}), "proxy-unreachable"},
		{"service is away", proxied(&tunnel{answer: "HTTP/1.1 502 Bad Gateway\r\n\r\n"}), "network-unreachable"},
		{"forbidden", proxied(&tunnel{answer: "HTTP/1.1 403 Forbidden\r\n\r\n"}), "proxy-refused"},
		{"sent to a login page", proxied(&tunnel{answer: "HTTP/1.1 302 Found\r\nLocation: http://login.hotel.example/\r\n\r\n"}), "login-page-instead"},
		{"sign-in to the network", proxied(&tunnel{answer: "HTTP/1.1 511 Network Authentication Required\r\n\r\n<html>"}), "login-page-instead"},
		{"a page in place of TLS", proxied(&tunnel{answer: "HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 200 OK\r\n\r\n<html>"}), "network-unreachable"},
		{"breaks off", proxied(&tunnel{to: closed}), "network-unreachable"},
	}
	for _, c := range cases {
		p := wantProblem(t, get(t, c.n), c.code)
		if p.Args["host"] != signIn || !strings.HasPrefix(p.Args["proxy"], "127.0.0.1:") {
			t.Errorf("%s: %v", c.name, p.Args)
		}
	}
	_, err := (&http.Client{Transport: made(t, Options{})}).Get("https://" + closed)
	if p := wantProblem(t, err, "network-unreachable"); p.Args["proxy"] != "" {
		t.Errorf("without a proxy: %v", p.Args)
	}
}

func TestPageInTheClearThroughATunnel(t *testing.T) {
	plain := &tunnel{}
	page, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := &http.Server{Handler: http.NotFoundHandler()}
	go func() { _ = server.Serve(page) }()
	defer server.Close()
	plain.to = page.Addr().String()
	n := made(t, Options{Getenv: environment("HTTPS_PROXY", plain.listen(t))})
	wantProblem(t, get(t, n), "login-page-instead")
}

// A SOCKS proxy that takes none of the ways to sign in (RFC 1928 section 3).
func TestSOCKSProxyThatRefuses(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	go func() {
		c, err := l.Accept()
		if err != nil {
			return
		}
		defer c.Close()
		_, _ = c.Read(make([]byte, 16))
		_, _ = c.Write([]byte{5, 0xff})
	}()
	n := made(t, Options{Getenv: environment("HTTPS_PROXY", "socks5://anna:hunter2@"+l.Addr().String())})
	err = get(t, n)
	if p := wantProblem(t, err, "proxy-refused"); p.Args["proxy"] != l.Addr().String() || p.Args["host"] != signIn {
		t.Errorf("%v", p.Args)
	}
	showsNoPassword(t, n, err)
}

// nobodyListens is an address where nothing listens any more.
func nobodyListens(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}
