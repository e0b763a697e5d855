package practice

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"golang.org/x/net/netutil"

	"latchkey/app/problem"
)

// anyPort is where a listener listens when nobody asked for a port.
const anyPort = "127.0.0.1:0"

// closeTime is how long a closing server lets its requests end.
const closeTime = 3 * time.Second

// mostConnections is how many connections a listener has at a time; more wait.
const mostConnections = 200

// server is an HTTP server on one or more loopback listeners.
type server struct {
	http *http.Server
	addr *net.TCPAddr
	done sync.WaitGroup
}

// freePortTries is how many free ports are tried until one is free in both families.
const freePortTries = 10

// listen opens a loopback address. "localhost" or no host means 127.0.0.1 and ::1
// on the same port, because clients may try either; a machine that lacks one of
// them is served on the other.
func listen(ctx context.Context, address string) ([]net.Listener, error) {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return nil, problem.New(problem.Input, "practice-listen-address").With("address", address).Because(err)
	}
	hosts := []string{host}
	if host == "" || strings.EqualFold(host, "localhost") {
		hosts = usableFamilies(ctx)
	} else if ip := net.ParseIP(host); ip == nil || !ip.IsLoopback() {
		return nil, problem.New(problem.Input, "practice-listen-not-loopback").With("address", address)
	}
	tries := 1
	if port == "0" || port == "" {
		tries = freePortTries
	}
	var all []net.Listener
	for range tries {
		if all, err = listenAll(ctx, hosts, port); err == nil {
			return all, nil
		}
	}
	return nil, problem.New(problem.Network, "practice-listen-failed").With("address", address).Because(err)
}

// usableFamilies asks the machine, because the error for a missing family differs
// between systems. When none answers, both are returned, for their error.
func usableFamilies(ctx context.Context) []string {
	var usable []string
	for _, host := range []string{"127.0.0.1", "::1"} {
		if l, err := listenAll(ctx, []string{host}, "0"); err == nil {
			_ = l[0].Close()
			usable = append(usable, host)
		}
	}
	if usable == nil {
		return []string{"127.0.0.1", "::1"}
	}
	return usable
}

// listenAll takes the same port on every host, or none: another program on the
// other family's port would be mistaken for the tenant.
func listenAll(ctx context.Context, hosts []string, port string) ([]net.Listener, error) {
	var config net.ListenConfig
	var all []net.Listener
	for _, host := range hosts {
		l, err := config.Listen(ctx, "tcp", net.JoinHostPort(host, port))
		if err != nil {
			for _, taken := range all {
				_ = taken.Close()
			}
			return nil, err
		}
		all = append(all, l)
		port = portOf(l)
	}
	return all, nil
}

// serve answers on the listeners until close. With a TLS configuration in the
// server it speaks TLS.
func serve(listeners []net.Listener, h *http.Server, log *slog.Logger) *server {
	h.ReadHeaderTimeout = 5 * time.Second
	h.ReadTimeout = 15 * time.Second
	h.WriteTimeout = 60 * time.Second
	h.IdleTimeout = 30 * time.Second
	h.MaxHeaderBytes = 64 << 10
	h.DisableGeneralOptionsHandler = true // "OPTIONS *" is for the guard as well
	h.ErrorLog = slog.NewLogLogger(log.Handler(), slog.LevelDebug)
	secure := h.TLSConfig != nil // read now: Serve sets one of its own
	s := &server{http: h, addr: listeners[0].Addr().(*net.TCPAddr)}
	for _, l := range listeners {
		l = netutil.LimitListener(l, mostConnections)
		s.done.Go(func() {
			var err error
			if secure {
				err = h.ServeTLS(l, "", "")
			} else {
				err = h.Serve(l)
			}
			if !errors.Is(err, http.ErrServerClosed) {
				log.Warn("practice tenant: a listener closed by itself", "cause", fmt.Sprint(err))
			}
		})
	}
	return s
}

// close ends the server: requests get a moment, then their connections go.
func (s *server) close() {
	if s == nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), closeTime)
	defer cancel()
	if s.http.Shutdown(ctx) != nil {
		_ = s.http.Close()
	}
	s.done.Wait()
}

// port is the port that the server listens on.
func (s *server) port() string { return strconv.Itoa(s.addr.Port) }

// named refuses what does not come to this server by its own name: a page whose
// name was made to resolve to this machine (DNS rebinding) gets nothing.
func named(port string, next http.Handler) http.Handler {
	return namedAlso(port, func(string) bool { return false }, next)
}

// namedAlso lets other hosts through as well, which a name server can't make resolve to this
// machine.
func namedAlso(port string, also func(host string) bool, next http.Handler) http.Handler {
	names := []string{"127.0.0.1", "localhost", "[::1]"}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host, ok := strings.CutSuffix(r.Host, ":"+port)
		if !ok && (port == "80" || port == "443") { // clients leave out their scheme's own
			host, ok = r.Host, true
		}
		if !ok || !slices.Contains(names, host) && !also(host) {
			http.Error(w, "this address is not served here", http.StatusMisdirectedRequest)
			return
		}
		next.ServeHTTP(w, r)
	})
}
