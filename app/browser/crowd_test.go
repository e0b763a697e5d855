package browser

import (
	"bufio"
	"context"
	"net"
	"net/http"
	"sync/atomic"
	"testing"
	"testing/synctest"
)

// pipes is a listener whose connections are in memory.
type pipes struct {
	waiting  chan net.Conn
	closed   chan struct{}
	accepted atomic.Int32
}

func (p *pipes) Accept() (net.Conn, error) {
	select {
	case c := <-p.waiting:
		p.accepted.Add(1)
		return c, nil
	case <-p.closed:
		return nil, net.ErrClosed
	}
}

func (p *pipes) Close() error {
	select {
	case <-p.closed:
	default:
		close(p.closed)
	}
	return nil
}

func (p *pipes) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)} }

func (p *pipes) dial() net.Conn {
	mine, theirs := net.Pipe()
	p.waiting <- theirs
	return mine
}

// TestACrowdWaitsOutside opens more connections than a server takes: the rest wait,
// the stream of a tab that was there goes on, and one that leaves makes room.
func TestACrowdWaitsOutside(t *testing.T) {
	s, _ := newTest(t, nil)
	real := s.listeners
	defer func() { s.listeners = real }()
	synctest.Test(t, func(t *testing.T) {
		bearer := signIn(t, s)
		door := &pipes{waiting: make(chan net.Conn, 2*mostConnections), closed: make(chan struct{})}
		s.listeners = []net.Listener{door}
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error)
		go func() { done <- s.Run(ctx) }()

		tab := door.dial()
		r, _ := http.NewRequest("GET", "http://"+s.guard.hosts[0]+"/api/events", nil)
		r.Header.Set("Authorization", "Bearer "+bearer)
		if err := r.Write(tab); err != nil {
			t.Fatal(err)
		}
		stream := bufio.NewReader(tab)
		answer, err := http.ReadResponse(stream, r)
		if err != nil || answer.StatusCode != 200 {
			t.Fatalf("%v, %v", answer, err)
		}
		crowd := make([]net.Conn, mostConnections+50)
		for i := range crowd {
			crowd[i] = door.dial()
		}
		synctest.Wait()
		if n := door.accepted.Load(); n != mostConnections {
			t.Errorf("%d connections at once", n)
		}
		s.Emit("changed", nil)
		if line, err := bufio.NewReader(answer.Body).ReadString('\n'); line != `{"name":"changed","data":[null]}`+"\n" {
			t.Errorf("the tab got %q, %v", line, err)
		}
		_ = crowd[0].Close()
		synctest.Wait()
		if n := door.accepted.Load(); n != mostConnections+1 {
			t.Errorf("%d connections after one has left", n)
		}
		for _, c := range append(crowd, tab) {
			_ = c.Close()
		}
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
}
