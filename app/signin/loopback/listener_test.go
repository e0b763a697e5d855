package loopback

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"latchkey/app/problem"
	"latchkey/app/secret"
)

const state = "the-state-of-this-attempt"

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// listening starts a listener for a redirect URI.
func listening(t *testing.T, redirect string) *Listener {
	t.Helper()
	u, err := url.Parse(redirect)
	if err != nil {
		t.Fatal(err)
	}
	l, err := Listen(Options{Redirect: u, State: secret.New(state)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { stop(l) })
	return l
}

// stop ends a listener and the client's connections to it.
func stop(l *Listener) {
	http.DefaultClient.CloseIdleConnections()
	l.End()
}

// ask sends one request with the right Host unless header says otherwise.
func ask(t *testing.T, method, address, body string, header map[string]string) (int, string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, address, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if body != "" {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for k, v := range header {
		if k == "Host" {
			r.Host = v
			continue
		}
		r.Header.Set(k, v)
	}
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatalf("%s %s: %v", method, address, err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, string(text)
}

// completes checks that the real answer is still taken.
func completes(t *testing.T, l *Listener) {
	t.Helper()
	l.Finish(Outcome{OK: true, Title: "Done", Text: "as anna@contoso.example"})
	status, page := ask(t, http.MethodPost, l.RedirectURI(), "code=the-code&state="+state, nil)
	if status != http.StatusOK || !strings.Contains(page, "as anna@contoso.example") {
		t.Fatalf("the real answer got %d %q", status, page)
	}
	select {
	case a := <-l.Answers():
		if a.Code.Reveal() != "the-code" || a.Error != "" {
			t.Fatalf("answer is %+v", a)
		}
	default:
		t.Fatal("the answer was not delivered")
	}
}

func TestOtherRequestsDoNotEndTheWait(t *testing.T) {
	good := "code=evil&state=" + state
	for _, s := range []struct {
		name, method, path, body string
		header                   map[string]string
		status                   int
	}{
		{"favicon", "GET", "/favicon.ico", "", nil, 404},
		{"bare address", "GET", "", "", nil, 404},
		{"head", "HEAD", "?" + good, "", nil, 405},
		{"options", "OPTIONS", "", "", nil, 405},
		{"put", "PUT", "", good, nil, 405},
		{"wrong state by get", "GET", "?code=evil&state=wrong", "", nil, 400},
		{"wrong state by post", "POST", "", "code=evil&state=wrong", nil, 400},
		{"no state", "POST", "", "code=evil", nil, 400},
		{"doubled state", "POST", "", good + "&state=" + state, nil, 400},
		{"doubled code", "POST", "", good + "&code=other", nil, 400},
		{"huge state", "POST", "", "code=evil&state=" + strings.Repeat("x", 64<<10), nil, 400},
		{"error without state", "POST", "", "error=access_denied&error_description=no", nil, 400},
		{"error with a code", "POST", "", good + "&error=access_denied", nil, 400},
		{"neither code nor error", "POST", "", "state=" + state, nil, 400},
		{"empty code", "POST", "", "code=&state=" + state, nil, 400},
		{"broken form", "POST", "", "%zz&" + good, nil, 400},
		{"body too large", "POST", "", good + "&x=" + strings.Repeat("x", bodyLimit), nil, 413},
		{"json", "POST", "", `{"code":"evil"}`, map[string]string{"Content-Type": "application/json"}, 415},
		{"foreign host", "POST", "", good, map[string]string{"Host": "evil.example"}, 403},
		{"foreign host with our port", "POST", "", good, map[string]string{"Host": "evil.example:PORT"}, 403},
		{"trailing dot", "POST", "", good, map[string]string{"Host": "localhost.:PORT"}, 403},
		{"other port", "POST", "", good, map[string]string{"Host": "localhost:1"}, 403},
		{"the address instead of the name", "POST", "", good, map[string]string{"Host": "127.0.0.1:PORT"}, 403},
		{"other path", "POST", "/elsewhere", good, nil, 404},
		{"path with a dot", "POST", "/./x/..", good, nil, 404},
	} {
		t.Run(s.name, func(t *testing.T) {
			l := listening(t, "http://localhost")
			_, port, _ := net.SplitHostPort(l.redirect.Host)
			for k, v := range s.header {
				s.header[k] = strings.Replace(v, "PORT", port, 1)
			}
			status, text := ask(t, s.method, l.RedirectURI()+s.path, s.body, s.header)
			if status != s.status {
				t.Errorf("status is %d, want %d", status, s.status)
			}
			if text != "" {
				t.Errorf("a stranger was told %q", text)
			}
			if l.Rejected() != 1 {
				t.Errorf("%d rejected requests were counted", l.Rejected())
			}
			completes(t, l)
		})
	}
}

func TestAQueryAnswerIsTakenWithItsState(t *testing.T) {
	l := listening(t, "http://localhost/callback")
	l.Finish(Outcome{OK: true, Title: "Done"})
	if status, _ := ask(t, "GET", l.RedirectURI()+"?code=c&state="+state, "", nil); status != 200 {
		t.Fatalf("status is %d", status)
	}
	if a := <-l.Answers(); a.Code.Reveal() != "c" {
		t.Fatalf("answer is %+v", a)
	}
}

func TestAnErrorWithStateEndsTheWait(t *testing.T) {
	l := listening(t, "http://127.0.0.1")
	l.Finish(Outcome{Title: "Not signed in", Text: "<b>x</b>"})
	_, page := ask(t, "POST", l.RedirectURI(), "error=access_denied&error_description=%3Cscript%3E&state="+state, nil)
	if strings.Contains(page, "<script>") || strings.Contains(page, "<b>x") {
		t.Errorf("foreign text is live in the page: %q", page)
	}
	if a := <-l.Answers(); a.Error != "access_denied" || a.Description != "<script>" || !a.Code.Empty() {
		t.Fatalf("answer is %+v", a)
	}
}

func TestASecondAnswerIsToldThatItWasUsed(t *testing.T) {
	l := listening(t, "http://localhost")
	completes(t, l)
	l.Close() // goes on answering for a while
	status, page := ask(t, "POST", l.RedirectURI(), "code=the-code&state="+state, nil)
	if status != http.StatusConflict || !strings.Contains(page, "used already") {
		t.Errorf("a replay got %d %q", status, page)
	}
	select {
	case a := <-l.Answers():
		t.Errorf("a replay was delivered: %+v", a)
	default:
	}
}

func TestTheBrowserWaitsForTheTrueOutcome(t *testing.T) {
	l := listening(t, "http://localhost")
	page := make(chan string, 1)
	go func() {
		_, text := ask(t, "POST", l.RedirectURI(), "code=c&state="+state, nil)
		page <- text
	}()
	<-l.Answers()
	select {
	case text := <-page:
		t.Fatalf("the page came before the outcome: %q", text)
	default:
	}
	l.Finish(Outcome{Title: "The code was refused"})
	if text := <-page; !strings.Contains(text, "The code was refused") {
		t.Errorf("the page says %q", text)
	}
}

func TestBothFamiliesOfLocalhostAnswer(t *testing.T) {
	l := listening(t, "http://localhost")
	_, port, _ := net.SplitHostPort(l.redirect.Host)
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
		c, err := net.Dial("tcp", net.JoinHostPort(host, port))
		if err != nil {
			t.Errorf("%s: %v", host, err)
			continue
		}
		fmt.Fprintf(c, "GET /favicon.ico HTTP/1.1\r\nHost: localhost:%s\r\nConnection: close\r\n\r\n", port)
		line, err := bufio.NewReader(c).ReadString('\n')
		if err != nil || !strings.Contains(line, "404") {
			t.Errorf("%s answered %q, %v", host, line, err)
		}
		_ = c.Close()
	}
}

func TestAFixedPortIsHonouredAndATakenOneIsSaid(t *testing.T) {
	first := listening(t, "http://127.0.0.1/x")
	u, err := url.Parse(first.RedirectURI())
	if err != nil {
		t.Fatal(err)
	}
	_, err = Listen(Options{Redirect: u, State: secret.New(state)})
	if p := problem.From(err); p == nil || p.Code != "port-in-use" || p.Args["port"] != u.Port() {
		t.Errorf("the taken port gave %v", err)
	}
	if u.Path != "/x" || u.Port() == "" {
		t.Errorf("the redirect URI is %s", u)
	}
}

func TestOnlyLoopbackIsBound(t *testing.T) {
	for _, redirect := range []string{"http://0.0.0.0", "http://[::]", "http://example.com", "https://localhost", "http://localhost.evil.example", "http://192.168.0.1"} {
		u, err := url.Parse(redirect)
		if err != nil {
			t.Fatal(err)
		}
		l, err := Listen(Options{Redirect: u, State: secret.New(state)})
		if err == nil {
			stop(l)
			t.Errorf("%s was bound", redirect)
		}
	}
}

func TestAThousandIdleConnectionsDoNotHoldTheAnswerUp(t *testing.T) {
	l := listening(t, "http://127.0.0.1")
	var idle []net.Conn
	for range 1000 {
		c, err := net.Dial("tcp", l.redirect.Host)
		if err != nil {
			t.Fatal(err)
		}
		idle = append(idle, c)
		fmt.Fprint(c, "POST / HTTP/1.1\r\nHost: ") // and nothing more: a slow client
	}
	start := time.Now()
	completes(t, l)
	if took := time.Since(start); took > time.Second {
		t.Errorf("the answer took %s", took)
	}
	for _, c := range idle {
		_ = c.Close()
	}
}

func TestStoppingAnswersTheBrowserAndFreesThePort(t *testing.T) {
	l := listening(t, "http://127.0.0.1")
	address := l.redirect.Host
	l.Close()
	if !l.Ended() {
		t.Error("an unanswered listener is still there")
	}
	ln, err := net.Listen("tcp", address)
	if err != nil {
		t.Fatalf("the port is not free: %v", err)
	}
	_ = ln.Close()
}

// FuzzCallback holds the parser to its promise: only parameters with the very state
// are taken, and only with exactly one code or one error.
func FuzzCallback(f *testing.F) {
	for _, s := range []string{"code=c&state=" + state, "error=e&state=" + state, "state=" + state + "&state=x&code=c", "code=c", "%zz", "code=c;state=" + state} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, query string) {
		values, err := url.ParseQuery(query)
		if err != nil {
			return
		}
		a, ok := Parse(values)
		if ok && a.Code.Empty() == (a.Error == "") {
			t.Errorf("%q gives both or neither: %+v", query, a)
		}
		if HasState(values, secret.New(state)) && values.Get("state") != state {
			t.Errorf("%q passes for our state", query)
		}
		if HasState(values, secret.New("")) {
			t.Errorf("%q passes for an empty state", query)
		}
	})
}
