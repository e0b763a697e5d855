package practice

import (
	"context"
	"crypto/rand"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"latchkey/app/home"
	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

// What the practice tenant is called.
const (
	TenantID = aadsts.ContosoID
	Domain   = aadsts.ContosoDomain
	// Fabrikam is another company's tenant, where one of the users is a guest.
	FabrikamID     = aadsts.FabrikamID
	FabrikamDomain = aadsts.FabrikamDomain
)

// The registrations' ApplicationIDs. The first three are public clients; the others
// are registered under Web and have a client secret.
const (
	DocumentsCorePackID    = directory.DocumentsCorePackID
	TelephoneIntegrationID = directory.TelephoneIntegrationID
	EveryOrganizationID    = directory.EveryOrganizationID
	IntegrationCloudID     = directory.IntegrationCloudID
	MagentrixID            = directory.MagentrixID
)

// Options say where the tenant lives and lend it the outside world.
type Options struct {
	// Dir is the practice directory; it is made when it is not there.
	Dir string
	// Now is the clock, time.Now when nil. AdvanceClock moves the tenant's time
	// against it.
	Now func() time.Time
	// Rand is crypto/rand.Reader when nil.
	Rand io.Reader
	// Log receives no secrets; nil drops everything.
	Log *slog.Logger
	// NoListeners keeps the tenant inside this process: nothing listens, other
	// processes find it busy, and the pages too are answered by Transport, at
	// https://login.practice.localhost.
	NoListeners bool
}

// Tenant is this process's membership in the practice tenant. It is safe for
// concurrent use.
type Tenant struct {
	options Options
	dir     *home.Dir
	closing context.Context
	cancel  context.CancelFunc

	electing chan struct{} // held by whoever looks at what follows
	role     role
	why      error // what the last look for a leader found
	closed   bool

	frontMu   sync.Mutex
	front     *server // nil until somebody asks
	listeners []*Listeners
}

// Join makes this process a member: the leader when there is none, else a client
// of the leader. It waits at most 10 s for a place.
func Join(ctx context.Context, o Options) (*Tenant, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Rand == nil {
		o.Rand = rand.Reader
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	o.Log = quiet(o.Log)
	dir, err := home.Open(o.Dir)
	if err != nil {
		return nil, storageProblem(err)
	}
	_, _ = dir.Sweep(o.Now())
	t := &Tenant{options: o, dir: dir, electing: make(chan struct{}, 1)}
	t.closing, t.cancel = context.WithCancel(context.Background())
	if _, err := t.elect(ctx); err != nil {
		return nil, errors.Join(err, t.Close())
	}
	return t, nil
}

// Leader reports whether this process runs the engine at the moment.
func (t *Tenant) Leader() bool {
	t.electing <- struct{}{}
	defer func() { <-t.electing }()
	return t.role.leader != nil
}

// Close leaves the tenant. A leader's running requests end first, its state is
// kept, and another process can take over.
func (t *Tenant) Close() error {
	t.cancel()
	err := t.closeListening()
	t.electing <- struct{}{}
	defer func() { <-t.electing }()
	if t.closed {
		return err
	}
	t.closed = true
	if t.role.leader != nil {
		err = errors.Join(err, t.role.leader.close())
	}
	t.role = role{}
	return errors.Join(err, t.dir.Close())
}

// relay passes a server's request on to the leader. Long polls end with closing.
func (t *Tenant) relay(w http.ResponseWriter, r *http.Request, to route, closing context.Context) {
	c, err := newCall(r, to)
	if err != nil {
		http.Error(w, "the request is too long", http.StatusRequestEntityTooLarge)
		return
	}
	ctx, cancel := context.WithCancel(r.Context())
	defer cancel()
	if c.isSafe() {
		defer context.AfterFunc(closing, cancel)()
	}
	p, err := t.do(ctx, c)
	if err != nil {
		t.options.Log.Warn("practice tenant: request not answered", "cause", err.Error())
		fail(w, err)
		return
	}
	p.sendFaulty(ctx, w, closing)
}
