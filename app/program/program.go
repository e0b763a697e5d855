// Package program puts Latchkey's parts together, once, for every door.
//
// It promises that making a Program touches nothing: no file, no keychain, no
// network. Each part is made when it is first asked for, so that a fast command
// never pays for a slow one.
package program

import (
	"context"
	"crypto/rand"
	"errors"
	"io"
	"io/fs"
	"log/slog"
	"net/http"
	"os"
	"sync"
	"time"

	"latchkey/app/cloud"
	"latchkey/app/connection"
	"latchkey/app/credential"
	"latchkey/app/home"
	"latchkey/app/logging"
	"latchkey/app/network"
	"latchkey/app/opener"
	"latchkey/app/practice"
	"latchkey/app/problem"
	"latchkey/app/profile"
	"latchkey/app/signin"
	"latchkey/app/vault"
)

// Options are the edges; tests replace them.
type Options struct {
	Getenv  func(string) string
	Now     func() time.Time
	OpenURL func(ctx context.Context, address string) error
	// Console is where warnings go; nil drops them.
	Console io.Writer
	// Keychain replaces the operating system's; nil is the real one.
	Keychain vault.Keychain
}

// Program is one running Latchkey. It is safe for concurrent use.
type Program struct {
	Home       home.Home
	Vault      *vault.Vault
	Identity   *signin.Service
	Connection *connection.Service
	// Credentials keeps passwords, client secrets and certificates.
	Credentials *credential.Keeper
	// Network is the way to the real clouds.
	Network *network.Network
	Now     func() time.Time
	OpenURL func(ctx context.Context, address string) error
	// OpenSecret opens an address that lets in whoever has it: no other user of this
	// machine gets to see it. PageOpened is for when the browser has come.
	OpenSecret func(ctx context.Context, address string) error
	PageOpened func()
	Log        *slog.Logger

	logFile io.Closer
	getenv  func(string) string

	mu       sync.Mutex
	custom   map[string]*network.Network // the ways to custom clouds, which have authorities of their own
	profiles *profile.Store

	joining  chan struct{} // held while the practice tenant is joined, which can take seconds
	practice *practice.Tenant
}

// New makes a program from the real outside world, except where Options says otherwise.
func New(o Options) (*Program, error) {
	if o.Getenv == nil {
		o.Getenv = os.Getenv
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Console == nil {
		o.Console = io.Discard
	}
	where, err := home.Locate(o.Getenv)
	if err != nil {
		return nil, problem.New(problem.Input, "home-not-absolute").Because(err)
	}
	pages := opener.NewPages(where.State, o.Getenv)
	openSecret := o.OpenURL // one of a test's shows what it would open
	if o.OpenURL == nil {
		o.OpenURL, openSecret = opener.Open, pages.Open
	}
	log, logFile := logging.New(o.Console, where.State)
	p := &Program{Home: where, Now: o.Now, OpenURL: o.OpenURL, OpenSecret: openSecret, PageOpened: pages.Remove, Log: log, logFile: logFile, getenv: o.Getenv, custom: map[string]*network.Network{}, joining: make(chan struct{}, 1)}
	p.Network = p.networkWith(nil)
	p.Vault = vault.New(vault.Options{Dir: where.Sessions, Keychain: o.Keychain, Now: o.Now, Rand: rand.Reader})
	p.Identity = signin.New(signin.Options{
		Vault: p.Vault, Transport: p.transport, OpenURL: o.OpenURL, Now: o.Now, Rand: rand.Reader, Log: log,
	})
	p.Credentials = credential.New(p.Vault, o.Now)
	p.Connection = &connection.Service{Identity: p.Identity, Credentials: p.Credentials, Now: o.Now, Log: log}
	return p, nil
}

// transport is the network of a cloud: the practice tenant's own, else the real one. Every
// request goes through here, so nothing gets to a custom cloud that nobody has confirmed.
func (p *Program) transport(ctx context.Context, c cloud.Cloud) (http.RoundTripper, error) {
	if err := p.CheckConfirmed(ctx, c); err != nil {
		return nil, err
	}
	if c.ID != cloud.Practice {
		return p.network(c), nil
	}
	tenant, err := p.Practice(ctx)
	if err != nil {
		return nil, err
	}
	return tenant.Transport(), nil
}

// network is the way to a cloud.
func (p *Program) network(c cloud.Cloud) *network.Network {
	if len(c.CA) == 0 {
		return p.Network
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	n, ok := p.custom[c.Key()]
	if !ok {
		n = p.networkWith(c.CA)
		p.custom[c.Key()] = n
	}
	return n
}

func (p *Program) networkWith(ca []byte) *network.Network {
	return network.New(network.Options{Getenv: p.getenv, Now: p.Now, Authorities: p.Authorities(), CA: ca})
}

// Authorities are the certificate authorities that a person added.
func (p *Program) Authorities() network.Authorities {
	return network.Authorities{Dir: network.Beside(p.Home), Now: p.Now}
}

// Profiles opens the profile store.
func (p *Program) Profiles() (*profile.Store, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.profiles != nil {
		return p.profiles, nil
	}
	store, err := profile.OpenStore(p.Home.Profiles, p.Now)
	if err != nil {
		return nil, storage(err, p.Home.Profiles)
	}
	p.profiles = store
	return store, nil
}

// Practice joins the practice tenant: as its owner, or as a client of the process
// that is.
func (p *Program) Practice(ctx context.Context) (*practice.Tenant, error) {
	select {
	case p.joining <- struct{}{}:
		defer func() { <-p.joining }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if p.practice != nil {
		return p.practice, nil
	}
	tenant, err := practice.Join(ctx, practice.Options{Dir: p.Home.Practice, Now: p.Now, Rand: rand.Reader, Log: p.Log})
	if err != nil {
		return nil, err
	}
	p.practice = tenant
	return tenant, nil
}

// Close ends what was started; a browser that waits for a reply gets it first.
func (p *Program) Close() error {
	p.joining <- struct{}{}
	defer func() { <-p.joining }()
	p.Identity.Close()
	p.PageOpened()
	var err error
	if p.practice != nil {
		err = p.practice.Close()
		p.practice = nil
	}
	return errors.Join(err, p.Vault.Close(), p.logFile.Close())
}

func storage(err error, path string) error {
	var already *problem.Problem
	if errors.As(err, &already) {
		return err
	}
	code := "storage"
	if errors.Is(err, fs.ErrPermission) {
		code = "storage-forbidden"
	}
	return problem.New(problem.Storage, code).With("path", path).Because(err)
}
