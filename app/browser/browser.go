// Package browser is the door for machines without a WebView or a display: the
// same user interface as the window's, served to the person's own browser over
// HTTP on loopback.
//
// A loopback port is reachable by every program on the machine and, through the
// browser, by every web page the person visits. So this package promises:
//
//   - It listens on 127.0.0.1 and ::1 only, and answers only requests whose Host
//     is exactly one of its own addresses, port included, so that a name that an
//     attacker re-points at loopback gets nothing (DNS rebinding).
//   - It answers no other origin, not even another port of this machine: requests
//     that a browser marks as cross-origin are refused
//     (https://www.w3.org/TR/fetch-metadata/, [http.CrossOriginProtection]), and
//     nothing may be framed, embedded or read from outside.
//   - There are no cookies, because they ignore ports (RFC 6265 section 8.5). A
//     tab proves itself by a bearer that it got for a one-time ticket. The ticket
//     travels in the fragment of the address, which browsers don't send, and is
//     taken out of the address before it is exchanged.
//   - A ticket that comes a second time was copied: the session that it began ends,
//     and the person is told.
//   - What it serves loads nothing from elsewhere and runs no inline script.
//   - Nothing it logs carries a ticket, a bearer, an argument or a result.
//
// The front end cannot tell this door from the window: bridge.js installs the
// window.go and window.runtime that Wails' generated bindings call.
package browser

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/net/netutil"
)

// Options are what the door needs from the house.
type Options struct {
	// Assets is the built front end; index.html is at its root.
	Assets fs.FS
	// Bound are pointers to the structs whose exported methods the front end may
	// call, the same ones that the window binds.
	Bound []any
	// Now is the clock that tickets live by; nil means [time.Now].
	Now func() time.Time
	// Rand makes tickets, bearers and nonces; nil means [rand.Reader].
	Rand io.Reader
	// Log gets refusals and faults; nil means nothing is logged.
	Log *slog.Logger
	// Listen is "HOST:PORT" with 127.0.0.1, [::1] or localhost as HOST; port 0 and
	// "" mean any free port. Both families are listened on, whichever is named.
	Listen string
	// Stay keeps the server running when no tab is open.
	Stay bool
	// OnSignedIn is called after a ticket was exchanged: its address has done its work.
	// It may be nil.
	OnSignedIn func()
	// OnRevoked is called after the second use of a ticket has ended a session, so
	// that a terminal can print a new address. It may be nil.
	OnRevoked func()
}

// Limits of one server.
const (
	headerTimeout = 5 * time.Second
	readTimeout   = 15 * time.Second
	writeTimeout  = 30 * time.Second
	idleTimeout   = 60 * time.Second
	closeTimeout  = 3 * time.Second
	headerLimit   = 16 << 10
	// mostConnections is for each listener. A browser opens six to one host, streams
	// included.
	mostConnections = 200
)

// Server is one browser door. It is safe for concurrent use.
type Server struct {
	options   Options
	log       *slog.Logger
	listeners []net.Listener
	guard     guard
	keys      *keys
	methods   methods
	site      *site
	hub       *hub
	tabs      *tabs
	refusals  atomic.Int64 // of tickets
}

// New takes the port and checks the front end; [Server.Run] answers. Errors that
// the person can act on are *problem.Problem: listen-not-loopback, listen-failed,
// ui-not-built.
func New(o Options) (*Server, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Rand == nil {
		o.Rand = rand.Reader
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	methods, err := bind(o.Bound)
	if err != nil {
		return nil, err
	}
	site, err := newSite(o.Assets, methods, o.Rand)
	if err != nil {
		return nil, err
	}
	listeners, hosts, err := listen(o.Listen)
	if err != nil {
		return nil, err
	}
	return &Server{
		options:   o,
		log:       o.Log,
		listeners: listeners,
		guard:     guard{hosts: hosts},
		keys:      newKeys(o.Now, o.Rand),
		methods:   methods,
		site:      site,
		hub:       newHub(),
		tabs:      newTabs(),
	}, nil
}

// URL returns an address with a new ticket that is valid for 30 s, for the case
// that Latchkey opens the browser itself.
func (s *Server) URL() string { return s.address(openedLifetime) }

// PrintedURL returns an address with a new ticket that is valid for 10 minutes, for
// a person to copy.
func (s *Server) PrintedURL() string { return s.address(printedLifetime) }

// PageURL is URL for one page of the front end, named in small letters, such as "phone":
// the page of a second screen.
func (s *Server) PageURL(page string) string { return s.URL() + "&page=" + page }

func (s *Server) address(lifetime time.Duration) string {
	return "http://" + s.guard.hosts[0] + "/#ticket=" + s.keys.issue(lifetime)
}

// Emit sends an event to every open tab. The payload is encoded at once.
func (s *Server) Emit(name string, payload any) {
	if err := s.hub.emit(name, payload); err != nil {
		s.log.Error("event not sent", "name", name, "error", err)
	}
}

// Run answers until ctx ends or, unless Stay is set, 60 s after the last tab has
// closed; then it returns nil and everything it started has ended. A server runs
// once.
func (s *Server) Run(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	if !s.options.Stay {
		s.tabs.start(cancel)
		defer s.tabs.stop()
	}
	server := &http.Server{
		Handler: s.Handler(),
		// OPTIONS * is for the guard too.
		DisableGeneralOptionsHandler: true,
		ReadHeaderTimeout:            headerTimeout,
		ReadTimeout:                  readTimeout,
		WriteTimeout:                 writeTimeout,
		IdleTimeout:                  idleTimeout,
		MaxHeaderBytes:               headerLimit,
		BaseContext:                  func(net.Listener) context.Context { return ctx },
		ErrorLog:                     slog.NewLogLogger(s.log.Handler(), slog.LevelDebug),
	}
	failures := make(chan error, len(s.listeners))
	var serving sync.WaitGroup
	for _, l := range s.listeners {
		serving.Go(func() { failures <- server.Serve(netutil.LimitListener(l, mostConnections)) })
	}
	var err error
	select {
	case <-ctx.Done():
	case err = <-failures:
		cancel()
	}
	shut(server)
	serving.Wait()
	if err != nil && !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serve %s: %w", s.guard.hosts[0], err)
	}
	return nil
}

// shut lets requests end for a moment and then ends them.
func shut(server *http.Server) {
	ctx, cancel := context.WithTimeout(context.Background(), closeTimeout)
	defer cancel()
	if server.Shutdown(ctx) != nil {
		_ = server.Close()
	}
}

// Close gives the port back when Run was never called.
func (s *Server) Close() {
	for _, l := range s.listeners {
		_ = l.Close()
	}
}

// Handler returns the guarded handler. The addresses that it answers to are those
// that the server listens on.
func (s *Server) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /api/ticket", s.exchange)
	mux.Handle("POST /api/call/{method}", s.signedIn(s.call))
	mux.Handle("GET /api/events", s.signedIn(s.events))
	mux.HandleFunc("/api", notFound)
	mux.HandleFunc("/api/", notFound)
	mux.HandleFunc("/", s.site.serve)
	return s.guard.protect(mux)
}
