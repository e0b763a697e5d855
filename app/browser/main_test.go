package browser

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"go.uber.org/goleak"

	"latchkey/app/problem"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// Greeter is what the tests bind.
type Greeter struct{}

func (*Greeter) Greet(name string, times int) (string, error) {
	return strings.Repeat("hello "+name+" ", times), nil
}

func (*Greeter) Refuse() (string, error) {
	return "unused", problem.New(problem.Input, "application-id-not-guid").At("applicationId")
}

func (*Greeter) Fail() error { return errors.New("plain") }

func (*Greeter) Panic() { panic("access_token=CANARY-VALUE") }

func (*Greeter) Draft(d struct {
	Name string `json:"name"`
}) (struct {
	Name string `json:"name"`
}, error) {
	return d, nil
}

// clock is a clock that stands until it is moved.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func newClock() *clock { return &clock{now: time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)} }

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) Advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

const testPage = `<!doctype html><html lang="en"><HEAD class="x"><meta charset="utf-8"><script type="module" src="/assets/app.js"></script></HEAD><body></body></html>`

func testAssets() fstest.MapFS {
	return fstest.MapFS{
		"index.html":     {Data: []byte(testPage)},
		"assets/app.js":  {Data: []byte("export {}")},
		"assets/app.exe": {Data: []byte("MZ")},
		".gitkeep":       {Data: nil},
		".secret.txt":    {Data: []byte("hidden")},
	}
}

// newTest makes a server that listens but doesn't run; requests go to its handler.
func newTest(t testing.TB, change func(*Options)) (*Server, *clock) {
	t.Helper()
	c := newClock()
	o := Options{Assets: testAssets(), Bound: []any{&Greeter{}}, Now: c.Now}
	if change != nil {
		change(&o)
	}
	s, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s, c
}

// ask sends a request to the handler as a tab of our own would, then changed.
func ask(s *Server, method, path, body string, change func(*http.Request)) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, path, strings.NewReader(body))
	r.Host = s.guard.hosts[0]
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	if change != nil {
		change(r)
	}
	w := httptest.NewRecorder()
	s.Handler().ServeHTTP(w, r)
	return w
}

func withBearer(bearer string) func(*http.Request) {
	return func(r *http.Request) { r.Header.Set("Authorization", "Bearer "+bearer) }
}

// ticketOf takes the ticket out of an address.
func ticketOf(t testing.TB, address string) string {
	t.Helper()
	_, value, ok := strings.Cut(address, "/#ticket=")
	if !ok {
		t.Fatalf("no ticket in the fragment of %q", address)
	}
	return value
}

// runTest runs the server until the test ends.
func runTest(t *testing.T, s *Server) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- s.Run(ctx) }()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Errorf("Run: %v", err)
		}
	})
}

func drain(r io.ReadCloser) { _, _ = io.Copy(io.Discard, r); _ = r.Close() }
