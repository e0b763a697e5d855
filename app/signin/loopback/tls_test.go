package loopback

import (
	"crypto/tls"
	"io"
	"net"
	"net/url"
	"os"
	"sync/atomic"
	"testing"

	"latchkey/app/secret"
)

// families are the addresses of "localhost" on this machine.
func families(t *testing.T) []string {
	t.Helper()
	var found []string
	for _, host := range []string{"127.0.0.1", "::1"} {
		probe, err := net.Listen("tcp", net.JoinHostPort(host, "0"))
		if err != nil {
			t.Logf("SKIPPED: this machine has no %s", host)
			if os.Getenv("CI") == "true" {
				t.Fail()
			}
			continue
		}
		_ = probe.Close()
		found = append(found, host)
	}
	return found
}

// port is the one that a listener has got.
func port(t *testing.T, l *Listener) string {
	t.Helper()
	_, p, err := net.SplitHostPort(l.redirect.Host)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestABrowserThatInsistsOnHTTPSIsRecognised(t *testing.T) {
	for _, host := range families(t) {
		t.Run(host, func(t *testing.T) {
			var told, rejected atomic.Int64
			l, err := Listen(Options{
				Redirect: &url.URL{Scheme: "http", Host: "localhost"}, State: secret.New(state),
				OnTLS: func() { told.Add(1) }, OnRejected: func(string) { rejected.Add(1) },
			})
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { stop(l) })
			for range 3 { // browsers try again
				c, err := tls.Dial("tcp", net.JoinHostPort(host, port(t, l)), &tls.Config{ServerName: "localhost"})
				if err == nil {
					_ = c.Close()
					t.Fatal("the handshake succeeded")
				}
				if err.Error() != "remote error: tls: unrecognized name" {
					t.Errorf("the browser was told %v", err)
				}
			}
			if told.Load() != 1 {
				t.Errorf("told %d times", told.Load())
			}
			if l.Rejected() != 0 || rejected.Load() != 0 {
				t.Errorf("it counts as %d rejected requests, %d told", l.Rejected(), rejected.Load())
			}
			completes(t, l)
		})
	}
}

func TestOrdinaryRequestsAreNotTakenForTLS(t *testing.T) {
	var told atomic.Int64
	l, err := Listen(Options{
		Redirect: &url.URL{Scheme: "http", Host: "localhost"}, State: secret.New(state), OnTLS: func() { told.Add(1) },
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { stop(l) })
	completes(t, l)
	if told.Load() != 0 {
		t.Error("a form was taken for TLS")
	}
}

// One byte is enough to know, and no more needs to come. Neither that one nor a
// client that sends nothing at all holds up the answer.
func TestAClientThatStopsAfterItsFirstByteHoldsUpNobody(t *testing.T) {
	seen := make(chan struct{})
	l, err := Listen(Options{
		Redirect: &url.URL{Scheme: "http", Host: "127.0.0.1"}, State: secret.New(state),
		OnTLS: func() { close(seen) },
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { stop(l) })
	var open []net.Conn
	for _, first := range []string{"", "\x16"} {
		c, err := net.Dial("tcp", l.redirect.Host)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := c.Write([]byte(first)); err != nil {
			t.Fatal(err)
		}
		open = append(open, c)
	}
	<-seen
	completes(t, l)
	if got, err := io.ReadAll(open[1]); err != nil || string(got) != string(alert()) {
		t.Errorf("the one that began TLS got % x, %v", got, err)
	}
	for _, c := range open {
		_ = c.Close()
	}
}

// goleak, in TestMain, finds a goroutine that outlives it.
func TestStoppingEndsAConnectionThatBeganTLS(t *testing.T) {
	seen := make(chan struct{})
	l, err := Listen(Options{
		Redirect: &url.URL{Scheme: "http", Host: "127.0.0.1"}, State: secret.New(state),
		OnTLS: func() { close(seen) },
	})
	if err != nil {
		t.Fatal(err)
	}
	c, err := net.Dial("tcp", l.redirect.Host)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if _, err := c.Write([]byte{handshake}); err != nil {
		t.Fatal(err)
	}
	<-seen
	l.Close()
	if !l.Ended() {
		t.Error("the listener is still there")
	}
}
