// Package entra is the engine of the practice tenant: an identity provider shaped
// like Microsoft Entra ID, a Global Discovery service and the Web API of a few
// organizations, all in memory and answering over net/http.
//
// There are two tenants: Contoso, everybody's home, and Fabrikam, where one user is
// a guest and has to pass the second factor again; on request there are up to a
// thousand more. Tokens come by authorization
// code (v2 with a scope, v1 with a resource), refresh token, device code, password,
// and for applications by client secret or certificate.
//
// It promises that a client or a sign-in script written for Entra works here
// unchanged (paths, parameters, JSON, element ids of the pages), and that nothing
// here is of use anywhere else: users, passwords and one-time secrets are derived
// from the seed of this installation, and every page says PRACTICE.
//
// State is a set of records. Every change is handed to Options.Journal before the
// answer that depends on it is written, so that a server restored from the records
// goes on with the sign-ins that were under way. A record never holds a token, a
// code, a cookie or a password that a person chose, only hashes of them; what the
// simulated phone shows and keeps, as the digits of a text message and one-time secrets,
// and passwords that an administrator gave, stand as they are.
//
// Sources: RFC 6749, RFC 7636 (PKCE), RFC 8628 (device codes), RFC 7523 (client
// assertions), RFC 6238 (one-time codes), OpenID Connect Core and Discovery, OAuth
// 2.0 Form Post Response Mode, and Microsoft's "OAuth 2.0 authorization code flow",
// "Certificate credentials" and "Authentication and authorization error codes". The
// texts and the looks of the pages are our own.
package entra

import (
	"crypto/ecdsa"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"io"
	"log/slog"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"github.com/go-jose/go-jose/v4"
)

// Options are what a server is made of.
type Options struct {
	// Seed is 32 bytes; passwords, one-time secrets and object ids are derived from
	// it by HKDF-SHA256, so the same seed gives the same users.
	Seed []byte
	// SigningKey is a P-256 key; tokens are signed with it (ES256).
	SigningKey *ecdsa.PrivateKey
	// Now is the clock that AdvanceClock adds to; nil is time.Now.
	Now func() time.Time
	// Rand is where codes, tokens and cookies come from; nil is crypto/rand. A
	// reader that fails makes the request fail.
	Rand io.Reader
	// Restore is the state to start from: a snapshot and the journal after it, in
	// the order in which they were made. Unknown tables are ignored.
	Restore []Record
	// Journal is told each change, in order and one at a time, while the server is
	// locked: it must not call the server. An error is logged and the change stays.
	Journal func(Record) error
	// Log hears of journal errors and alarms; nil is silence.
	Log *slog.Logger
}

// Record is one row of the state, or its end.
type Record struct {
	Table string          `json:"table"`
	Key   string          `json:"key"`
	Value json.RawMessage `json:"value"` // null deletes the row; in table "reset" everything
}

// Server is the practice tenant. It is safe for concurrent use and has no
// goroutines of its own.
type Server struct {
	seed   []byte
	now0   func() time.Time
	rand   io.Reader
	randMu sync.Mutex
	log    *slog.Logger
	signer jose.Signer
	keys   jose.JSONWebKeySet
	mux    *http.ServeMux
	orgMux *http.ServeMux
	pages  map[string]*template.Template
	guard  *http.CrossOriginProtection

	directory atomic.Pointer[directory]
	cookie    cookieNames
	macKey    []byte
	journal   func(Record) error

	mu      sync.Mutex
	data    tables
	rev     int
	changed chan struct{}
	swept   int
}

// New makes a server. It does no I/O.
func New(o Options) (*Server, error) {
	if len(o.Seed) != 32 {
		return nil, fmt.Errorf("practice tenant: seed has %d bytes, want 32", len(o.Seed))
	}
	if o.SigningKey == nil {
		return nil, errors.New("practice tenant: no signing key")
	}
	s := &Server{seed: o.Seed, now0: o.Now, rand: o.Rand, log: o.Log, changed: make(chan struct{})}
	if s.now0 == nil {
		s.now0 = time.Now
	}
	if s.rand == nil {
		s.rand = rand.Reader
	}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	if err := s.useKey(o.SigningKey); err != nil {
		return nil, err
	}
	s.macKey = s.derive("password hash", 32)
	s.cookie = namesOfCookies(s.derive("cookie names", 4))
	s.guard = http.NewCrossOriginProtection()
	s.route()
	s.pages = parsePages()
	s.data = newTables(s)
	for _, r := range o.Restore {
		if err := s.data.apply(r); err != nil {
			return nil, fmt.Errorf("practice tenant: restore %s: %w", r.Table, err)
		}
	}
	s.assemble()
	s.journal = o.Journal
	// A new owner must never answer a waiting caller with the number that an
	// earlier one gave out, so the count starts at the time.
	s.rev = int(s.now0().UnixMilli())
	return s, nil
}

// random returns n fresh bytes.
func (s *Server) random(n int) []byte {
	b := make([]byte, n)
	s.randMu.Lock()
	defer s.randMu.Unlock()
	if _, err := io.ReadFull(s.rand, b); err != nil {
		panic(fmt.Errorf("practice tenant: no randomness: %w", err))
	}
	return b
}

// under runs do while the state is locked, and unlocks it even when do panics.
func (s *Server) under(do func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	do()
}

// bump tells those who wait that something visible changed. The lock is held.
func (s *Server) bump() {
	s.rev++
	close(s.changed)
	s.changed = make(chan struct{})
}
