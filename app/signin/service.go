package signin

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"latchkey/app/cloud"
	"latchkey/app/signin/loopback"
	"latchkey/app/vault"
)

// Options are the edges of the service.
type Options struct {
	Vault *vault.Vault
	// Transport gives the network of a cloud; it is called on the first request, with
	// that request's context.
	Transport func(context.Context, cloud.Cloud) (http.RoundTripper, error)
	// OpenURL opens the system browser.
	OpenURL func(ctx context.Context, address string) error
	Now     func() time.Time
	Rand    io.Reader
	Log     *slog.Logger
}

// Service signs in. It is safe for concurrent use.
type Service struct {
	options Options
	caches  *caches

	mu      sync.Mutex
	clients map[clientKey]*client
	states  []string // of earlier attempts, to recognise their answers
	// answering are closed listeners that still tell a browser that its answer was used.
	answering []*loopback.Listener
}

// Rand is the source of randomness, for those who make values of their own.
func (s *Service) Rand() io.Reader { return s.options.Rand }

// New makes a service; it touches neither the network nor the vault.
func New(o Options) *Service {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return &Service{options: o, caches: &caches{vault: o.Vault, byName: map[string]*cache{}}, clients: map[clientKey]*client{}}
}
