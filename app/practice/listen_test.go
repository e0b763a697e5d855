package practice

import (
	"bufio"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"

	"latchkey/app/problem"
)

// A stranger on the other family's port would be taken for the tenant by every
// client that tries that family first.
func TestLocalhostIsBothFamiliesOrNone(t *testing.T) {
	stranger, err := net.Listen("tcp", "[::1]:0")
	if err != nil {
		t.Logf("SKIPPED: this machine has no ::1: %v", err)
		if os.Getenv("CI") == "true" {
			t.Fail()
		}
		return
	}
	defer stranger.Close()
	address := "localhost:" + portOf(stranger)
	all, err := listen(t.Context(), address)
	for _, l := range all {
		l.Close()
	}
	var p *problem.Problem
	if !errors.As(err, &p) || p.Code != "practice-listen-failed" {
		t.Fatalf("listening beside a stranger: %v, want practice-listen-failed", err)
	}
	free, err := net.Listen("tcp", "127.0.0.1:"+portOf(stranger))
	if err != nil {
		t.Fatalf("the refused listener still listens: %v", err)
	}
	free.Close()
}

// Any free port means one that is free in both families.
func TestAFreePortIsFreeInBothFamilies(t *testing.T) {
	for range 20 {
		all, err := listen(t.Context(), "localhost:0")
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range all {
			defer l.Close()
		}
		if len(all) != len(usableFamilies(t.Context())) || portOf(all[0]) != portOf(all[len(all)-1]) {
			t.Errorf("listening on %v", all)
		}
	}
}

// "OPTIONS *" is answered by net/http itself before any handler, unless told not to.
func TestOptionsForTheServerPassesTheGuard(t *testing.T) {
	tenant := join(t, t.TempDir())
	info := openListeners(t, tenant, ListenOptions{}).Info()
	note, err := readAnnouncement(tenant.dir)
	if err != nil {
		t.Fatal(err)
	}
	for name, address := range map[string]string{
		"front": metadataOf(t, tenant).Authorization, "listener": info.Authority, "control": info.ControlURL, "leader's": "http://" + note.Address,
	} {
		u, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		at := "127.0.0.1:" + u.Port()
		if got := optionsOf(t, at, "evil.example"); got != http.StatusMisdirectedRequest {
			t.Errorf("%s, another host: %d, want 421", name, got)
		}
		if got := optionsOf(t, at, at); got == http.StatusOK {
			t.Errorf("%s answered 200", name)
		}
	}
}

func optionsOf(t *testing.T, at, host string) int {
	t.Helper()
	c, err := net.Dial("tcp", at)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	fmt.Fprintf(c, "OPTIONS * HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n", host)
	response, err := http.ReadResponse(bufio.NewReader(c), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	return response.StatusCode
}

func TestConnectionsAreCounted(t *testing.T) {
	listeners, err := listen(t.Context(), anyPort)
	if err != nil {
		t.Fatal(err)
	}
	entered, release := make(chan struct{}, mostConnections+1), make(chan struct{})
	s := serve(listeners, &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		entered <- struct{}{}
		<-release
	})}, slog.New(slog.DiscardHandler))
	defer s.close()
	ask := func() net.Conn {
		c, err := net.Dial("tcp", s.addr.String())
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { c.Close() })
		fmt.Fprint(c, "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
		return c
	}
	var first net.Conn
	for range mostConnections {
		first = ask()
		<-entered
	}
	last := ask()
	_ = last.SetReadDeadline(time.Now().Add(100 * time.Millisecond))
	if _, err := last.Read(make([]byte, 1)); !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Errorf("one more was answered (%v)", err)
	}
	if len(entered) != 0 {
		t.Errorf("one more than %d is served", mostConnections)
	}
	close(release)
	for _, c := range []net.Conn{first, last} {
		_ = c.SetReadDeadline(time.Now().Add(10 * time.Second))
		line, err := bufio.NewReader(c).ReadString('\n')
		if err != nil || !strings.HasPrefix(line, "HTTP/1.1 200") {
			t.Errorf("after the release: %q %v", line, err)
		}
	}
}
