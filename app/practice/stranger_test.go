package practice

import (
	"bufio"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
)

// stranger listens where somebody else did, notes what it hears and answers
// everything.
type stranger struct {
	mu    sync.Mutex
	heard strings.Builder
}

const strangersAnswer = "the stranger's page"

func (s *stranger) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	_ = r.Write(&s.heard)
	_, _ = w.Write([]byte(strangersAnswer))
}

func (s *stranger) text() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.heard.String()
}

func strangerAt(t *testing.T, address string) *stranger {
	t.Helper()
	l, err := net.Listen("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	s := &stranger{}
	server := &http.Server{Handler: s}
	done := make(chan struct{})
	go func() { defer close(done); _ = server.Serve(l) }()
	t.Cleanup(func() { server.Close(); <-done })
	return s
}

// A member has joined, then the leader ends and a stranger takes its port: the
// stranger hears no bearer and no request, and none of what it says is believed.
func TestAStrangerDoesNotInheritTheListener(t *testing.T) {
	const secret = "the-refresh-token"
	for name, ask := range map[string]func(*testing.T, *Tenant, string) string{
		"page": func(t *testing.T, tenant *Tenant, front string) string {
			return newBrowser(t, tenant.Control()).get(front + "?client_id=" + secret).text
		},
		"token request": func(t *testing.T, tenant *Tenant, _ string) string {
			_, body, err := postForm(t.Context(), &http.Client{Transport: tenant.Transport()},
				practiceAuthority+"/oauth2/v2.0/token", url.Values{"grant_type": {"refresh_token"}, "refresh_token": {secret}})
			if err != nil {
				t.Error(err)
			}
			return string(body)
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			leader := startProcess(t, dir)
			tenant := join(t, dir)
			front := metadataOf(t, tenant).Authorization // through the leader
			note, err := readAnnouncement(tenant.dir)
			if err != nil {
				t.Fatal(err)
			}
			leader.kill()
			s := strangerAt(t, note.Address)
			if answer := ask(t, tenant, front); !strings.Contains(answer, "AADSTS") || strings.Contains(answer, strangersAnswer) {
				t.Errorf("answered with %q", answer)
			}
			heard := s.text()
			if !strings.HasPrefix(heard, "GET "+helloPath) {
				t.Errorf("the stranger was not asked who it is: %q", heard)
			}
			if strings.Contains(heard, note.Bearer) || strings.Contains(heard, secret) {
				t.Errorf("the stranger heard %q", heard)
			}
			if !tenant.Leader() {
				t.Error("the member did not take over")
			}
		})
	}
}

// Who says more than the proof on a fresh connection would have it taken for the
// answer to the request.
func TestNothingMayFollowTheProof(t *testing.T) {
	l, err := net.Listen("tcp", anyPort)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	note := announcement{Schema: announcementSchema, Address: l.Addr().String(), Bearer: strings.Repeat("b", 26)}
	for name, more := range map[string]string{"nothing": "", "an answer": "HTTP/1.1 200 OK\r\n\r\n"} {
		var answering sync.WaitGroup
		answering.Go(func() {
			c, err := l.Accept()
			if err != nil {
				return
			}
			defer c.Close()
			r, err := http.ReadRequest(bufio.NewReader(c))
			if err != nil {
				return
			}
			text := proof(note.Bearer, r.Header.Get(challengeHeader))
			_, _ = c.Write([]byte("HTTP/1.1 200 OK\r\nContent-Length: 64\r\n\r\n" + text + more))
		})
		if err := newFollower(note).hello(t.Context()); (err == nil) != (more == "") {
			t.Errorf("%s after the proof: %v", name, err)
		}
		answering.Wait()
	}
}
