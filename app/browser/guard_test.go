package browser

import (
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
)

func TestOnlyOurOwnHostIsAnswered(t *testing.T) {
	s, _ := newTest(t, nil)
	_, port, _ := net.SplitHostPort(s.guard.hosts[0])
	for host, want := range map[string]int{
		"127.0.0.1:" + port:                200,
		"evil.example:" + port:             403,
		"":                                 403,
		"127.0.0.1":                        403,
		"127.0.0.1:1":                      403,
		"127.0.0.1.:" + port:               403,
		"127.0.0.1:" + port + ".":          403,
		"localhost:" + port:                403,
		"LOCALHOST:" + port:                403,
		"[::ffff:127.0.0.1]:" + port:       403,
		"127.1:" + port:                    403,
		"127.0.0.1:" + port + "@evil.test": 403,
		"127.0.0.1:0" + port:               403,
	} {
		w := ask(s, "GET", "/", "", func(r *http.Request) { r.Host = host })
		if w.Code != want {
			t.Errorf("Host %q: status %d, want %d", host, w.Code, want)
		}
		if want == 403 && w.Body.Len() != 0 {
			t.Errorf("Host %q: refusal has a body: %q", host, w.Body)
		}
	}
}

func TestBothFamiliesAreOurs(t *testing.T) {
	s, _ := newTest(t, nil)
	if len(usableFamilies()) < 2 {
		return // nothing to tell apart on a machine with one family
	}
	_, port, _ := net.SplitHostPort(s.guard.hosts[0])
	w := ask(s, "GET", "/", "", func(r *http.Request) { r.Host = "[::1]:" + port })
	if w.Code != 200 {
		t.Errorf("status %d for ::1", w.Code)
	}
	c, err := net.Dial("tcp", "[::1]:"+port)
	if err != nil {
		t.Fatal(err)
	}
	_ = c.Close()
}

func TestAbsoluteFormIsRefused(t *testing.T) {
	s, _ := newTest(t, nil)
	w := ask(s, "GET", "/", "", func(r *http.Request) { r.RequestURI = "http://" + r.Host + "/" })
	if w.Code != 403 || w.Body.Len() != 0 {
		t.Errorf("status %d, body %q", w.Code, w.Body)
	}
}

// net/http answers "OPTIONS *" itself unless it is told not to.
func TestNothingIsAnsweredBeforeTheGuard(t *testing.T) {
	s, _ := newTest(t, nil)
	runTest(t, s)
	c, err := net.Dial("tcp", s.listeners[0].Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if _, err := c.Write([]byte("OPTIONS * HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n")); err != nil {
		t.Fatal(err)
	}
	if answer, err := io.ReadAll(c); err != nil || !strings.HasPrefix(string(answer), "HTTP/1.1 403 ") {
		t.Errorf("%q, %v", answer, err)
	}
}

func TestOtherOriginsReadNothingAndChangeNothing(t *testing.T) {
	s, _ := newTest(t, nil)
	self := "http://" + s.guard.hosts[0]
	for _, c := range []struct {
		name, method, path, body string
		header                   map[string]string
		want                     int
	}{
		{"typed address", "GET", "/", "", map[string]string{"Sec-Fetch-Site": "none", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}, 200},
		{"link from elsewhere", "GET", "/", "", map[string]string{"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}, 200},
		{"link to a file", "GET", "/assets/app.js", "", map[string]string{"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}, 403},
		{"own script", "GET", "/assets/app.js", "", map[string]string{"Sec-Fetch-Site": "same-origin"}, 200},
		{"frame", "GET", "/", "", map[string]string{"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe"}, 403},
		{"script of another site", "GET", "/assets/app.js", "", map[string]string{"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "script"}, 403},
		{"script of another port", "GET", bridgePath, "", map[string]string{"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "script"}, 403},
		{"fetch from another origin", "GET", "/", "", map[string]string{"Origin": "http://evil.example"}, 403},
		{"fetch from another port", "GET", "/", "", map[string]string{"Origin": "http://127.0.0.1:1"}, 403},
		{"opaque origin", "POST", "/api/ticket", "{}", map[string]string{"Origin": "null"}, 403},
		{"form of another site", "POST", "/api/ticket", "{}", map[string]string{"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}, 403},
		{"form without fetch metadata", "POST", "/api/ticket", "{}", map[string]string{"Origin": "http://evil.example"}, 403},
		{"form's content type", "POST", "/api/ticket", "{}", map[string]string{"Origin": self, "Content-Type": "text/plain"}, 415},
		{"own call", "POST", "/api/ticket", `{"ticket":"no"}`, map[string]string{"Origin": self, "Sec-Fetch-Site": "same-origin"}, 403},
		{"web socket", "GET", "/api/events", "", map[string]string{"Origin": "http://evil.example", "Upgrade": "websocket", "Connection": "Upgrade"}, 403},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := ask(s, c.method, c.path, c.body, func(r *http.Request) {
				for k, v := range c.header {
					r.Header.Set(k, v)
				}
			})
			if w.Code != c.want {
				t.Errorf("status %d, want %d", w.Code, c.want)
			}
			if own := c.name == "own call"; !own && c.want >= 400 && w.Body.Len() != 0 {
				t.Errorf("readable: %q", w.Body)
			}
			if w.Header().Get("Access-Control-Allow-Origin") != "" {
				t.Error("another origin is allowed to read")
			}
		})
	}
}

func TestEveryAnswerIsHardened(t *testing.T) {
	s, _ := newTest(t, nil)
	for _, path := range []string{"/", "/assets/app.js", bridgePath, "/nothing", "/api/events", "/api/call/Greeter.Greet"} {
		h := ask(s, "GET", path, "", nil).Header()
		for name, want := range map[string]string{
			"Cache-Control":                "no-store",
			"X-Content-Type-Options":       "nosniff",
			"Referrer-Policy":              "no-referrer",
			"Cross-Origin-Opener-Policy":   "same-origin",
			"Cross-Origin-Resource-Policy": "same-origin",
			"X-Frame-Options":              "DENY",
		} {
			if h.Get(name) != want {
				t.Errorf("%s: %s is %q, want %q", path, name, h.Get(name), want)
			}
		}
		policy := h.Get("Content-Security-Policy")
		for _, part := range []string{"default-src 'none'", "frame-ancestors 'none'", "form-action 'none'", "base-uri 'none'"} {
			if !strings.Contains(policy, part) {
				t.Errorf("%s: policy %q lacks %s", path, policy, part)
			}
		}
		if strings.Contains(policy, "unsafe") || strings.Contains(policy, "*") {
			t.Errorf("%s: loose policy %q", path, policy)
		}
		if h.Get("Set-Cookie") != "" {
			t.Errorf("%s sets a cookie", path)
		}
	}
}

func FuzzHostHeader(f *testing.F) {
	s, _ := newTest(f, nil)
	for _, h := range append(s.guard.hosts, "evil.example", "127.0.0.1:80", "localhost", "", "\x00", "[::1]", "127.0.0.1:65536") {
		f.Add(h)
	}
	f.Fuzz(func(t *testing.T, host string) {
		w := ask(s, "GET", "/assets/app.js", "", func(r *http.Request) { r.Host = host })
		ours := false
		for _, h := range s.guard.hosts {
			ours = ours || h == host
		}
		if ours != (w.Code == 200) {
			t.Errorf("Host %q: status %d", host, w.Code)
		}
		if !ours && w.Body.Len() != 0 {
			t.Errorf("Host %q: body %q", host, w.Body)
		}
	})
}
