package browser

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"testing"
	"testing/synctest"
	"time"
)

// follow opens the event stream of a running server, and waits until it is open.
func follow(t *testing.T, s *Server, bearer string) (*bufio.Reader, func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	r, _ := http.NewRequestWithContext(ctx, "GET", "http://"+s.guard.hosts[0]+"/api/events", nil)
	r.Header.Set("Authorization", "Bearer "+bearer)
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	response, err := client.Do(r)
	if err != nil {
		cancel()
		t.Fatal(err)
	}
	leave := func() { cancel(); drain(response.Body) }
	t.Cleanup(leave)
	if response.StatusCode != 200 || response.Header.Get("Content-Type") != "application/x-ndjson" {
		t.Fatalf("status %d, %s", response.StatusCode, response.Header.Get("Content-Type"))
	}
	return bufio.NewReader(response.Body), leave
}

func TestEveryTabGetsEveryEventInOrder(t *testing.T) {
	s, _ := newTest(t, nil)
	runTest(t, s)
	bearer := signIn(t, s)
	first, _ := follow(t, s, bearer)
	second, _ := follow(t, s, bearer)
	s.Emit("changed", map[string]any{"topic": "profiles", "rev": 1})
	s.Emit("changed", map[string]any{"topic": "operation", "rev": 2})
	for _, tab := range []*bufio.Reader{first, second} {
		for _, want := range []string{
			`{"name":"changed","data":[{"rev":1,"topic":"profiles"}]}` + "\n",
			`{"name":"changed","data":[{"rev":2,"topic":"operation"}]}` + "\n",
		} {
			if line, err := tab.ReadString('\n'); line != want {
				t.Errorf("%q, %v; want %q", line, err, want)
			}
		}
	}
}

func TestRevokingASessionEndsItsStream(t *testing.T) {
	s, _ := newTest(t, nil)
	runTest(t, s)
	value := ticketOf(t, s.URL())
	bearer, _ := exchangeTicket(t, s, value)
	stream, _ := follow(t, s, bearer)
	exchangeTicket(t, s, value)
	if line, err := stream.ReadString('\n'); err != io.EOF {
		t.Errorf("%q, %v; want the end", line, err)
	}
	if w := ask(s, "GET", "/api/events", "", withBearer(bearer)); w.Code != 401 {
		t.Errorf("opened again with status %d", w.Code)
	}
}

func TestStreamNeedsABearer(t *testing.T) {
	s, _ := newTest(t, nil)
	if w := ask(s, "GET", "/api/events", "", nil); w.Code != 401 {
		t.Errorf("status %d", w.Code)
	}
}

func TestASlowTabIsLetGoAndHoldsUpNobody(t *testing.T) {
	h := newHub()
	slow, leaveSlow := h.open()
	quick, leaveQuick := h.open()
	defer leaveQuick()
	for i := range eventBacklog + 1 {
		if err := h.emit("changed", i); err != nil {
			t.Fatal(err)
		}
		if _, open := <-quick; !open {
			t.Fatal("the quick tab was let go")
		}
	}
	lines := 0
	for range slow {
		lines++
	}
	if lines != eventBacklog {
		t.Errorf("the slow tab got %d lines before its end", lines)
	}
	leaveSlow() // after it was let go, nothing happens
}

func TestAnEventThatCannotBeEncodedIsAnError(t *testing.T) {
	if newHub().emit("changed", make(chan int)) == nil {
		t.Error("no error")
	}
}

func TestRunEndsWithItsContextThoughATabIsOpen(t *testing.T) {
	s, _ := newTest(t, func(o *Options) { o.Stay = true })
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- s.Run(ctx) }()
	stream, _ := follow(t, s, signIn(t, s))
	cancel()
	if err := <-done; err != nil {
		t.Errorf("Run: %v", err)
	}
	if _, err := stream.ReadString('\n'); err == nil {
		t.Error("the stream goes on")
	}
}

func TestServerEndsAMinuteAfterItsLastTab(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ended := make(chan struct{})
		tabs := newTabs()
		tabs.start(func() { close(ended) })
		over := func() bool {
			synctest.Wait()
			select {
			case <-ended:
				return true
			default:
				return false
			}
		}
		time.Sleep(10 * time.Minute) // the clock of the bubble, no real time
		first, second := tabs.open(), tabs.open()
		time.Sleep(time.Hour)
		first()
		time.Sleep(time.Hour)
		if over() {
			t.Fatal("ended with a tab open")
		}
		second()
		time.Sleep(time.Minute - 1)
		third := tabs.open() // a reload
		time.Sleep(time.Hour)
		if over() {
			t.Fatal("ended after a reload")
		}
		third()
		time.Sleep(time.Minute - 1)
		if over() {
			t.Fatal("ended too soon")
		}
		time.Sleep(time.Nanosecond)
		if !over() {
			t.Fatal("did not end")
		}
	})
}

func TestServerEndsWhenNoTabEverOpens(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ended := make(chan struct{})
		newTabs().start(func() { close(ended) })
		began := time.Now()
		<-ended
		if took := time.Since(began); took != 11*time.Minute {
			t.Errorf("after %s", took)
		}
	})
}
