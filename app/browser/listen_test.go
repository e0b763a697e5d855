package browser

import (
	"errors"
	"net"
	"strconv"
	"strings"
	"testing"

	"latchkey/app/problem"
)

func TestOnlyLoopbackIsListenedOn(t *testing.T) {
	for _, address := range []string{
		":0", ":8080", "0.0.0.0:0", "[::]:0", "192.0.2.1:0", "example.com:0", "127.0.0.2:0", "127.0.0.1",
		"127.0.0.1:", "127.0.0.1:http", "127.0.0.1:65536", "127.0.0.1:-1", "localhost.:0", "8080", "[::1%lo]:0",
	} {
		s, err := New(Options{Assets: testAssets(), Listen: address})
		if err == nil {
			s.Close()
		}
		var p *problem.Problem
		if !errors.As(err, &p) || p.Code != "listen-not-loopback" || p.Field != "listen" || p.Args["address"] != address {
			t.Errorf("%q: %v", address, err)
		}
	}
}

func TestLoopbackAddressesAreListenedOn(t *testing.T) {
	for address, prefix := range map[string]string{
		"":            "http://127.0.0.1:",
		"127.0.0.1:0": "http://127.0.0.1:",
		"localhost:0": "http://localhost:",
	} {
		s, err := New(Options{Assets: testAssets(), Listen: address})
		if err != nil {
			t.Errorf("%q: %v", address, err)
			continue
		}
		if u := s.URL(); !strings.HasPrefix(u, prefix) {
			t.Errorf("%q: address begins %.20s", address, u)
		}
		for _, l := range s.listeners {
			if !l.Addr().(*net.TCPAddr).IP.IsLoopback() {
				t.Errorf("%q: listens on %s", address, l.Addr())
			}
		}
		s.Close()
	}
}

func TestATakenPortIsSaid(t *testing.T) {
	for _, ip := range usableFamilies() {
		taken, err := net.Listen("tcp", net.JoinHostPort(ip, "0"))
		if err != nil {
			t.Fatal(err)
		}
		address := "127.0.0.1:" + strconv.Itoa(taken.Addr().(*net.TCPAddr).Port)
		s, err := New(Options{Assets: testAssets(), Listen: address})
		if err == nil {
			s.Close()
		}
		var p *problem.Problem
		if !errors.As(err, &p) || p.Code != "listen-failed" {
			t.Errorf("port taken on %s: %v", ip, err)
		}
		_ = taken.Close()
	}
}

func TestPort80IsLeftOutOfHost(t *testing.T) {
	for _, c := range []struct {
		port int
		name string
		want string
	}{
		{8080, "", "127.0.0.1:8080 [::1]:8080"},
		{80, "", "127.0.0.1 127.0.0.1:80 [::1] [::1]:80"},
		{8080, "localhost", "localhost:8080 127.0.0.1:8080 [::1]:8080"},
	} {
		listeners := []net.Listener{fakeListener{"127.0.0.1", c.port}, fakeListener{"::1", c.port}}
		if got := strings.Join(hostsOf(listeners, c.name), " "); got != c.want {
			t.Errorf("port %d: %s, want %s", c.port, got, c.want)
		}
	}
}

type fakeListener struct {
	ip   string
	port int
}

func (f fakeListener) Accept() (net.Conn, error) { return nil, net.ErrClosed }
func (f fakeListener) Close() error              { return nil }
func (f fakeListener) Addr() net.Addr {
	return &net.TCPAddr{IP: net.ParseIP(f.ip), Port: f.port}
}
