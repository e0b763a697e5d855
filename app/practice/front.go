package practice

import (
	"context"
	"errors"
	"net"
	"net/http"
	"strconv"

	"latchkey/app/practice/entra"
	"latchkey/app/problem"
)

// openFront returns the base address of this process's front channel, and opens
// it when nobody has asked before. It stays open until Close: a browser may come
// back at any time.
func (t *Tenant) openFront(ctx context.Context) (string, error) {
	t.frontMu.Lock()
	defer t.frontMu.Unlock()
	if t.closing.Err() != nil {
		return "", problem.New(problem.Cancelled, "practice-closed")
	}
	if t.front == nil {
		listeners, err := listen(ctx, anyPort)
		if err != nil {
			return "", err
		}
		handler := t.frontHandler(portOf(listeners[0]))
		t.front = serve(listeners, &http.Server{Handler: handler}, t.options.Log)
	}
	return "http://127.0.0.1:" + t.front.port(), nil
}

// keep remembers listeners that Close must close, unless it has begun.
func (t *Tenant) keep(d *Listeners) error {
	t.frontMu.Lock()
	defer t.frontMu.Unlock()
	if t.closing.Err() != nil {
		return problem.New(problem.Cancelled, "practice-closed")
	}
	t.listeners = append(t.listeners, d)
	return nil
}

// closeListening closes whatever this process listens on for browsers and others.
func (t *Tenant) closeListening() error {
	t.frontMu.Lock()
	defer t.frontMu.Unlock()
	t.front.close()
	t.front = nil
	var errs []error
	for _, d := range t.listeners {
		errs = append(errs, d.Close())
	}
	t.listeners = nil
	return errors.Join(errs...)
}

// frontHandler serves the pages to this machine's browsers and nothing else.
func (t *Tenant) frontHandler(port string) http.Handler {
	to := inProcess(pages)
	to.Front = "http://127.0.0.1:" + port
	return named(port, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !entra.IsPage(r.URL.Path) {
			http.NotFound(w, r)
			return
		}
		t.relay(w, r, to, t.closing)
	}))
}

// portOf is the port of a TCP listener.
func portOf(l net.Listener) string { return strconv.Itoa(l.Addr().(*net.TCPAddr).Port) }
