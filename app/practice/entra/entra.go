// Package entra is the engine of the practice tenant: an identity provider shaped
// like Microsoft Entra ID, a Global Discovery service, the Web API of a few
// organizations, and who is signed in by Microsoft Graph, all in memory and answering over net/http.
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
// Its parts are packages below this one, each of which imports only what stands before it:
// aadsts (errors, parameters, names of tenants), directory (the state and its lock), token,
// phone, dataverse, graph and pages. This package puts them together behind one http.Handler.
//
// Sources: RFC 6749, RFC 7636 (PKCE), RFC 8628 (device codes), RFC 7523 (client
// assertions), RFC 6238 (one-time codes), OpenID Connect Core and Discovery, OAuth
// 2.0 Form Post Response Mode, and Microsoft's "OAuth 2.0 authorization code flow",
// "Certificate credentials" and "Authentication and authorization error codes". The
// texts and the looks of the pages are our own.
package entra

import (
	"io"
	"log/slog"
	"net/http"
	"time"

	"latchkey/app/practice/entra/dataverse"
	"latchkey/app/practice/entra/directory"
	"latchkey/app/practice/entra/graph"
	"latchkey/app/practice/entra/pages"
	"latchkey/app/practice/entra/phone"
	"latchkey/app/practice/entra/token"
)

// Options are what a server is made of.
type Options struct {
	// Seed is 32 bytes; passwords, one-time secrets and object ids are derived from
	// it by HKDF-SHA256, so the same seed gives the same users.
	Seed []byte
	// SigningKeys are the RSA keys that tokens are signed with (RS256), the one that signs
	// first. What is missing is made when it is needed.
	SigningKeys []token.SigningKey
	// SaveKeys keeps the keys after a change; nil forgets them with the server.
	SaveKeys func([]token.SigningKey) error
	// Now is the clock that AdvanceClock adds to; nil is time.Now.
	Now func() time.Time
	// Rand is where codes, tokens and cookies come from; nil is crypto/rand. A
	// reader that fails makes the request fail.
	Rand io.Reader
	// Restore is the state to start from: a snapshot and the journal after it, in
	// the order in which they were made. Unknown tables are ignored.
	Restore []directory.Record
	// Journal is told each change, in order and one at a time, while the server is
	// locked: it must not call the server. An error is logged and the change stays.
	Journal func(directory.Record) error
	// Log gets journal errors and alarms; nil is silence.
	Log *slog.Logger
}

// Server is the practice tenant. It is safe for concurrent use and has no
// goroutines of its own.
type Server struct {
	*directory.Store
	*phone.Phone
	issuer    *token.Issuer
	dataverse *dataverse.Service
	graph     *graph.Service
	site      *pages.Site
	mux       *http.ServeMux
}

// SigningKeys lists the keys that tokens are signed with.
func (s *Server) SigningKeys() (token.SigningKeys, error) { return s.issuer.SigningKeys() }

// RotateKeys lets the next key sign from now on; the old one stays published.
func (s *Server) RotateKeys() error { return s.issuer.RotateKeys() }

// New makes a server. It does no I/O.
func New(o Options) (*Server, error) {
	store, err := directory.New(directory.Options{Seed: o.Seed, Now: o.Now, Rand: o.Rand, Restore: o.Restore, Journal: o.Journal, Log: o.Log})
	if err != nil {
		return nil, err
	}
	issuer := token.New(store, token.NewKeyring(o.SigningKeys, o.SaveKeys, store.RealTime))
	s := &Server{Store: store, Phone: phone.New(store), issuer: issuer, dataverse: dataverse.New(store, issuer), graph: graph.New(store, issuer), site: pages.New(store, issuer)}
	s.route()
	return s, nil
}
