package loopback

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"latchkey/app/problem"
	"latchkey/app/secret"
)

const (
	// holdLimit is how long the browser waits for the true outcome.
	holdLimit = 10 * time.Second
	// answerUsedFor is how long a finished listener still answers "already used".
	answerUsedFor = 2 * time.Second
	// bodyLimit bounds a posted answer; codes are a few KB at most.
	bodyLimit = 256 << 10
	// headerLimit bounds the request line and headers, and with them a code in a query.
	headerLimit = 64 << 10
	readLimit   = 10 * time.Second
)

// Answer is what the browser brought back: a code, or the identity provider's error.
type Answer struct {
	Code        secret.String
	Error       string // OAuth error code (RFC 6749 section 4.1.2.1), "" when there is a code
	Description string // the provider's words, unescaped; foreign text
	Issuer      string // iss (RFC 9207), "" when it was not said; not checked here
}

// Listener waits for the answer of one sign-in attempt.
type Listener struct {
	redirect url.URL
	state    secret.String
	log      func(reason string)
	onTLS    func()

	server    *http.Server
	listeners []net.Listener
	serving   sync.WaitGroup

	taken    atomic.Bool
	rejected atomic.Int64
	tls      atomic.Bool // a browser has tried https
	answers  chan Answer
	finished chan struct{} // closed when outcome is set
	finish   sync.Once
	outcome  Outcome
	closing  sync.Once

	ending *time.Timer   // set by Close after an answer
	ended  chan struct{} // closed when nothing is left
}

// Options says what to listen for.
type Options struct {
	// Redirect is the registered redirect URI: http, a loopback host, any path. Port 0
	// or none means any free one.
	Redirect *url.URL
	State    secret.String
	// OnRejected is told, in a fixed word, why a request was turned away.
	OnRejected func(reason string)
	// OnTLS is called once, by the connection's goroutine, when a browser insists on
	// https. It must not block.
	OnTLS func()
}

// Listen binds the redirect URI's address; "localhost" on both address families.
// A taken port gives a Problem "port-in-use", one that the system keeps "port-reserved".
func Listen(o Options) (*Listener, error) {
	if o.Redirect.Scheme != "http" || !IsLoopback(o.Redirect.Hostname()) {
		return nil, problem.New(problem.Input, "redirect-uri-not-loopback").At("redirectUri")
	}
	l := &Listener{
		redirect: *o.Redirect, state: o.State, log: o.OnRejected, onTLS: o.OnTLS,
		answers: make(chan Answer, 1), finished: make(chan struct{}), ended: make(chan struct{}),
	}
	if l.log == nil {
		l.log = func(string) {}
	}
	if l.onTLS == nil {
		l.onTLS = func() {}
	}
	if err := l.bind(); err != nil {
		return nil, err
	}
	l.server = &http.Server{
		Handler:           http.HandlerFunc(l.serve),
		ReadHeaderTimeout: readLimit,
		ReadTimeout:       readLimit,
		WriteTimeout:      holdLimit + readLimit,
		IdleTimeout:       readLimit,
		MaxHeaderBytes:    headerLimit,
		ErrorLog:          quiet,

		DisableGeneralOptionsHandler: true, // OPTIONS * is turned away like others
	}
	for _, ln := range l.listeners {
		l.serving.Go(func() { _ = l.server.Serve(ln) })
	}
	return l, nil
}

// IsLoopback reports whether a redirect URI's host stays on this machine.
func IsLoopback(host string) bool {
	if strings.EqualFold(host, "localhost") {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}

// bind opens the sockets. With "localhost" a browser may try either family, so
// both are bound to one port; a machine without one of them is served on the other.
func (l *Listener) bind() error {
	port := l.redirect.Port()
	if port == "" {
		port = "0"
	}
	hosts := []string{l.redirect.Hostname()}
	if strings.EqualFold(hosts[0], "localhost") {
		hosts = []string{"127.0.0.1", "::1"}
	}
	const tries = 20 // a free port of one family may be taken in the other
	var err error
	for range tries {
		if err = l.bindAll(hosts, port); err == nil {
			return nil
		}
		if port != "0" {
			break
		}
	}
	return notBound(port, err)
}

func notBound(port string, err error) error {
	switch {
	case isAddressInUse(err):
		return problem.New(problem.Network, "port-in-use").With("port", port).At("redirectUri").Because(err)
	case isReserved(err):
		return problem.New(problem.Network, "port-reserved").With("port", port).At("redirectUri").Because(err)
	}
	return problem.New(problem.Network, "loopback-not-bound").Because(err)
}

func (l *Listener) bindAll(hosts []string, port string) error {
	var bound []net.Listener
	var first error
	for _, host := range hosts {
		ln, err := net.Listen("tcp", net.JoinHostPort(host, port))
		if err != nil && isFamilyMissing(err) && len(hosts) > 1 {
			first = errors.Join(first, err)
			continue
		}
		if err != nil {
			for _, b := range bound {
				_ = b.Close()
			}
			return err
		}
		port = strconv.Itoa(ln.Addr().(*net.TCPAddr).Port)
		bound = append(bound, tlsDetector{ln.(*net.TCPListener), l.sawTLS})
	}
	if len(bound) == 0 {
		return first
	}
	l.listeners = bound
	l.redirect.Host = net.JoinHostPort(l.redirect.Hostname(), port)
	return nil
}

// RedirectURI is the redirect URI with the port that is really listened on. Entra
// ignores the port of a loopback redirect URI when it compares.
func (l *Listener) RedirectURI() string { return l.redirect.String() }

// Rejected counts the requests that were turned away so far.
func (l *Listener) Rejected() int { return int(l.rejected.Load()) }

// Answers delivers the one answer that was taken.
func (l *Listener) Answers() <-chan Answer { return l.answers }

// Deliver takes an answer that came another way than by the browser: the person pasted
// it. It reports false when there was one already. The browser, should it arrive after
// all, is told that this sign-in was used.
func (l *Listener) Deliver(a Answer) bool {
	if !l.taken.CompareAndSwap(false, true) {
		return false
	}
	l.answers <- a
	return true
}

// Port is the port that is really listened on.
func (l *Listener) Port() string { return l.redirect.Port() }

// Finish shows the waiting browser how the sign-in ended. Only the first call counts.
func (l *Listener) Finish(o Outcome) {
	l.finish.Do(func() {
		l.outcome = o
		close(l.finished)
	})
}

// Close ends the wait. An attempt without an answer frees its port at once; after an
// answer the listener goes on saying "already used" for two seconds, or until End.
func (l *Listener) Close() {
	l.closing.Do(func() {
		l.Finish(Outcome{Title: "This sign-in was stopped", Text: "Go back to Latchkey to start again."})
		if !l.taken.Load() {
			_ = l.server.Close()
			l.serving.Wait()
			close(l.ended)
			return
		}
		l.ending = time.AfterFunc(answerUsedFor, l.shutdown)
	})
}

// End closes the listener now: replies that are under way are still delivered, for
// two seconds at most. It returns when everything has ended.
func (l *Listener) End() {
	l.Close()
	if l.ending != nil && l.ending.Stop() {
		l.shutdown()
	}
	<-l.ended
}

// Ended reports whether nothing of the listener is left.
func (l *Listener) Ended() bool {
	select {
	case <-l.ended:
		return true
	default:
		return false
	}
}

func (l *Listener) shutdown() {
	ctx, cancel := context.WithTimeout(context.Background(), answerUsedFor)
	defer cancel()
	if l.server.Shutdown(ctx) != nil {
		_ = l.server.Close()
	}
	l.serving.Wait()
	close(l.ended)
}
