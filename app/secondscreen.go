package app

import (
	"context"
	"io/fs"
	"log/slog"
	"sync"

	"latchkey/app/browser"
)

// secondScreen serves the window's page for a second screen: browser mode, begun when it
// is first asked for, ending a minute after its last tab. Its tabs can ask for nothing but
// the practice tenant.
type secondScreen struct {
	site  fs.FS
	log   *slog.Logger
	bound []any // the practice tenant's methods
	// opened is called when a browser has come by an address of ours.
	opened func()

	mu      sync.Mutex
	server  *browser.Server
	cancel  context.CancelFunc
	ended   chan struct{}
	closing bool
}

// phonePage gives a one-time address of the simulated phone.
func (s *secondScreen) phonePage() (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closing {
		return "", context.Canceled
	}
	if s.server == nil {
		server, err := browser.New(browser.Options{Assets: s.site, Bound: s.bound, Log: s.log, OnSignedIn: s.opened})
		if err != nil {
			return "", err
		}
		s.server, s.ended = server, make(chan struct{})
		var ctx context.Context
		ctx, s.cancel = context.WithCancel(context.Background())
		go s.run(ctx, server, s.ended)
	}
	return s.server.PageURL("phone"), nil
}

// run serves until the last tab has closed, or the context ends.
func (s *secondScreen) run(ctx context.Context, server *browser.Server, ended chan<- struct{}) {
	defer close(ended)
	err := server.Run(ctx)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.server = nil
	if err != nil {
		s.log.Error("the second screen's server ended", "error", err)
	}
}

// emit notifies the open tabs.
func (s *secondScreen) emit(name string, payload any) {
	s.mu.Lock()
	server := s.server
	s.mu.Unlock()
	if server != nil {
		server.Emit(name, payload)
	}
}

// close ends what was started.
func (s *secondScreen) close() {
	s.mu.Lock()
	s.closing = true
	cancel, ended := s.cancel, s.ended
	s.mu.Unlock()
	if cancel != nil {
		cancel()
		<-ended
	}
}
